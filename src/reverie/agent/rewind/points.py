"""The places to go back to."""

from collections.abc import Iterable
from pathlib import Path

import msgspec

from reverie.conversation.mark import Why

from .happenings import Edited, Happening, Marked, Ran, TurnBegan, happenings
from .values import Point

_TITLE = 100


def points(transcript: Path, root: Path) -> list[Point]:
    """Where each turn began and just before each rewind, the newest first; one pass over the transcript.

    `root` is the project's real path. Raises UnreadableTranscript, OSError.
    """
    happened = list(happenings(transcript, root))
    left = _left(happened)
    found = _counted(_places(happened))
    return [msgspec.structs.replace(point, has_left=point.line in left) for point in found]


def _left(happened: Iterable[Happening]) -> set[int]:
    """The lines of the turns that rewinds took out of the conversation and none brought back.

    A turn that a compaction took out of the context is still in the conversation: it lies before all that is kept.
    """
    turns: set[int] = set()
    left: set[int] = set()
    for each in happened:
        if isinstance(each, TurnBegan):
            turns.add(each.line)
        elif isinstance(each, Marked) and each.mark.why == "rewind":
            kept = {line for line in each.mark.line_of_each(each.line) if line != each.line}
            first = min(kept, default=0)
            left = {turn for turn in turns if turn not in kept and (turn > first or turn in left)}
    return left


def _places(happened: Iterable[Happening]) -> list[Point | Edited | Ran | Why]:
    """Points among what happened, in order."""
    places: list[Point | Edited | Ran | Why] = []
    for each in happened:
        match each:
            case TurnBegan():
                places.append(Point(each.line, "turn", each.turn, _title(each.prompt), each.at))
            case Marked(mark=mark):
                if mark.why == "rewind":
                    places.append(Point(each.line, "rewind", each.turn, _of_rewind(len(mark.restored)), each.at))
                places.append(mark.why)
            case Edited() | Ran():
                places.append(each)
    return places


def _counted(places: list[Point | Edited | Ran | Why]) -> list[Point]:
    """The points from the last to the first, each with what came after it."""
    files: set[Path] = set()
    commands = 0
    marks: dict[Why, None] = {}
    found = []
    for place in reversed(places):
        match place:
            case Point():
                replace = msgspec.structs.replace
                found.append(replace(place, files=len(files), commands=commands, marks=tuple(marks)))
            case Edited(path=path):
                files.add(path)
            case Ran():
                commands += 1
            case _:
                marks[place] = None
    return found


def _title(prompt: str) -> str:
    line = " ".join(prompt.strip().partition("\n")[0].split())
    return line if len(line) <= _TITLE else line[: _TITLE - 1] + "…"


def _of_rewind(files: int) -> str:
    if not files:
        return "before the rewind of the conversation"
    return f"before the rewind of {'1 file' if files == 1 else f'{files} files'}"
