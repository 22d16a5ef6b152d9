"""Naming: which changes of the record a claim speaks of."""

from collections.abc import Sequence

from .changes import Change
from .paths import touches
from .record import Record
from .ruling import Ruling, contradicted
from .statement import Statement
from .words import shared, words_of


def of_path(path: str, changes: Sequence[Change]) -> list[Change]:
    return [change for change in changes if change.path != "*" and touches(path, change.path)]


def own_paths(statement: Statement, record: Record) -> tuple[str, ...]:
    """What the quote names of files: its paths, and codes or bare names that are files or folders of the record."""
    known = [change.path for change in record.changes]
    named = [name for name in statement.own.names if any(touches(name, path) for path in known)]
    return tuple(dict.fromkeys([*statement.own.paths, *named]))


def subject_paths(statement: Statement, record: Record) -> tuple[str, ...]:
    """The paths of the quote, else those that stand nearest before it, else behind it in its sentence."""
    own = own_paths(statement, record)
    if own:
        return own
    for slots in (statement.rest, statement.lead, statement.before):
        if slots.paths:
            return slots.paths[-1:] if slots is not statement.rest else slots.paths[:1]
    return ()


def by_words(statement: Statement, changes: Sequence[Change]) -> list[Change]:
    """Those that the quote speaks of by its words: they are of the path, the diff, or the command."""
    words = statement.own.words | words_of(" ".join(statement.own.codes))
    return [
        change
        for change in changes
        if shared(words, words_of(f"{change.path} {change.text[:500]} {change.added[:2_000]}"))
    ]


def failing(change: Change, verb: str) -> Ruling:
    """What a change that did not happen says against a claim that it did."""
    if change.outcome == "denied":
        return contradicted(f"the {verb} of {change.path} was refused")
    if change.text:
        return contradicted(f"`{_short(change.text)}` failed")
    reason = change.error.strip().splitlines()
    return contradicted(f"the {verb} of {change.path} failed{': ' + reason[0].rstrip('.') if reason else ''}")


def _short(text: str) -> str:
    flat = " ".join(text.split())
    return flat if len(flat) <= 60 else f"{flat[:57]}..."
