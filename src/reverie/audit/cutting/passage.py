"""A passage of a note: a paragraph, an item, a table's row, a command. What is not prose in it is blanked out, so that
each character of its text stands for one character of the file."""

from bisect import bisect_right
from typing import Literal

import msgspec

PassageKind = Literal["heading", "prose", "item", "row", "command", "example"]


class Anchor(msgspec.Struct, frozen=True):
    """From character `start` of the text on, it is line `line` of the file, from column `column` (from 0)."""

    start: int
    line: int
    column: int


class Passage(msgspec.Struct, frozen=True):
    """`headings` are those it stands under, the outermost first."""

    kind: PassageKind
    text: str
    anchors: tuple[Anchor, ...]
    headings: tuple[str, ...] = ()

    def place_of(self, at: int) -> tuple[int, int]:
        """Line (from 1) and column (from 0) of a character of the text."""
        anchor = self.anchors[max(0, bisect_right(self.anchors, at, key=lambda one: one.start) - 1)]
        return anchor.line, anchor.column + max(0, at - anchor.start)


class Piece(msgspec.Struct, frozen=True):
    """One line of a passage: its text as it stands in the file from `column` on."""

    line: int
    column: int
    text: str


def passage(kind: PassageKind, pieces: list[Piece], headings: tuple[str, ...], before: str = "") -> Passage:
    """The pieces as one passage; `before` are words of ours in front of the first, `Run ` of a command."""
    anchors, texts, at = [], [], len(before)
    for piece in pieces:
        anchors.append(Anchor(at, piece.line, piece.column))
        texts.append(piece.text)
        at += len(piece.text) + 1
    return Passage(kind, before + "\n".join(texts), tuple(anchors), headings)
