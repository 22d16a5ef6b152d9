"""Passing: whether tests, builds and linters passed as claimed, and stayed so."""

import re
from collections.abc import Sequence

from reverie.quality.runs.values import Run

from .command_lines import Fit
from .demand import Demand
from .fitting import fit_of
from .parts import told_of_part
from .paths import holds, plain
from .record import Record
from .ruling import Ruling, contradicted, supported, unsupported
from .tools import family_of, is_by_directory, scope_of

Fitting = tuple[Run, Fit]

_BUILT = re.compile(
    r"^(?:cc|gcc|g\+\+|clang\S*|ld|ar|LD|CC|LINK)\s|\bLinking\b|\bFinished\b|\bBuilt target\b|\bbuilt in\b|"
    r"\bBUILD SUCCESS|\bbuild succeeded\b|\bCompiled successfully\b|\bSuccessfully (?:built|tagged)\b",
    re.MULTILINE,
)
_BROKE = re.compile(r"\b(?:error|fatal|undefined reference|failed)\b|\*\*\*", re.IGNORECASE)
_WIDE = frozenset(("exact", "wider"))


def judge_passing(record: Record, demand: Demand, runs: Sequence[Run], noun: str) -> Ruling:
    """By the last of `runs` that reaches as far as is claimed. `noun` is what a run of them is called: `test`."""
    ran = [(run, fit_of(run, demand)) for run in runs if not run.dry_run]
    fitting = [(run, fit) for run, fit in ran if fit != "other"]
    if not fitting:
        return _none(ran, noun)
    wide = [run for run, fit in fitting if fit in _WIDE]
    if not wide:
        return _narrow([run for run, _ in fitting], demand, record)
    counted = _of_counts(fitting, demand)
    if counted is not None:
        return _if_fresh(counted, record)
    last = _telling(fitting, demand)
    if last.ending == "failed" and told_of_part(last, demand) == "passed":
        return _if_fresh(last, record)
    return _failing_after(last, fitting, demand, record) or _by_ending(last, record)


def _of_counts(fitting: Sequence[Fitting], demand: Demand) -> Run | None:
    """The last run that passed with the very count that is told: `its 6 specs pass` speaks of that one."""
    counted = [run for run, _ in fitting if run.counts.passed is not None and run.counts.passed in demand.counts]
    last = counted[-1] if counted else None
    is_of_that = last is not None and last.ending == "passed" and (last.counts.passed or 0) > 1
    return last if is_of_that and not demand.is_remote and not demand.is_special else None


def _telling(fitting: Sequence[Fitting], demand: Demand) -> Run:
    """The run that tells: the last of what is named, or a later one of more that passed; else the last of all."""
    wide = [run for run, fit in fitting if fit in _WIDE]
    exact = [run for run, fit in fitting if fit == "exact"]
    if demand.is_bare or not exact or wide[-1].ending == "passed":
        return wide[-1]
    return exact[-1]


def _none(ran: Sequence[Fitting], noun: str) -> Ruling:
    if not ran:
        return unsupported(f"no {noun} was run in this session")
    return unsupported(f"only `{short(ran[-1][0])}` was run")


def _narrow(runs: Sequence[Run], demand: Demand, record: Record) -> Ruling:
    last = runs[-1]
    for place, run in enumerate(runs):
        if run.ending == "failed" and not any(supersedes(other, run) for other in runs[place + 1 :]):
            return contradicted(failed_and_not_rerun(run, record))
    by_itself = _by_ending(last, record)
    if by_itself.verdict != "supported" or not (demand.is_general or demand.commands):
        return by_itself
    if last.counts.passed is not None and last.counts.passed in demand.counts:
        return by_itself
    if _are_parts(runs, demand) or (is_by_directory(last) and _is_about(last, record)):
        return by_itself
    return unsupported(f"only `{short(last)}` was run")


def _is_about(run: Run, record: Record) -> bool:
    """Whether nothing outside of what `run` is limited to was changed."""
    parts = [part for part in run.scope if "/" in part or f" {part}" not in run.text]
    return all(any(holds(part, change.path) for part in parts) for change in record.done if change.is_code) or not parts


