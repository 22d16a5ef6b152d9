"""The view of a history that a compaction has: messages and their lines, calls and their ends, what was kept before."""

from collections.abc import Sequence
from pathlib import Path
from typing import Self

import msgspec

from reverie.agent.equipment import Equipment
from reverie.agent.history import History
from reverie.conversation.digest import Digest
from reverie.conversation.messages import AssistantMessage, ImagePart, Message, TextPart, UserMessage
from reverie.conversation.standing import Standing

from .done_calls import DoneCall, done_calls
from .shares import Shares
from .superseded import superseded_calls

_DATA = frozenset(("tool", "repo", "web", "mcp"))
"""Origins of what is never an order."""


class View(msgspec.Struct, frozen=True):
    """`asked` are the indices of the message that began the turn under way and of the last one that asks for something:
    one, two or none. `first` is that of the first message after the digest."""

    messages: tuple[Message, ...]
    lines: tuple[int, ...]
    calls: tuple[DoneCall, ...]
    superseded: frozenset[str]
    digest: Digest
    standing: Standing
    shares: Shares
    outputs: Path
    first: int
    asked: tuple[int, ...]

    @classmethod
    def of(cls, history: History, equipment: Equipment) -> Self:
        messages, lines = history.messages, history.lines
        calls = done_calls(messages, lines, history.calls)
        first = 0 if history.digest is None else 1
        return cls(
            messages,
            lines,
            calls,
            superseded_calls(calls),
            history.digest or Digest(),
            history.standing,
            Shares(equipment.context.window),
            equipment.bench.outputs.folder,
            first,
            _asked(messages, first),
        )

    @property
    def turn_start(self) -> int:
        """The index at which the turn under way, or the last one, begins."""
        return self.asked[0] if self.asked else -1


def _asked(messages: Sequence[Message], first: int) -> tuple[int, ...]:
    """A turn ends with a reply without calls; what the person says before that steers it."""
    found: list[int] = []
    for place in range(len(messages) - 1, first - 1, -1):
        message = messages[place]
        if is_asked(message):
            found.append(place)
        elif found and isinstance(message, AssistantMessage) and not message.calls:
            break
    return tuple(sorted({found[-1], found[0]})) if found else ()


def is_asked(message: Message) -> bool:
    """Whether somebody who may give orders said something in it: the person, or in a sub-session its parent."""
    return isinstance(message, UserMessage) and any(is_words(part) for part in message.parts)


def is_instructions(message: Message) -> bool:
    """Whether it only gives nested instruction files, which a boundary reads again."""
    return isinstance(message, UserMessage) and all(
        isinstance(part, TextPart) and part.origin == "repo" for part in message.parts
    )


def is_words(part: TextPart | ImagePart) -> bool:
    return isinstance(part, TextPart) and part.origin not in _DATA
