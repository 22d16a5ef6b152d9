"""Dividing Markdown that comes line by line into pieces that nothing later can change.

Lists are taken apart here, so that each item is final when the next begins, and fenced code, so that each of its lines
is. What remains (paragraphs, headings, quotes, tables) is left to the parser, a piece at a time.
"""

import re
from collections.abc import Iterator
from typing import Literal

import msgspec

_MOST_PARSED = 16_384
"""Characters; a longer paragraph is not prose, and a hostile one would take the parser quadratic time."""
_DEEPEST = 16
"""List items within one another; deeper ones would leave no room for their text."""
_MARKER = re.compile(r"( {0,3})([-+*]|[0-9]{1,9}[.)])( +|$)")
_FENCE = re.compile(r" {0,3}(`{3,})[^`]*$| {0,3}(~{3,})")
_HEADING = re.compile(r" {0,3}#{1,6}( |$)")
_QUOTE = re.compile(r" {0,3}>")
_RULE = re.compile(r" {0,3}([-*_])( *\1){2,} *$")
_UNDERLINE = re.compile(r" {0,3}-+ *$")
_LEADING_TABS = re.compile(r" *\t[ \t]*")

_Kind = Literal["text", "quote", "heading", "rule", "item"]


class Prose(msgspec.Struct, frozen=True):
    """Markdown to be laid out behind `first` (indentation and list marks) and, in later lines, `indent` blanks.

    `apart`: a blank line stands before it. `plain`: not to be parsed.
    """

    source: str
    first: str
    indent: int
    apart: bool
    plain: bool = False


class FenceLine(msgspec.Struct, frozen=True):
    """The line that begins a block of code, with its language, or the one that ends it."""

    text: str
    language: str
    opens: bool
    apart: bool


class CodeLine(msgspec.Struct, frozen=True):
    """A line of fenced code, without the indentation of its block."""

    text: str


Piece = Prose | FenceLine | CodeLine


class _Item(msgspec.Struct, frozen=True):
    """A list item that is open: the column where its content stands in the source, and where on screen."""

    content: int
    indent: int
    marker: str
    number: int = 0


class _Code(msgspec.Struct, frozen=True):
    fence: str
    indent: int


class _Open(msgspec.Struct):
    """A block that may still grow."""

    kind: _Kind
    first: str
    indent: int
    apart: bool
    lines: list[str]
    characters: int = 0
    plain: bool = False

    def piece(self) -> Prose:
        return Prose("\n".join(self.lines), self.first, self.indent, self.apart, self.plain)


