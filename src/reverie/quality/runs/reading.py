"""Reading: the deeds of a record to its runs."""

from collections.abc import Sequence

import msgspec

from reverie.conversation.deeds import AnyDeed, Command
from reverie.quality.runs.lines import Lines
from reverie.quality.runs.logs import Logs
from reverie.quality.runs.places import root_of, within
from reverie.quality.runs.values import Run


def runs_of(deeds: Sequence[AnyDeed], lines: Lines | None = None) -> tuple[Run, ...]:
    """The runs of the commands in `deeds`, in their order. Deterministic; never raises for what a command holds.

    A command line gives one run for each simple command in it, and one more for each tool that its output shows beside
    (a script that runs pytest). A run whose output went to a file that is read later is judged by what was read.
    `lines` are those that were read before, of the same session.
    """
    lines = Lines() if lines is None else lines
    root = root_of(deeds)
    logs = Logs()
    found: list[Run] = []
    for at, deed in enumerate(deeds):
        if not isinstance(deed, Command):
            continue
        line = lines.read(deed, at, within(deed.directory, root), logs.paths)
        logs.settle(found, line)
        logs.note(len(found), line)
        found += line.runs
    return tuple(_without_popped(found))


def _without_popped(runs: list[Run]) -> list[Run]:
    """What was stashed and taken back was never reverted: such a stash becomes `other`."""
    stashed: list[int] = []
    for at, run in enumerate(runs):
        if run.program == "git stash" and run.purpose == "revert":
            stashed.append(at)
        elif run.program in ("git stash pop", "git stash apply") and stashed and run.ending in ("passed", "hidden"):
            taken = stashed.pop()
            runs[taken] = msgspec.structs.replace(runs[taken], purpose="other")
    return runs
