"""One command line: its steps, its output and its exit status put together to runs."""

from collections.abc import Collection

import msgspec

from reverie.conversation.deeds import Command
from reverie.quality.runs.attributing import attribute, printers
from reverie.quality.runs.ending import settle_blames
from reverie.quality.runs.making import denied_run, runs_of_part
from reverie.quality.runs.outputs.marks import SEARCHED
from reverie.quality.runs.outputs.recognising import reports_in
from reverie.quality.runs.outputs.report import Report
from reverie.quality.runs.outputs.text import searchable, without_prefixes
from reverie.quality.runs.parts import Part, parts_of
from reverie.quality.runs.shell.steps import FAILED, Line, read_line
from reverie.quality.runs.values import Purpose, Run

_JUDGED: frozenset[Purpose] = frozenset({"test", "lint", "build"})
_REPORTING = _JUDGED | {"commit", "push"}
_PREFIXING = ("pnpm", "turbo", "lerna", "nx", "docker compose", "yarn", "npm")
"""Runners that put a package's name before each line."""


class LineRead(msgspec.Struct, frozen=True):
    """`writes` is, by index in `runs`, the file a run's output went to; `reads` the files that the line shows; `loose`
    are reports that no run of the line made."""

    runs: list[Run]
    writes: dict[int, str]
    reads: tuple[str, ...]
    loose: list[Report]


def read_command(deed: Command, at: int, place: str, logs: Collection[str] = ()) -> LineRead:
    """The runs of one command, which is deed `at` and ran in `place`. `logs` are files that runs before it wrote."""
    line = read_line(deed.command, deed.exit)
    parts = parts_of(line, place, deed.directory)
    if deed.denied:
        return LineRead([denied_run(part, at, deed) for part in parts], {}, (), [])
    is_quiet = all(part.known.purpose in ("read", "search", "state") for part in parts) and not line.asked
    text = searchable(deed.output[-SEARCHED:] if is_quiet and not logs else deed.output)
    if any(part.known.program.startswith(_PREFIXING) for part in parts):
        text = without_prefixes(text)
    reports = _reports(parts, text) if text and _is_watched(parts, logs) else []
    loose = attribute(parts, reports)
    _settle_told(line, text)
    settle_blames(line, parts, text)
    sole = sum(part.known.opaque for part in parts) == 1
    runs: list[Run] = []
    writes: dict[int, str] = {}
    for part in parts:
        if not part.ran:
            continue
        if part.step.into:
            writes[len(runs)] = part.step.into
        runs += runs_of_part(part, at, deed, text, alone=_is_alone(part, parts), sole=sole)
    return LineRead(runs, writes, _shown(parts), loose)


def _reports(parts: list[Part], text: str) -> list[Report]:
    """What `text` reports, by the rows of the tools of the line; by all rows when those find nothing."""
    wanted, names = _wanted(parts), printers(parts)
    found = reports_in(text, wanted, names)
    return reports_in(text, wanted) if names is not None and not found else found


def _is_watched(parts: list[Part], logs: Collection[str]) -> bool:
    """Whether the output may hold reports: a line that only looks at files quotes others' reports at most."""
    if any(part.known.purpose in _REPORTING or part.known.opaque for part in parts):
        return True
    return bool(logs) and any(path in logs for path in _shown(parts))


def _wanted(parts: list[Part]) -> frozenset[Purpose]:
    purposes = {part.known.purpose for part in parts}
    if any(part.known.opaque for part in parts) or purposes <= {"read", "search", "state", "other"}:
        return _JUDGED
    wanted = purposes & _JUDGED
    return frozenset(wanted | ({"lint"} if purposes & {"commit", "push"} else set()))


def _is_alone(part: Part, parts: list[Part]) -> bool:
    """Whether what the output tells can only be of `part`: the others of the line are quiet."""
    return all(other is part or other.is_quiet for other in parts)


def _settle_told(line: Line, text: str) -> None:
    for asked in line.asked:
        numbers = asked.pattern.findall(text)
        if numbers and asked.step.status is None:
            asked.step.status = int(numbers[-1])
    lines = {row.strip() for row in text.split("\n")} if line.words else set()
    for words in line.words:
        if words.step.status is not None:
            continue
        if words.text in lines or (len(words.text) > 6 and words.text in text):
            words.step.status = 0 if words.passed else FAILED
        elif words.always and len(text) < 20_000:
            words.step.status = FAILED if words.passed else 0


def _shown(parts: list[Part]) -> tuple[str, ...]:
    return tuple(
        path
        for part in parts
        if part.known.purpose in ("read", "search")
        for path in part.step.words[1:]
        if not path.startswith("-")
    )
