"""The symbols of Python, by its layout, so that what is not sound is read as well."""

import re
from collections.abc import Sequence
from typing import NamedTuple

from reverie.quality.changes.counting.kinds import LineKind
from reverie.quality.changes.counting.python_text import python_text

from .spans import SymbolSpan

_HEADER = re.compile(r"[ \t\f]*(?:async[ \t]+)?(?P<kind>def|class)[ \t]+(?P<name>\w+)")
_CONSTANT = re.compile(
    r"[ \t\f]*(?:type[ \t]+(?P<type>[^\W\d]\w*)|"
    r"(?P<names>[^\W\d]\w*(?:[ \t]*[,=][ \t]*[^\W\d]\w*)*)(?:[ \t]*:[^=]*)?)[ \t]*=(?!=)"
)


class _Open(NamedTuple):
    indent: int
    name: str
    first: int
    is_function: bool


def python_symbols(text: str, kinds: Sequence[LineKind]) -> list[SymbolSpan]:
    """Functions, methods and classes that are in no function, and the names bound at the top."""
    statements, plain = python_text(text)
    reader = _Reader(plain.split("\n"), text.split("\n"), kinds)
    for first, last in statements:
        reader.statement(first, last)
    return reader.finished()


class _Reader:
    """Reads statement by statement. `_open` are the definitions around the present one."""

    def __init__(self, plain: list[str], rows: list[str], kinds: Sequence[LineKind]) -> None:
        self._plain = plain
        self._rows = rows
        self._kinds = kinds
        self._open: list[tuple[_Open, int]] = []
        self._found: list[SymbolSpan] = []
        self._decorated = -1
        self._done = 0

    def statement(self, first: int, last: int) -> None:
        line = self._plain[first]
        indent = _indent(line)
        self._comments_before(first)
        while self._open and self._open[-1][0].indent >= indent:
            self._close()
        self._reach(last)
        self._done = last + 1
        if line.lstrip().startswith("@"):
            self._decorated = first if self._decorated < 0 else self._decorated
            return
        above, self._decorated = self._decorated, -1
        start = self._commented(first if above < 0 else above, indent)
        if header := _HEADER.match(line):
            self._opens(header, indent, start, last)
        elif not self._open and (bound := _CONSTANT.match(line)):
            for name in re.findall(r"\w+", bound["type"] or bound["names"]):
                self._found.append(SymbolSpan(name, start, last))

    def finished(self) -> list[SymbolSpan]:
        self._comments_before(len(self._kinds))
        while self._open:
            self._close()
        return self._found

    def _opens(self, header: re.Match[str], indent: int, start: int, last: int) -> None:
        if any(each.is_function for each, _ in self._open):
            return
        prefix = f"{self._open[-1][0].name}." if self._open else ""
        self._open.append((_Open(indent, prefix + header["name"], start, header["kind"] == "def"), last))

    def _close(self) -> None:
        closed, last = self._open.pop()
        self._found.append(SymbolSpan(closed.name, closed.first, last))
        self._reach(last)

    def _reach(self, row: int) -> None:
        self._open = [(each, max(last, row)) for each, last in self._open]

    def _comments_before(self, first: int) -> None:
        """Comments at the end of a block are part of it, if they are indented as it is."""
        for row in range(self._done, min(first, len(self._kinds))):
            if self._kinds[row] == "comment":
                indent = _indent(self._rows[row])
                self._open = [(each, max(last, row) if each.indent < indent else last) for each, last in self._open]

    def _commented(self, first: int, indent: int) -> int:
        """The row of the first comment directly above, of the same indent."""
        while first and self._rows[first - 1].lstrip().startswith("#") and _indent(self._rows[first - 1]) == indent:
            if first == 1 and self._rows[0].startswith("#!"):
                break
            first -= 1
        return first


def _indent(line: str) -> int:
    expanded = line.expandtabs(8)
    return len(expanded) - len(expanded.lstrip(" \f"))
