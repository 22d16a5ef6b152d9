"""Which values a sentence says of a name."""

import re
from collections.abc import Iterator

from .piece import Piece
from .prose import OPEN, PIECE, SHUT
from .scene import Scene
from .values_said import WORDS, readings_of

_WORDS = re.compile(
    r"(?<![\w-])(?:" + "|".join(sorted(map(re.escape, WORDS), key=len, reverse=True)) + r")(?![\w-])", re.IGNORECASE
)
_NEXT_NAME = ("name", "call", "path")
_FARTHEST = 60
"""Characters between a name and a value that is said of it."""


def values_after(scene: Scene, number: int, rest: str | None = None) -> Iterator[str]:
    """The sources of the values that stand behind a piece up to where another name takes over, its own first.

    With `rest`, a part of the skeleton, those in it.
    """
    if number >= 0:
        piece = scene.pieces[number]
        if piece.shape == "assignment":
            yield from own_values(piece)
            return
    text = rest if rest is not None else scene.skeleton.partition(f"{OPEN}{number}{SHUT}")[2]
    at = names = 0
    for found in re.finditer(rf"{PIECE}|{_WORDS.pattern}", text, re.IGNORECASE):
        if found.start() - at > _FARTHEST:
            return
        at = found.end()
        if found[1] is None:
            yield WORDS[found[0].lower()]
            continue
        piece = scene.pieces[int(found[1])]
        if piece.shape in ("number", "literal", "words", "requirement", "section") or piece.is_quoted:
            yield from readings_of(piece)
        elif piece.shape in _NEXT_NAME:
            yield from readings_of(piece)
            names += 1
            if names > 2:
                return


def own_values(piece: Piece) -> tuple[str, ...]:
    """What an assignment says: `timeout=30` says 30."""
    name = re.match(r"[^=:]+?\s*[=:]\s*", piece.text)
    value = piece.text[name.end() :].strip() if name else ""
    return (value,) if value else ()


def values_in(scene: Scene) -> list[str]:
    """All sources of values that a sentence says, in their order."""
    found: list[str] = []
    for match in re.finditer(rf"{PIECE}|{_WORDS.pattern}", scene.skeleton, re.IGNORECASE):
        if match[1] is None:
            found.append(WORDS[match[0].lower()])
            continue
        piece = scene.pieces[int(match[1])]
        if piece.shape == "assignment":
            found += own_values(piece)
        elif piece.shape in ("number", "literal") or piece.is_quoted or (piece.shape == "words" and piece.is_marked):
            found += readings_of(piece)
    return list(dict.fromkeys(found))
