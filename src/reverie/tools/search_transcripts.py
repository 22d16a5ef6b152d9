"""The tool `search_transcripts`: where earlier sessions name an identifier. No transcript is ever read back whole."""

import msgspec

from reverie.conversation.access import NoAccess
from reverie.conversation.messages import TextPart
from reverie.conversation.ports import Output, Plan, ToolResult, ToolSpec
from reverie.conversation.remembering import Remembering
from reverie.conversation.truncation import shorten_line

from .failures import CallFailed, fails, refuses
from .memory_calls import answered, memory_of
from .specs import tool_spec

_SHORTEST = 3
_LONGEST = 200
_LONGEST_SHOWN = 80


class SearchTranscriptsArguments(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    identifier: str


class SearchTranscriptsTool:
    """`memory` is None where there is none."""

    arguments = SearchTranscriptsArguments

    def __init__(self, memory: Remembering | None) -> None:
        self._memory = memory
        self.spec: ToolSpec = tool_spec("search_transcripts", SearchTranscriptsArguments)

    @refuses
    def plan(self, arguments: SearchTranscriptsArguments) -> Plan:
        return Plan(f"search transcripts for {shorten_line(_identifier(arguments), _LONGEST_SHOWN)}", NoAccess())

    @fails
    async def run(self, arguments: SearchTranscriptsArguments, output: Output) -> ToolResult:
        found = await answered(memory_of(self._memory).search_transcripts(_identifier(arguments)))
        if not found:
            return ToolResult("nothing", (TextPart("No earlier session names it.", "tool"),))
        lines = found.count("\n") + 1
        return ToolResult(f"{lines} line{'s' if lines > 1 else ''}", (TextPart(found, "tool"),))


def _identifier(arguments: SearchTranscriptsArguments) -> str:
    """Raises `CallFailed` for what is none."""
    identifier = arguments.identifier.strip()
    if _SHORTEST <= len(identifier) <= _LONGEST and "\n" not in identifier:
        return identifier
    raise CallFailed(f"Give an identifier of {_SHORTEST} to {_LONGEST} characters, just as it would stand there.")
