"""The view of a history that a compaction has: messages and their lines, calls and their ends, what was kept before."""

from pathlib import Path
from typing import Self

import msgspec

from reverie.agent.equipment import Equipment
from reverie.agent.history import History
from reverie.conversation.digest import Digest
from reverie.conversation.messages import ImagePart, Message, TextPart, UserMessage
from reverie.conversation.standing import Standing

from .done_calls import DoneCall, done_calls
from .shares import Shares
from .superseded import superseded_calls

_DATA = frozenset(("tool", "repo", "web", "mcp"))
"""Origins of what is never an order."""


class View(msgspec.Struct, frozen=True):
    """`asked` is the index of the last message that asks for something, -1 when there is none; `first` that of the
    first message after the digest."""

    messages: tuple[Message, ...]
    lines: tuple[int, ...]
    calls: tuple[DoneCall, ...]
    superseded: frozenset[str]
    digest: Digest
    standing: Standing
    shares: Shares
    outputs: Path
    first: int
    asked: int

    @classmethod
    def of(cls, history: History, equipment: Equipment) -> Self:
        messages, lines = history.messages, history.lines
        calls = done_calls(messages, lines, history.calls)
        first = 0 if history.digest is None else 1
        asked = (place for place in range(len(messages) - 1, first - 1, -1) if is_asked(messages[place]))
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
            next(asked, -1),
        )


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
