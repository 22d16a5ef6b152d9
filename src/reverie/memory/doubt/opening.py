"""Opening a doubter and a binder for a project's folder. What reads code is loaded when the first fact is looked at."""

from collections.abc import Callable, Iterator
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from reverie.code.codebase import Codebase
from reverie.memory.draft import Draft
from reverie.memory.fact import Fact
from reverie.memory.layout import TOPICS, slug_of_name
from reverie.memory.store import Memory
from reverie.storage.clock import Clock, system_clock
from reverie.storage.errors import UnusableFile

from .binding import CodeBinder
from .branch import branch_of, head_of
from .judging import CodeDoubter
from .last import keep_standings
from .standing import Doubter, Standing
from .verdicts import Verdicts
from .view import Looks
from .words import unlooked

if TYPE_CHECKING:
    from reverie.checks.running.ports import Commands

NO_PROJECT = "it belongs to no project whose files could show it"


class DoubtsNothing:
    """The doubter of a memory that belongs to no project: there is nothing to look at."""

    def standing(self, fact: Fact) -> Standing:
        return unlooked(fact, NO_PROJECT)


def open_doubter(memory: Memory, root: Path | None, commands: "Commands | None" = None) -> Doubter:
    """Of the facts of a memory about the project in `root`, a real path; None for the person's own memory.

    Checks of commands are decided only with `commands`, for a person who asked for it.
    It may live as long as the memory, whose cache it uses: files and HEAD are looked at anew with every recall.
    """
    if root is None:
        return DoubtsNothing()
    verdicts = Verdicts(memory.known, root)
    return CodeDoubter(_looks(root), lambda: branch_of(root), _today(memory.clock), verdicts, commands)


def open_binder(root: Path, clock: Clock = system_clock) -> CodeBinder:
    """For what is written into the memory of the project in `root`."""
    return CodeBinder(_looks(root), lambda: head_of(root), _today(clock))


def judge_all(memory: Memory, doubter: Doubter) -> list[tuple[Fact, Standing]]:
    """Every current fact of a memory with where it stands, in the order of the files; remembered for the overview.

    Topics that cannot be read are passed over: the overview tells of them. Raises OSError of the memory's folder.
    """
    judged = [(fact, doubter.standing(fact)) for fact in _facts(memory)]
    keep_standings(memory, judged)
    return judged


def _facts(memory: Memory) -> Iterator[Fact]:
    draft = Draft(memory.layout)
    for name in memory.layout.names(TOPICS):
        try:
            topic = draft.topic(slug_of_name(name))
        except UnusableFile:
            continue
        yield from (fact for fact in (topic.facts if topic else ()) if fact.ended is None)


def _looks(root: Path) -> Looks:
    def look() -> Codebase:
        from reverie.code.work_tree import WorkTree

        return WorkTree(root)

    return Looks(look)


def _today(clock: Clock) -> Callable[[], date]:
    return lambda: datetime.fromtimestamp(clock()).astimezone().date()
