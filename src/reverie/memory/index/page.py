"""A page of pointers: MEMORY.md or an area, as lines of which a person's stay as they are, byte for byte.

One line of ours, a comment, says the format and what we note about the page.
"""

import re
from collections.abc import Callable, Iterable, Mapping
from functools import cached_property
from pathlib import Path

from reverie.storage.errors import NewerFormat

from .pointer import Pointer, pointer_in

FORMAT = 1
_NOTE = re.compile(r"\ufeff?<!-- Reverie's index, format (\d+)(?:; ([^\n]*?))? -->\s*")

_ANY_FORMAT = re.compile(r"<!-- Reverie's index, format (\d+)")


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
        return max((int(found[1]) for line in self.lines if (found := _NOTE.fullmatch(line))), default=FORMAT)

    @cached_property
    def note(self) -> str:
        """What we noted about the page; empty when nothing."""
        return next((found[2] or "" for line in self.lines if (found := _NOTE.fullmatch(line))), "")

    @cached_property
    def pointers(self) -> dict[str, Pointer]:
        """By target; of two pointers to the same the first counts."""
        found: dict[str, Pointer] = {}
        for _, pointer in self._parsed:
            if pointer is not None:
                found.setdefault(pointer.target, pointer)
        return found

    @cached_property
    def characters_of_people(self) -> int:
        """Characters of the lines that are neither pointers nor our comment."""
        return sum(len(line) for line, pointer in self._parsed if pointer is None and not is_note(line))

    @cached_property
    def characters_of_pointers(self) -> int:
        return sum(len(line) for line, pointer in self._parsed if pointer is not None)

    @cached_property
    def _parsed(self) -> tuple[tuple[str, Pointer | None], ...]:
        return tuple((line, pointer_in(line)) for line in self.lines)

    @property
    def has_people_text(self) -> bool:
        """Whether there is more than pointers, our comment and the heading that a new page gets."""
        others = [line for line, pointer in self._parsed if pointer is None and line.strip() and not is_note(line)]
        return any(not line.startswith("# ") for line in others)

    def noting(self, note: str) -> "Page":
        """The same with this note; it stands before the first pointer where there was no comment of ours yet."""
        comment = f"<!-- Reverie's index, format {FORMAT}{'; ' if note else ''}{note} -->"
        for place, line in enumerate(self.lines):
            if _NOTE.fullmatch(line):
                start = "\ufeff" if line.startswith("\ufeff") else ""
                changed = start + comment + line[len(line.rstrip("\r\n")) :]
                return Page([*self.lines[:place], changed, *self.lines[place + 1 :]])
        first = next((place for place, (_, found) in enumerate(self._parsed) if found), len(self.lines))
        before = _ended(self.lines[:first], self._newline)
        return Page([*before, comment + self._newline, *self.lines[first:]])

    def adding(self, pointers: Iterable[Pointer]) -> "Page":
        """The same with these below the last pointer there is, else at the end."""
        new = [pointer.line() + self._newline for pointer in pointers]
        places = [place for place, (_, pointer) in enumerate(self._parsed) if pointer is not None]
        end = places[-1] + 1 if places else len(self.lines)
        before = _ended(self.lines[:end], self._newline) if new else self.lines[:end]
        return Page([*before, *new, *self.lines[end:]])

    def changing(self, pointers: Iterable[Pointer]) -> "Page":
        """The same with the pointers to those targets said anew, in their places."""
        by_target = {pointer.target: pointer for pointer in pointers}

        def changed(line: str, target: str) -> str:
            ending = line[len(line.rstrip("\r\n")) :]
            return by_target[target].line() + ending if target in by_target else line

        return self._mapped(changed)

    def removing(self, targets: Iterable[str]) -> "Page":
        """The same without the pointers to these."""
        gone = frozenset(targets)
        return self._mapped(lambda line, target: "" if target in gone else line)

    def holding(self, pointers: Mapping[str, Pointer]) -> "Page":
        """The same with just these pointers: what stays keeps its place, what is new comes last."""
        kept = self.removing(self.pointers.keys() - pointers.keys()).changing(pointers.values())
        return kept.adding(pointer for target, pointer in pointers.items() if target not in self.pointers)

    def without_doubles(self) -> "Page":
        """The same with only the first of several pointers to one target."""
        seen: set[str] = set()

        def first(line: str, target: str) -> str:
            is_seen = target in seen
            seen.add(target)
            return "" if is_seen else line

        return self._mapped(first)

    def _mapped(self, change: Callable[[str, str], str]) -> "Page":
        lines = (change(line, pointer.target) if pointer else line for line, pointer in self._parsed)
        return Page(line for line in lines if line)

    @property
    def _newline(self) -> str:
        return "\r\n" if self.lines and self.lines[0].endswith("\r\n") else "\n"


def has_other_format(text: str) -> bool:
    """Whether a comment of ours in a page's text names another format than this one."""
    return any(found[1] != str(FORMAT) for found in _ANY_FORMAT.finditer(text))


def is_note(line: str) -> bool:
    """Whether a line is our comment."""
    return _NOTE.fullmatch(line) is not None


def new_page(heading: str) -> Page:
    """A page without pointers."""
    return Page([f"<!-- Reverie's index, format {FORMAT} -->\n", f"# {heading}\n", "\n"])


def _ended(lines: tuple[str, ...], newline: str) -> list[str]:
    """The lines, of which the last ends with a newline, too."""
    ended = list(lines)
    if ended and not ended[-1].endswith("\n"):
        ended[-1] += newline
    return ended
