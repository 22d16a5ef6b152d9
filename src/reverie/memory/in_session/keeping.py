"""What a model wants kept, as a proposal: its source and evidence are found by code, never taken from its word."""

import re
from collections.abc import Iterator
from pathlib import Path

from reverie.conversation.record import EditedFile, RanCommand, ReadFile
from reverie.conversation.remembering import Note
from reverie.memory.fact import CommandRun, Evidence, FileLine, TranscriptLine
from reverie.memory.gates.text import LONGEST_QUOTE
from reverie.memory.proposal import Add

from .own_record import OwnRecord

_PATH = re.compile(r"[\w.~-]*(?:/[\w.+@~-]+)+|[\w-]+\.[A-Za-z][\w-]{0,9}\b")
_MOST_FILES = 8


def proposal(note: Note, session: str, record: OwnRecord, root: Path) -> Add:
    """A note of the session's model. `root` is the project's folder."""
    line = record.line_saying(note.quote) if note.quote else 0
    source = TranscriptLine(session, line, note.quote[:LONGEST_QUOTE]) if line else None
    evidence = () if source else tuple(_evidence(f"{note.statement}\n{note.details}", session, record, root))
    return Add(
        title=note.statement,
        body=note.details,
        kind=note.kind,  # type: ignore[arg-type]  # the tool's schema has the same names
        origin="human" if source else "model",  # by the gates it is theirs only when all of it is in their words
        topic=note.topic,
        source=source,
        evidence=evidence,
        supersedes=note.replaces,
    )


def _evidence(text: str, session: str, record: OwnRecord, root: Path) -> Iterator[Evidence]:
    """What this session read, changed or ran of what a statement names; and the files themselves."""
    for line, command in record.effects(RanCommand):
        if command.exit_status == 0 and command.command in text:
            yield CommandRun(command.command, 0, session, line)
    for path in _paths(text, root):
        lines = [line for line, effect in _touching(record) if _is_same(effect.path, path)]
        yield TranscriptLine(session, lines[-1]) if lines else FileLine(path)


def _touching(record: OwnRecord) -> list[tuple[int, EditedFile | ReadFile]]:
    """In the order of their lines: the last one is the edit, or the look, that counts."""
    touched: list[tuple[int, EditedFile | ReadFile]] = [*record.effects(ReadFile), *record.effects(EditedFile)]
    return sorted(touched, key=lambda one: one[0])


def _is_same(shown: str, path: str) -> bool:
    return shown == path or shown.endswith(f"/{path}")


def _paths(text: str, root: Path) -> list[str]:
    """The files of the project that a text names."""
    named = dict.fromkeys(found.group().strip("./") for found in _PATH.finditer(text))
    return [path for path in named if path and ".." not in path and (root / path).is_file()][:_MOST_FILES]
