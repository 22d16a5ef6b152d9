"""Quotes out of one transcript: lines that may hold a needle, decoded, confirmed, and cut to what surrounds it."""

import os
from collections.abc import Iterator, Sequence
from itertools import pairwise

import msgspec

from reverie.conversation.origin import Origin

from .entries import AnyEntry, Called, Damaged, Header, Other, Returned, Said, Thought, texts_of
from .hits import Hit
from .lines import count_newlines, line_at, start_of_line_before
from .needle import Needle
from .reading import TranscriptFile, entries_of_line
from .scan import Place

_LONGEST_QUOTE = 400
_LONGEST_CONTEXT = 160
_RECORDS_ASIDE = 4
"""So far it is looked for the message before or after: records of other kinds stand between them."""
_LONGEST_NEIGHBOUR = 256 << 10


class _Kept(msgspec.Struct, frozen=True):
    place: Place
    entry: AnyEntry
    text: str
    start: int


class Quoting:
    """One transcript, open. `unread` counts the lines that could not be decoded. Raises OSError."""

    def __init__(self, file: TranscriptFile, needle: Needle, context: int) -> None:
        self._file = file
        self._needle = needle
        self._context = context
        self._kept: list[_Kept] = []
        self._descriptor = os.open(file.path, os.O_RDONLY | os.O_CLOEXEC)
        self.unread = 0

    def __enter__(self) -> "Quoting":
        return self

    def __exit__(self, *_: object) -> None:
        os.close(self._descriptor)

    def take(self, places: Sequence[Place], most: int) -> int:
        """Look at lines, the last one first, until there are `most` quotes; how many were not looked at."""
        for number, place in enumerate(reversed(places)):
            if len(self._kept) == most:
                return len(places) - number
            self._look_at(place)
        return 0

    def hits(self) -> list[Hit]:
        """The quotes, the last line first."""
        return [self._hit(kept, number) for kept, number in zip(self._kept, self._numbers(), strict=True)]

    def _look_at(self, place: Place) -> None:
        line = line_at(self._descriptor, place[0])
        entries = [] if line is None else entries_of_line(self._file.form, place[1], line.rstrip(b"\r\n"))
        for entry in entries:
            for text in texts_of(entry):
                if (start := self._needle.find(text)) >= 0:
                    self._kept.append(_Kept(place, entry, text, start))
                    return
        self.unread += line is None or any(isinstance(entry, Damaged) for entry in entries)

    def _numbers(self) -> list[int]:
        """The numbers of the lines, counted where they are not known."""
        numbers = [kept.place[1] for kept in self._kept]
        if all(numbers):
            return numbers
        offsets = [0, *(kept.place[0] for kept in reversed(self._kept))]
        number, counted = 1, []
        for start, end in pairwise(offsets):
            number += count_newlines(self._descriptor, start, end)
            counted.append(number)
        return counted[::-1]

    def _hit(self, kept: _Kept, number: int) -> Hit:
        text = kept.text
        start = text.rfind("\n", 0, kept.start) + 1
        end = text.find("\n", kept.start + len(self._needle.text))
        end = len(text) if end < 0 else end
        before = _lines(text[:start][-_LONGEST_NEIGHBOUR:])[-self._context :] if self._context else []
        after = _lines(text[end:][:_LONGEST_NEIGHBOUR])[: self._context]
        what, origin = _who(kept.entry)
        return Hit(
            file=self._file,
            line=number,
            what=what,
            origin=origin,
            text=_around(text[start:end], kept.start - start, len(self._needle.text)),
            at=kept.entry.at,
            before=_short(before or self._before(kept.place[0])),
            after=_short(after or self._after(kept.place[0])),
        )

    def _before(self, offset: int) -> list[str]:
        """The last lines of the message before."""
        for _ in range(_RECORDS_ASIDE if self._context else 0):
            start = start_of_line_before(self._descriptor, offset, _LONGEST_NEIGHBOUR)
            if start is None:
                break
            if lines := self._lines_at(start):
                return lines[-self._context :]
            offset = start
        return []

    def _after(self, offset: int) -> list[str]:
        """The first lines of the message after."""
        for _ in range(_RECORDS_ASIDE if self._context else 0):
            line = line_at(self._descriptor, offset)
            if not line:
                break
            offset += len(line)
            if lines := self._lines_at(offset):
                return lines[: self._context]
        return []

    def _lines_at(self, offset: int) -> list[str]:
        line = line_at(self._descriptor, offset, _LONGEST_NEIGHBOUR)
        if not line:
            return []
        return [text for entry in entries_of_line(self._file.form, 0, line) for text in _message_lines(entry)]


def _message_lines(entry: AnyEntry) -> Iterator[str]:
    match entry:
        case Said(text=text) | Returned(text=text):
            yield from _lines(text)
        case Called(name=name, arguments=arguments):
            yield f"{name} {arguments}"


def _lines(text: str) -> list[str]:
    return [line for line in text.splitlines() if line.strip()]


def _short(lines: list[str]) -> tuple[str, ...]:
    return tuple(line if len(line) <= _LONGEST_CONTEXT else line[: _LONGEST_CONTEXT - 1] + "…" for line in lines)


def _around(line: str, start: int, length: int) -> str:
    """The line, cut to what lies about the needle."""
    if len(line) <= _LONGEST_QUOTE:
        return line
    room = max(0, _LONGEST_QUOTE - 2 - length)
    first = max(0, min(start - room // 2, len(line) - length - room))
    last = min(len(line), first + _LONGEST_QUOTE - 2)
    return ("…" if first else "") + line[first:last] + ("…" if last < len(line) else "")


def _who(entry: AnyEntry) -> tuple[str, Origin]:
    match entry:
        case Said(role=role, origin=origin):
            return role, origin
        case Called():
            return "call", "model"
        case Thought():
            return "thought", "model"
        case Returned(origin=origin):
            return "result", origin
        case Other(kind=kind):
            return kind, "tool"
        case Header() | Damaged():
            return "", "tool"
        case _:
            return "result", "tool"
