"""One request: reserve, stream, settle."""

import asyncio
from contextlib import aclosing

import msgspec

from reverie.conversation.events import RetryingModel, TextDelta, UsageReported
from reverie.conversation.messages import AssistantMessage, TextPart, Usage, tokens_of
from reverie.conversation.ports import Emit, ModelClient, ModelFailure, ModelReply, ModelRequest, OverBudget

from .bill import Bill
from .equipment import Equipment
from .history import History
from .limits import Stop
from .tally import Tally

_AT_ONCE = 16
"""Deltas that are passed on before others get their turn: what a person types does not wait for a whole block."""


async def ask(history: History, equipment: Equipment, tally: Tally, emit: Emit) -> ModelReply | ModelFailure | Stop:
    """Send the history and give the reply, which is not in the history yet. What came of a broken one is."""
    model, context, messages = equipment.model.name, equipment.context, history.messages
    request = context.request(messages)
    size = context.most_tokens(messages)
    bill = Bill(equipment.budget, tally, model, size, request.max_output_tokens)
    if refused := await bill.reserve():
        return Stop("budget", refused.text)
    pieces: list[str] = []
    try:
        end = await stream(equipment.model, request, bill, pieces, emit)
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
        return end
    context.report(messages, end.usage)
    if not end.message.text.strip() and not end.message.calls:
        return Stop("model", f"'{model}' gave an empty answer; ask again, or use another model")
    return msgspec.structs.replace(end, message=history.with_own_ids(end.message))


async def stream(
    model: ModelClient, request: ModelRequest, bill: Bill, pieces: list[str], emit: Emit
) -> ModelReply | ModelFailure | OverBudget:
    """Pass the deltas on, keeping the text that has come in `pieces`, to the end of the stream or of the money."""
    end: ModelReply | ModelFailure | None = None
    passed = 0
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
            passed += 1
            if passed % _AT_ONCE == 0:
                await asyncio.sleep(0)
    return end or ModelFailure("server", f"'{model.name}' ended its stream without an answer; ask again")


def _keep_partial(history: History, text: str, model: str) -> None:
    if text.strip():
        history.add(AssistantMessage((TextPart(text, "model"),), model, interrupted=True))
