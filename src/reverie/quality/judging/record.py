"""The record of a turn, prepared once for all rules: its runs, its changes, and what its outputs say."""

from collections.abc import Sequence
from functools import cached_property

from reverie.conversation.deeds import AnyDeed, Command, Memory, Search, TaskResult, Web
from reverie.quality.runs.values import Purpose, Run

from .changes import Change, KeptChanges, changes_of
from .kept import Kept
from .words import words_of

_MOST_OUTPUT = 40_000
"""Characters of an output that are looked at, on each end: what a claim tells stands at one of them."""
_MOST_COMMAND = 4_000


class Evidence:
    """What one deed said: `text` of its output, `asked` the command, query or address that it answers."""

    def __init__(self, at: int, asked: str, text: str, failed: bool) -> None:
        self.at = at
        self.asked = asked[:_MOST_COMMAND]
        self.text = text if len(text) <= 2 * _MOST_OUTPUT else f"{text[:_MOST_OUTPUT]}\n{text[-_MOST_OUTPUT:]}"
        self.failed = failed

    def moved(self, at: int) -> "Evidence":
        """This, as deed `at` of the record that it is now in."""
        self.at = at
        return self

    @cached_property
    def lower(self) -> str:
        return self.text.lower()

    @cached_property
    def words(self) -> frozenset[str]:
        return words_of(self.asked) | words_of(self.text[:_MOST_COMMAND])

    @cached_property
    def lines(self) -> list[str]:
        return [line for line in self.text.splitlines() if line.strip()]


class KeptPieces:
    """What is kept of a session from one record to the next. Only the last record made with it may be used."""

    def __init__(self) -> None:
        self.changes = KeptChanges()
        self.evidence: Kept[AnyDeed, Evidence | None] = Kept()


class Record:
    """What rules know of a turn. `deeds` is the record in order, `runs` its commands as `runs_of` reads them."""

    def __init__(
        self, request: str, deeds: Sequence[AnyDeed], runs: Sequence[Run], kept: KeptPieces | None = None
    ) -> None:
        self.request = request
        self.deeds = tuple(deeds)
        self.runs = tuple(runs)
        self._kept = kept or KeptPieces()
        self.changes = changes_of(self.deeds, self.runs, self._kept.changes)

    @cached_property
    def done(self) -> tuple[Change, ...]:
        return tuple(change for change in self.changes if change.is_done)

    @cached_property
    def evidence(self) -> tuple[Evidence, ...]:
        """The outputs of commands, searches and pages, in order."""
        made = self._kept.evidence.of_each(self.deeds, _evidence)
        return tuple(piece.moved(at) for at, piece in enumerate(made) if piece is not None)

    @cached_property
    def tasks(self) -> tuple[TaskResult, ...]:
        return tuple(deed for deed in self.deeds if isinstance(deed, TaskResult))

    @cached_property
    def receipts(self) -> tuple[Memory, ...]:
        return tuple(deed for deed in self.deeds if isinstance(deed, Memory))

    def runs_for(self, *purposes: Purpose) -> list[Run]:
        return [run for run in self.runs if run.purpose in purposes]

    def code_change_after(self, at: int) -> Change | None:
        """The last change of code behind the deed `at`."""
        for change in reversed(self.done):
            if change.at <= at:
                return None
            if change.is_code and not self._is_as_before(change, at):
                return change
        return None

    def _is_as_before(self, change: Change, at: int) -> bool:
        """Whether its file was touched behind `at` alone, and put back at the end."""
        same = [other for other in self.done if other.path == change.path]
        return same[-1].act == "revert" and same[0].at > at and same[0].act != "revert"

    @cached_property
    def last_code_change(self) -> Change | None:
        return self.code_change_after(-1)

    @cached_property
    def words_of_run(self) -> dict[int, frozenset[str]]:
        """The words of each run's text and program, by its place in `runs`."""
        return {place: words_of(f"{run.text[:_MOST_COMMAND]} {run.program}") for place, run in enumerate(self.runs)}


def _evidence(deed: AnyDeed) -> Evidence | None:
    match deed:
        case Command(command=command, output=output, exit=exit, denied=denied):
            return None if denied else Evidence(0, command, output, failed=bool(exit))
        case Search(query=query, output=output, ok=ok):
            return Evidence(0, query, output, failed=not ok)
        case Web(url=url, output=output, ok=ok):
            return Evidence(0, url, output, failed=not ok)
        case _:
            return None
