"""`--output-format json`: one JSON object at the end of the run."""

from typing import TextIO

import msgspec

from reverie.conversation.claims import Claim
from reverie.conversation.events import AnyEvent, CallFinished, ClaimsJudged, Notice, Outcome, SessionStarted, TurnEnded
from reverie.conversation.messages import Usage

from .exit_codes import exit_code
from .streams import write_line


class RunResult(msgspec.Struct, frozen=True):
    """What a run came to. `result` is the final answer; `reason` says why when the outcome is not `done`."""

    outcome: Outcome
    exit_code: int
    result: str
    reason: str
    session: str
    model: str
    requests: int
    calls: int
    denied: tuple[str, ...]
    notices: tuple[str, ...]
    claims: tuple[Claim, ...]
    """What the final answer claims, judged by the record."""
    claims_before: tuple[Claim, ...]
    """What the answer claimed that was sent back to the model; empty when none was."""
    usage: Usage
    cost_usd: float | None


class JsonResult:
    """Gathers the events of a run and prints its result when the turn ends."""

    def __init__(self, out: TextIO) -> None:
        self._out = out
        self._started = SessionStarted("", "", "")
        self._calls = 0
        self._denied: list[str] = []
        self._notices: list[str] = []
        self._claims: tuple[Claim, ...] = ()
        self._claims_before: tuple[Claim, ...] = ()

    def __call__(self, event: AnyEvent) -> None:
        if isinstance(event, SessionStarted):
            self._started = event
        elif isinstance(event, Notice):
            self._notices.append(event.text)
        elif isinstance(event, ClaimsJudged):
            self._claims = event.claims
            self._claims_before = event.claims if event.sent_back else self._claims_before
        elif isinstance(event, CallFinished):
            self._calls += 1
            if event.status == "denied":
                self._denied.append(f"{event.tool}: {event.note}")
        elif isinstance(event, TurnEnded):
            write_line(msgspec.json.encode(self._result(event)).decode(), self._out)

    def _result(self, end: TurnEnded) -> RunResult:
        return RunResult(
            outcome=end.outcome,
            exit_code=exit_code(end.outcome),
            result=end.text,
            reason=end.reason,
            session=self._started.session,
            model=self._started.model,
            requests=end.requests,
            calls=self._calls,
            denied=tuple(self._denied),
            notices=tuple(self._notices),
            claims=self._claims,
            claims_before=self._claims_before,
            usage=end.usage,
            cost_usd=end.cost_usd,
        )
