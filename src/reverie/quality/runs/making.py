"""Making runs: one step of a line, with what was reported of it, to its run and to those of the tools it ran."""

from collections.abc import Sequence

import msgspec

from reverie.conversation.deeds import Command
from reverie.quality.runs.attributing import alike
from reverie.quality.runs.ending import ending_of
from reverie.quality.runs.outputs.report import Report, merged
from reverie.quality.runs.parts import Part
from reverie.quality.runs.places import placed
from reverie.quality.runs.programs.values import Known
from reverie.quality.runs.scripted import scripted
from reverie.quality.runs.shell.steps import FAILED
from reverie.quality.runs.values import Ending, Purpose, Run

_PLACED: frozenset[Purpose] = frozenset(
    {"test", "build", "lint", "format", "delete", "create", "move", "revert", "other", "start", "install"}
)
"""Purposes whose scope is of paths, which the directory of the run belongs to."""
_LIFECYCLES = frozenset({"gradle", "mvn"})
"""They end every run with BUILD SUCCESSFUL or FAILED, whatever it was run for."""
_IMPLIED: dict[str, tuple[str, Purpose]] = {
    "gradle build": ("gradle test", "test"),
    "mvn package": ("mvn test", "test"),
    "mvn install": ("mvn test", "test"),
    "mvn deploy": ("mvn test", "test"),
    "mvn verify": ("mvn package", "build"),
}
"""What a passed run of a lifecycle went through as well."""
_SKIPS_TESTS = ("-DskipTests", "-Dmaven.test.skip", "-DskipITs", "-x", "--exclude-task")


def denied_run(part: Part, at: int, deed: Command) -> Run:
    return _run(part, at, "denied", deed.output, ())


def runs_of_part(part: Part, at: int, deed: Command, text: str, *, alone: bool, sole: bool) -> list[Run]:
    """The run of `part`, then those of the tools it ran.

    `alone`: nothing else of the line printed; `sole`: no other script is in it, so that the commands shown are its own.
    """
    own = [report for report in part.reports if report.purpose == part.known.purpose]
    others = [report for report in part.reports if report.purpose != part.known.purpose]
    if _is_lifecycle(part) and part.known.purpose != "build":
        own = own or [report for report in others if report.purpose == "build" and part.step.status is None]
        others = [report for report in others if report.purpose != "build"]
    outer = _run(part, at, ending_of(part, own, deed, text, alone=alone), deed.output, own)
    runs = [outer]
    for known, command in scripted(part, text, alone=sole):
        runs.append(_shown_run(part, outer, known, command, [*own, *others]))
    shown = {run.purpose for run in runs[1:]}
    return [
        *runs,
        *_reported_runs(outer, [report for report in others if report.purpose not in shown]),
        *_implied(part, outer, runs),
    ]


def _is_lifecycle(part: Part) -> bool:
    return part.known.program.split(" ")[0] in _LIFECYCLES


def _reported_runs(outer: Run, reports: Sequence[Report]) -> list[Run]:
    """Runs that only their reports show, one for each program and purpose."""
    grouped: dict[tuple[str, Purpose], list[Report]] = {}
    for report in reports:
        grouped.setdefault((report.program, report.purpose), []).append(report)
    found: list[Run] = []
    for (program, purpose), own in grouped.items():
        told, counts = merged(own)
        if told is None or not (any(report.sure for report in own) or told == "failed"):
            continue
        ending: Ending = "unfinished" if outer.ending == "unfinished" else told
        found.append(
            msgspec.structs.replace(outer, program=program, purpose=purpose, ending=ending, exit=None, counts=counts)
        )
    return found


def _implied(part: Part, outer: Run, runs: Sequence[Run]) -> list[Run]:
    """The tests of a passed `gradle build` or `mvn package`, the build of a passed `mvn verify`."""
    implied = _IMPLIED.get(outer.program)
    if implied is None or outer.ending != "passed" or outer.dry_run:
        return []
    skips = any(word.startswith(_SKIPS_TESTS) for word in part.step.words)
    if skips or any(run.purpose == implied[1] for run in runs):
        return []
    return [msgspec.structs.replace(outer, program=implied[0], purpose=implied[1], exit=None)]


def _shown_run(part: Part, outer: Run, known: Known, command: str, reports: Sequence[Report]) -> Run:
    """A run that a script shows it made: `> playwright test` below `npm run e2e`."""
    of_purpose = [report for report in reports if report.purpose == known.purpose]
    told, counts = merged([report for report in of_purpose if alike(known.program, report.program)] or of_purpose)
    ending: Ending = told or "hidden"
    if outer.ending == "unfinished":
        ending = "unfinished"
    elif told is None and (known.purpose == outer.purpose or outer.ending == "passed"):
        ending = outer.ending
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


def _run(part: Part, at: int, ending: Ending, output: str, reports: Sequence[Report]) -> Run:
    known, status = part.known, part.step.status
    return Run(
        at=at,
        program=known.program,
        purpose=known.purpose,
        text=part.step.text,
        scope=placed(known.scope, part.place) if known.purpose in _PLACED else known.scope,
        ending=ending,
        exit=None if status == FAILED or ending in ("denied", "unfinished") else status,
        output=output,
        counts=merged(reports)[1],
        dry_run=known.dry_run,
        skips_hooks=known.skips_hooks,
    )
