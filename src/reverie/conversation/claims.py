"""Claims: what a final answer says was done, and how the record judges it; and the port of who judges."""

from typing import Literal, Protocol, get_args

import msgspec

ClaimKind = Literal[
    "tests_pass",
    "build_ok",
    "lint_ok",
    "ran",
    "output",
    "edited",
    "created",
    "deleted",
    "committed",
    "pushed",
    "installed",
    "saved",
    "read",
    "fixed",
    "unchanged",
    "complete",
]
"""`lint_ok` holds linters, formatters and type checkers; `output` a stated figure or result; `ran` that something was
run; `saved` the memory; `fixed` that behaviour works now; `unchanged` that something was left alone; `complete` that
all of something is done."""

CLAIM_KINDS: tuple[ClaimKind, ...] = get_args(ClaimKind)

ClaimVerdict = Literal["supported", "unsupported", "contradicted"]
"""`contradicted`: the record shows the opposite; `unsupported`: it shows neither."""


class FoundClaim(msgspec.Struct, frozen=True, order=True):
    """Where an answer claims something: characters `start` up to, not including, `end`."""

    start: int
    end: int
    kind: ClaimKind


class Claim(msgspec.Struct, frozen=True):
    """A judged claim. `quote` is an exact part of the answer; `why` reads on after it in one line, without a full stop:
    `the last pytest ran before the last edit of src/a.py`."""

    quote: str
    kind: ClaimKind
    verdict: ClaimVerdict
    why: str

    @property
    def is_false(self) -> bool:
        """Said without proof, or against it."""
        return self.verdict != "supported"


class ClaimJudge(Protocol):
    """Judges what an answer claims by the record of the session. Must not raise but for cancellation."""

    async def judge(self, request: str, answer: str) -> tuple[Claim, ...]:
        """The claims of a final answer in their order; `request` is the person's message that began the turn."""


class NoClaims:
    """For sub-sessions, whose word proves nothing, and where the feature is off."""

    async def judge(self, request: str, answer: str) -> tuple[Claim, ...]:
        return ()


_MOST_QUOTED = 120


def told(claims: tuple[Claim, ...]) -> str:
    """The one line about the false ones among them; empty when there are none."""
    false = [claim for claim in claims if claim.is_false]
    if not false:
        return ""
    more = f" (and {len(false) - 1} more)" if len(false) > 1 else ""
    return f"{said(false[0])}{more}"


def said(claim: Claim) -> str:
    """A false claim in one line: what was said, and what the record says."""
    return f"said: {_shortened(claim.quote)}; {_shortened(claim.why)}"


def _shortened(text: str) -> str:
    line = " ".join(text.split())
    return line if len(line) <= _MOST_QUOTED else f"{line[:_MOST_QUOTED].rstrip()}…"
