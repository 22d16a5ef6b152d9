import asyncio
from typing import Any

import pytest
from tests.fakes.person import MaskingRedactor, Mode, ScriptedPerson
from tests.tools.calling import KeptOutput, text_of

from reverie.conversation.messages import TextPart
from reverie.conversation.ports import PermissionMode, Person, ToolRefusal, ToolResult
from reverie.conversation.record import AcceptedPlan
from reverie.tools.plan import ACCEPT, ACCEPT_EDITS, PlanArguments, PlanTool

TEXT = "# Mend it\n1. read\n2. edit"


def put(person: Person | None, mode: Mode, text: str = TEXT) -> ToolResult:
    tool = PlanTool(person, mode, MaskingRedactor())
    return asyncio.run(tool.run(PlanArguments(text), KeptOutput()))


@pytest.mark.parametrize(
    ("answer", "then"), [(ACCEPT, "ask"), ("Accept ", "ask"), ("yes", "ask"), (ACCEPT_EDITS, "accept-edits")]
)
def test_a_yes_ends_plan_mode_and_is_recorded(answer: str, then: PermissionMode) -> None:
    mode = Mode("plan")
    result = put(ScriptedPerson(answer), mode)
    assert (mode.changes, result.effect, result.failed) == ([then], AcceptedPlan(TEXT), False)
    assert "Plan mode is off" in text_of(result)


def test_the_plan_and_both_ways_to_accept_it_are_put_before_the_person() -> None:
    person = ScriptedPerson(ACCEPT)
    put(person, Mode("plan"))
    (question,) = person.asked
    assert (question.text, question.options) == (TEXT, (ACCEPT, ACCEPT_EDITS))


@pytest.mark.parametrize(
    "answer", ["no", "n", "accept it only when the tests pass", "sure, but not b.py", "accept-edits"]
)
def test_anything_else_is_a_no_whose_reason_the_model_sees(answer: str) -> None:
    mode = Mode("plan")
    result = put(ScriptedPerson(answer), mode)
    assert (mode.mode, mode.changes, result.effect, result.failed) == ("plan", [], None, True)
    if answer not in ("no", "n"):
        assert result.content[-1] == TextPart(answer, "human")


@pytest.mark.parametrize("person", [None, ScriptedPerson(None), ScriptedPerson("")])
def test_no_answer_is_no_consent(person: Any) -> None:
    mode = Mode("plan")
    result = put(person, mode)
    assert result.failed and result.effect is None and mode.changes == []
    assert "stays on" in text_of(result)
    assert all(isinstance(part, TextPart) and part.origin == "tool" for part in result.content)


@pytest.mark.parametrize("mode", ["ask", "accept-edits"])
def test_outside_plan_mode_a_plan_is_only_recorded(mode: PermissionMode) -> None:
    held, person = Mode(mode), ScriptedPerson(ACCEPT, ACCEPT_EDITS)
    assert put(person, held).effect == AcceptedPlan(TEXT)
    assert person.asked[0].options == (ACCEPT,)
    assert put(person, held).failed
    assert held.changes == []


def test_a_mode_that_the_person_chose_meanwhile_stands() -> None:
    mode = Mode("plan")

    class LeavesPlanMode(ScriptedPerson):
        async def answer(self, question: Any) -> str | None:
            mode.mode = "accept-edits"
            return ACCEPT

    assert not put(LeavesPlanMode(), mode).failed
    assert mode.mode == "accept-edits"


def test_an_accepted_plan_holds_no_secret() -> None:
    assert put(ScriptedPerson(ACCEPT), Mode("plan"), "use hunter2").effect == AcceptedPlan("use [masked]")


def test_an_empty_plan_is_refused() -> None:
    assert isinstance(PlanTool(None, None, MaskingRedactor()).plan(PlanArguments(" ")), ToolRefusal)
