"""Definitions: what each measure of a scorecard counts in a turn, over what, and in which words it is told."""

from collections.abc import Callable
from typing import Literal, get_args

import msgspec

from reverie.quality.measures import TurnMeasures

MeasureName = Literal[
    "false_claims",
    "over_commenting",
    "unrequested_change",
    "failed_edits",
    "repeated_failing_calls",
    "corrections",
    "cost",
]
MEASURES: tuple[MeasureName, ...] = get_args(MeasureName)

Form = Literal["share", "lines", "excess", "money"]
"""`share`: of things counted; `lines`: of lines, which come in blocks; `excess`: comment lines beyond what the files
had, a code line; `money`: US dollars."""

Counted = tuple[float, float] | None
"""What a turn adds to both sums; None when it has no part in the measure."""

LEAST_BEFORE = 10
"""Code lines a turn's files must have had for their own ratio of comments to mean anything."""


class Definition(msgspec.Struct, frozen=True):
    """`unit` is what the lower sum counts, in the plural; `worse` and `better` read on after a name. `weight` is
    the share of the allowed errors that it gets when several measures are compared at once."""

    name: MeasureName
    title: str
    form: Form
    unit: str
    count: Callable[[TurnMeasures], Counted]
    worse: str = ""
    better: str = ""
    weight: float = 1.0

    @property
    def is_compared(self) -> bool:
        """What a turn costs follows from the price and from what was asked, so no verdict hangs on it."""
        return bool(self.worse)


def expected_comments(turn: TurnMeasures) -> float | None:
    """The comment lines that the added code would have at the ratio that the same files had before; None when they had
    too little code to have a ratio."""
    if turn.code_lines_before < LEAST_BEFORE:
        return None
    return turn.added_code_lines * turn.comment_lines_before / turn.code_lines_before


def _excess(turn: TurnMeasures) -> Counted:
    expected = expected_comments(turn)
    if expected is None or not turn.added_code_lines:
        return None
    return turn.added_comment_lines - expected, turn.added_code_lines


def _cost(turn: TurnMeasures) -> Counted:
    """An unfinished turn's money counts, too: it was spent for those that ended."""
    return None if turn.cost_usd is None else (turn.cost_usd, float(turn.finished))


def _of(part: float, whole: float) -> Counted:
    """A share, whatever was counted wrongly."""
    return (min(max(part, 0), whole), whole) if whole > 0 else None


DEFINITIONS: dict[MeasureName, Definition] = {
    one.name: one
    for one in (
        Definition(
            "false_claims",
            "false claims",
            "share",
            "claims",
            lambda turn: _of(turn.false_claims, turn.claims),
            "claims falsely more often than",
            "claims falsely less often than",
            weight=5.0,  # what scorecards are for: it gets half of the errors that all six may make
        ),
        Definition(
            "over_commenting",
            "over-commenting",
            "excess",
            "added code lines",
            _excess,
            "adds more comment lines than",
            "adds fewer comment lines than",
        ),
        Definition(
            "unrequested_change",
            "unrequested change",
            "lines",
            "changed lines",
            lambda turn: _of(turn.unrequested_lines, turn.decidable_lines),
            "changes more that nobody asked for than",
            "changes less that nobody asked for than",
        ),
        Definition(
            "failed_edits",
            "failed edits",
            "share",
            "edits",
            lambda turn: _of(turn.failed_edits, turn.edits),
            "makes edits that fail more often than",
            "makes edits that fail less often than",
        ),
        Definition(
            "repeated_failing_calls",
            "repeated failing calls",
            "share",
            "calls",
            lambda turn: _of(turn.repeated_failing_calls, turn.calls),
            "repeats calls that failed more often than",
            "repeats calls that failed less often than",
        ),
        Definition(
            "corrections",
            "corrected by you",
            "share",
            "finished turns",
            lambda turn: _of(float(turn.was_corrected), float(turn.finished)),
            "is corrected by you more often than",
            "is corrected by you less often than",
        ),
        Definition("cost", "cost per finished turn", "money", "finished turns", _cost),
    )
}
