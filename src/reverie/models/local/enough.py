"""When a small model has looked enough: it seldom stops by itself, so then only an answer is offered to it."""

from collections.abc import Iterator

from reverie.conversation.messages import AssistantMessage, Message, ResultPart, TextPart, ToolMessage, UserMessage

MOST_CALLS = 8
"""Calls since the person last spoke."""

_Look = tuple[str, str, str]


def must_answer(messages: tuple[Message, ...], most_calls: int = MOST_CALLS) -> bool:
    """Whether the calls since the person spoke are too many, or the last one told nothing that was not known."""
    seen = list(_looks(messages))
    return len(seen) >= most_calls or (bool(seen) and seen[-1] in seen[:-1])


def _looks(messages: tuple[Message, ...]) -> Iterator[_Look]:
    """Each call since the person spoke, with what came of it."""
    start = max((place for place, message in enumerate(messages) if isinstance(message, UserMessage)), default=0)
    calls: dict[str, tuple[str, str]] = {}
    for message in messages[start:]:
        if isinstance(message, AssistantMessage):
            calls |= {call.id: (call.name, call.arguments) for call in message.calls}
        elif isinstance(message, ToolMessage):
            for result in message.results:
                yield (*calls.get(result.call_id, ("", "")), _text(result))


def _text(result: ResultPart) -> str:
    return "\n".join(part.text for part in result.content if isinstance(part, TextPart))
