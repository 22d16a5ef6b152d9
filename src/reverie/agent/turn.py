"""The turn: from a person's message to the final answer."""

from collections.abc import Sequence

from reverie.conversation.events import Notice, Steered, TurnEnded
from reverie.conversation.messages import AssistantMessage, ToolMessage
from reverie.conversation.ports import Emit, ModelFailure, ModelReply

from .answers import Answers
from .call_round import CallRound
from .equipment import Equipment
from .history import History
from .limits import Limit, Stop
from .nested import tell_nested
from .one_request import ask
from .tally import Tally


async def run_turn(history: History, equipment: Equipment, tally: Tally, emit: Emit) -> TurnEnded:
    """Ask the model, carry out its calls, and again, until it answers without a call or a limit says stop.

    The history ends with a person's message, and is valid whenever this returns or is cancelled; `tally`, new for each
    turn, then says what was spent. Raises OSError when the transcript cannot be written, CancelledError, nothing else.
    """
    answers = Answers(history, equipment, emit)
    while True:
        if stop := _first_stop(equipment.limits, tally):
            return await _stopped(stop, answers, tally, emit)
        reply = await _ask_what_fits(history, equipment, tally, emit)
        if isinstance(reply, Stop):
            return await _stopped(reply, answers, tally, emit)
        history.add(reply.message)
        if not reply.message.calls:
            if await answers.goes_back(reply, may=_first_stop(equipment.limits, tally) is None):
                continue
            return _answered(reply, tally, emit, answers.before(reply))
        await _carry_out(reply.message, history, equipment, tally, emit)
        _steer(history, equipment, emit)


async def _ask_what_fits(history: History, equipment: Equipment, tally: Tally, emit: Emit) -> ModelReply | Stop:
    """One request, after a compaction when the context is nearly full; one more try when the server says it was."""
    if equipment.context.is_full(history.messages):
        await _compact(history, equipment, tally, emit)
    reply = await ask(history, equipment, tally, emit)
    if isinstance(reply, ModelFailure) and reply.kind == "overflow":
        equipment.context.overflowed(history.messages)
        if await _compact(history, equipment, tally, emit):
            reply = await ask(history, equipment, tally, emit)
    return Stop("model", reply.text) if isinstance(reply, ModelFailure) else reply


async def _compact(history: History, equipment: Equipment, tally: Tally, emit: Emit) -> bool:
    """Loaded when it is needed: most sessions end before that, and their start is a budget."""
    from .compaction.compact import compact

    return await compact(history, equipment, tally, emit)


async def _carry_out(
    message: AssistantMessage, history: History, equipment: Equipment, tally: Tally, emit: Emit
) -> None:
    """Run the calls of a reply; every one of them gets a result in the history, also when this is cancelled."""
    calls = CallRound(message.calls, equipment.bench, history.finish, emit)
    try:
        await calls.run()
    finally:
        ends = calls.ends()
        history.add(ToolMessage(tuple(end.result for end in ends)))
    tally.count_calls(message.calls, ends)
    tell_nested((end.finished for end in ends), history, equipment, emit)


def _steer(history: History, equipment: Equipment, emit: Emit) -> None:
    """What the person typed meanwhile goes to the model with the results."""
    for steer in equipment.steering.take():
        text = equipment.bench.redactor.redact(steer.text)
        history.add(steer.message(text))
        emit(Steered(text))


def _first_stop(limits: Sequence[Limit], tally: Tally) -> Stop | None:
    return next((stop for limit in limits if (stop := limit.stop(tally))), None)


async def _stopped(stop: Stop, answers: Answers, tally: Tally, emit: Emit) -> TurnEnded:
    """An answer that was only to be corrected has been given; what was run since may have made it true."""
    if answers.sent_back is None:
        return tally.ended(stop.outcome, stop.reason)
    await answers.goes_back(answers.sent_back, may=False)
    emit(Notice(f"the answer was not corrected: {stop.reason}"))
    return _answered(answers.sent_back, tally, emit)


def _answered(reply: ModelReply, tally: Tally, emit: Emit, before: str = "") -> TurnEnded:
    text = before + reply.message.text
    if reply.stop == "length":
        emit(Notice("the answer was cut off at the model's output limit; ask it to go on"))
    if tally.unasked:
        reason = f"denied, because nobody could be asked: {tally.unasked}"
        return tally.ended("denied", reason, text)
    return tally.ended("done", "", text)
