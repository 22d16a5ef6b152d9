"""Summaries: lines by which a tool tells how its run ended, as rows of tables, and how they are found in an output."""

import re
from collections.abc import Collection, Iterable, Iterator, Sequence
from functools import cache
from typing import NamedTuple

from reverie.quality.runs.outputs.counting import completed, counts_in
from reverie.quality.runs.outputs.report import Report, Told, merged, told_by
from reverie.quality.runs.values import Counts, Purpose


class Summary(NamedTuple):
    """`marks`: one of them is in the line that `pattern` begins in. Named groups `ok`, `bad` and `none`
    decide what is told; else the counts do. `joined`: all lines of an output are one run's; `uncounted`: its
    figures count something else than tests."""

    program: str
    marks: tuple[str, ...]
    pattern: str
    word_first: bool = False
    joined: bool = False
    purpose: Purpose = "test"
    sure: bool = True
    uncounted: bool = False


_COUNT_GROUPS = ("passed", "failed", "skipped", "errors", "warnings", "total")


@cache
def compiled(pattern: str) -> re.Pattern[str]:
    """`pattern` compiled when it is first needed: a session meets few tools of the many."""
    return re.compile(pattern, re.MULTILINE)


MAX_LINES = 300
"""Lines of an output that one row is tried on; of more, the last."""
_SPAN = 700
"""Characters from such a line's beginning in which a row's pattern ends."""


class Table(NamedTuple):
    """Rows that are looked for together, and the marks of them all, each once."""

    rows: tuple[Summary, ...]
    marks: tuple[str, ...]

    @classmethod
    def of(cls, rows: Iterable[Summary]) -> "Table":
        rows = tuple(rows)
        return cls(rows, tuple(dict.fromkeys(mark for row in rows for mark in row.marks)))


def summaries_in(text: str, table: Table) -> Iterator[Report]:
    """The reports that rows of `table` find in `text`, row by row. Rows without a mark in it are not tried."""
    present = {mark for mark in table.marks if mark in text}
    if not present:
        return
    for summary in table.rows:
        if not present.isdisjoint(summary.marks):
            yield from _reports_of(summary, text, present)


def _reports_of(summary: Summary, text: str, present: Collection[str]) -> list[Report]:
    marks = [mark for mark in summary.marks if mark in present]
    found = [_report(summary, match) for match in _matches(summary, text, marks)]
    if summary.joined and len(found) > 1:
        _, counts = merged(found)
        told: Told = "failed" if any(report.told == "failed" for report in found) else told_by(counts)
        return [Report(summary.program, summary.purpose, told, counts, found[0].at, summary.sure)]
    return found


def _matches(summary: Summary, text: str, marks: Sequence[str]) -> Iterator[re.Match[str]]:
    """What the row's pattern finds from the lines on that hold one of `marks`, each once."""
    end = -1
    pattern = compiled(summary.pattern)
    find = pattern.match if summary.pattern.startswith("^") else pattern.search
    for start in _marked_lines(text, marks):
        if start < end:
            continue
        match = find(text, start, start + _SPAN)
        if match is not None:
            end = max(match.end(), start + 1)
            yield match


def _marked_lines(text: str, marks: Sequence[str]) -> list[int]:
    """Where the lines with a mark begin, in order."""
    starts: set[int] = set()
    for mark in marks:
        at = text.find(mark)
        while at >= 0 and len(starts) < 50 * MAX_LINES:
            starts.add(text.rfind("\n", 0, at) + 1)
            line_end = text.find("\n", at)
            at = text.find(mark, line_end) if line_end >= 0 else -1
    return sorted(starts)[-MAX_LINES:]


def _report(summary: Summary, match: re.Match[str]) -> Report:
    groups = match.groupdict()
    numbered = {name: int(groups[name]) for name in _COUNT_GROUPS if groups.get(name)}
    if summary.uncounted:
        counts = Counts()
    elif numbered and summary.purpose == "test" and not groups.get("bad"):
        counts = completed(numbered)
    elif numbered or summary.purpose != "test" or not summary.sure:
        counts = Counts(**numbered)
    else:
        counts = counts_in(match[0], word_first=summary.word_first)
    told = _told(groups, counts)
    if told == "nothing" and summary.purpose != "test":
        told = "passed"  # no finding is what a linter is run for
    return Report(summary.program, summary.purpose, told, counts, match.start(), summary.sure)


def _told(groups: dict[str, str | None], counts: Counts) -> Told:
    if groups.get("bad"):
        return "failed"
    if groups.get("none"):
        return "nothing"
    if groups.get("ok"):
        return "nothing" if counts.total == 0 or (counts.passed == 0 and not counts.total) else "passed"
    return told_by(counts)
