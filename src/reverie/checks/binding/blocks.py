"""The blocks of a text in Markdown or reStructuredText: paragraphs, list items, headings, lines of code."""

import re
from collections.abc import Iterator
from typing import Literal

Role = Literal["sentence", "heading", "code"]
Block = tuple[Role, int, int]
"""What it is, and where its characters begin and end, without the marks in front of them."""

_LINE = re.compile(r"[^\n]*\n?")
_FENCE = re.compile(r"[ \t]*(?P<fence>```+|~~~+)[^`\n]*$")
_UNDERLINE = re.compile(r"\s*([=\-~^\"'+*#`.])\1{2,}\s*")
_ITEM = re.compile(r"[ \t]*(?:[-*+•]|\d+[.)])[ \t]+|[ \t]*>[ \t]?|[ \t]*\|")
_SAID = re.compile(
    r"\.\. (?:note|warning|tip|hint|important|caution|attention|danger|seealso|admonition|topic|"
    r"versionadded|versionchanged)::"
)
"""Directives of reStructuredText whose bodies are prose; those of all others are code, tables or lists of pages."""
_DIRECTIVE = re.compile(r"\s*\.\. (?:[\w-]+::|_|\[)|\s*:[\w ]+:\s|\s*<!--|\s*\[[^\]]+\]:\s")


class _Reader:
    """Reads line by line; `start` is where the block that is open begins, -1 when none is."""

    def __init__(self) -> None:
        self.fence = ""
        self.start = self.end = -1
        self.literal = -1  # the indentation of what opened a literal block, whose lines are indented more

    def read(self, line: str, at: int) -> Iterator[Block]:
        content = line.rstrip()
        mark = _FENCE.match(content)
        if self.fence or mark:
            yield from self.close()
            yield from self._in_fence(content, at, mark["fence"] if mark else "")
            return
        if self.literal >= 0 and self._is_literal(content):
            yield from self.close()
            if content.strip():
                yield "code", at + len(content) - len(content.lstrip()), at + len(content)
            return
        yield from self._in_prose(content, at)

    def _is_literal(self, content: str) -> bool:
        if not content.strip() or len(content) - len(content.lstrip()) > self.literal:
            return True
        self.literal = -1
        return False

    def _in_prose(self, content: str, at: int) -> Iterator[Block]:
        indentation = len(content) - len(content.lstrip())
        item = _ITEM.match(content)
        if content.endswith("::") or (_DIRECTIVE.match(content) and "::" in content):
            self.literal = -1 if _SAID.match(content.lstrip()) else indentation
        is_aside = not content.strip() or _DIRECTIVE.match(content) is not None
        if is_aside or item or content.startswith("#"):
            yield from self.close()
        if is_aside or (self.start < 0 and _UNDERLINE.fullmatch(content)):
            return
        if self.start < 0:
            self.start = at + (item.end() if item else len(content) - len(content.lstrip()))
        self.end = at + len(content)
        if content.startswith("#") or _UNDERLINE.fullmatch(content):
            yield from self.close("heading")

    def _in_fence(self, content: str, at: int, mark: str) -> Iterator[Block]:
        bare = content.strip()
        if not self.fence:
            self.fence = mark
        elif bare.startswith(self.fence) and not bare.strip("`~"):
            self.fence = ""
        elif bare:
            yield "code", at + len(content) - len(content.lstrip()), at + len(content)

    def close(self, role: Role = "sentence") -> Iterator[Block]:
        """The block that is open, if there is one."""
        if self.start >= 0:
            yield role, self.start, self.end
        self.start = -1


def blocks_of(text: str) -> Iterator[Block]:
    """All blocks, in order. A heading is that which begins with `#`, or has a line of signs below it."""
    reader = _Reader()
    for line in _LINE.finditer(text):
        yield from reader.read(line[0], line.start())
    yield from reader.close()
