"""Evidence looked up: which lines it cites and what they say, and what of it does not exist."""

import os
from collections.abc import Iterable
from datetime import tzinfo
from pathlib import Path, PurePosixPath

import msgspec

from reverie.conversation.record import RanCommand

from .citing import Citations
from .fact import CommandRun, Evidence, FileLine, TranscriptLine
from .gates.context import Cited
from .gates.folding import folded

_LARGEST_FILE = 4 << 20
"""Bytes of a file whose lines are counted."""


class LookedUp(msgspec.Struct, frozen=True):
    """`cited` are the lines that are there, `not_there` says of the rest of the evidence what is wrong with it."""

    cited: tuple[Cited, ...] = ()
    not_there: tuple[str, ...] = ()


def look_up(evidence: Iterable[Evidence], citations: Citations, root: Path | None, zone: tzinfo | None) -> LookedUp:
    """Raises OSError when a transcript is there and cannot be read."""
    cited: list[Cited] = []
    not_there: list[str] = []
    for one in evidence:
        if isinstance(one, FileLine):
            not_there += _of_file(one, root)
            continue
        found = citations.cite(one.session, one.line, _quote(one), zone)
        if found is None:
            not_there.append(_no_line(one))
        else:
            cited.append(found)
            not_there += _of_command(one, found) if isinstance(one, CommandRun) else []
    return LookedUp(tuple(cited), tuple(not_there))


def _quote(evidence: TranscriptLine | CommandRun) -> str:
    return evidence.quote if isinstance(evidence, TranscriptLine) else ""


def _no_line(evidence: TranscriptLine | CommandRun) -> str:
    if not evidence.session:
        return "its command names no line of a session"
    return f"there is no line {evidence.session}#{evidence.line}"


def _of_command(run: CommandRun, cited: Cited) -> list[str]:
    ran = [effect for effect in cited.effects if isinstance(effect, RanCommand)]
    if any((folded(one.command), one.exit_status) == (folded(run.command), run.exit_status) for one in ran):
        return []
    return [f"{run.session}#{run.line} is not that command with exit {run.exit_status}"]


def _of_file(place: FileLine, root: Path | None) -> list[str]:
    """A file of an earlier commit need not be there now."""
    path = PurePosixPath(place.path)
    if path.is_absolute() or ".." in path.parts:
        return [f"'{place.path}' is not a path in the project"]
    if root is None or place.commit:
        return []
    here = root / path
    if not os.path.lexists(here):
        return [f"there is no file '{place.path}'"]
    return [] if _has_line(here, root, place.line) else [f"'{place.path}' has no line {place.line}"]


def _has_line(path: Path, root: Path, line: int) -> bool:
    """Also true where that is not looked at: a folder, a large file, a link out of the project."""
    if line < 2 or not path.is_file() or not path.resolve().is_relative_to(root.resolve()):
        return True
    if path.stat().st_size > _LARGEST_FILE:
        return True
    content = path.read_bytes()
    return line <= content.count(b"\n") + (not content.endswith(b"\n"))
