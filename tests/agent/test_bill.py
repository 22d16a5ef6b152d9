"""Money is reserved for every attempt that can be billed, and what was billed is booked once."""

import asyncio
from collections.abc import AsyncGenerator
from pathlib import Path

import pytest

from reverie.conversation.events import RetryingModel, TextDelta, TurnEnded
from reverie.conversation.messages import Usage
from reverie.conversation.ports import ModelEvent, ModelRequest, OverBudget, Reservation
from tests.fakes.loop import FakeModel, NoBudget, Stage, says

LOST = Usage(input=100, output=5)


class TornModel(FakeModel):
    """Breaks with each usage in turn, then replies; `attempts` counts what left."""

    def __init__(self, *lost: Usage) -> None:
        super().__init__(says("ok"))
        self._lost = lost
        self.attempts = 0
        self.closed = False

    async def stream(self, request: ModelRequest) -> AsyncGenerator[ModelEvent, None]:
        try:
            for number, usage in enumerate(self._lost, 1):
                self.attempts += 1
                yield TextDelta("void")
                yield RetryingModel(number, 0.0, "torn", usage)
            self.attempts += 1
            async for event in super().stream(request):
                yield event
        finally:
            self.closed = True


def test_a_billed_attempt_is_settled_and_the_next_one_reserved(tmp_path: Path) -> None:
    budget = NoBudget()
    ended = Stage(tmp_path, TornModel(LOST, LOST), budget=budget).turn()
    reply = says("ok").usage
    assert budget.settled == [LOST, LOST, reply]
    assert (ended.outcome, ended.requests, ended.usage) == ("done", 1, LOST + LOST + reply)
    assert ended.cost_usd == pytest.approx(0.03)


def test_an_attempt_that_costs_nothing_keeps_its_reservation(tmp_path: Path) -> None:
    budget = NoBudget(refuse_after=1)
    assert Stage(tmp_path, TornModel(Usage(), Usage()), budget=budget).turn().outcome == "done"
    assert budget.settled == [says("ok").usage]


def test_no_money_for_another_attempt_ends_the_turn(tmp_path: Path) -> None:
    model, budget = TornModel(LOST, LOST, LOST), NoBudget(refuse_after=2)
    ended = Stage(tmp_path, model, budget=budget).turn()
    assert ended.outcome == "budget" and "cap" in ended.reason
    assert (model.attempts, model.closed) == (2, True)
    assert budget.settled == [LOST, LOST] and ended.usage == LOST + LOST and ended.requests == 1


class CancelledBudget(NoBudget):
    """Is cancelled while it reserves for the second time."""

    async def reserve(self, model: str, input_tokens: int, output_tokens: int) -> Reservation | OverBudget:
        if self.settled:
            raise asyncio.CancelledError
        return await super().reserve(model, input_tokens, output_tokens)


def test_what_is_cancelled_between_two_attempts_is_booked_once(tmp_path: Path) -> None:
    budget = CancelledBudget()
    stage = Stage(tmp_path, TornModel(LOST), budget=budget)
    with pytest.raises(asyncio.CancelledError):
        stage.turn()
    (ended,) = stage.of(TurnEnded)
    assert (ended.outcome, ended.usage) == ("interrupted", LOST)
    assert budget.settled == [LOST]
