"""A record that grows with a session and stays within bounds, however long that is.

What goes first is what claims rest on least: the middle of a very long text, then the texts of the oldest deeds, then
the oldest deeds. A session of a working day comes nowhere near the most of it.
"""

from collections import deque

import msgspec

from reverie.conversation.deeds import AnyDeed, Command, Edit, Search, TaskResult, Web, Write

_LONGEST = 1 << 18
"""Characters of one text."""
_MOST = 1 << 25
"""Characters of all texts."""
_THIN = 2000
"""Characters of a text of an old deed."""
_MOST_DEEDS = 5_000

_TEXTS: dict[type, tuple[str, ...]] = {
    Command: ("output",),
    Edit: ("diff", "error"),
    Write: ("content", "error"),
    Search: ("output",),
    Web: ("output",),
    TaskResult: ("result",),
}


class BoundedRecord:
    """The deeds so far. `start` is where the ones of the present turn begin."""

    def __init__(self, *, longest: int = _LONGEST, most: int = _MOST, most_deeds: int = _MOST_DEEDS) -> None:
        self._longest = longest
        self._most = most
        self._most_deeds = most_deeds
        self._deeds: list[AnyDeed] = []
        self._characters = 0
        self._fat: deque[int] = deque()
        self._dropped = 0
        self._start = 0

    @property
    def deeds(self) -> tuple[AnyDeed, ...]:
        return tuple(self._deeds)

    @property
    def start(self) -> int:
        """0 when the turn is longer than the record may be."""
        return max(0, self._start - self._dropped)

    def begin_turn(self) -> None:
        self._start = self._dropped + len(self._deeds)

    def add(self, deed: AnyDeed) -> None:
        deed, size = _cut(deed, self._longest)
        if size > _THIN:
            self._fat.append(self._dropped + len(self._deeds))
        self._deeds.append(deed)
        self._characters += size
        while self._characters > self._most:
            self._shrink()
        if len(self._deeds) > self._most_deeds:
            self._drop_oldest()

    def _shrink(self) -> None:
        """Take from the older half: its next long text, or when it has none the oldest deeds."""
        while self._fat and self._fat[0] < self._dropped:
            self._fat.popleft()
        place = self._fat[0] - self._dropped if self._fat else len(self._deeds)
        if place < len(self._deeds) // 2:
            self._fat.popleft()
            self._thin(place)
        else:
            self._drop_oldest()

    def _thin(self, place: int) -> None:
        before = _size(self._deeds[place])
        self._deeds[place], size = _cut(self._deeds[place], _THIN)
        self._characters -= before - size

    def _drop_oldest(self) -> None:
        count = max(1, len(self._deeds) // 10)
        self._characters -= sum(map(_size, self._deeds[:count]))
        del self._deeds[:count]
        self._dropped += count


def _size(deed: AnyDeed) -> int:
    return sum(len(getattr(deed, name)) for name in _TEXTS.get(type(deed), ()))


def _cut(deed: AnyDeed, longest: int) -> tuple[AnyDeed, int]:
    """The deed with no text longer than that, and how long they are together."""
    size = _size(deed)
    if size <= longest:
        return deed, size
    texts = {name: _shortened(getattr(deed, name), longest) for name in _TEXTS[type(deed)]}
    cut = msgspec.structs.replace(deed, **texts)
    return cut, _size(cut)


def _shortened(text: str, longest: int) -> str:
    """Most of it from the end, where runners print what came out."""
    if len(text) <= longest:
        return text
    head = longest // 4
    left_out = len(text) - longest
    return f"{text[:head]}\n[{left_out} characters left out]\n{text[head + left_out :]}"
