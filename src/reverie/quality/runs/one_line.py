"""One command line: its steps, its output and its exit status put together to runs."""

from collections.abc import Collection

import msgspec

from reverie.conversation.deeds import Command
from reverie.quality.runs.attributing import attribute, printers
from reverie.quality.runs.ending import ending_of, settle_blames
from reverie.quality.runs.outputs.marks import SEARCHED
from reverie.quality.runs.outputs.recognising import reports_in
from reverie.quality.runs.outputs.report import Report, merged
from reverie.quality.runs.outputs.text import searchable
from reverie.quality.runs.parts import Part, parts_of
from reverie.quality.runs.places import placed
from reverie.quality.runs.programs.values import Known
from reverie.quality.runs.scripted import scripted
from reverie.quality.runs.shell.steps import FAILED, Line, read_line
from reverie.quality.runs.values import Ending, Purpose, Run

_PLACED: frozenset[Purpose] = frozenset(
    {"test", "build", "lint", "format", "delete", "create", "move", "revert", "other", "start", "install"}
)
_JUDGED: frozenset[Purpose] = frozenset({"test", "lint", "build"})
_REPORTING = _JUDGED | {"commit", "push"}


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
        return LineRead([_run(part, at, "denied", None, deed.output) for part in parts], {}, (), [])
    is_quiet = all(part.known.purpose in ("read", "search", "state") for part in parts) and not line.asked
    text = searchable(deed.output[-SEARCHED:] if is_quiet and not logs else deed.output)
    reports = reports_in(text, _wanted(parts), printers(parts)) if text and _is_watched(parts, logs) else []
    loose = attribute(parts, reports)
    _settle_told(line, text)
    settle_blames(line, parts, text)
    runs: list[Run] = []
    writes: dict[int, str] = {}
    for part in parts:
        if not part.ran:
            continue
        if part.step.into:
            writes[len(runs)] = part.step.into
        runs += _runs(part, at, deed, text, alone=_is_alone(part, parts))
    return LineRead(runs, writes, _shown(parts), loose)


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


def _runs(part: Part, at: int, deed: Command, text: str, *, alone: bool) -> list[Run]:
    """The run of `part`, and those of the tools it ran that have another purpose."""
    own = [report for report in part.reports if report.purpose == part.known.purpose]
    others: dict[tuple[str, Purpose], list[Report]] = {}
    for report in part.reports:
        if report.purpose != part.known.purpose:
            others.setdefault((report.program, report.purpose), []).append(report)
    ending = ending_of(part, own, deed, text, alone=alone)
    runs = [_run(part, at, ending, part.step.status, deed.output, own)]
    for known, command in scripted(part, text):
        runs.append(_inner(part, runs[0], known, command, own, others))
    for (program, purpose), reports in others.items():
        told, counts = merged(reports)
        if told is not None and (any(report.sure for report in reports) or told == "failed"):
            runs.append(
                msgspec.structs.replace(
                    runs[0], program=program, purpose=purpose, ending=told, exit=None, counts=counts
                )
            )
    return runs


def _inner(
    part: Part,
    outer: Run,
    known: Known,
    command: str,
    own: list[Report],
    others: dict[tuple[str, Purpose], list[Report]],
) -> Run:
    """A run that a script shows it made: `> playwright test` below `npm run e2e`."""
    mine = [report for report in own if known.purpose == report.purpose]
    for key in [key for key in others if key[1] == known.purpose]:
        mine += others.pop(key)
    told, counts = merged(mine)
    ending: Ending = told or (
        outer.ending
        if known.purpose == outer.purpose or outer.ending in ("passed", "unfinished", "denied")
        else "hidden"
    )
    if outer.ending == "unfinished":
        ending = "unfinished"
    return msgspec.structs.replace(
        outer,
        program=known.program,
        purpose=known.purpose,
        text=command,
        scope=placed(known.scope, part.place),
        ending=ending,
        exit=None,
        counts=counts,
        dry_run=known.dry_run,
    )


def _run(
    part: Part, at: int, ending: Ending, status: int | None, output: str, reports: list[Report] | None = None
) -> Run:
    known = part.known
    return Run(
        at=at,
        program=known.program,
        purpose=known.purpose,
        text=part.step.text,
        scope=placed(known.scope, part.place) if known.purpose in _PLACED else known.scope,
        ending=ending,
        exit=None if status == FAILED or ending in ("denied", "unfinished") else status,
        output=output,
        counts=merged(reports)[1] if reports else merged([])[1],
        dry_run=known.dry_run,
        skips_hooks=known.skips_hooks,
    )


def _shown(parts: list[Part]) -> tuple[str, ...]:
    return tuple(
        path
        for part in parts
        if part.known.purpose in ("read", "search")
        for path in part.step.words[1:]
        if not path.startswith("-")
    )
