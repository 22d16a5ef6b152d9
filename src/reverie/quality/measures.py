"""Measures: what one turn of a model is worth in numbers; a scorecard is sums of them."""

import msgspec


class TurnMeasures(msgspec.Struct, frozen=True, kw_only=True):
    """One turn. `model` is `PROVIDER/NAME`; `at` the instant of its end (UTC, ISO 8601).

    Claims are those of its first answer: what it corrected after it was told counts in `corrected` alone. Lines are
    of the net change of each file in the turn; those before are of the same files before it. `decidable_lines` are
    the changed lines of which the request says enough to tell whether they were asked for. `cost_usd` is None when the
    price is unknown.
    """

    at: str
    session: str
    turn: int
    model: str
    finished: bool
    claims: int = 0
    unsupported: int = 0
    contradicted: int = 0
    corrected: int = 0
    added_code_lines: int = 0
    added_comment_lines: int = 0
    code_lines_before: int = 0
    comment_lines_before: int = 0
    decidable_lines: int = 0
    unrequested_lines: int = 0
    edits: int = 0
    failed_edits: int = 0
    calls: int = 0
    repeated_failing_calls: int = 0
    was_corrected: bool = False
    """The person's next message in the session sets this turn right."""
    cost_usd: float | None = None

    @property
    def false_claims(self) -> int:
        return self.unsupported + self.contradicted
