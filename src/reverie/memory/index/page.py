"""A page of pointers: MEMORY.md or an area, as lines of which a person's stay as they are, byte for byte."""

import re
from collections.abc import Callable, Iterable
from functools import cached_property
from pathlib import Path

from reverie.storage.errors import NewerFormat

from .pointer import Pointer, pointer_in

FORMAT = 1
_VERSION = re.compile(r"\ufeff?<!-- Reverie's index, format (\d+)[^\n]*-->\s*")


class Page:
    """The text of a page and the pointers in it, in order. `lines` have their newlines."""

    def __init__(self, lines: Iterable[str]) -> None:
        self.lines = tuple(lines)

    @classmethod
    def parse(cls, text: str, path: Path) -> "Page":
        """Raises NewerFormat; `path` is for its message."""
        page = cls(re.findall(r"[^\n]*\n|[^\n]+", text))
        if page.format > FORMAT:
            raise NewerFormat(path, page.format, FORMAT)
        return page

    def render(self) -> str:
        return "".join(self.lines)

    @cached_property
    def format(self) -> int:
        return max((int(found[1]) for line in self.lines if (found := _VERSION.fullmatch(line))), default=FORMAT)

    @cached_property
    def pointers(self) -> dict[str, Pointer]:
        """By target; of two pointers to the same the first counts."""
        found: dict[str, Pointer] = {}
        for pointer in map(pointer_in, self.lines):
            if pointer is not None:
                found.setdefault(pointer.target, pointer)
        return found

    def adding(self, pointers: Iterable[Pointer]) -> "Page":
        """The same with these below the last pointer there is, else at the end."""
        new = [pointer.line() + self._newline for pointer in pointers]
        places = [place for place, line in enumerate(self.lines) if pointer_in(line)]
        before = list(self.lines[: places[-1] + 1] if places else self.lines)
        if new and before and not before[-1].endswith("\n"):
            before[-1] += self._newline
        return Page([*before, *new, *self.lines[len(before) :]])

    def changing(self, pointer: Pointer) -> "Page":
        """The same with the pointer to that target said anew, in its place."""

        def changed(line: str) -> str:
            return pointer.line() + line[len(line.rstrip("\r\n")) :]

        return self._mapped(lambda line, target: changed(line) if target == pointer.target else line)

    def removing(self, targets: Iterable[str]) -> "Page":
        """The same without the pointers to these."""
        gone = frozenset(targets)
        return self._mapped(lambda line, target: "" if target in gone else line)

    def _mapped(self, change: Callable[[str, str], str]) -> "Page":
        lines = (change(line, found.target) if (found := pointer_in(line)) else line for line in self.lines)
        return Page(line for line in lines if line)

    @property
    def _newline(self) -> str:
        return "\r\n" if self.lines and self.lines[0].endswith("\r\n") else "\n"


def new_page(heading: str) -> Page:
    """A page without pointers."""
    return Page([f"<!-- Reverie's index, format {FORMAT} -->\n", f"# {heading}\n", "\n"])
