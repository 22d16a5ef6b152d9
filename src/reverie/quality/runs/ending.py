"""Endings: how a step ended, by its exit status and by what the output tells of it."""

import re

from reverie.conversation.deeds import Command
from reverie.quality.runs.outputs.checking import FINDING
from reverie.quality.runs.outputs.marks import FAILS_ANYHOW, MARKS, NO_MARKS, NOTHING, NOTHING_OF, SEARCHED, SPEAKING
from reverie.quality.runs.outputs.report import Report, merged
from reverie.quality.runs.parts import Part
from reverie.quality.runs.shell.steps import FAILED, Line
from reverie.quality.runs.values import Ending

STOPPED = frozenset({124, 130, 137, 143, -2, -9, -15})
"""Exit statuses of `timeout` and of signals that end a program from outside."""
_NO_TESTS = {"pytest": 5}
_SILENT = frozenset({"rm", "mv", "cp", "mkdir", "touch", "rmdir", "ln", "chmod"})
_LISTS_FILES = frozenset({"gofmt", "gofumpt", "goimports", "terraform fmt", "shfmt"})


def ending_of(part: Part, own: list[Report], deed: Command, text: str, *, alone: bool) -> Ending:
    """How `part` ended; `own` are the reports of its purpose, `alone` that nothing else of the line printed."""
    told, _ = merged(own)
    status = part.step.status
    if deed.background or (part.step.background and told is None):
        return "unfinished"
    if told is not None:
        return _by_report(told, status, own)
    if status in STOPPED:
        return "unfinished"
    if status == 0:
        return _by_zero(part, text, alone=alone)
    if status is not None:
        return _by_failure(part, status, text, alone=alone)
    return _by_marks(part, text, alone=alone)


def _by_report(told: str, status: int | None, own: list[Report]) -> Ending:
    if told == "failed":
        return "failed" if status != 0 or any(_outweighs_zero(report) for report in own) else "passed"
    if status in STOPPED:
        return "unfinished"
    if told == "nothing":
        return "nothing"
    return "passed" if status in (None, 0) else "failed"


def _outweighs_zero(report: Report) -> bool:
    """A failing summary stands against exit 0; single findings do not, a tool may be told to let them pass."""
    return report.told == "failed" and (report.sure or report.purpose == "test")


def _by_zero(part: Part, text: str, *, alone: bool) -> Ending:
    purpose = part.known.purpose
    nothing = NOTHING_OF.get(purpose)
    if nothing is not None:
        return "nothing" if purpose == "push" and nothing.search(text[-SEARCHED:]) else "passed"
    if not alone or part.step.into:
        return "passed"
    if part.known.program in _LISTS_FILES and purpose == "lint" and text.strip():
        return "failed"
    if purpose not in ("read", "search", "state", "other") and NOTHING.search(text[-SEARCHED:]):
        return "nothing"
    return "passed"


def _by_failure(part: Part, status: int, text: str, *, alone: bool) -> Ending:
    if _NO_TESTS.get(part.known.program) == status:
        return "nothing"
    if alone and part.known.purpose in ("test", "commit") and NOTHING.search(text[-SEARCHED:]):
        return "nothing"
    return "failed"


def _by_marks(part: Part, text: str, *, alone: bool) -> Ending:
    """How a step ended whose exit status nothing tells, by words of its output."""
    known = part.known
    text = text[-SEARCHED:]
    if known.program in _SILENT:
        return _by_silence(part, text)
    if part.step.into or not text.strip():
        return "hidden"
    marks = MARKS.get(known.purpose, NO_MARKS)
    nothing = NOTHING_OF.get(known.purpose)
    if nothing is not None and not marks.passed.search(text) and nothing.search(text):
        return "nothing"
    if not alone or nothing is not None:
        return _by_words(marks.failed, marks.passed, text) if known.purpose in SPEAKING else "hidden"
    if known.program in _LISTS_FILES and known.purpose == "lint":
        return "failed"
    if known.purpose in ("read", "search", "state"):
        return "hidden" if FAILS_ANYHOW.search(text) else "passed"
    if NOTHING.search(text) and known.purpose != "other":
        return "nothing"
    if FAILS_ANYHOW.search(text) or (known.purpose == "lint" and FINDING.search(text)):
        return "failed"
    return _by_words(marks.failed, marks.passed, text)


def _by_silence(part: Part, text: str) -> Ending:
    """What only speaks when it fails, and then under its own name."""
    hushed = (
        any(redirect.operator in ("2>", "2>>", "&>") for redirect in part.step.redirects) or not part.step.surely_ran
    )
    if re.search(rf"^(?:\S+: )?{re.escape(part.known.program)}: ", text, re.MULTILINE):
        return "failed"
    return "hidden" if hushed else "passed"


def _by_words(failed: re.Pattern[str], passed: re.Pattern[str], text: str) -> Ending:
    if failed.search(text):
        return "failed"
    return "passed" if passed.search(text) else "hidden"


def settle_blames(line: Line, parts: list[Part], text: str) -> None:
    """Finds out which step of a failed `&&` chain failed: by the reports, else by what is known to print nothing.

    The steps before it passed, those after it did not run. When nothing tells, the last one surely did not pass.
    """
    by_step = {id(part.step): part for part in parts}
    for blame in line.blames:
        chain = [by_step[id(step)] for step in blame.steps if id(step) in by_step]
        if chain:
            _settle(chain, blame.status, text)


def _settle(chain: list[Part], status: int | None, text: str) -> None:
    guilty = next((at for at, part in enumerate(chain) if any(_is_failure(report) for report in part.reports)), None)
    seen = max((at for at, part in enumerate(chain) if part.reports), default=-1)
    if guilty is None and status is not None:
        guilty = _by_text(chain, seen, text)
    if guilty is None:
        for part in chain[: seen if status is None else seen + 1]:
            part.step.status = 0
        chain[-1].step.status = chain[-1].step.status if status is None else FAILED
        return
    for part in chain[:guilty]:
        part.step.status = 0
    chain[guilty].step.status = status
    for part in chain[guilty + 1 :]:
        part.ran = part.ran and bool(part.reports)


def _is_failure(report: Report) -> bool:
    return report.told == "failed"


def _by_text(chain: list[Part], seen: int, text: str) -> int | None:
    """The guilty one when no report names it: the only one that prints, or the first whose own marks say so."""
    open_ = [at for at, part in enumerate(chain) if at > seen]
    if not open_:
        return len(chain) - 1
    loud = [at for at in open_ if not chain[at].is_quiet] or open_[-1:]
    if len(loud) == 1:
        return loud[0]
    for at in loud:
        specific = MARKS.get(chain[at].known.purpose)
        passed = specific is not None and specific.passed.search(text)
        if passed and at != loud[-1]:
            continue
        if specific is not None and specific.failed.search(text):
            return at
        return at if passed is None and at == loud[-1] else None
    return None
