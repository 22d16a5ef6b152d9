"""What fills the context: one row for each kind of thing, in tokens, for `/context`."""

import re
from collections.abc import Iterable, Iterator
from typing import Literal

import msgspec

from reverie.conversation.messages import (
    AssistantMessage,
    CallPart,
    Message,
    TextPart,
    ToolMessage,
    UserMessage,
    most_tokens_of,
)

from .compaction.render import ACCOUNT_HEADING
from .equipment import Equipment
from .history import History
from .request import FixedPrompt, tokens_of_message

Kind = Literal["prompt", "tools", "instructions", "digest", "person", "model", "results", "other", "free"]
_INSTRUCTIONS = re.compile(r"^# From `([^\n`]+)` \(instructions", re.MULTILINE)
"""How `instruction_block` heads a file; in a file's own text it is escaped."""


class ContextRow(msgspec.Struct, frozen=True):
    """Something that fills the context. `name` is for a person; a tool's or a file's own name where there is one."""

    kind: Kind
    name: str
    tokens: int


class ContextReport(msgspec.Struct, frozen=True):
    """All of the window. The rows add up to it; those that are not `free` add up to `used`.

    At `limit` tokens the context is made smaller. `compactions` is how often that was done. Sizes are what the server
    counted, as far as it did, shared out by our own estimate.
    """

    window: int
    used: int
    limit: int
    compactions: int
    rows: tuple[ContextRow, ...]


def context_report(history: History, equipment: Equipment) -> ContextReport:
    """What the next request would carry."""
    context, messages = equipment.context, history.messages
    estimated = _Sums()
    estimated.add_all(_of_prompt(context.fixed))
    for place, message in enumerate(messages):
        is_digest = place == 0 and history.digest is not None
        estimated.add_all(_of_digest(message) if is_digest else _of_message(message, _tools_of(messages[place - 1])))
    used = context.tokens(messages)
    rows = estimated.rows(used)
    free = ContextRow("free", "free until it is made smaller", max(0, context.limit - used))
    kept = ContextRow("free", "kept free for the reply", max(0, context.window - max(used, context.limit)))
    compactions = history.digest.compactions if history.digest else 0
    return ContextReport(context.window, used, context.limit, compactions, (*rows, free, kept))


class _Sums:
    """Estimated tokens by kind and name, in the order of their first coming."""

    def __init__(self) -> None:
        self._tokens: dict[tuple[Kind, str], int] = {}

    def add_all(self, sizes: Iterable[tuple[Kind, str, int]]) -> None:
        for kind, name, tokens in sizes:
            self._tokens[kind, name] = self._tokens.get((kind, name), 0) + tokens

    def rows(self, used: int) -> tuple[ContextRow, ...]:
        """Rows that add up to what is used; the results of tools stand last, the largest first."""
        order = sorted(self._tokens.items(), key=_order)
        estimated, given, done, rows = sum(self._tokens.values()), 0, 0, []
        for (kind, name), tokens in order:
            done += tokens
            up_to = round(used * done / max(1, estimated))
            rows.append(ContextRow(kind, name, up_to - given))
            given = up_to
        return tuple(rows)


def _order(item: tuple[tuple[Kind, str], int]) -> tuple[bool, int]:
    (kind, _), tokens = item
    return (kind == "results", -tokens if kind == "results" else 0)


def _of_prompt(fixed: FixedPrompt) -> Iterator[tuple[Kind, str, int]]:
    places = [*_INSTRUCTIONS.finditer(fixed.system)]
    ends = [*(place.start() for place in places[1:]), len(fixed.system)][: len(places)]
    base = fixed.system[: places[0].start()] if places else fixed.system
    system = most_tokens_of(base)
    yield "prompt", "system prompt", system
    yield "tools", "tools", fixed.tokens - most_tokens_of(fixed.system)
    for place, end in zip(places, ends, strict=True):
        yield "instructions", place[1], most_tokens_of(fixed.system[place.start() : end])


def _of_digest(message: Message) -> Iterator[tuple[Kind, str, int]]:
    """What is kept of what came before: the person's words, what code kept, what a model told of the rest."""
    parts = message.parts if isinstance(message, UserMessage) else ()
    for number, part in enumerate(parts):
        if part.origin == "human":
            name = "kept of before: the person's words"
        elif part.origin == "model" and number and _heads_account(parts[number - 1]):
            name = "kept of before: a model's account"
        else:
            name = "kept of before: by code"
        yield "digest", name, tokens_of_message(UserMessage((part,)))


def _heads_account(part: object) -> bool:
    return isinstance(part, TextPart) and part.text.startswith(ACCOUNT_HEADING)


def _of_message(message: Message, tools: dict[str, str]) -> Iterator[tuple[Kind, str, int]]:
    if isinstance(message, AssistantMessage):
        yield "model", "the model's words and calls", tokens_of_message(message)
    elif isinstance(message, ToolMessage):
        for result in message.results:
            name = tools.get(result.call_id, "unknown")
            yield "results", f"results of {name}", tokens_of_message(ToolMessage((result,)))
    else:
        yield from _of_persons(message)


def _of_persons(message: UserMessage) -> Iterator[tuple[Kind, str, int]]:
    for part in message.parts:
        size = tokens_of_message(UserMessage((part,)))
        found = _INSTRUCTIONS.match(part.text) if isinstance(part, TextPart) and part.origin == "repo" else None
        if found:
            yield "instructions", found[1], size
        elif part.origin == "human":
            yield "person", "the person's messages", size
        else:
            yield "other", "beside the person's messages", size


def _tools_of(message: Message) -> dict[str, str]:
    parts = message.parts if isinstance(message, AssistantMessage) else ()
    return {part.id: part.name for part in parts if isinstance(part, CallPart)}
