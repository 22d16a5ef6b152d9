"""Events: the closed union that is all a user interface ever sees of a session.

stream-json prints them as they are, one a line, so their fields are a public format (`docs/stream-json.schema.json`).
"""

from typing import Literal

import msgspec

from .access import PreviewKind
from .claims import Claim
from .messages import Usage
from .record import AnyEffect

CallStatus = Literal["ok", "failed", "denied", "cancelled"]
Outcome = Literal["done", "failed", "denied", "budget", "model", "interrupted"]


class Event(msgspec.Struct, frozen=True, tag_field="type", omit_defaults=True):
    """Base of the closed union `AnyEvent`."""


class SessionStarted(Event, frozen=True, tag="session_started"):
    session: str
    model: str
    root: str
    resumed: bool = False


class TurnStarted(Event, frozen=True, tag="turn_started"):
    turn: int
    prompt: str


class TextDelta(Event, frozen=True, tag="text"):
    """The next piece of the answer."""

    text: str


class ReasoningDelta(Event, frozen=True, tag="reasoning"):
    """The next piece of what the model thinks aloud."""

    text: str


class RetryingModel(Event, frozen=True, tag="retrying"):
    """The request failed and is sent again after `delay` seconds; text streamed by the failed attempt is void.

    `usage` is what the failed attempt is believed to be billed; it is in no later event of the request.
    """

    attempt: int
    delay: float
    reason: str
    usage: Usage = Usage()


class CallStarted(Event, frozen=True, tag="call_started"):
    """A call is about to be authorised. `summary` is one line for a person, `preview` a longer command, or what
    `preview_kind` says that it is."""

    call_id: str
    tool: str
    summary: str
    arguments: str
    preview: str = ""
    preview_kind: PreviewKind = "text"


class CallOutput(Event, frozen=True, tag="call_output"):
    """Output of a running call, as it comes."""

    call_id: str
    text: str


class CallFinished(Event, frozen=True, tag="call_finished"):
    """`note` is one line for a person: how many lines, which exit status, why it failed or was denied.

    `allowed_by` names the rule or the answer that allowed the call; empty when it did not come to that.
    """

    call_id: str
    tool: str
    status: CallStatus
    note: str
    effect: AnyEffect | None = None
    allowed_by: str = ""


class Steered(Event, frozen=True, tag="steered"):
    """What the person typed during a turn has reached the model."""

    prompt: str


class Compacted(Event, frozen=True, tag="compacted"):
    """The context was made smaller: estimated tokens before and after. `narrative` tells whether a model told the rest;
    `problem` is why not, when it should have."""

    before: int
    after: int
    narrative: bool
    problem: str = ""


class TaskProgress(Event, frozen=True, tag="task"):
    """What a sub-session does now and has used so far. `outcome` is set once, at its end."""

    call_id: str
    session: str
    title: str
    doing: str
    usage: Usage = Usage()
    cost_usd: float | None = None
    outcome: Outcome | None = None


class ModeChanged(Event, frozen=True, tag="mode"):
    """The permission mode is another now."""

    mode: str


class UsageReported(Event, frozen=True, tag="usage"):
    """Tokens and cost of one request. `cost_usd` is None when the model's price is unknown."""

    usage: Usage
    cost_usd: float | None = None


class Notice(Event, frozen=True, tag="notice"):
    """One line that a person should see: a degraded mode, a limit, a hint."""

    text: str


class ClaimsJudged(Event, frozen=True, tag="claims"):
    """What an answer claims was done, judged by the record. Comes only when it claims something.

    `sent_back`: the false ones were told to the model, which answers `again`; its new answer is judged, too.
    """

    claims: tuple[Claim, ...]
    sent_back: bool = False
    again: bool = False


class TurnEnded(Event, frozen=True, tag="turn_ended"):
    """`text` is the final answer, `reason` one line when the outcome is not `done`; sums are of the whole turn."""

    outcome: Outcome
    text: str
    requests: int
    usage: Usage
    cost_usd: float | None = None
    reason: str = ""


AnyEvent = (
    SessionStarted
    | TurnStarted
    | TextDelta
    | ReasoningDelta
    | RetryingModel
    | CallStarted
    | CallOutput
    | CallFinished
    | Steered
    | Compacted
    | TaskProgress
    | ModeChanged
    | UsageReported
    | Notice
    | ClaimsJudged
    | TurnEnded
)
