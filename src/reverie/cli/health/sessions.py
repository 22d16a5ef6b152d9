"""Transcripts: how many there are, and which ends are torn or beginnings damaged. Only both ends of each are read."""

import os
from collections.abc import Iterator
from itertools import islice
from pathlib import Path

import msgspec

from reverie.conversation.ids import is_session_id
from reverie.transcripts.records import FORMAT, SessionHeader, UnknownRecord, decode

from .finding import Finding, quoted
from .host import Host

_MOST = 2_000
_END_BYTES = 16 * 1024
_LONGEST_HEADER = 64 * 1024


class _State(msgspec.Struct, frozen=True):
    """`root` is the project's folder; `problem` is empty for a transcript that is whole as far as it was looked at."""

    path: Path
    root: str = ""
    problem: str = ""
    torn: bool = False


def examine_sessions(host: Host) -> Iterator[Finding]:
    """Those that need a person, newest first, then how many there are. The middle of a transcript is not looked at."""
    paths = _transcripts(host.places.data)
    states = [_look(path) for path in islice(paths, _MOST)]
    yield from islice((_damaged(state) for state in states if state.problem), 10)
    yield from islice((_torn(state) for state in states if state.torn), 10)
    damaged, torn = sum(bool(one.problem) for one in states), sum(one.torn for one in states)
    looked_at = "" if len(paths) <= _MOST else f", the newest {_MOST} looked at"
    sound = f"{len(paths)} transcripts{looked_at}: {damaged} damaged, {torn} torn"
    yield Finding("sessions", "ok", sound if paths else "none yet")


def _transcripts(data: Path) -> list[Path]:
    """Of all projects, newest first; a session's id begins with its time."""
    folders = [*data.glob("projects/*/sessions"), data / "user" / "sessions"]
    found = (path for folder in folders for path in folder.glob("*.jsonl") if is_session_id(path.stem))
    return sorted(found, key=lambda path: path.name, reverse=True)


def _look(path: Path) -> _State:
    try:
        with path.open("rb") as file:
            first = file.readline(_LONGEST_HEADER)
            size = os.fstat(file.fileno()).st_size
            file.seek(max(0, size - _END_BYTES))
            end = file.read(_END_BYTES)
    except OSError as error:
        return _State(path, problem=error.strerror or "cannot be read")
    return _judge(path, first, end)


def _judge(path: Path, first: bytes, end: bytes) -> _State:
    header = decode(first)
    if not isinstance(header, SessionHeader):
        return _State(path, problem="it does not begin as a transcript does")
    if header.format > FORMAT:
        return _State(path, header.root, f"format {header.format} of a newer Reverie")
    *lines, tail = end.split(b"\n")
    damaged = sum(_is_damaged(line) for line in lines[1:])  # the first may be the end of a longer one
    problem = f"{damaged} of its last lines cannot be read" if damaged else ""
    return _State(path, header.root, problem, torn=bool(tail))


def _is_damaged(line: bytes) -> bool:
    record = decode(line)
    return isinstance(record, UnknownRecord) and record.damaged


def _damaged(state: _State) -> Finding:
    text = f"'{state.path}': {state.problem}; kept as it is, and left out of what the model knows"
    return Finding("sessions", "warn", text, f"less {quoted(state.path)}")


def _torn(state: _State) -> Finding:
    """Also what a session looks like that is writing a line at this moment."""
    text = f"'{state.path}' ends within a line; going on with it sets that aside"
    return Finding("sessions", "note", text, f"cd {quoted(state.root)} && reverie -r {state.path.stem}")
