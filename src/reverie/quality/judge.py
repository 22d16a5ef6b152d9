"""The judge: what a final answer claims, and what the record says of each claim."""

from collections.abc import Sequence

from reverie.conversation.claims import Claim, FoundClaim
from reverie.conversation.deeds import AnyDeed

from .claims import find_claims
from .judging.doubting import doubted
from .judging.record import KeptPieces, Record
from .judging.rules import judge
from .judging.statement import Statement
from .runs import Lines, runs_of

LOOK_BACK = 100
"""Deeds before the turn that an accusation looks at: what lies further back, an answer seldom speaks of."""
_STRIDE = 50
"""The look back begins at multiples of it, so that places in the record stay the same from turn to turn."""


MOST_JUDGED = 20_000
"""Characters of an answer; the longest final answers that agents write have a third of it."""
MOST_CLAIMS = 200


class Judge:
    """The judge of one session, whose turns end one after the other. What it read of the record it does not read again.

    It keeps as much as the look back holds. Its verdicts do not rest on what was judged before.
    """

    def __init__(self) -> None:
        self._lines = Lines()
        self._kept = KeptPieces()

    def judge(self, request: str, deeds: Sequence[AnyDeed], answer: str, start: int = 0) -> tuple[Claim, ...]:
        """The claims of `answer` in their order. `deeds` are the session's, of which the turn's own begin at `start`.

        What the turn itself proves needs no look at the session before it; an accusation does. Does not raise.
        """
        answer = _end_of(answer)
        found = find_claims(answer, deeds[start:], self._lines)[:MOST_CLAIMS]
        claims = self._by(request, deeds[start:], answer, found, KeptPieces())
        if not start or not any(claim.is_false for claim in claims):
            return claims
        return self._by(request, deeds[_look_back_from(start) :], answer, found, self._kept)

    def _by(
        self, request: str, deeds: Sequence[AnyDeed], answer: str, found: Sequence[FoundClaim], kept: KeptPieces
    ) -> tuple[Claim, ...]:
        if not found:
            return ()
        record = Record(request, deeds, runs_of(deeds, self._lines), kept)
        return tuple(judge_one(one, answer, record) for one in found)


def _end_of(answer: str) -> str:
    """All of an answer of a person's length; of a longer one its last lines, which is where it sums up."""
    if len(answer) <= MOST_JUDGED:
        return answer
    end = answer[-MOST_JUDGED:]
    return end.partition("\n")[2] or end


def _look_back_from(start: int) -> int:
    return max(0, start - LOOK_BACK) // _STRIDE * _STRIDE


def judge_answer(request: str, deeds: Sequence[AnyDeed], answer: str) -> tuple[Claim, ...]:
    """The claims of `answer` in their order. `request` began the turn; `deeds` are its record. Does not raise."""
    return Judge().judge(request, deeds, answer)


def judge_found(request: str, deeds: Sequence[AnyDeed], answer: str, found: Sequence[FoundClaim]) -> tuple[Claim, ...]:
    """The same of claims that were found before, one for each."""
    if not found:
        return ()
    record = Record(request, deeds, runs_of(deeds))
    return tuple(judge_one(one, answer, record) for one in found)


def judge_one(found: FoundClaim, answer: str, record: Record) -> Claim:
    """One claim, by a record that was prepared."""
    statement = Statement(found, answer)
    ruling = doubted(statement, judge(statement, record), record)
    return Claim(statement.quote, found.kind, ruling.verdict, " ".join(ruling.why.split()))
