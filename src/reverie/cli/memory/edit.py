"""`reverie memory edit ID`: another wording for a fact, in the person's editor or given at once."""

import os
import shlex
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import click

from reverie.cli.printing import tell
from reverie.config.places import Places
from reverie.conversation.visible import visible
from reverie.memory.applying import block_hash
from reverie.memory.errors import MemoryTrouble, NoSuchFact
from reverie.memory.fact_text import HEADING
from reverie.memory.journal import Author
from reverie.memory.proposal import Edit
from reverie.memory.reading import ShownFact
from reverie.memory.reading.naming import Named, find_current
from reverie.memory.reading.showing import shown_facts
from reverie.memory.receipt import Outcome, Refused
from reverie.storage.atomic import private_folder
from reverie.storage.errors import UnusableFile

from . import options
from .block import BrokenEdit, edit_in, lines_of
from .given import NO_ID, checked, given_text, title_and_body
from .opened import Scopes, open_scopes
from .told import settling, tell_nothing, tell_outcome

_PERSON = Author("human")


@click.command()
@click.argument("wanted", metavar="ID")
@click.option("--text", metavar="TEXT", help="The new words, or its whole block; - reads standard input.")
@options.user
@options.as_json
def edit(wanted: str, text: str | None, user: bool, as_json: bool) -> None:
    """Change a fact in your editor. That is $VISUAL or $EDITOR; the beginning of its id is enough.

    A text that cannot be taken is kept in a file, and the reason is said.
    """
    name = checked(wanted, NO_ID)
    given = given_text([text]) if text is not None else None
    with open_scopes(user=user, both=True, writes=True) as scopes:
        named = find_current(scopes.memories, name)
        shown = _as_it_stands(named)
        scope = scopes.of(named.memory)
        with settling(scope, scopes.places):
            if given is not None:
                outcome: Outcome | None = named.memory.write([_given(given, shown)], _PERSON)
            else:
                outcome = _edited(scopes, named, shown)
            if outcome is None:
                tell_nothing(scope, as_json=as_json)
            else:
                tell_outcome(outcome, scope, as_json=as_json)


def _as_it_stands(named: Named) -> ShownFact:
    """Raises NoSuchFact when its file was changed this moment, or two facts are called so."""
    found = [one for one in shown_facts(named.memory, named.entry.id) if one.is_current]
    if len(found) != 1:
        raise NoSuchFact(f"{len(found)} facts are called ^{named.entry.id} now; 'reverie memory show' has them")
    return found[0]


def _given(text: str, shown: ShownFact) -> Edit:
    """A whole block, as an editor shows it, or the words alone."""
    expected = block_hash(shown.text)
    if HEADING.fullmatch(lines_of(text.lstrip())[0]) is None:
        title, body = title_and_body(text)
        return Edit(id=shown.fact.id, title=title, body=body, expected=expected)
    try:
        return edit_in(text.lstrip(), shown.fact, shown.text, expected)
    except BrokenEdit as error:
        raise click.ClickException(f"nothing was changed: {error}") from None


def _edited(scopes: Scopes, named: Named, shown: ShownFact) -> Outcome | None:
    """What became of the person's text; None when it says what it said before."""
    before = "\n".join(lines_of(shown.text)) + "\n"
    text = _in_editor(before)
    if lines_of(text) == lines_of(before):
        return None
    if not text.strip():
        raise click.ClickException(
            f"the text is empty, so nothing was changed; to forget it: reverie memory forget {shown.fact.id}"
        )
    with _keeping(text, scopes.places, shown.fact.id) as keep:
        change = edit_in(text, shown.fact, shown.text, block_hash(shown.text))
        outcome = named.memory.write([change], _PERSON)
        if isinstance(outcome, Refused):
            keep()
        return outcome


def _in_editor(text: str) -> str:
    from reverie.plain.terminal.editor import NoEditor, edited

    if not (os.environ.get("VISUAL") or os.environ.get("EDITOR") or sys.stdin.isatty()):
        raise click.UsageError("there is no terminal for an editor; set EDITOR, or give the new text with --text")
    try:
        return edited(text, os.environ)
    except NoEditor as error:
        raise click.ClickException(str(error)) from None


@contextmanager
def _keeping(text: str, places: Places, fact_id: str) -> "Iterator[_Keep]":
    """Whatever goes wrong within: the person's text is in a file, and they are told which."""
    keep = _Keep(text, places.state / "edits", fact_id)
    try:
        yield keep
    except BrokenEdit as error:
        keep()
        raise click.ClickException(f"nothing was changed: {error}") from None
    except (MemoryTrouble, UnusableFile, OSError):
        keep()
        raise


class _Keep:
    def __init__(self, text: str, folder: Path, fact_id: str) -> None:
        self._text = text
        self._folder = folder
        self._fact_id = fact_id

    def __call__(self) -> None:
        """Secrets in it are masked; when there is no room for it either it is shown."""
        text, masked = self._without_secrets()
        try:
            descriptor, name = tempfile.mkstemp(".md", f"{self._fact_id}-", private_folder(self._folder))
            with os.fdopen(descriptor, "w", encoding="utf-8") as file:
                file.write(text.rstrip("\n") + "\n")
        except OSError:
            tell(f"your text, which could not be kept in a file{masked}:")
            click.echo(visible(text), err=True)
            return
        again = f"reverie memory edit {self._fact_id} --text - < {shlex.quote(name)}"
        tell(f"your text is kept in '{name}'{masked}; mend it there, then: {again}")

    def _without_secrets(self) -> tuple[str, str]:
        """The text as it may be kept, and what is to be said of that."""
        from reverie.assemble.redactor import redactor_in_use

        text = redactor_in_use().redact(self._text)
        return text, "" if text == self._text else ", with what looks like a secret masked"
