"""Logs: runs whose output went to a file, and what a later command shows of it."""

from collections.abc import Collection

import msgspec

from reverie.quality.runs.one_line import LineRead
from reverie.quality.runs.outputs.report import merged
from reverie.quality.runs.values import Run


class Logs:
    """Which run wrote which file, by its place among the runs; the last writer counts."""

    def __init__(self) -> None:
        self._writers: dict[str, int] = {}

    @property
    def paths(self) -> Collection[str]:
        return self._writers.keys()

    def note(self, offset: int, line: LineRead) -> None:
        """Remembers what the runs of `line` write, the first of which will be run `offset`."""
        for index, path in line.writes.items():
            if not path.startswith("/dev/"):
                self._writers[path] = offset + index

    def settle(self, found: list[Run], line: LineRead) -> None:
        """Ends in `found` what a log shown by `line` tells the ending of."""
        if not line.loose:
            return
        for path in line.reads:
            index = self._writers.get(path)
            run = found[index] if index is not None else None
            if index is None or run is None or run.ending not in ("hidden", "unfinished"):
                continue
            told, counts = merged([report for report in line.loose if report.purpose == run.purpose])
            if told is not None:
                found[index] = msgspec.structs.replace(run, ending=told, counts=counts)
