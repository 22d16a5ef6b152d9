import asyncio
from typing import Any

import pytest
from tests.fakes.person import MaskingRedactor, ScriptedPerson
from tests.tools.calling import KeptOutput, text_of

from reverie.conversation.messages import TextPart
from reverie.conversation.ports import Person, Question, ToolRefusal, ToolResult
from reverie.conversation.record import AskedPerson
from reverie.tools.ask_user import AskUserArguments, AskUserTool


def ask(person: Person | None, question: str = "which one?", *options: str) -> ToolResult:
    tool = AskUserTool(person, MaskingRedactor())
    return asyncio.run(tool.run(AskUserArguments(question, options), KeptOutput()))


def test_the_answer_is_the_persons_and_the_only_text() -> None:
    person = ScriptedPerson("the  second\none ")
    result = ask(person, "which one?", "first", "second", "first", " ")
    assert person.asked == [Question("question", "which one?", ("first", "second"))]
    assert result.content == (TextPart("the  second\none", "human"),)
    assert result.effect == AskedPerson("which one?", "the  second\none")
    assert result.note == "answered: the second one" and not result.failed


@pytest.mark.parametrize("person", [None, ScriptedPerson(None), ScriptedPerson(" ")])
def test_without_an_answer_the_model_decides_and_says_so(person: Any) -> None:
    result = ask(person)
    assert result.failed and result.effect is None
    assert "decide by yourself" in text_of(result) and "assumed" in text_of(result)
    assert all(isinstance(part, TextPart) and part.origin == "tool" for part in result.content)


def test_secrets_in_question_and_answer_are_masked_in_the_record() -> None:
    result = ask(ScriptedPerson("use hunter2"), "is it hunter2?")
    assert result.effect == AskedPerson("is it [masked]?", "use [masked]")
    assert text_of(result) == "use [masked]"


def test_an_empty_question_is_refused() -> None:
    tool = AskUserTool(ScriptedPerson("yes"), MaskingRedactor())
    assert isinstance(tool.plan(AskUserArguments(" \n")), ToolRefusal)
