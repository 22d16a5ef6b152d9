"""What a later read or edit has made old: content of a file, or of a folder, that is no longer so."""

import math
import re
from collections.abc import Iterable, Sequence

import msgspec

from reverie.conversation.record import AcceptedPlan, EditedFile, ListedFolder, ReadFile, Searched, SetTodos

from .done_calls import DoneCall

_NUMBERED = re.compile(r"^(\d+)→", re.MULTILINE)
_A_PAGE = re.compile(r"^\[lines [\d,]+-[\d,]+ of ", re.MULTILINE)


class Extent(msgspec.Struct, frozen=True):
    """The lines of a file that a result shows."""

    first: float = 1
    last: float = math.inf

    def covers(self, other: "Extent") -> bool:
        return self.first <= other.first and self.last >= other.last


def superseded_calls(calls: Sequence[DoneCall]) -> frozenset[str]:
    """The ids of the calls whose content is old by now: what they read, listed, found or wrote has been shown or
    changed again by a later call."""
    old: set[str] = set()
    newer = _Newer()
    for call in reversed(calls):
        if newer.hides(call):
            old.add(call.call.id)
        newer.take(call)
    return frozenset(old)


class _Newer:
    """What the calls after one have shown and changed."""

    def __init__(self) -> None:
        self._edited: set[str] = set()
        self._read: dict[str, list[Extent]] = {}
        self._listed: set[str] = set()
        self._set: set[type] = set()

    def take(self, call: DoneCall) -> None:
        match call.effect:
            case EditedFile(path=path):
                self._edited.add(path)
            case ReadFile(path=path) if call.status == "ok":
                self._read.setdefault(path, []).append(extent_of(call))
            case ListedFolder(path=path) if call.status == "ok":
                self._listed.add(path)
            case SetTodos() | AcceptedPlan() as whole:
                self._set.add(type(whole))

    def hides(self, call: DoneCall) -> bool:
        match call.effect:
            case ReadFile(path=path):
                return path in self._edited or self._shows(path, extent_of(call))
            case EditedFile(path=path):
                return path in self._edited or self._shows(path, Extent())
            case ListedFolder(path=path):
                return path in self._listed
            case SetTodos() | AcceptedPlan() as whole:
                return type(whole) in self._set
            case Searched():
                return not self._edited.isdisjoint(call.text.splitlines())
        return False

    def _shows(self, path: str, extent: Extent) -> bool:
        return any(each.covers(extent) for each in self._read.get(path, ()))


def extent_of(call: DoneCall) -> Extent:
    """Which lines a read has shown: by the numbers before them, and all when nothing says that there are more."""
    numbers = _NUMBERED.findall(call.text)
    is_page = _A_PAGE.search(call.text) is not None or call.arguments.get("offset", 1) != 1
    if not is_page and (numbers or not call.arguments.get("limit")):
        return Extent()
    return Extent(int(numbers[0]), int(numbers[-1])) if numbers else Extent(math.inf, -math.inf)


def paths_touched(calls: Iterable[DoneCall]) -> list[str]:
    """The files and folders that calls read, changed or listed, as they were shown."""
    effects = (call.effect for call in calls)
    return [effect.path for effect in effects if isinstance(effect, ReadFile | EditedFile | ListedFolder)]
