"""The turn: from a person's message to the final answer."""

import asyncio
from collections.abc import Sequence
from contextlib import aclosing

import msgspec

from reverie.conversation.events import Notice, RetryingModel, TextDelta, TurnEnded, UsageReported
from reverie.conversation.messages import AssistantMessage, TextPart, ToolMessage, Usage, tokens_of
from reverie.conversation.ports import (
    Budget,
    Emit,
    ModelClient,
    ModelFailure,
    ModelReply,
    ModelRequest,
    OverBudget,
    TranscriptWriter,
)

from .bill import Bill
from .call_round import CallRound
from .history import History
from .limits import Limit, Stop
from .request import FixedPrompt, SizeEstimate
from .tally import Tally
from .tool_call import Workbench


class Equipment(msgspec.Struct, frozen=True):
    """What a turn works with; the same over a session."""

    model: ModelClient
    fixed: FixedPrompt
    size: SizeEstimate
    bench: Workbench
    budget: Budget
    transcript: TranscriptWriter
    limits: Sequence[Limit]


async def run_turn(history: History, equipment: Equipment, tally: Tally, emit: Emit) -> TurnEnded:
    """Ask the model, carry out its calls, and again, until it answers without a call or a limit says stop.

    The history ends with a person's message, and is valid whenever this returns or is cancelled; `tally`, new for each
    turn, then says what was spent. Raises OSError when the transcript cannot be written, CancelledError, nothing else.
    """
    while True:
        if stop := _first_stop(equipment.limits, tally):
            return tally.ended(stop.outcome, stop.reason)
        reply = await _ask(history, equipment, tally, emit)
        if isinstance(reply, Stop):
            return tally.ended(reply.outcome, reply.reason)
        history.add(reply.message)
        if not reply.message.calls:
            return _answered(reply, tally, emit)
        await _carry_out(reply.message, history, equipment, tally, emit)


async def _ask(history: History, equipment: Equipment, tally: Tally, emit: Emit) -> ModelReply | Stop:
    """One request: reserve, stream, settle."""
    model = equipment.model.name
    request = equipment.fixed.request(history.messages)
    size = equipment.size.tokens(request.messages)
    bill = Bill(equipment.budget, tally, model, size, request.max_output_tokens)
    if refused := await bill.reserve():
        return Stop("budget", refused.text)
    pieces: list[str] = []
    try:
        end = await _stream(equipment.model, request, bill, pieces, emit)
    except asyncio.CancelledError:
        partial = "".join(pieces)
        _keep_partial(history, partial, model)
        await bill.cancel(Usage(input=size, output=tokens_of(partial)))
        raise
    if isinstance(end, OverBudget):
        return Stop("budget", end.text)
    emit(UsageReported(end.usage, await bill.settle(end.usage)))
    if isinstance(end, ModelFailure):
        _keep_partial(history, end.partial, model)
        return Stop("model", end.text)
    if not end.message.text.strip() and not end.message.calls:
        return Stop("model", f"'{model}' gave an empty answer; ask again, or use another model")
    return msgspec.structs.replace(end, message=history.with_own_ids(end.message))


async def _stream(
    model: ModelClient, request: ModelRequest, bill: Bill, pieces: list[str], emit: Emit
) -> ModelReply | ModelFailure | OverBudget:
    """Pass the deltas on, keeping the text that has come in `pieces`, to the end of the stream or of the money."""
    end: ModelReply | ModelFailure | None = None
    async with aclosing(model.stream(request)) as events:
        async for event in events:  # to its end, so that the stream closes itself
            if isinstance(event, ModelReply | ModelFailure):
                end = event
                continue
            emit(event)
            if isinstance(event, TextDelta):
                pieces.append(event.text)
            elif isinstance(event, RetryingModel):
                pieces.clear()
                if refused := await bill.reserve_again(event.usage):
                    return refused
    return end or ModelFailure("server", f"'{model.name}' ended its stream without an answer; ask again")


async def _carry_out(
    message: AssistantMessage, history: History, equipment: Equipment, tally: Tally, emit: Emit
) -> None:
    """Run the calls of a reply; every one of them gets a result in the history, also when this is cancelled."""
    calls = CallRound(message.calls, equipment.bench, equipment.transcript, emit)
    try:
        await calls.run()
    finally:
        ends = calls.ends()
        history.add(ToolMessage(tuple(end.result for end in ends)))
    tally.count_calls(message.calls, ends)


def _keep_partial(history: History, text: str, model: str) -> None:
    if text.strip():
        history.add(AssistantMessage((TextPart(text, "model"),), model, interrupted=True))


def _first_stop(limits: Sequence[Limit], tally: Tally) -> Stop | None:
    return next((stop for limit in limits if (stop := limit.stop(tally))), None)


def _answered(reply: ModelReply, tally: Tally, emit: Emit) -> TurnEnded:
    text = reply.message.text
    if reply.stop == "length":
        emit(Notice("the answer was cut off at the model's output limit; ask it to go on"))
    if tally.unasked:
        reason = f"denied, because nobody could be asked: {tally.unasked}"
        return tally.ended("denied", reason, text)
    return tally.ended("done", "", text)
