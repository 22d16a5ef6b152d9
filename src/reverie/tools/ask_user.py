"""The tool `ask_user`: a question that only the person can answer."""

from typing import Annotated

import msgspec
from msgspec import Meta

from reverie.conversation.access import NoAccess
from reverie.conversation.messages import TextPart
from reverie.conversation.ports import Output, Person, Plan, Question, Redactor, ToolResult, ToolSpec
from reverie.conversation.record import AskedPerson
from reverie.conversation.truncation import shorten_line

from .failures import CallFailed, fails, refuses
from .specs import tool_spec

MOST_OPTIONS = 9
_LONGEST_SHOWN = 80
_NOBODY = "Nobody answered: decide by yourself, and say in your answer what you assumed."


class AskUserArguments(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    question: str
    options: Annotated[tuple[str, ...], Meta(max_length=MOST_OPTIONS)] = ()


class AskUserTool:
    """`person` is None where nobody can be asked. The answer is a text of theirs, and the only one in the result."""

    arguments = AskUserArguments

    def __init__(self, person: Person | None, redactor: Redactor) -> None:
        self._person = person
        self._redactor = redactor
        self.spec: ToolSpec = tool_spec("ask_user", AskUserArguments)

    @refuses
    def plan(self, arguments: AskUserArguments) -> Plan:
        return Plan(f"ask: {shorten_line(_line(_question(arguments)), _LONGEST_SHOWN)}", NoAccess())

    @fails
    async def run(self, arguments: AskUserArguments, output: Output) -> ToolResult:
        asked = self._redactor.redact(_question(arguments))
        options = tuple(dict.fromkeys(filter(None, map(_line, arguments.options))))
        answer = await self._person.answer(Question("question", asked, options)) if self._person else None
        if answer is None or not answer.strip():
            raise CallFailed(_NOBODY)
        answer = self._redactor.redact(answer.strip())
        note = f"answered: {shorten_line(_line(answer), _LONGEST_SHOWN)}"
        return ToolResult(note, (TextPart(answer, "human"),), effect=AskedPerson(asked, answer))


def _question(arguments: AskUserArguments) -> str:
    """Raises `CallFailed` when nothing is asked."""
    if question := arguments.question.strip():
        return question
    raise CallFailed("The question is empty; say what you want to know.")


def _line(text: str) -> str:
    return " ".join(text.split())
