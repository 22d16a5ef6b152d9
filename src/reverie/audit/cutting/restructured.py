"""reStructuredText as passages: titles, paragraphs, items, rows, shell blocks
(https://docutils.sourceforge.io/docs/ref/rst/restructuredtext.html). What is set in below a directive is prose but for
the kinds that are known to hold something else."""

import re
from collections.abc import Iterator

from .commands import commands_in, looks_like_command
from .headings import Headings
from .passage import Passage, PassageKind, Piece, passage

_LINE = re.compile(r"([=\-`:'\"~^_*+#<>.])\1{2,}[ \t]*")
_ITEM = re.compile(r"(?:[-*+•]|\(?(?:\d{1,3}|#|[a-z])[.)])[ \t]+")
_EXPLICIT = re.compile(r"\.\.(?:[ \t]|$)")
_DIRECTIVE = re.compile(r"\.\.[ \t]+(?:\|[^|]+\|[ \t]+)?(?P<name>[\w:+.-]+?)::(?:[ \t]+(?P<argument>.*))?$")
_CODE = frozenset({"code", "code-block", "sourcecode", "prompt"})
_NO_PROSE = frozenset(
    {
        *(
            "raw",
            "math",
            "toctree",
            "csv-table",
            "image",
            "figure",
            "include",
            "literalinclude",
            "doctest",
            "testsetup",
        ),
        *(
            "testcode",
            "testoutput",
            "testcleanup",
            "ipython",
            "graphviz",
            "mermaid",
            "parsed-literal",
            "productionlist",
        ),
        *("highlight", "index", "meta", "contents", "default-role", "role", "replace", "unicode", "date", "glossary"),
        *("versionadded", "versionchanged", "versionremoved", "deprecated", "deprecated-removed", "code", "code-block"),
        *("sourcecode", "prompt", "click:run", "click:example", "tabularcolumns", "bibliography", "only", "ifconfig"),
    }
)
"""What is set in below these is no prose, or tells of other versions."""
_TABLE = re.compile(r"[+|]")
_SHELL_ARGUMENTS = frozenset({"sh", "bash", "zsh", "shell", "console", "shell-session"})


def cut_restructured(text: str) -> Iterator[Passage]:
    yield from _Reader(text.split("\n")).passages()


class _Reader:
    """Goes through the lines once; `_at` is the number of the next one, from 0."""

    def __init__(self, lines: list[str]) -> None:
        self._lines = [line.rstrip("\r") for line in lines]
        self._at = 0
        self._headings = Headings()
        self._levels: list[str] = []

    def passages(self) -> Iterator[Passage]:
        while self._at < len(self._lines):
            line = self._lines[self._at]
            if not line.strip():
                self._at += 1
            elif title := self._title():
                yield title
            elif _EXPLICIT.match(line.lstrip()):
                yield from self._explicit()
            elif _LINE.fullmatch(line.strip()) or _TABLE.match(line.lstrip()):
                yield from self._row()
            else:
                yield from self._paragraph()

    def _title(self) -> Passage | None:
        """A line with one of punctuation below it that is as long, perhaps one above it too."""
        above = self._at if _LINE.fullmatch(self._lines[self._at]) else None
        number = self._at + (above is not None)
        if number + 1 >= len(self._lines):
            return None
        words, below = self._lines[number], self._lines[number + 1].rstrip()
        if not words.strip() or not _LINE.fullmatch(below) or len(below) < len(words.strip()):
            return None
        if above is None and (words[0].isspace() or _LINE.fullmatch(words)):
            return None
        style = below[0] + ("=" if above is not None else "")
        if style not in self._levels:
            self._levels.append(style)
        self._headings.enter(self._levels.index(style) + 1, words.strip())
        self._at = number + 2
        return passage("heading", [self._piece(number)], self._headings.titles)

    def _explicit(self) -> Iterator[Passage]:
        """A directive, comment, target or footnote, with all that is set in below it."""
        first = self._at
        found = _DIRECTIVE.match(self._lines[first].lstrip())
        self._at += 1
        if found and found["name"].lower() not in _NO_PROSE:
            return  # what is set in below is read as prose
        body = self._block(self._indent(first))
        argument = (found["argument"] or "").strip().lower() if found else ""
        if found and found["name"] in _CODE and (argument in _SHELL_ARGUMENTS or found["name"] == "prompt"):
            needs_prompt = argument in ("console", "shell-session")
            yield from commands_in(self._without_options(body), self._headings.titles, needs_prompt=needs_prompt)

    def _without_options(self, body: list[Piece]) -> list[Piece]:
        return [piece for piece in body if not re.match(r"\s*:[\w-]+:", piece.text)]

    def _block(self, indent: int) -> list[Piece]:
        """The lines that are set in by more than that, and the empty ones between."""
        found = []
        while self._at < len(self._lines):
            line = self._lines[self._at]
            if line.strip() and self._indent(self._at) <= indent:
                break
            if line.strip():
                found.append(Piece(self._at + 1, 0, line))
            self._at += 1
        return found

    def _row(self) -> Iterator[Passage]:
        """A line of a table; borders are passed over."""
        line = self._lines[self._at]
        if not re.fullmatch(r"[\s+\-=|:]*", line) and not _LINE.fullmatch(line.strip()):
            yield passage("row", [self._piece(self._at)], self._headings.titles)
        self._at += 1

    def _paragraph(self) -> Iterator[Passage]:
        first = self._at
        indent = self._indent(first)
        item = _ITEM.match(self._lines[first].lstrip())
        inner = indent + item.end() if item else indent
        pieces = [Piece(first + 1, inner, self._lines[first][inner:])]
        self._at += 1
        while self._goes_on(inner, is_item=item is not None):
            pieces.append(self._piece(self._at))
            self._at += 1
        is_literal = pieces[-1].text.rstrip().endswith("::")
        kind: PassageKind = "item" if item else "prose"
        yield passage(kind, pieces, self._headings.titles)
        if is_literal:
            body = self._block(indent)
            prompted = any(re.match(r"\s*\$ ", piece.text) for piece in body)
            if prompted or all(map(looks_like_command, (piece.text for piece in body))):
                yield from commands_in(body, self._headings.titles, needs_prompt=prompted)

    def _goes_on(self, inner: int, *, is_item: bool) -> bool:
        if self._at >= len(self._lines) or not self._lines[self._at].strip():
            return False
        line = self._lines[self._at].lstrip()
        return not (_ITEM.match(line) and (is_item or self._indent(self._at) > inner)) and not _EXPLICIT.match(line)

    def _indent(self, number: int) -> int:
        line = self._lines[number]
        return len(line) - len(line.lstrip())

    def _piece(self, number: int) -> Piece:
        indent = self._indent(number)
        return Piece(number + 1, indent, self._lines[number][indent:])
