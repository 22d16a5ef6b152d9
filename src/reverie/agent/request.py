"""The request: the fixed prompt, then the history. Its bytes only ever grow at the end, so that caches hold."""

import msgspec

from reverie.conversation.messages import AssistantMessage, ImagePart, Message, ToolMessage, most_tokens_of
from reverie.conversation.ports import Effort, ModelRequest, ToolSpec

_TOKENS_OF_A_PICTURE = 1_600
_TOKENS_AROUND_A_PART = 8


class FixedPrompt(msgspec.Struct, frozen=True):
    """What every request of a session begins with. It is built anew only at a boundary: start, resume, compaction."""

    system: str
    tools: tuple[ToolSpec, ...]
    max_output_tokens: int
    effort: Effort | None = None

    def request(self, messages: tuple[Message, ...]) -> ModelRequest:
        return ModelRequest(self.system, self.tools, messages, self.max_output_tokens, self.effort)

    @property
    def tokens(self) -> int:
        """Its size, by the estimate that money is reserved by."""
        return most_tokens_of(self.system) + most_tokens_of(msgspec.json.encode(self.tools).decode())


class SizeEstimate:
    """Tokens of a growing history, rather too many than too few, for reserving money.

    Each message is measured once, so a request costs the same work at any length of the session.
    """

    def __init__(self, fixed: FixedPrompt) -> None:
        self._sums = [fixed.tokens]

    def tokens(self, messages: tuple[Message, ...]) -> int:
        for message in messages[len(self._sums) - 1 :]:
            self._sums.append(self._sums[-1] + tokens_of_message(message))
        return self._sums[-1]

    def of_first(self, count: int) -> int:
        """Tokens of the fixed prompt and the first messages, which were measured before."""
        return self._sums[count]


def tokens_of_message(message: Message) -> int:
    """The size of one message, rather too large."""
    if isinstance(message, ToolMessage):
        parts = [part for result in message.results for part in result.content]
        return sum(map(_tokens_of_part, parts)) + _TOKENS_AROUND_A_PART * len(message.results)
    if isinstance(message, AssistantMessage):
        return sum(_TOKENS_AROUND_A_PART + most_tokens_of(msgspec.json.encode(part).decode()) for part in message.parts)
    return sum(map(_tokens_of_part, message.parts))


def _tokens_of_part(part: object) -> int:
    if isinstance(part, ImagePart):
        return _TOKENS_OF_A_PICTURE
    return _TOKENS_AROUND_A_PART + most_tokens_of(getattr(part, "text", ""))
