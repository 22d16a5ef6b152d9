"""Why a fact is in the memory: who said it, what it rests on, and all that happened to it since."""

from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from typing import Literal

import msgspec

from reverie.conversation.ids import is_session_id
from reverie.conversation.origin import Origin
from reverie.memory.errors import NoSuchFact
from reverie.memory.fact import CommandRun, Evidence, Fact, FileLine, TranscriptLine, is_fact_id
from reverie.memory.journal import Action, ChangeKind, Commit, Void, decode
from reverie.memory.known import FactEntry
from reverie.memory.store import Memory
from reverie.storage.jsonl import whole_lines

from .log import in_words, local_time
from .showing import ShownFact, ShownFacts, show

_MOST_CHARACTERS = 2_000
"""Of a transcript's line; the transcript has all of it."""

TextFrom = Literal["transcript", "kept quote", "gone", "elsewhere"]


class Cited(msgspec.Struct, frozen=True):
    """One thing that a fact rests on. `place` names it; `text` is what a transcript's line says, as far as we know.

    `text_from` tells whether that was read in the transcript now or kept when it was still there; `elsewhere`: what is
    cited is no transcript. `is_source` for the line in which the fact was said.
    """

    place: str
    text: str
    text_from: TextFrom
    is_source: bool = False


class Change(msgspec.Struct, frozen=True):
    """Something that happened to a fact, in the transaction `tx`; `line` says it in words. Times are as in the log."""

    tx: str
    at: str
    local: str
    action: Action
    change: ChangeKind
    origin: Origin
    session: str
    line: str


class Why(msgspec.Struct, frozen=True):
    """`facts` is empty for a fact that is gone, and has more than one where an id was given twice.

    `changes` in the order of time; none for a fact that a person wrote into the file. `superseded` are the facts whose
    place it took, `by` the one that took its.
    """

    id: str
    facts: tuple[ShownFact, ...]
    cited: tuple[Cited, ...]
    changes: tuple[Change, ...]
    superseded: tuple[FactEntry, ...]
    by: tuple[FactEntry, ...]


def why(memory: Memory, wanted: str, sessions: Path | None = None) -> Why:
    """All about the fact of this id, or of an id that begins so. `sessions` is the folder of transcripts.

    Raises NoSuchFact, OSError when the journal cannot be read.
    """
    facts, fact_id = _facts(memory, wanted)
    changes = tuple(_changes(memory.layout.journal, fact_id))
    if not facts and not changes:
        raise NoSuchFact(f"there is no fact {wanted!r}; 'reverie memory search' looks for words")
    fact = facts[0].fact if facts else None
    by = fact.ended.by if fact and fact.ended else ""
    return Why(
        id=fact_id,
        facts=facts,
        cited=tuple(_cited(fact, sessions)) if fact else (),
        changes=changes,
        superseded=memory.known.superseded_by(fact_id),
        by=memory.known.entries(by, 1) if by else (),
    )


def _facts(memory: Memory, wanted: str) -> tuple[tuple[ShownFact, ...], str]:
    """The facts, and their id. A whole id may be of a fact that is gone."""
    bare = wanted.strip().removeprefix("^")
    try:
        shown = show(memory, f"^{bare}")
    except NoSuchFact:
        if is_fact_id(bare):
            return (), bare
        raise
    if not isinstance(shown, ShownFacts):
        raise NoSuchFact(f"{wanted!r} is no fact; name one by its id")
    return shown.facts, shown.facts[0].fact.id


def _changes(journal: Path, fact_id: str) -> Iterator[Change]:
    """Only lines that name the fact are decoded: the journal may be long."""
    found: dict[str, list[Change]] = {}
    name = fact_id.encode()
    with suppress(FileNotFoundError):
        for line in whole_lines(journal):
            if name in line or line.startswith(b'{"type":"void"'):
                match decode(line, 0):
                    case Commit() as entry:
                        found[entry.tx] = list(_of_commit(entry, fact_id))
                    case Void(tx=tx):
                        found.pop(tx, None)
    for changes in found.values():
        yield from changes


def _of_commit(entry: Commit, fact_id: str) -> Iterator[Change]:
    for one in entry.facts:
        if one.id == fact_id:
            yield Change(
                tx=entry.tx,
                at=entry.at,
                local=local_time(entry),
                action=entry.action,
                change=one.change,
                origin=entry.author.origin,
                session=entry.author.session,
                line=in_words(one),
            )


def _cited(fact: Fact, sessions: Path | None) -> Iterator[Cited]:
    for one in fact.rests_on:
        yield _evidence(one, sessions, is_source=one is fact.source)


def _evidence(one: Evidence, sessions: Path | None, *, is_source: bool) -> Cited:
    match one:
        case TranscriptLine(session=session, line=line, quote=quote):
            text = _line_text(sessions, session, line)
            text_from: TextFrom = "transcript" if text else "kept quote" if quote else "gone"
            return Cited(f"{session}#{line}", text or quote, text_from, is_source)
        case FileLine(path=path, line=line, commit=commit):
            at = f" at {commit}" if commit else ""
            return Cited(f"{path}{f':{line}' if line else ''}{at}", "", "elsewhere")
        case CommandRun(command=command, exit_status=status, session=session, line=line):
            where = f" in {session}#{line}" if session else ""
            return Cited(f"`{command}` ended with {status}{where}", "", "elsewhere")


def _line_text(sessions: Path | None, session: str, number: int) -> str:
    """What a line of a transcript says, shortened; empty when it is not there any more."""
    if sessions is None or not is_session_id(session):
        return ""
    from reverie.transcripts.entries import texts_of
    from reverie.transcripts.lines import numbered_lines
    from reverie.transcripts.reading import entries_of_line

    try:
        for line in numbered_lines(sessions / f"{session}.jsonl"):
            if line.number == number:
                entries = entries_of_line("reverie", number, line.content)
                text = "\n".join(text for entry in entries for text in texts_of(entry))
                return text if len(text) <= _MOST_CHARACTERS else text[: _MOST_CHARACTERS - 1] + "…"
    except OSError:
        return ""
    return ""
