"""Truncation: the one place where text for a model is cut, always saying what was cut and where the rest lies.

Cuts fall on line boundaries, except within a line that alone would fill the budget; there they fall between two
characters as a person sees them, so an accent or an emoji's modifier is never parted from its letter.
"""

import unicodedata

import msgspec

_LONGEST_CLUSTER = 32
_JOINER = "\u200d"


class Limits(msgspec.Struct, frozen=True):
    """The most that one text may hold."""

    lines: int
    characters: int


class Cut(msgspec.Struct, frozen=True):
    """What is kept of a text: all of it (`tail` is empty then), or its head and its tail, and how much is missing."""

    head: str
    tail: str = ""
    lines: int = 0
    characters: int = 0

    def render(self, rest: str = "") -> str:
        """The text as a model sees it; `rest` says where all of it lies, or how to go on, and ends the note."""
        if not self.characters:
            return self.head
        middle = "" if self.head.endswith("\n") or not self.head else "\n"
        return f"{self.head}{middle}{self.note(rest)}\n{self.tail}"

    def note(self, rest: str = "") -> str:
        """One line such as `[... 1,234 lines cut; all of it: PATH ...]`; empty when nothing was cut."""
        if not self.characters:
            return ""
        amount = counted(self.lines, "line") if self.lines else counted(self.characters, "character")
        return f"[... {amount} cut; {rest} ...]" if rest else f"[... {amount} cut ...]"


class HeadAndTail:
    """Keeps the head and the tail of a text that comes in pieces, in memory bounded by `limits`.

    How the text was divided into pieces does not matter. `tail=False` keeps the head alone.
    """

    def __init__(self, limits: Limits, *, tail: bool = True) -> None:
        self._limits = limits
        self._head_characters = limits.characters - limits.characters // 2 if tail else limits.characters
        self._tail_characters = limits.characters - self._head_characters
        self._head = ""
        self._tail = ""
        self._characters = 0
        self._newlines = 0

    def feed(self, text: str) -> None:
        """Add the next piece."""
        self._characters += len(text)
        self._newlines += text.count("\n")
        wanted = self._head_characters + 1 - len(self._head)  # one more, to see whether it belongs to the last one
        if wanted > 0:
            self._head += text[:wanted]
        if self._tail_characters:
            self._tail = (self._tail + text)[-self._tail_characters :]

    def cut(self) -> Cut:
        """What is kept of all that came so far."""
        if self._characters <= self._head_characters + self._tail_characters:
            whole = self._whole()
            if self._lines_of(whole) <= self._limits.lines:
                return Cut(whole)
            return self._cut(whole, whole)
        end = _cluster_start(self._head, self._head_characters)
        return self._cut(_whole_lines_at_start(self._head[:end]), _whole_lines_at_end(self._tail))

    def _whole(self) -> str:
        beyond_head = self._characters - self._head_characters
        return self._head[: self._head_characters] + (self._tail[-beyond_head:] if beyond_head > 0 else "")

    def _cut(self, head: str, tail: str) -> Cut:
        tail_lines = self._limits.lines // 2 if self._tail_characters else 0
        head = _first_lines(head, self._limits.lines - tail_lines)
        tail = _last_lines(tail, tail_lines)
        characters = self._characters - len(head) - len(tail)
        newlines = self._newlines - head.count("\n") - tail.count("\n")
        in_line = bool(head) and not head.endswith("\n")
        return Cut(head, tail, max(0, newlines - in_line), characters)

    @staticmethod
    def _lines_of(text: str) -> int:
        return text.count("\n") + (not text.endswith("\n") and bool(text))


def keep_head(text: str, limits: Limits) -> Cut:
    """The start of a text, within the limits."""
    kept = HeadAndTail(limits, tail=False)
    kept.feed(text)
    return kept.cut()


def keep_head_and_tail(text: str, limits: Limits) -> Cut:
    """The start and the end of a text, half of the limits each."""
    kept = HeadAndTail(limits)
    kept.feed(text)
    return kept.cut()


def shorten_line(line: str, characters: int, around: int = 0) -> str:
    """One line (no newline), cut inside when it is longer than `characters`, keeping what stands at index `around`."""
    if len(line) <= characters:
        return line
    start = max(0, min(around - characters // 3, len(line) - characters))
    start = _cluster_start(line, start)
    end = _cluster_start(line, start + characters)
    before = f"[... {counted(start, 'character')} cut ...] " if start else ""
    after = f" [... {counted(len(line) - end, 'character')} cut ...]" if end < len(line) else ""
    return before + line[start:end] + after


def counted(number: int, noun: str) -> str:
    """`1 line`, `1,234 lines`."""
    return f"{number:,} {noun}{'' if number == 1 else 's'}"


def _whole_lines_at_start(text: str) -> str:
    """Without the broken line at its end, unless that line is most of the text."""
    end = text.rfind("\n") + 1
    return text[:end] if end > len(text) // 2 else text


def _whole_lines_at_end(text: str) -> str:
    """Without the broken line at its start, unless that line is most of the text."""
    start = text.find("\n") + 1
    if 0 < start <= len(text) // 2:
        return text[start:]
    return text[_cluster_end(text) :]


def _first_lines(text: str, lines: int) -> str:
    end = 0
    for _ in range(lines):
        end = text.find("\n", end) + 1
        if not end:
            return text
    return text[:end]


def _last_lines(text: str, lines: int) -> str:
    if not lines:
        return ""
    start = len(text) - text.endswith("\n")
    for _ in range(lines):
        start = text.rfind("\n", 0, start)
        if start < 0:
            return text
    return text[start + 1 :]


def _cluster_start(text: str, index: int) -> int:
    """The last place at or before `index` where the text can be cut."""
    if index >= len(text):
        return len(text)
    for place in range(index, max(0, index - _LONGEST_CLUSTER), -1):
        if not _belongs(text[place - 1], text[place]):
            return place
    return index if index > _LONGEST_CLUSTER else 0


def _cluster_end(text: str) -> int:
    """The first place in a tail where it can begin; what comes before belongs to a character that was cut off."""
    for place in range(min(_LONGEST_CLUSTER, len(text))):
        if not _extends(text[place]):
            return place
    return 0


def _belongs(before: str, character: str) -> bool:
    return _extends(character) or before == _JOINER or (before == "\r" and character == "\n")


def _extends(character: str) -> bool:
    if character < "\u0300":
        return False
    return (
        character == _JOINER
        or "\ufe00" <= character <= "\ufe0f"
        or "\U0001f3fb" <= character <= "\U0001f3ff"
        or "\udc00" <= character <= "\udfff"
        or unicodedata.category(character) in ("Mn", "Me", "Mc")
    )
