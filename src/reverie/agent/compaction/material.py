"""What a model is given to tell the rest from: what leaves the context, without what is superseded."""

from collections.abc import Iterator

from reverie.conversation.messages import AssistantMessage, Message, TextPart, ToolMessage, UserMessage, most_tokens_of
from reverie.conversation.truncation import Limits, keep_head_and_tail

from .done_calls import DoneCall, one_line
from .persons_message import words_of
from .tail import Tail
from .view import View, is_instructions

_OF_REPLY = Limits(lines=40, characters=2_400)
_OF_RESULT = 400
_OF_PERSON = 400


def material(view: View, tail: Tail) -> list[str]:
    """One text for each message that leaves the context, oldest first; none for a message that tells nothing."""
    kept = frozenset(tail.places)
    by_place: dict[int, list[DoneCall]] = {}
    for call in view.calls:
        by_place.setdefault(call.place, []).append(call)
    places = (place for place in range(view.first, len(view.messages)) if place not in kept)
    texts = ("\n".join(_told(view.messages[place], by_place.get(place, []), view)) for place in places)
    return [text for text in texts if text]


def fitting(texts: list[str], tokens: int) -> str:
    """The newest texts that fit, in one."""
    kept: list[str] = []
    for text in reversed(texts):
        tokens -= most_tokens_of(text) + 1
        if tokens < 0:
            kept.append("[the part before is left out]")
            break
        kept.append(text)
    return "\n\n".join(reversed(kept))


def _told(message: Message, calls: list[DoneCall], view: View) -> Iterator[str]:
    if isinstance(message, ToolMessage):
        for call in calls:
            yield _call(call, view)
    elif isinstance(message, AssistantMessage):
        if message.text.strip():
            yield f"The agent said: {keep_head_and_tail(message.text.strip(), _OF_REPLY).render()}"
    elif isinstance(message, UserMessage) and not is_instructions(message) and (words := words_of(message)):
        yield f"The person said (kept elsewhere): {one_line(words, _OF_PERSON)}"
    elif isinstance(message, UserMessage) and not is_instructions(message):
        yield from (f"Note: {one_line(part.text, _OF_PERSON)}" for part in message.parts if isinstance(part, TextPart))


def _call(call: DoneCall, view: View) -> str:
    """A call and the beginning of what it gave, unless that is no longer so or was left out before."""
    head = f"Call: {call.what}: {call.status}" + (f", {call.how}" if call.how else "")
    is_old = call.call.id in view.superseded or call.call.id in view.digest.replaced
    text = "" if is_old or call.status != "ok" else one_line(call.text, _OF_RESULT)
    return f"{head}\n  {text}" if text else head
