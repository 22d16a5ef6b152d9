"""The answers of a turn: what each claims is judged, and the first that claims falsely goes back to the model, once."""

from collections.abc import Sequence

from reverie.conversation.claims import Claim, said
from reverie.conversation.events import ClaimsJudged
from reverie.conversation.messages import Message, TextPart, UserMessage
from reverie.conversation.ports import Emit, ModelReply

from .equipment import Equipment
from .history import History

_MOST_TOLD = 5
_SHORT = 300
"""Characters of an answer that a few words may well replace."""
_MUCH = 3
_OPENING = (
    "[from reverie, not from the person] Your answer was compared with the record of what was really run and changed "
    "in this session. It does not show this:"
)
_WISH = (
    "Do now what is missing, or correct the sentence. Then give your whole final answer again, as the person should "
    "read it; it replaces the one above."
)


class Answers:
    """Of one turn. Made at its start, when the history ends with the person's message."""

    def __init__(self, history: History, equipment: Equipment, emit: Emit) -> None:
        self.sent_back: ModelReply | None = None
        """The answer that the model was asked to correct; it stands when the correction does not come."""
        self._request = _request(history.messages)
        self._history = history
        self._judge = equipment.claims
        self._emit = emit

    async def goes_back(self, reply: ModelReply, *, may: bool) -> bool:
        """Judge what a final answer claims, and tell; whether the model was asked to answer once more.

        `may`: there is leave for another request. An answer that was cut off is judged, but not sent back.
        """
        claims = await self._judge.judge(self._request, reply.message.text)
        again = self.sent_back is not None
        false = [claim for claim in claims if claim.is_false]
        back = bool(false) and may and not again and reply.stop != "length"
        if claims or again:
            self._emit(ClaimsJudged(claims, back, again))
        if back:
            self.sent_back = reply
            self._history.add(UserMessage((TextPart(_told_to_model(false), "tool"),)))
        return back

    def before(self, reply: ModelReply) -> str:
        """What must stand before an answer that only corrects: the one that it corrects, when it is much longer.

        A model that was asked for its whole answer and says three words must not cost the person what it said before.
        """
        first = self.sent_back.message.text if self.sent_back else ""
        return f"{first}\n\n" if len(first) > max(_SHORT, _MUCH * len(reply.message.text)) else ""


def _request(messages: Sequence[Message]) -> str:
    last = messages[-1] if messages else None
    if not isinstance(last, UserMessage):
        return ""
    return "\n".join(part.text for part in last.parts if isinstance(part, TextPart) and part.origin == "human")


def _told_to_model(false: Sequence[Claim]) -> str:
    lines = [f"- {said(claim)}" for claim in false[:_MOST_TOLD]]
    if len(false) > _MOST_TOLD:
        lines.append(f"- and {len(false) - _MOST_TOLD} more statements of this kind")
    return "\n".join((_OPENING, *lines, _WISH))
