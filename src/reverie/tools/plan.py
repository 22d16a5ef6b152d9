"""The tool `plan`: a plan put before the person, whose yes ends plan mode. Nothing else that a model does can."""

import msgspec

from reverie.conversation.access import NoAccess
from reverie.conversation.messages import TextPart
from reverie.conversation.ports import (
    HasMode,
    Output,
    PermissionMode,
    Person,
    Plan,
    Question,
    Redactor,
    ToolResult,
    ToolSpec,
)
from reverie.conversation.record import AcceptedPlan
from reverie.conversation.truncation import shorten_line

from .failures import CallFailed, fails, refuses
from .specs import tool_spec

ACCEPT = "accept"
ACCEPT_EDITS = "accept, and edit without asking"
_YES = frozenset((ACCEPT, "y", "yes"))
_LONGEST_SHOWN = 80


class PlanArguments(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    text: str


class PlanTool:
    """`person` is None where nobody can be asked; then no plan is accepted. `mode` is where the mode is changed."""

    arguments = PlanArguments

    def __init__(self, person: Person | None, mode: HasMode | None, redactor: Redactor) -> None:
        self._person = person
        self._mode = mode
        self._redactor = redactor
        self.spec: ToolSpec = tool_spec("plan", PlanArguments)

    @refuses
    def plan(self, arguments: PlanArguments) -> Plan:
        first_line = _text(arguments).partition("\n")[0].strip("# ")
        return Plan(f"plan: {shorten_line(first_line, _LONGEST_SHOWN)}", NoAccess())

    @fails
    async def run(self, arguments: PlanArguments, output: Output) -> ToolResult:
        text = self._redactor.redact(_text(arguments))
        was_planning = self._is_planning
        options = (ACCEPT, ACCEPT_EDITS) if was_planning else (ACCEPT,)
        answer = await self._person.answer(Question("plan", text, options, proposal=True)) if self._person else None
        if answer is None or not (answer := answer.strip()):
            raise CallFailed(self._unanswered())
        said = answer.casefold()
        if said in _YES:
            return _accepted(text, self._end_planning("ask") if was_planning else "")
        if said == ACCEPT_EDITS and was_planning:
            return _accepted(text, self._end_planning("accept-edits"))
        return _rejected(self._redactor.redact(answer))

    @property
    def _is_planning(self) -> bool:
        return self._mode is not None and self._mode.mode == "plan"

    def _end_planning(self, then: PermissionMode) -> str:
        """What holds from now on, for the model. The person may have left plan mode while they read."""
        if self._mode is None or not self._is_planning:
            return ""
        self._mode.mode = then
        asked = "edits need no answer, commands are asked" if then == "accept-edits" else "each change is asked"
        return f" Plan mode is off: {asked}."

    def _unanswered(self) -> str:
        still = " Plan mode stays on: give the plan as your answer." if self._is_planning else ""
        return f"Nobody answered, so the plan is not accepted.{still}"


def _text(arguments: PlanArguments) -> str:
    """Raises `CallFailed` when there is no plan."""
    if text := arguments.text.strip():
        return text
    raise CallFailed("The plan is empty; write down what you would do.")


def _accepted(text: str, holds: str) -> ToolResult:
    told = f"The person accepted the plan.{holds} Carry it out."
    return ToolResult("accepted", (TextPart(told, "tool"),), effect=AcceptedPlan(text))


def _rejected(answer: str) -> ToolResult:
    """Their own words are a no, also when they sound like a yes: only the options say yes."""
    if answer.casefold() in ("n", "no"):
        return ToolResult("not accepted", (TextPart("The person said no to the plan.", "tool"),), failed=True)
    note = f"not accepted: {shorten_line(' '.join(answer.split()), _LONGEST_SHOWN)}"
    told = TextPart("The person did not accept the plan yet. They said:\n", "tool")
    return ToolResult(note, (told, TextPart(answer, "human")), failed=True)
