"""A topic: one Markdown file of facts on one subject, as a value whose untouched parts render byte for byte.

A file is front matter, then segments: a fact's block from its heading to the next one, or text of a person between
them. What is headed like a fact and cannot be read as one is kept as it is and reported.
"""

import re
from collections.abc import Callable, Iterator
from pathlib import Path

import msgspec

from reverie.storage.errors import BrokenFile, NewerFormat

from .fact import Fact
from .fact_text import HEADING, BadFact, merge_fact, parse_fact, render_fact
from .front_matter import FrontMatter, parse_front_matter

MOST_BYTES = 64 << 10
"""A topic past this is full: facts go on in the next part of it, so that a write stays as quick as it was."""

FORMAT = 1
_MOST_DIGITS = 9
_FENCE = re.compile(r" {0,3}(```|~~~)")


class Segment(msgspec.Struct, frozen=True):
    """A piece of a topic, `text` with its newlines. `fact` is None for a person's text and for a broken block, which
    says in `problem` what is wrong in which line of the file."""

    text: str
    fact: Fact | None = None
    problem: str = ""


class Topic(msgspec.Struct, frozen=True):
    """A topic as it is on disk. `newline` is that of the file, `head` its front matter."""

    head: FrontMatter
    segments: tuple[Segment, ...] = ()
    newline: str = "\n"

    @property
    def title(self) -> str:
        return self.head.get("title")

    @property
    def description(self) -> str:
        """The pointer's text."""
        return self.head.get("description")

    @property
    def facts(self) -> tuple[Fact, ...]:
        return tuple(segment.fact for segment in self.segments if segment.fact)

    @property
    def problems(self) -> tuple[str, ...]:
        """What cannot be read, each with its line."""
        return tuple(segment.problem for segment in self.segments if segment.problem)

    def fact(self, fact_id: str) -> Fact | None:
        return next((fact for fact in self.facts if fact.id == fact_id), None)

    def render(self) -> str:
        return self.head.text + "".join(segment.text for segment in self.segments)

    def with_head(self, **values: str) -> "Topic":
        """The same with these keys of the front matter set."""
        return msgspec.structs.replace(self, head=self.head.having(values, self.newline))

    def adding(self, fact: Fact) -> "Topic":
        """The same with a fact at its end, a blank line before it."""
        return self.adding_block(self._text(render_fact(fact)), fact)

    def adding_block(self, block: str, fact: Fact) -> "Topic":
        """The same with a fact at its end in a text that it had elsewhere."""
        before = self.head.text + "".join(segment.text for segment in self.segments[-2:])
        gap = "" if before.endswith(self.newline * 2) else self.newline if before.endswith("\n") else self.newline * 2
        return msgspec.structs.replace(self, segments=(*_followed_by(self.segments, gap), Segment(block, fact)))

    def changing(self, fact: Fact) -> "Topic":
        """The same with the fact of this id changed. Raises KeyError when it is not there."""

        def changed(segment: Segment) -> Segment:
            lines, gap = _block_and_gap(segment.text)
            return Segment(self._text(merge_fact(lines, fact)) + gap, fact)

        return self._replacing(fact.id, lambda segment: (changed(segment),))

    def removing(self, fact_id: str) -> "Topic":
        """The same without that fact. Raises KeyError when it is not there."""
        return self._replacing(fact_id, lambda segment: ())

    def block(self, fact_id: str) -> str:
        """The text of a fact's block, as it stands. Raises KeyError when it is not there."""
        for segment in self.segments:
            if segment.fact and segment.fact.id == fact_id:
                return segment.text
        raise KeyError(fact_id)

    def _text(self, lines: list[str]) -> str:
        return "".join(line + self.newline for line in lines)

    def _replacing(self, fact_id: str, change: Callable[[Segment], tuple[Segment, ...]]) -> "Topic":
        segments: list[Segment] = []
        is_found = False
        for segment in self.segments:
            if segment.fact and segment.fact.id == fact_id and not is_found:
                is_found = True
                segments += change(segment)
            else:
                segments.append(segment)
        if not is_found:
            raise KeyError(fact_id)
        return msgspec.structs.replace(self, segments=tuple(segments))


