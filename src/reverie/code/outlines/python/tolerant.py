"""What can be read of a Python file that `ast` refuses: another version's syntax, a template, a file being edited.

First it is rewritten into our version's syntax and read as a whole. Else it is cut into blocks by indentation; a block
that is sound is read exactly, of the others the headers are, and the blocks inside of them.
"""

import ast
import bisect
import itertools
import re
from collections.abc import Iterator
from typing import NamedTuple

from reverie.code.values import Outline, Symbol, SymbolKind

from .dialects import masked, strings_and_comments, without_newer_syntax, without_python_2
from .source import ParseError, Source, parse
from .statements import Found, Scope

DEEPEST = 12
"""Blocks inside of blocks that are followed; each level parses its text once more."""

_STARTS_STATEMENT = re.compile(r"(?:async[ \t]+)?def[ \t]|class[ \t]|@\w|import[ \t]|from[ \t]\S+[ \t]+import\b")
_CONTINUES = re.compile(r"(?:elif|else|except|finally)\b")
_HEADER = re.compile(r"(?:class|(?:async\s+)?def)\s+(\w+)")


class Line(NamedTuple):
    """A logical line: physical lines `start` to `end` (from 0, exclusive), how far it is indented, how it begins."""

    start: int
    end: int
    indent: int
    text: str


def read_tolerantly(text: str, trouble: str) -> Outline:
    """The outline of a file that could not be parsed for the reason `trouble`. Does not raise."""
    text = without_newer_syntax(text, masked(text))
    if found := _read_whole(text):
        return Outline("python", found.symbols(), tuple(found.imports), "", found.is_open)
    text = without_python_2(text, masked(text))
    found = _read_whole(text)
    if found is None:
        found = Found()
        _Blocks(text, found).read(list(_logical_lines(text, masked(text))), Scope(), DEEPEST)
    return Outline("python", found.symbols(), tuple(found.imports), trouble, True)


def _read_whole(text: str) -> Found | None:
    found = Found()
    try:
        found.visit(parse(text).body, Scope(), Source(text))
    except ParseError:
        return None
    return found


def _logical_lines(text: str, mask: str) -> Iterator[Line]:
    lines = mask.split("\n")
    open_ends = _lines_ending_in_strings(text)
    start = depth = 0
    for at, line in enumerate(lines):
        if depth and at > start and _STARTS_STATEMENT.match(line.lstrip()):
            # A bracket was never closed: nothing but a statement begins a line with these words.
            yield _line(lines, start, at)
            start, depth = at, 0
        depth = max(0, depth + sum(map(line.count, "([{")) - sum(map(line.count, ")]}")))
        if depth or line.endswith("\\") or at in open_ends:
            continue
        if lines[start].strip():
            yield _line(lines, start, at + 1)
        start = at + 1
    if start < len(lines) and lines[start].strip():
        yield _line(lines, start, len(lines))


def _lines_ending_in_strings(text: str) -> set[int]:
    starts = list(itertools.accumulate((len(line) + 1 for line in text.split("\n")), initial=0))
    found: set[int] = set()
    for start, end in strings_and_comments(text):
        if breaks := text.count("\n", start, end):
            first = bisect.bisect_right(starts, start) - 1
            found.update(range(first, first + breaks))
    return found


def _line(lines: list[str], start: int, end: int) -> Line:
    first = lines[start].expandtabs()
    return Line(start, end, len(first) - len(first.lstrip()), first.strip())


def _cut(lines: list[Line]) -> Iterator[list[Line]]:
    """Blocks: each statement of these lines with the lines below it, its decorators and its `else`."""
    block: list[Line] = []
    for line in lines:
        belongs = block and (
            line.indent > block[0].indent
            or _CONTINUES.match(line.text)
            or (block[-1].text.startswith("@") and block[-1].indent == line.indent)
        )
        if block and not belongs:
            yield block
            block = []
        block.append(line)
    if block:
        yield block


class _Blocks:
    """Reads blocks of logical lines of one text into `found`."""

    def __init__(self, text: str, found: Found) -> None:
        self._lines = text.split("\n")
        self._found = found

    def read(self, lines: list[Line], scope: Scope, depth: int) -> None:
        """Each block of these lines, exactly where it is sound."""
        # The file is mostly sound around its errors: halves are tried before blocks, so that few texts are parsed.
        waiting = [list(_cut(lines))]
        while waiting:
            blocks = waiting.pop()
            statements, source = self._parsed([line for block in blocks for line in block])
            if statements:
                self._found.visit(statements, scope, source)
                if scope.prefix:
                    self._found.visit_attributes(statements, scope, source)
            elif len(blocks) > 1:
                half = len(blocks) // 2
                waiting += blocks[half:], blocks[:half]
            elif blocks and depth:
                self._read_broken(blocks[0], scope, depth - 1)

    def _read_broken(self, block: list[Line], scope: Scope, depth: int) -> None:
        level = block[0].indent
        header = next((line for line in block if line.indent <= level and _HEADER.match(line.text)), None)
        if header is None:
            self.read([line for line in block if line.indent > level], scope, depth)
            return
        at = block.index(header)
        if header.text.startswith("class"):
            name = _named(header)
            self._found.add(Symbol(scope.prefix + name, "class", header.start + 1, bases=self._bases(header)), scope)
            self.read(block[at + 1 :], Scope(f"{scope.prefix}{name}.", scope.block), depth)
        elif not self._visit_header(block[:at], header, scope) and not self._visit_header([], header, scope):
            kind: SymbolKind = "method" if scope.prefix else "function"
            self._found.add(Symbol(scope.prefix + _named(header), kind, header.start + 1), scope)

    def _visit_header(self, decorators: list[Line], header: Line, scope: Scope) -> bool:
        statements, source = self._parsed([*decorators, header], is_header=True)
        self._found.visit(statements, scope, source)
        return bool(statements)

    def _bases(self, header: Line) -> tuple[str, ...]:
        statements, source = self._parsed([header], is_header=True)
        return tuple(map(source.of, getattr(statements[0], "bases", ()))) if statements else ()

    def _text(self, block: list[Line]) -> str:
        """The lines of a block with empty ones for those between them that are not in it."""
        parts: list[str] = []
        for line in block:
            parts += [""] * (line.start - block[0].start - len(parts))
            parts += self._lines[line.start : line.end]
        return "\n".join(parts)

    def _parsed(self, block: list[Line], is_header: bool = False) -> tuple[list[ast.stmt], Source]:
        """The statements of a block, none when it is not sound. A header gets a body."""
        text = self._text(block)
        text = _header_of(text) + ": pass" if is_header else text
        if not block:
            return [], Source("")
        # What is indented is put below an `if`, so that it need not be moved: columns and strings stay as they are.
        is_inner = block[0].indent > 0
        whole = f"if 1:\n{text}" if is_inner else text
        source = Source(whole, block[0].start - is_inner)
        try:
            statements = parse(whole).body
        except ParseError:
            return [], source
        return [inner for each in statements for inner in getattr(each, "body", ())] if is_inner else statements, source


def _named(header: Line) -> str:
    name = _HEADER.match(header.text)
    return name[1] if name else ""


def _header_of(text: str) -> str:
    """The text up to the colon that ends a definition's header."""
    depth = 0
    for at, character in enumerate(masked(text)):
        depth += (character in "([{") - (character in ")]}")
        if character == ":" and depth <= 0:
            return text[:at]
    return text.rstrip()
