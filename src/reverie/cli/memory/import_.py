"""`reverie memory import PATH…`: what another agent, another memory or a person wrote down becomes facts."""

import os
import shlex
import sys
from datetime import datetime
from pathlib import Path

import click

from reverie.cli.printing import say, say_json, tell
from reverie.memory.errors import ReadOnly
from reverie.memory.importing.finding import FORMS, CannotImport, Form
from reverie.memory.importing.gathering import Sources, gather
from reverie.memory.importing.pieces import Piece
from reverie.memory.importing.report import Report, report, report_lines, sources_in_words
from reverie.memory.importing.taking import Import, Taken, ask, take, try_out
from reverie.memory.importing.whose import whose_on_this_machine

from . import options
from .opened import NAMES, Scope, Scopes, open_scopes
from .told import settling, telling_saved


@click.command("import")
@click.argument("paths", metavar="PATH...", nargs=-1, required=True, type=click.Path(path_type=Path))
@click.option("--from", "form", type=click.Choice(FORMS), help="What form it has; else that is recognised.")
@click.option("--dry-run", is_flag=True, help="Say what would be taken, and write nothing.")
@click.option("-y", "--yes", is_flag=True, help="Take them as your own words without asking.")
@options.user
@options.as_json
def import_(paths: tuple[Path, ...], form: Form | None, dry_run: bool, yes: bool, user: bool, as_json: bool) -> None:
    """Import a memory of Claude Code or Codex, an AGENTS.md, a MEMORY.md, another memory of ours or an export of one.

    It says line by line what was taken as what, and what was not and why. What is taken counts as your own words, so
    you are asked first. Files of a repository are nobody's word: what they say needs a check that holds.
    """
    with open_scopes(user=user) as scopes:
        scope = scopes.first
        asked = ask(scope.memory, _pieces(scopes, paths, form))
        tried = try_out(scope.memory, asked)
        if not dry_run and scope.memory.read_only:
            raise ReadOnly(scope.memory.read_only)
        if dry_run or not _taken(tried):
            _tell(report(tried, dry_run=dry_run), as_json=as_json)
            return
        if not yes:
            _confirm(tried, scope, _command(paths, form, user=user, as_json=as_json))
        with settling(scope, scopes.places):
            done = report(take(scope.memory, asked))
            with telling_saved("it was imported"):
                _tell(done, as_json=as_json)


def _command(paths: tuple[Path, ...], form: Form | None, *, user: bool, as_json: bool) -> str:
    """This import as a line to type."""
    flags = [*(["--from", form] if form else []), *(["--user"] if user else []), *(["--json"] if as_json else [])]
    return shlex.join(["reverie", "memory", "import", *map(str, paths), *flags])


def _pieces(scopes: Scopes, paths: tuple[Path, ...], form: Form | None) -> list[Piece]:
    whose = whose_on_this_machine(scopes.project, scopes.places, os.environ)
    today = datetime.fromtimestamp(scopes.first.memory.clock()).date()
    try:
        return gather(Sources(paths, whose, today, form, is_user=scopes.first.name == "user"))
    except CannotImport as error:
        raise click.UsageError(str(error)) from None


def _confirm(tried: Import, scope: Scope, command: str) -> None:
    """Show how many facts of which kinds come from where. Only a person at a terminal, or their flag, can say yes."""
    own = [one for one in _taken(tried) if one.statement.origin == "human"]
    if not own:
        return
    facts = "1 fact" if len(own) == 1 else f"{len(own):,} facts"
    tell(f"{facts} would count as your own words in the memory of {NAMES[scope.name]}:")
    for line in sources_in_words(own):
        tell(f"  {line}")
    if not sys.stdin.isatty():
        raise click.UsageError(
            f"there is no terminal to ask at; --dry-run shows each of them; to take them: {command} -y"
        )
    from reverie.plain.lines.terminal_mode import forget_typed

    forget_typed()
    if not click.confirm("Are these your own words, or words that you stand for?", default=False, err=True):
        raise click.ClickException("nothing was imported")


def _taken(made: Import) -> list[Taken]:
    return [one for one in made.fates if isinstance(one, Taken)]


def _tell(found: Report, *, as_json: bool) -> None:
    if as_json:
        say_json(found)
    else:
        say(report_lines(found))