def _followed_by(segments: tuple[Segment, ...], gap: str) -> tuple[Segment, ...]:
    """Blank lines belong to the segment before them."""
    if not gap:
        return segments
    if not segments:
        return (Segment(gap),)
    last = segments[-1]
    return (*segments[:-1], msgspec.structs.replace(last, text=last.text + gap))


def new_topic(title: str, description: str, today: str) -> Topic:
    """A topic without facts. `today` is a date."""
    head = FrontMatter("").having(
        {"format": str(FORMAT), "title": title, "description": description, "updated": today}, "\n"
    )
    return Topic(head)


def parse_topic(content: bytes, path: Path) -> Topic:
    """The topic in a file's bytes; `path` is for messages.

    Raises BrokenFile when it is not UTF-8 or its front matter cannot be read, NewerFormat when a newer Reverie wrote
    it.
    """
    text = _decoded(content, path)
    head, rest = parse_front_matter(text, path)
    version = head.get("format") or str(FORMAT)
    if not version.isdecimal() or len(version) > _MOST_DIGITS:
        raise BrokenFile(path, f"its format is {version[:40]!r}, not a number")
    if int(version) > FORMAT:
        raise NewerFormat(path, int(version), FORMAT)
    newline = "\r\n" if "\r\n" in text[: text.find("\n") + 1] else "\n"
    return Topic(head, tuple(_segments(rest, head.text.count("\n") + 1, path)), newline)


def segments_of(text: str) -> tuple[Segment, ...]:
    """The pieces of any text that holds blocks of facts, also of one whose front matter cannot be read."""
    return tuple(_segments(text, 1, Path()))


def _decoded(content: bytes, path: Path) -> str:
    try:
        return content.decode()
    except UnicodeDecodeError as error:
        line = content.count(b"\n", 0, error.start) + 1
        raise BrokenFile(path, f"line {line} is not UTF-8") from None


def _segments(text: str, first_line: int, path: Path) -> Iterator[Segment]:
    for number, lines in _pieces(_lines(text), first_line):
        joined = "".join(lines)
        block, _ = _block_and_gap(joined)
        if not HEADING.fullmatch(block[0]):
            yield Segment(joined)
            continue
        try:
            yield Segment(joined, parse_fact(block))
        except BadFact as error:
            yield Segment(joined, problem=f"'{path}' line {number + error.line}: {error}")


def _lines(text: str) -> list[str]:
    """The lines with their newlines; only a line feed ends one, unlike `str.splitlines`."""
    return [line + "\n" for line in text.split("\n")[:-1]] + ([tail] if (tail := text.rpartition("\n")[2]) else [])


def _pieces(lines: list[str], first_line: int) -> Iterator[tuple[int, list[str]]]:
    """The lines cut before each heading of the second level: with an id always, else only outside of code fences."""
    piece: list[str] = []
    start, fence = first_line, ""
    for number, line in enumerate(lines, first_line):
        bare = line.rstrip("\r\n")
        has_id = HEADING.fullmatch(bare) is not None
        if has_id or (line.startswith("## ") and not fence):
            if piece:
                yield start, piece
            piece, start, fence = [], number, ""
        elif opened := _FENCE.match(bare):
            fence = "" if fence == opened[1] else fence or opened[1]
        piece.append(line)
    if piece:
        yield start, piece


def _block_and_gap(text: str) -> tuple[list[str], str]:
    """The lines of a block without newlines, and the blank lines after it as they are."""
    lines = _lines(text)
    end = len(lines)
    while end > 1 and not lines[end - 1].strip():
        end -= 1
    return [line.rstrip("\r\n") for line in lines[:end]], "".join(lines[end:])
