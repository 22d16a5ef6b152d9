"""`reverie check [PATH…]`: the statements of notes, judged against the code that they speak of."""

import os
import sys
from collections.abc import Sequence
from typing import TYPE_CHECKING

import click

from reverie.headless.exit_codes import DONE, FAILED

from .checking.not_run import NotRun

if TYPE_CHECKING:
    from reverie.audit.repairing.repair import Repaired
    from reverie.audit.values import Audited, Note


@click.command()
@click.argument("paths", metavar="[PATH]...", nargs=-1)
@click.option("-v", "--verbose", count=True, help="Also what is still true; twice: also what is not checked, and why.")
@click.option("--fix", is_flag=True, help="Propose repairs as a diff, and make them when you say yes.")
@click.option("--memory", is_flag=True, help="The facts of Reverie's own memory instead of notes.")
@click.option("--commands", is_flag=True, help="With --memory: also run checks that are commands which only look.")
@click.option("-y", "--yes", is_flag=True, help="With --fix: make them without asking.")
@click.option(
    "--format", "form", type=click.Choice(("text", "github")), default="text", help="Lines, or workflow annotations."
)
@click.option("--json", "as_json", is_flag=True, help="Print JSON.")
def check(
    paths: tuple[str, ...],
    verbose: int,
    fix: bool,
    memory: bool,
    commands: bool,
    yes: bool,
    form: str,
    as_json: bool,
) -> int:
    """Check what your notes say against the code: AGENTS.md, CLAUDE.md, README, CONTRIBUTING, docs, and what Claude
    Code and Codex keep of this project; or the notes that PATH names.

    Needs no model, key or memory, reads everything as data and runs nothing. Exit status 1 when something is not true
    any more, 6 when nothing could be checked.
    """
    if yes and not fix:
        raise click.UsageError("--yes goes with --fix")
    if memory and (paths or fix):
        raise click.UsageError("--memory takes no PATH and no --fix: a fact that moved is repaired when it is recalled")
    if commands and not memory:
        raise click.UsageError("--commands goes with --memory: notes run nothing")
    audited = _of_memory(with_commands=commands) if memory else _audited(_notes(paths))
    repairs = _repairs(audited) if fix else []
    if as_json:
        fixed = _print_json(audited, repairs, yes=yes)
    else:
        _print(audited, verbose, form, "fact" if memory else "note")
        fixed = _fix(repairs, yes=yes) if fix else []
    return FAILED if _is_untrue(audited, set(fixed)) else DONE


def _notes(paths: Sequence[str]) -> "list[Note]":
    from pathlib import Path

    from reverie.audit.errors import CannotCheck
    from reverie.audit.notes.finding import Surroundings, find_notes

    around = Surroundings(Path.cwd(), Path.home(), os.environ)
    try:
        notes = find_notes(paths, around)
    except CannotCheck as error:
        raise click.UsageError(str(error)) from None
    except OSError as error:
        raise _not_run(error) from None
    if not notes:
        raise NotRun("there are no notes here (AGENTS.md, CLAUDE.md, README, CONTRIBUTING, docs); name one")
    return notes


def _audited(notes: "Sequence[Note]") -> "list[Audited]":
    from datetime import date

    from reverie.audit.auditing import audit

    from .progress import progress_on_stderr

    progress = progress_on_stderr("checking", len(notes))
    shown = progress.over(notes, lambda note: note.shown) if progress else notes
    try:
        found = list(audit(shown, date.today()))
    except OSError as error:
        raise _not_run(error) from None
    if all(one.trouble for one in found):
        first = found[0]
        raise NotRun(f"'{first.note.shown}' cannot be read: {first.trouble}")
    return found


def _not_run(error: OSError) -> NotRun:
    from .os_errors import explain

    return NotRun(explain(error))


def _of_memory(*, with_commands: bool) -> "list[Audited]":
    from .checking.of_memory import audited_facts

    return audited_facts(with_commands=with_commands)


def _print(audited: "Sequence[Audited]", verbose: int, form: str, unit: str) -> None:
    from .checking.annotations import annotations
    from .checking.lines import lines
    from .checking.words import summary

    found = annotations(audited) if form == "github" else lines(audited, verbose, colours=_has_colours())
    for line in found:
        click.echo(line)
    click.echo(summary(audited, unit))


def _has_colours() -> bool:
    is_plain = os.environ.get("NO_COLOR") or os.environ.get("TERM", "dumb") in ("", "dumb", "unknown")
    return sys.stdout.isatty() and not is_plain


def _repairs(audited: "Sequence[Audited]") -> "list[Repaired]":
    from reverie.audit.repairing.repair import repaired

    return [found for one in audited if (found := repaired(one))]


def _fix(repairs: "Sequence[Repaired]", *, yes: bool) -> list[str]:
    from .checking import fixing

    if not repairs:
        click.echo("nothing of it can be repaired by itself")
        return []
    click.echo("")
    fixing.show(repairs, colours=_has_colours())
    fixed = fixing.make(repairs) if fixing.is_wanted(repairs, yes=yes) else []
    if fixed:
        click.echo(f"repaired {', '.join(fixed)}")
    return fixed


def _print_json(audited: "Sequence[Audited]", repairs: "Sequence[Repaired]", *, yes: bool) -> list[str]:
    from .checking import fixing
    from .checking.as_json import document
    from .printing import say_json

    fixed = fixing.make(repairs) if yes else []
    say_json(document(audited, "\n".join(fixing.diff_lines(repairs)), fixed))
    return fixed


def _is_untrue(audited: "Sequence[Audited]", fixed: set[str]) -> bool:
    """Whether something untrue is left; what was repaired is true by now."""
    from reverie.audit.values import is_untrue

    return any(
        is_untrue(judged) and not (one.note.shown in fixed and judged.repair)
        for one in audited
        for judged in one.judged
    )
