"""A history as turns of plain text: calls as the objects the model wrote, results as words of the user.

Small models know no tool messages. A message that is the same object gives the same object, so that the adapter below
need not encode it again and the server's cache sees the same bytes.
"""

from reverie.conversation.messages import (
    AssistantMessage,
    ImagePart,
    Message,
    ResultPart,
    TextPart,
    UserMessage,
    user_text,
)

from .call_schema import answer_text, call_text

_REMINDED = 300
_STEP = "If the results hold the answer, reply in one or two short sentences, with path:line. Else call again."


class PlainHistory:
    """Rewrites the messages of one session, each once."""

    def __init__(self) -> None:
        self._seen: list[Message] = []
        self._plain: list[Message] = []

    def rewrite(self, messages: tuple[Message, ...]) -> tuple[Message, ...]:
        same = 0
        for kept, given in zip(self._seen, messages, strict=False):
            if kept is not given:
                break
            same += 1
        del self._seen[same:], self._plain[same:]
        for message in messages[same:]:
            self._plain.append(self._rewritten(message))
            self._seen.append(message)
        return tuple(self._plain)

    def _rewritten(self, message: Message) -> Message:
        if isinstance(message, UserMessage):
            return user_text(_words(message))
        if isinstance(message, AssistantMessage):
            return AssistantMessage((TextPart(_own_words(message), "model"),), message.model)
        before = self._seen[-1] if self._seen else None
        names = {call.id: call.name for call in before.calls} if isinstance(before, AssistantMessage) else {}
        results = [_result_text(result, names) for result in message.results]
        return user_text("\n\n".join([*results, self._reminder()]), "tool")

    def _reminder(self) -> str:
        """What was asked, said again below each result: a small model forgets it over a page of code."""
        asked = next(filter(_is_asked, reversed(self._seen)), None)
        words = " ".join(_words(asked).split())[:_REMINDED] if isinstance(asked, UserMessage) else ""
        return f"Asked: {words}\n{_STEP}"


def _is_asked(message: Message) -> bool:
    """Whether somebody asks for something in it: instruction files and notes come as a user's messages too."""
    return isinstance(message, UserMessage) and any(part.origin not in ("tool", "repo") for part in message.parts)


def _words(message: UserMessage) -> str:
    return "\n\n".join(map(_part_text, message.parts))


def _own_words(message: AssistantMessage) -> str:
    calls = [call_text(call.name, call.arguments) for call in message.calls]
    return "\n".join(calls) if calls else answer_text(message.text)


def _result_text(result: ResultPart, names: dict[str, str]) -> str:
    name = names.get(result.call_id, "call")
    head = f"{name} failed:" if result.failed else f"Result of {name}:"
    return "\n".join([head, *map(_part_text, result.content)]) if result.content else f"{head} (nothing)"


def _part_text(part: TextPart | ImagePart) -> str:
    return f"[a picture, {part.media_type}, that this model cannot see]" if isinstance(part, ImagePart) else part.text
