"""The tool `remember`: a statement proposed to the memory, which answers with its receipt or says why not."""

import msgspec

from reverie.conversation.access import NoAccess
from reverie.conversation.ports import Output, Plan, ToolResult, ToolSpec
from reverie.conversation.remembering import Note, Remembering
from reverie.conversation.truncation import shorten_line

from .failures import CallFailed, fails, refuses
from .memory_calls import Kind, answered, memory_of, result_of
from .specs import tool_spec

_LONGEST_SHOWN = 80


class RememberArguments(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    statement: str
    details: str = ""
    kind: Kind = "fact"
    quote: str = ""
    topic: str = ""
    replaces: tuple[str, ...] = ()
    all_projects: bool = False


class RememberTool:
    """`memory` is None where there is none."""

    arguments = RememberArguments

    def __init__(self, memory: Remembering | None) -> None:
        self._memory = memory
        self.spec: ToolSpec = tool_spec("remember", RememberArguments)

    @refuses
    def plan(self, arguments: RememberArguments) -> Plan:
        return Plan(f"remember: {shorten_line(_note(arguments).statement, _LONGEST_SHOWN)}", NoAccess())

    @fails
    async def run(self, arguments: RememberArguments, output: Output) -> ToolResult:
        memory = memory_of(self._memory)
        return result_of(await answered(memory.remember(_note(arguments))))


def _note(arguments: RememberArguments) -> Note:
    """Raises `CallFailed` when nothing is said."""
    statement = " ".join(arguments.statement.split())
    if not statement:
        raise CallFailed("There is no statement; say in one line what is to be remembered.")
    replaces = tuple(one.strip().removeprefix("^") for one in arguments.replaces if one.strip())
    return Note(
        statement,
        arguments.details.strip(),
        arguments.kind,
        arguments.quote.strip(),
        arguments.topic.strip(),
        replaces,
        arguments.all_projects,
    )
