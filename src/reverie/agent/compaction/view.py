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


class View(msgspec.Struct, frozen=True):
    """`asked` is the index of the person's last message, -1 when there is none; `first` that of the first message
    after the digest."""

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
        persons = (place for place in range(len(messages) - 1, first - 1, -1) if is_persons(messages[place]))
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
            next(persons, -1),
        )


def is_persons(message: Message) -> bool:
    """Whether a person said something in it."""
    return isinstance(message, UserMessage) and any(part.origin == "human" for part in message.parts)


def is_instructions(message: Message) -> bool:
    """Whether it only gives nested instruction files, which a boundary reads again."""
    return isinstance(message, UserMessage) and all(
        isinstance(part, TextPart) and part.origin == "repo" for part in message.parts
    )


def persons_words(parts: tuple[TextPart | ImagePart, ...]) -> list[str]:
    return [part.text for part in parts if isinstance(part, TextPart) and part.origin == "human"]
