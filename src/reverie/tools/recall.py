"""The tool `recall`: what is remembered about a question, checked against the project's files before it is given."""

import msgspec

from reverie.conversation.access import NoAccess
from reverie.conversation.messages import TextPart
from reverie.conversation.ports import Output, Plan, ToolResult, ToolSpec
from reverie.conversation.record import RecalledMemory
from reverie.conversation.remembering import Recalled, Remembering
from reverie.conversation.truncation import shorten_line

from .failures import CallFailed, fails, refuses
from .memory_calls import answered, memory_of
from .specs import tool_spec

LONGEST_QUERY = 1_000
_LONGEST_SHOWN = 80


class RecallArguments(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    query: str = ""
    topic: str = ""


class RecallTool:
    """`memory` is None where there is none."""

    arguments = RecallArguments

    def __init__(self, memory: Remembering | None) -> None:
        self._memory = memory
        self.spec: ToolSpec = tool_spec("recall", RecallArguments)

    @refuses
    def plan(self, arguments: RecallArguments) -> Plan:
        query, topic = _asked(arguments)
        return Plan(f"recall {shorten_line(query or f'all of {topic}', _LONGEST_SHOWN)}", NoAccess())

    @fails
    async def run(self, arguments: RecallArguments, output: Output) -> ToolResult:
        query, topic = _asked(arguments)
        return _result(query or topic, await answered(memory_of(self._memory).recall(query, topic)))


def _asked(arguments: RecallArguments) -> tuple[str, str]:
    """Raises `CallFailed` when nothing is asked."""
    query, topic = " ".join(arguments.query.split()), arguments.topic.strip()
    if not query and not topic:
        raise CallFailed("Nothing is asked; give a query, or the topic of a line in the index.")
    return query[:LONGEST_QUERY], topic


def _result(asked: str, recalled: Recalled) -> ToolResult:
    effect = RecalledMemory(asked, tuple(fact.id for fact in recalled.facts))
    if not recalled.block:
        nothing = "Nothing that is remembered is about that; look into the files."
        return ToolResult("nothing", (TextPart(nothing, "tool"),), effect=effect)
    return ToolResult(_note(recalled), (TextPart(recalled.block, "tool"),), effect=effect)


def _note(recalled: Recalled) -> str:
    """`3 facts, 1 quote, 1 no longer true`."""
    counts = ((len(recalled.facts), "fact"), (recalled.quotes, "quote"))
    counted = [f"{count} {what}{'s' if count > 1 else ''}" for count, what in counts if count]
    if recalled.withheld:
        counted.append(f"{len(recalled.withheld)} no longer true")
    return ", ".join(counted)
