"""Wrapping styled text at spaces, and between the letters of scripts that are written without spaces."""

import re
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from .ansi import Line, Span
from .columns import characters_of, columns_of, rows_of, start_of

_PIECE = re.compile(r"\n|[ \t]+|[^ \t\n]+")
_UNSPACED = re.compile("[\u2e80-\u31ff\u3400-\u9fff\uf900-\ufaff\uff00-\uff65\U00020000-\U0003ffff]")
_NEVER_FIRST = frozenset(
    "、。，．・：；？！）］｝〕〉》」』】〙〗ーぁぃぅぇぉっゃゅょァィゥェォッャュョ々,.:;?!)]}%'\"’”…"
)
_NEVER_LAST = frozenset("（［｛〔〈《「『【〘〖([{'\"‘“")


class _Word(NamedTuple):
    """What may not be broken, the blank before it (dropped where a line breaks), and whether a line must end first."""

    blank: Span
    spans: Line
    after_newline: bool = False


_NOTHING = Span("")


def wrap(spans: Iterable[Span], columns: int, *, break_words: bool = False) -> list[Line]:
    """The lines of a text; `\\n` in it ends a line. Nothing but blanks at breaks is left out.

    A word wider than `columns` stands on a line of its own as it is, for the terminal to continue in the next row: so
    an address can be copied. With `break_words` it is cut instead, and no line is wider than `columns`.
    """
    lines: list[Line] = [[]]
    taken = 0
    for word in _words(spans):
        blank, width = len(word.blank.text), _columns(word.spans)
        if word.after_newline or taken + blank + width > columns:
            lines += [[]] if word.after_newline or lines[-1] else []
            blank = taken = 0
        elif blank:
            lines[-1].append(word.blank)
        if break_words and width > columns:
            lines[-1:] = _cut(word.spans, columns)
            taken = _columns(lines[-1])
        else:
            lines[-1] += word.spans
            taken += blank + width
    return lines


def _columns(line: Line) -> int:
    """Spans may begin or end within what joins characters: then the whole measures other than its parts."""
    apart = sum(columns_of(span.text) for span in line)
    return apart if len(line) < 2 else max(apart, columns_of("".join(span.text for span in line)))


def _cut(spans: Line, columns: int) -> Iterator[Line]:
    """A word that is wider than a line, in lines that are full."""
    line: Line = []
    for text, style in spans:
        free = columns - _columns(line)
        first = start_of(text, free)
        line.append(Span(first, style))
        if rest := text[len(first) :]:
            for row in rows_of(rest, columns):
                yield line
                line = [Span(row, style)]
    yield line


def _words(spans: Iterable[Span]) -> Iterator[_Word]:
    word: Line = []
    blank, after_newline = _NOTHING, False
    for text, style in spans:
        for piece in _PIECE.findall(text):
            if piece[0] in " \t\n":
                if word or (piece == "\n" and after_newline):
                    yield _Word(blank, word, after_newline)
                    word, blank, after_newline = [], _NOTHING, False
                if piece == "\n":
                    blank, after_newline = _NOTHING, True
                else:
                    blank = Span(piece.replace("\t", " "), style)
                continue
            for unit in _unbreakable(piece):
                if word and _may_break(word[-1].text[-1], unit[0]):
                    yield _Word(blank, word, after_newline)
                    word, blank, after_newline = [], _NOTHING, False
                word.append(Span(unit, style))
    if word or after_newline:
        yield _Word(blank, word, after_newline)


def _unbreakable(piece: str) -> Iterable[str]:
    """A piece without blanks, cut wherever a line may end."""
    if piece.isascii() or not _UNSPACED.search(piece):
        return (piece,)
    units: list[str] = []
    unit: list[str] = []
    for character in characters_of(piece):
        if unit and _may_break(unit[-1][-1], character[0]):
            units.append("".join(unit))
            unit = []
        unit.append(character)
    return [*units, "".join(unit)]


def _may_break(before: str, after: str) -> bool:
    if before.isascii() and after.isascii():
        return False
    unspaced = _UNSPACED.match(before) or _UNSPACED.match(after)
    return unspaced is not None and after not in _NEVER_FIRST and before not in _NEVER_LAST
