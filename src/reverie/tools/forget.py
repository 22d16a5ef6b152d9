"""The tool `forget`: a fact put into the archive of the memory, from where a person can restore it."""

import msgspec

from reverie.conversation.access import NoAccess
from reverie.conversation.ports import Output, Person, Plan, Question, ToolResult, ToolSpec
from reverie.conversation.remembering import Kept, Remembering

from .failures import CallFailed, fails, failure, refuses
from .memory_calls import answered, memory_of, result_of
from .specs import tool_spec

_YES, _NO = "yes", "no"


class ForgetArguments(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    id: str
    because: str


class ForgetTool:
    """`memory` is None where there is none, `person` where nobody can be asked.

    What a person said is theirs: they are asked before it goes.
    """

    arguments = ForgetArguments

    def __init__(self, memory: Remembering | None, person: Person | None = None) -> None:
        self._memory = memory
        self._person = person
        self.spec: ToolSpec = tool_spec("forget", ForgetArguments)

    @refuses
    def plan(self, arguments: ForgetArguments) -> Plan:
        return Plan(f"forget ^{_id(arguments)}", NoAccess())

    @fails
    async def run(self, arguments: ForgetArguments, output: Output) -> ToolResult:
        memory = memory_of(self._memory)
        named, because = _id(arguments), " ".join(arguments.because.split())
        kept = await answered(memory.forget(named, because))
        if not kept.needs_person or self._person is None:
            return result_of(kept)
        if not await self._agrees(self._person, kept, because):
            return failure(f"The person keeps it: {kept.title} ^{named}. Leave it.", note="the person keeps it")
        return result_of(await answered(memory.forget(named, because, by_person=True)))

    async def _agrees(self, person: Person, kept: Kept, because: str) -> bool:
        text = f"The model wants to put away what you said: {kept.title}\nbecause: {because}"
        answer = await person.answer(Question("forget", text, (_YES, _NO), proposal=True))
        return answer is not None and answer.strip().casefold() in (_YES, "y")


def _id(arguments: ForgetArguments) -> str:
    """Raises `CallFailed` when there is none."""
    if named := arguments.id.strip().removeprefix("^"):
        return named
    raise CallFailed("No fact is named; give the id that stands behind its ^.")
