"""`reverie memory adopt`: a project that was moved or copied goes on with the memory of where it was."""

import click
import msgspec

from reverie.cli.printing import say, say_json
from reverie.config.adopt import Adoptable, Adopted, adoptable, undo_adopt
from reverie.config.adopt import adopt as link
from reverie.config.adopt_words import adopted_line, choice_line, undone_line
from reverie.config.errors import AdoptRefused
from reverie.conversation.visible import visible_line

from . import options
from .given import checked
from .opened import Scopes, open_scopes
from .told import telling_saved

_NO_ID = "the ID is empty; 'reverie memory adopt' alone lists what can be adopted"


class AdoptableJson(msgspec.Struct, frozen=True):
    id: str
    path: str
    is_there: bool


class AdoptedJson(msgspec.Struct, frozen=True):
    """Paths that were linked to one id, or, for --undo, are apart again."""

    root: str
    path: str
    id: str
    moved: bool


@click.command()
@click.argument("wanted", metavar="[ID]", required=False)
@click.option("--undo", is_flag=True, help="Take the last adoption of this folder back; no memory loses anything.")
@options.as_json
def adopt(wanted: str | None, undo: bool, as_json: bool) -> None:
    """Adopt the memory of where this project was. Alone: list what can be adopted.

    That is the memory, the sessions and the trust of a project with the same first commit (where this folder was
    before, or what it is a copy of), or of another project that lay in this place.
    """
    name = "" if wanted is None else checked(wanted, _NO_ID)
    if undo and name:
        raise click.UsageError("--undo takes no ID: it is the last adoption of this folder")
    with open_scopes(user=False) as scopes:
        if undo:
            _tell_adopted(undo_adopt(scopes.project, scopes.places), as_json=as_json, undone=True)
        elif name:
            done = link(scopes.project, scopes.places, _chosen(scopes, name))
            _tell_adopted(done, as_json=as_json, undone=False)
        else:
            _list(adoptable(scopes.project, scopes.places), as_json=as_json)


def _chosen(scopes: Scopes, wanted: str) -> str:
    """The whole id of the one that begins so; else what was typed, for which `adopt` says why not."""
    found = [one.id for one in adoptable(scopes.project, scopes.places) if one.id.startswith(wanted.lower())]
    if len(found) > 1:
        raise AdoptRefused(f"'{wanted}' begins the ids of {len(found)} projects; give more of it")
    return found[0] if found else wanted


def _list(found: tuple[Adoptable, ...], *, as_json: bool) -> None:
    if as_json:
        say_json([AdoptableJson(one.id, visible_line(str(one.path)), one.is_there) for one in found])
    elif not found:
        say(["there is nothing to adopt: no other project with a memory has the same first commit, or was here"])
    else:
        say([*map(choice_line, found), "to go on with one: reverie memory adopt ID"])


def _tell_adopted(done: Adopted, *, as_json: bool, undone: bool) -> None:
    with telling_saved("it was taken back" if undone else "the memory was adopted", "reverie memory"):
        if as_json:
            say_json(AdoptedJson(visible_line(str(done.root)), visible_line(str(done.path)), done.id, done.moved))
        else:
            say([undone_line(done) if undone else adopted_line(done)])
