"""Deciding a candidate: by its check and all other readings of the same words, each check once."""

from datetime import date

from reverie.checks.candidate import Candidate
from reverie.checks.check import AnyCheck
from reverie.checks.running.deciding import decide
from reverie.checks.verdict import Verdict
from reverie.code.codebase import Codebase

_FAVOUR = ("verified", "unverified", "moved", "refuted")
"""Of several readings the one that accuses least."""


class Decider:
    """For one project on one day."""

    def __init__(self, codebase: Codebase, today: date) -> None:
        self.codebase = codebase
        self.today = today
        self._known: dict[AnyCheck, Verdict] = {}

    def decide(self, candidate: Candidate) -> Verdict:
        """It holds when any reading does, and is refuted only when all are. The verdict is that of the first reading
        with the best word, so that what is there now is about the most likely one."""
        verdicts = [self.of(check) for check in (candidate.check, *candidate.also)]
        return min(verdicts, key=lambda one: _FAVOUR.index(one.word))

    def of(self, check: AnyCheck) -> Verdict:
        if check not in self._known:
            self._known[check] = decide(check, self.codebase, today=self.today)
        return self._known[check]
