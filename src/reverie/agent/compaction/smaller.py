"""A smaller context, found by code alone, with nothing changed yet."""

from collections.abc import Iterable

import msgspec

from reverie.agent.equipment import Equipment
from reverie.agent.history import History
from reverie.agent.mode_note import standing_note
from reverie.agent.request import tokens_of_message
from reverie.conversation.digest import Digest
from reverie.conversation.mark import Mark
from reverie.conversation.messages import AssistantMessage, CallPart, Message, most_tokens_of
from reverie.conversation.shown_path import show_path
from reverie.conversation.standing import Standing

from .bound import bounded
from .fold import fold
from .instructions import instruction_messages, instructions_again
from .material import material
from .render import render
from .searchable import searchable_transcript
from .tail import keep_tail
from .view import View

_GAIN = 0.9
"""Of its size the context must be no more afterwards: less gain is not worth a lost prompt cache."""


class Smaller:
    """What the context would be after a compaction. `digest` has the narrative of the compaction before."""

    def __init__(self, history: History, equipment: Equipment) -> None:
        self._view = view = View.of(history, equipment)
        self._tail = keep_tail(view)
        self._ends = history.calls
        self._transcript = searchable_transcript(equipment)
        files = instructions_again(view, equipment)
        self._instructions = instruction_messages(files, equipment)
        self._notes = standing_note([view.messages[place] for place in self._places_that_leave()])
        folded = msgspec.structs.replace(
            fold(view, self._tail),
            compactions=view.digest.compactions + 1,
            instructions=tuple(show_path(file.path, equipment.root) for file in files),
        )
        self.digest: Digest = bounded(folded, view.shares)
        fixed = equipment.context.fixed.tokens
        self._before = fixed + _tokens(view.messages)
        self._after = fixed + _tokens(self._messages(self.digest))
        self._fixed = fixed

    @property
    def gains(self) -> bool:
        return self._after <= self._before * _GAIN

    @property
    def room_to_tell(self) -> int:
        """Tokens that a model's account may have, beside the one before, which it replaces."""
        own = most_tokens_of(self.digest.narrative)
        return min(self._view.shares.narrative, int(self._before * _GAIN) - self._after + own)

    @property
    def is_crowded(self) -> bool:
        """Whether what is never let go fills more than its part of the window."""
        rules = sum(most_tokens_of(rule.text) for rule in self.digest.rules)
        refused = sum(most_tokens_of(each.text + each.tail) for each in self.digest.refused)
        return rules + refused + _tokens_of_standing(self._view.standing) > self._view.shares.unbounded

    def material(self) -> list[str]:
        """What a model is to tell of."""
        return material(self._view, self._tail)

    def mark(self, narrative: str) -> Mark:
        """The boundary to go on from; without a narrative the one before stays."""
        digest = msgspec.structs.replace(self.digest, narrative=narrative or self.digest.narrative)
        messages = self._messages(digest)
        kept = {call.id for message in self._tail.messages for call in _calls(message)}
        lines = [self._view.lines[place] for place in self._tail.places]
        return Mark(
            "compaction",
            0,
            messages,
            self._view.standing,
            digest,
            tuple(end for call_id, end in self._ends.items() if call_id in kept),
            lines=(*[0] * (len(messages) - len(lines)), *lines),
        )

    def as_counted(self, mark: Mark, before: int) -> int:
        """The size of what a mark holds, in tokens as the server counted them before."""
        return round((self._fixed + _tokens(mark.messages)) * before / self._before)

    def _messages(self, digest: Digest) -> tuple[Message, ...]:
        view = self._view
        first = render(digest, view.standing, view.shares, self._transcript, self._notes)
        return (first, *self._instructions, *self._tail.messages)

    def _places_that_leave(self) -> list[int]:
        kept = frozenset(self._tail.places)
        return [place for place in range(len(self._view.messages)) if place not in kept]


def _tokens(messages: Iterable[Message]) -> int:
    return sum(map(tokens_of_message, messages))


def _tokens_of_standing(standing: Standing) -> int:
    decisions = (f"{each.question}\n{each.answer}" for each in standing.decisions)
    texts = (standing.plan, *(todo.text for todo in standing.open_todos), *decisions)
    return sum(map(most_tokens_of, texts))


def _calls(message: Message) -> tuple[CallPart, ...]:
    return message.calls if isinstance(message, AssistantMessage) else ()