class Blocks:
    """Takes lines (no newline, no control characters) and gives what became final."""

    def __init__(self) -> None:
        self._items: tuple[_Item, ...] = ()
        self._lead = ""
        self._open: _Open | None = None
        self._code: _Code | None = None
        self._blank = False
        self._before: _Kind | Literal["code"] | None = None

    @property
    def in_code(self) -> bool:
        """Whether the next line is one of a fenced block of code."""
        return self._code is not None

    def line(self, line: str) -> Iterator[Piece]:
        """Take the next line."""
        if self._code is not None:
            yield from self._code_line(line, self._code)
        elif not line.strip(" \t"):
            yield from self._close()
            self._blank = True
        else:
            yield from self._content(_LEADING_TABS.sub(_expanded, line, count=1) if "\t" in line else line)

    def end(self) -> Iterator[Piece]:
        """There are no more lines."""
        yield from self._close()
        yield from self._bare_item()

    def preview(self, partial: str) -> list[Piece]:
        """What would become final if the text ended after this part of a line; nothing changes."""
        copy = Blocks()
        copy.__dict__.update(self.__dict__)
        if self._open is not None:
            copy._open = msgspec.structs.replace(self._open, lines=list(self._open.lines))
        return [*(copy.line(partial) if partial else ()), *copy.end()]

    def _content(self, line: str) -> Iterator[Piece]:
        indent = len(line) - len(line.lstrip(" "))
        depth = sum(item.content <= indent for item in self._items)
        rest = line[self._items[depth - 1].content if depth else 0 :]
        inside = depth == len(self._items)
        if self._open is not None and self._continues(self._open, rest, inside):
            yield from self._extend(self._open, rest if inside else rest.lstrip(" "))
            if inside and self._open.kind == "text" and _UNDERLINE.match(rest):
                yield from self._close()
            return
        yield from self._close()
        if not inside:
            yield from self._bare_item()
        yield from self._begin(rest, depth)

    @staticmethod
    def _continues(block: _Open, rest: str, inside: bool) -> bool:
        """Whether a line belongs to the block that is open, perhaps lazily: without its indentation or `>`."""
        if block.kind == "quote" and _QUOTE.match(rest):
            return True
        if inside and block.kind == "text" and _UNDERLINE.match(rest):
            return True
        if any(start.match(rest) for start in (_FENCE, _HEADING, _QUOTE, _RULE)):
            return False
        marker = _MARKER.match(rest)
        if marker is None:
            return True
        return inside and (marker.end() == len(rest) or marker[2][:-1] not in ("", "1"))

    def _extend(self, block: _Open, line: str) -> Iterator[Piece]:
        block.lines.append(line)
        block.characters += len(line)
        if block.characters > _MOST_PARSED:
            block.plain = True
            yield block.piece()
            self._open = msgspec.structs.replace(block, lines=[], characters=0, first=" " * block.indent, apart=False)

    def _begin(self, rest: str, depth: int) -> Iterator[Piece]:
        """A line that begins a block, in the list items down to `depth`."""
        siblings, self._items = self._items[depth : depth + 1], self._items[:depth]
        while len(self._items) < _DEEPEST and (marker := _MARKER.match(rest)) and not _RULE.match(rest):
            self._push(marker, rest, siblings)
            siblings = ()
            rest = rest[self._items[-1].content - (self._items[-2].content if len(self._items) > 1 else 0) :]
        if not rest.strip(" "):
            return
        if fence := _FENCE.match(rest):
            yield from self._begin_code(rest, fence)
            return
        kind = _kind_of(rest)
        self._open = _Open(kind, self._take_lead(), self._indent(), self._apart(kind), [])
        yield from self._extend(self._open, rest)
        if kind in ("heading", "rule"):
            yield from self._close()

    def _push(self, marker: re.Match[str], rest: str, siblings: tuple[_Item, ...]) -> None:
        """Open a list item; one that follows another of its kind is numbered after it, as Markdown wants it."""
        blanks = len(marker[3]) if 1 <= len(marker[3]) <= 4 and marker.end() < len(rest) else 1
        base = self._items[-1].content if self._items else 0
        kind = marker[2][-1]
        number = int(marker[2][:-1] or 0)
        if siblings and siblings[0].marker == kind:
            number = siblings[0].number + 1
        mark = f"{number}{kind} " if marker[2][:-1] else "• "
        indent = self._indent()
        self._lead = (self._lead or " " * indent) + mark
        item = _Item(base + marker.end(2) + blanks, indent + len(mark), kind, number)
        self._items = (*self._items, item)

    def _begin_code(self, rest: str, fence: re.Match[str]) -> Iterator[Piece]:
        yield from self._bare_item()
        self._code = _Code(fence[1] or fence[2], self._content_column() + len(rest) - len(rest.lstrip(" ")))
        text = rest.strip(" \t")
        language = text.lstrip("`~").split(maxsplit=1)
        yield FenceLine(text, language[0] if language else "", True, self._apart("code"))

    def _code_line(self, line: str, code: _Code) -> Iterator[Piece]:
        bare = line.strip(" \t")
        indent = len(line) - len(line.lstrip(" "))
        ends = len(bare) >= len(code.fence) and not bare.strip(code.fence[0])
        if ends and indent <= self._content_column() + 3:
            self._code = None
            yield FenceLine(bare, "", False, False)
        else:
            yield CodeLine(line[min(indent, code.indent) :])

    def _close(self) -> Iterator[Piece]:
        """What is open ends here."""
        block, self._open = self._open, None
        if block is not None and block.lines:
            yield block.piece()

    def _bare_item(self) -> Iterator[Piece]:
        """A list mark whose content stands elsewhere, or is missing."""
        if self._lead:
            lead = self._take_lead()
            yield Prose("", lead, len(lead), self._apart("item"))

    def _take_lead(self) -> str:
        lead, self._lead = self._lead or " " * self._indent(), ""
        return lead

    def _apart(self, kind: _Kind | Literal["code"]) -> bool:
        """Whether a blank line stands before what begins now: as written, and around what is no running text."""
        blank, before = self._blank, self._before
        self._blank, self._before = False, kind
        if before is None:
            return False
        special = kind in ("heading", "rule", "quote", "code") or before in ("rule", "quote", "code")
        return blank or (special and not self._items)

    def _indent(self) -> int:
        return self._items[-1].indent if self._items else 0

    def _content_column(self) -> int:
        return self._items[-1].content if self._items else 0


def _kind_of(line: str) -> _Kind:
    if _HEADING.match(line):
        return "heading"
    if _RULE.match(line):
        return "rule"
    return "quote" if _QUOTE.match(line) else "text"


def _expanded(tabs: re.Match[str]) -> str:
    return tabs.group().expandtabs(4)
