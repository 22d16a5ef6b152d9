"""The judge: what a final answer claims, and what the record says of each claim."""

from collections.abc import Sequence

from reverie.conversation.claims import Claim, FoundClaim
from reverie.conversation.deeds import AnyDeed

from .claims import find_claims
from .judging.doubting import doubted
from .judging.record import Record
from .judging.rules import judge
from .judging.statement import Statement
from .runs import runs_of


def judge_answer(request: str, deeds: Sequence[AnyDeed], answer: str) -> tuple[Claim, ...]:
    """The claims of `answer` in their order. `request` began the turn; `deeds` are its record. Does not raise."""
    return judge_found(request, deeds, answer, find_claims(answer, deeds))


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
