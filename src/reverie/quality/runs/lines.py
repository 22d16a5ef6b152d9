"""Lines: command lines that were read, so that a session that goes on has each of its lines read once."""

from collections.abc import Collection

import msgspec

from reverie.conversation.deeds import Command
from reverie.quality.runs.one_line import LineRead, read_command
from reverie.quality.runs.outputs.marks import SEARCHED

_MOST = 2_000
_MOST_CHARACTERS = 1 << 24


class _Kept(msgspec.Struct, frozen=True):
    """A line with all that its reading rests on; `minds_logs` and `shows_log` are what it asks of the logs."""

    deed: Command
    at: int
    place: str
    minds_logs: bool
    shows_log: bool
    line: LineRead


class Lines:
    """Lines by their deeds: the same object, not an equal one. The oldest go when there are more than `most`, or when
    their outputs have more than `characters` together."""

    def __init__(self, most: int = _MOST, characters: int = _MOST_CHARACTERS) -> None:
        self._most = most
        self._room = characters
        self._kept: dict[int, _Kept] = {}

    def __len__(self) -> int:
        return len(self._kept)

    def read(self, deed: Command, at: int, place: str, logs: Collection[str]) -> LineRead:
        """What `read_command` gives; the runs are the same objects as long as nothing that they rest on changed."""
        kept = self._kept.get(id(deed))
        if kept is None or kept.deed is not deed or not _holds(kept, place, logs):
            return self._keep(deed, at, place, logs, read_command(deed, at, place, logs))
        if kept.at != at:
            return self._keep(deed, at, place, logs, _moved(kept.line, at))
        return kept.line

    def _keep(self, deed: Command, at: int, place: str, logs: Collection[str], line: LineRead) -> LineRead:
        self._forget(id(deed))
        self._room -= len(deed.output)
        self._kept[id(deed)] = _Kept(deed, at, place, _minds(deed, logs), _shows_log(line, logs), line)
        while len(self._kept) > self._most or (self._room < 0 and len(self._kept) > 1):
            self._forget(next(iter(self._kept)))
        return line

    def _forget(self, key: int) -> None:
        kept = self._kept.pop(key, None)
        if kept is not None:
            self._room += len(kept.deed.output)


def _holds(kept: _Kept, place: str, logs: Collection[str]) -> bool:
    is_as_before = kept.place == place and kept.minds_logs == _minds(kept.deed, logs)
    return is_as_before and kept.shows_log == _shows_log(kept.line, logs)


def _minds(deed: Command, logs: Collection[str]) -> bool:
    """Whether there are logs, where that decides how much of the output is looked at."""
    return bool(logs) and len(deed.output) > SEARCHED


def _shows_log(line: LineRead, logs: Collection[str]) -> bool:
    return bool(logs) and any(path in logs for path in line.reads)


def _moved(line: LineRead, at: int) -> LineRead:
    runs = [msgspec.structs.replace(run, at=at) for run in line.runs]
    return msgspec.structs.replace(line, runs=runs)
