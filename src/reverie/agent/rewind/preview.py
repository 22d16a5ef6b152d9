"""What a rewind would do, before anything is done."""

from collections.abc import Iterable
from pathlib import Path

from .happenings import Edited, Happening, Ran, TurnBegan, Unreadable, happenings
from .judging import judge
from .state import before, is_at
from .values import FileChange, Point, Preview, RefusedFile, What


def preview(transcript: Path, root: Path, point: Point, what: What) -> Preview:
    """What going back to a point would do; changes nothing.

    `root` is the project's real path. Raises UnreadableTranscript, OSError.
    """
    later = [each for each in happenings(transcript, root) if each.line >= point.line]
    by_file = _by_file(later)
    judged = [] if what == "conversation" else [judge(edits, root) for edits in by_file.values()]
    prompts = [each.prompt for each in later if isinstance(each, TurnBegan)]
    return Preview(
        point,
        what,
        _lines(transcript) + 1,
        tuple(each for each in judged if isinstance(each, FileChange)),
        tuple(each for each in judged if isinstance(each, RefusedFile)),
        tuple(edits[0].edit.path for path, edits in by_file.items() if not is_at(path, before(edits[0].edit))),
        tuple(each.command for each in later if isinstance(each, Ran)),
        0 if what == "files" else len(prompts),
        prompts[0] if prompts and point.kind == "turn" and what != "files" else "",
        tuple(each.text for each in later if isinstance(each, Unreadable)),
    )


def _by_file(later: Iterable[Happening]) -> dict[Path, list[Edited]]:
    found: dict[Path, list[Edited]] = {}
    for each in later:
        if isinstance(each, Edited):
            found.setdefault(each.path, []).append(each)
    return found


def _lines(transcript: Path) -> int:
    with transcript.open("rb") as file:
        return sum(line.endswith(b"\n") for line in file)
