"""Tables in a given width: columns side by side, or, where they do not fit, one line a cell."""

from collections.abc import Iterator
from typing import Literal

import msgspec

from .ansi import BOLD, FAINT, Line, Span, both
from .columns import columns_of
from .wrapping import wrap

Side = Literal["left", "center", "right"]
_GAP = 2
_NARROWEST = 8


class Table(msgspec.Struct, frozen=True):
    """Cells as spans; every row has as many as the header."""

    header: list[Line]
    rows: list[list[Line]]
    sides: list[Side]


def table_lines(table: Table, columns: int) -> list[Line]:
    """The lines of a table, none wider than `columns` where a column has eight columns or more."""
    widths = _widths(table, columns)
    if widths is None:
        return list(_as_list(table, columns))
    header = [[Span(text, both(BOLD, style)) for text, style in cell] for cell in table.header]
    lines = _row_lines(header, widths, table.sides)
    lines.append(_side_by_side([[Span("─" * width, FAINT)] for width in widths], widths, table.sides))
    apart = any(_natural_width(row[0]) > widths[0] for row in table.rows)  # else a row is known by its first cell
    for number, row in enumerate(table.rows):
        lines += [[]] if apart and number else []
        lines += _row_lines(row, widths, table.sides)
    return lines


def _widths(table: Table, columns: int) -> list[int] | None:
    """The width of each column; the widest give first. None when they would become too narrow to be read."""
    wanted = [max(3, *map(_natural_width, column)) for column in zip(table.header, *table.rows, strict=True)]
    room = columns - _GAP * (len(wanted) - 1)
    left = room
    for done, width in enumerate(sorted(wanted)):
        share = left // (len(wanted) - done)
        if width > share:
            return [min(each, share) for each in wanted] if share >= _NARROWEST else None
        left -= width
    return wanted


def _natural_width(cell: Line) -> int:
    return max(map(columns_of, "".join(span.text for span in cell).split("\n")))


def _row_lines(cells: list[Line], widths: list[int], sides: list[Side]) -> list[Line]:
    wrapped = [wrap(cell, width, break_words=True) for cell, width in zip(cells, widths, strict=True)]
    height = max(map(len, wrapped))
    filled = [cell + [[] for _ in range(height - len(cell))] for cell in wrapped]
    return [_side_by_side(list(parts), widths, sides) for parts in zip(*filled, strict=True)]


def _side_by_side(parts: list[Line], widths: list[int], sides: list[Side]) -> Line:
    line: Line = []
    for part, width, side in zip(parts, widths, sides, strict=True):
        free = max(0, width - sum(columns_of(span.text) for span in part))
        before = {"left": 0, "center": free // 2, "right": free}[side]
        line += [Span(" " * before), *part, Span(" " * (free - before + _GAP))]
    return line


def _as_list(table: Table, columns: int) -> Iterator[Line]:
    """One line a cell, named by its header; rows apart."""
    if not table.rows:
        yield from (line for cell in table.header for line in wrap(cell, columns))
    for number, row in enumerate(table.rows):
        if number:
            yield []
        for name, cell in zip(table.header, row, strict=True):
            named = [*(Span(text, both(BOLD, style)) for text, style in name), Span(": ")] if name else []
            if cell or name:
                yield from wrap([*named, *cell], columns)