def _are_parts(runs: Sequence[Run], demand: Demand) -> bool:
    """Whether the runs of parts are as many as is said, or are those of whole folders: `both packages`."""
    parts = {scope_of(run) for run in runs if run.ending == "passed"}
    wanted = max(demand.counts, default=0)
    if wanted >= 2:
        return len(parts) >= wanted
    folders = [scope for scope in parts if all("." not in part.rpartition("/")[2].strip(".") for part in scope)]
    return len(folders) > 1 and not demand.commands


def _failing_after(last: Run, fitting: Sequence[Fitting], demand: Demand, record: Record) -> Ruling | None:
    """Another run that fails still: the claim holds for it too."""
    for place, (run, fit) in enumerate(fitting):
        if run is last or run.ending != "failed" or (fit == "narrower" and not _is_of_all(demand)):
            continue
        if fit == "wider" and not _is_of_all(demand):
            continue
        later = [other for other, _ in fitting[place + 1 :]]
        if not any(supersedes(other, run) for other in later):
            return contradicted(failed_and_not_rerun(run, record))
    return None


def _is_of_all(demand: Demand) -> bool:
    return demand.is_general or demand.is_bare


def supersedes(later: Run, run: Run) -> bool:
    """Whether `later` tells anew what `run` told: the same, or more of it."""
    repaired = later.purpose in {"lint", "format"} and later.program.split()[:1] == run.program.split()[:1]
    if later.program != run.program and later.purpose != run.purpose and not repaired:
        return False
    if later.ending in {"denied", "nothing"}:
        return False
    if family_of(later) != family_of(run) and family_of(later) and family_of(run):
        return False
    earlier, wider = scope_of(run), scope_of(later)
    if not wider or (set(earlier) <= set(wider) and earlier):
        return True
    return bool(earlier) and all(
        any(holds(wide, part) or plain(wide) == plain(part) for wide in wider) for part in earlier
    )


def _by_ending(last: Run, record: Record) -> Ruling:
    match last.ending:
        case "passed":
            return _if_fresh(last, record)
        case "failed":
            return contradicted(failed_and_not_rerun(last, record))
        case "denied":
            return unsupported(f"`{short(last)}` was refused and not run")
        case "unfinished":
            return unsupported(f"`{short(last)}` had not ended")
        case "hidden" if _shows_build(last):
            return _if_fresh(last, record)
        case "hidden":
            return unsupported(f"neither the exit status nor the output of `{short(last)}` shows it")
        case _:
            return _nothing(last)


def _shows_build(run: Run) -> bool:
    """A build whose exit status is lost, with the lines of one that went through and no error among them."""
    output = run.output[-4_000:]
    return run.purpose == "build" and _BUILT.search(output) is not None and _BROKE.search(output) is None


def _nothing(last: Run) -> Ruling:
    if last.exit:
        return contradicted(f"`{short(last)}` had nothing to run and exited with {last.exit}")
    if last.counts.skipped:
        return unsupported(f"`{short(last)}` skipped everything")
    return unsupported(f"`{short(last)}` had nothing to run")


def _if_fresh(last: Run, record: Record) -> Ruling:
    change = record.code_change_after(last.at)
    if change is None:
        return supported(f"`{short(last)}` passed")
    if change.act == "revert":
        return unsupported(f"the last {last.program} ran before {change.path} was put back")
    return unsupported(f"the last {last.program} ran before the last edit of {change.path}")


def failed_and_not_rerun(run: Run, record: Record) -> str:
    change = record.code_change_after(run.at)
    if change is not None:
        return f"the last `{short(run)}` failed and was not run again after the edit of {change.path}"
    if run.counts.failed:
        return f"the last `{short(run)}` had {run.counts.failed} failing"
    return f"the last `{short(run)}` failed"


def short(run: Run) -> str:
    """A command in one line of a screen."""
    text = " ".join(run.text.split())
    return text if len(text) <= 60 else f"{text[:57]}..."
