"""The arms of `entropy`: Reverie's own compaction, once with a summariser that lies, and two simpler ones.

All play the same day in the same session.
"""

from collections.abc import Awaitable, Callable, Sequence
from contextlib import aclosing

import msgspec
from benchmarks.entropy_day import LIES

from reverie.agent.compaction.compact import compact
from reverie.agent.equipment import Equipment
from reverie.agent.history import History
from reverie.agent.request import tokens_of_message
from reverie.agent.tally import Tally
from reverie.conversation.events import Compacted
from reverie.conversation.mark import Mark
from reverie.conversation.messages import (
    AssistantMessage,
    Message,
    ReasoningPart,
    ResultPart,
    TextPart,
    ToolMessage,
    UserMessage,
    user_text,
)
from reverie.conversation.ports import Emit, ModelReply, ModelRequest

Compact = Callable[..., Awaitable[bool]]
_KEPT = 0.5
"""Of the window: what `keep_last` keeps of the newest messages."""


async def keep_last(history: History, equipment: Equipment, tally: Tally, emit: Emit, *, focus: str = "") -> bool:
    """Forget all but the newest messages that fill half of the window, from a person's message on."""
    messages, room, start = history.messages, equipment.context.window * _KEPT, len(history.messages)
    while start and (room := room - tokens_of_message(messages[start - 1])) > 0:
        start -= 1
    while start < len(messages) - 1 and not isinstance(messages[start], UserMessage):
        start += 1
    return _go_on(messages[start:], history, equipment, emit)


async def summary_only(history: History, equipment: Equipment, tally: Tally, emit: Emit, *, focus: str = "") -> bool:
    """Have a model sum up all that was before this turn, and keep the summary alone."""
    messages = history.messages
    asked = max(place for place, message in enumerate(messages) if isinstance(message, UserMessage))
    told = "\n".join(map(_text_of, messages[:asked]))
    request = ModelRequest(
        "Sum up this conversation for the agent that goes on with it.", (), (user_text(told),), 1_000
    )
    summary = ""
    async with aclosing(equipment.model.stream(request)) as events:
        async for event in events:
            if isinstance(event, ModelReply):
                summary = event.message.text
    return _go_on((user_text(f"Summary of what was before:\n{summary}"), *messages[asked:]), history, equipment, emit)


USELESS = "Things were discussed and some work was done. Everything is going well and the user is happy with it."


class Arm(msgspec.Struct, frozen=True):
    """A way to make the context smaller, and what whoever is asked for a summary answers."""

    compact: Compact
    summary: str = USELESS
    is_judged: bool = False


ARMS = {
    "code first": Arm(compact, is_judged=True),
    "code first, lies": Arm(compact, "\n".join(LIES), is_judged=True),
    "last messages": Arm(keep_last),
    "summary only": Arm(summary_only),
}


def _go_on(messages: Sequence[Message], history: History, equipment: Equipment, emit: Emit) -> bool:
    before = equipment.context.tokens(history.messages)
    kept = {call.id for message in messages if isinstance(message, AssistantMessage) for call in message.calls}
    calls = tuple(end for call_id, end in history.calls.items() if call_id in kept)
    history.begin_anew(Mark("compaction", 0, tuple(messages), history.standing, None, calls))
    equipment.context.renew()
    emit(Compacted(before, equipment.context.tokens(history.messages), True))
    return True


def _text_of(message: Message) -> str:
    parts: list[object] = list(message.results if isinstance(message, ToolMessage) else message.parts)
    return "\n".join(map(_part_text, parts))


def _part_text(part: object) -> str:
    if isinstance(part, ResultPart):
        return "\n".join(map(_part_text, part.content))
    return part.text if isinstance(part, TextPart | ReasoningPart) else ""
