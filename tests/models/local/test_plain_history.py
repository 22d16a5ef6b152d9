"""A history as plain text: what a small model is reminded of is what was asked."""

from reverie.conversation.messages import (
    AssistantMessage,
    CallPart,
    Message,
    ResultPart,
    TextPart,
    ToolMessage,
    UserMessage,
    user_text,
)
from reverie.models.local.plain_history import PlainHistory


def _calls(call_id: str) -> tuple[Message, Message]:
    call = AssistantMessage((CallPart(call_id, "read", '{"path": "a"}'),), "m")
    return call, ToolMessage((ResultPart(call_id, (TextPart("x = 1", "repo"),)),))


def test_the_reminder_below_a_result_is_what_somebody_asked_and_no_instruction_file() -> None:
    nested = UserMessage((TextPart("# From `/p/AGENTS.md` (instructions)\nUse black.", "repo"),))
    messages = (user_text("where is area?"), *_calls("1"), nested, *_calls("2"))
    plain = PlainHistory().rewrite(messages)
    assert "Asked: where is area?" in str(plain[2]) and "Asked: where is area?" in str(plain[-1])


def test_after_a_compaction_it_is_the_message_that_is_worked_on() -> None:
    digest = UserMessage((TextPart("[what came before]", "tool"), TextPart("old words")))
    plain = PlainHistory().rewrite((digest, user_text("new words"), *_calls("1")))
    assert "Asked: new words" in str(plain[-1])
    assert [type(message) for message in plain] == [UserMessage, UserMessage, AssistantMessage, UserMessage]


def test_orders_of_another_session_are_asked_too() -> None:
    plain = PlainHistory().rewrite((user_text("find it", "peer"), *_calls("1")))
    assert "Asked: find it" in str(plain[-1])
