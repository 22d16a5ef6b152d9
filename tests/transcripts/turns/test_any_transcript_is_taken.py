"""Whatever stands where a value should be, deeds and turns come out of what is left, and nothing raises."""

import json
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.transcripts.foreign_samples import CODEX_ID, claude, codex, event, item, message, tool_result, tool_use

from reverie.conversation.events import CallFinished, TurnEnded
from reverie.conversation.mark import Mark
from reverie.conversation.messages import (
    AssistantMessage,
    CallPart,
    ResultPart,
    TextPart,
    ToolMessage,
    Usage,
    user_text,
)
from reverie.conversation.record import EditedFile, RanCommand
from reverie.transcripts.reading import Form, reader_of
from reverie.transcripts.records import CallRecord, MarkRecord, MessageRecord, SessionHeader, TurnRecord, encode
from reverie.transcripts.turns.tracking import TurnTracker

PATCH = "*** Begin Patch\n*** Update File: a.py\n@@\n-a\n+b\n*** End Patch"
CLAUDE = [
    claude("user", "fix it"),
    claude("assistant", tool_use("1", "Bash", command="pytest", run_in_background=True)),
    claude("user", tool_result("1", "Exit code 1\nno", is_error=True), toolUseResult={"interrupted": False}),
    claude("assistant", tool_use("2", "Edit", file_path="a", old_string="a", new_string="b")),
    claude("user", tool_result("2", "ok"), toolUseResult={"structuredPatch": [{"lines": ["-a", "+b"]}]}),
    claude("assistant", tool_use("3", "MultiEdit", file_path="a", edits=[{"old_string": "a", "new_string": "b"}])),
    claude("user", tool_result("3", [{"type": "text", "text": "ok"}])),
    claude("assistant", tool_use("4", "BashOutput", bash_id="x")),
    claude("user", tool_result("4", "<status>completed</status>")),
    claude("assistant", [{"type": "text", "text": "All tests pass."}]),
]
CODEX = [
    codex("session_meta", id=CODEX_ID, cwd="/p"),
    event("user_message", message="fix it"),
    item("function_call", name="shell", arguments='{"command":["bash","-lc","ls"]}', call_id="1"),
    item("function_call_output", call_id="1", output='{"output":"a","metadata":{"exit_code":0}}'),
    item("custom_tool_call", name="apply_patch", input=PATCH, call_id="2"),
    item("custom_tool_call_output", call_id="2", output={"content": "ok", "success": True}),
    item("function_call", name="write_stdin", arguments='{"session_id":7}', call_id="3"),
    item("web_search_call", action={"type": "search", "query": "x"}),
    event("turn_aborted", reason="x"),
    message("assistant", "Done."),
]
_SHELL = CallPart("1", "shell", '{"command":"ls","job":"job-1"}')
_END = CallFinished("1", "shell", "ok", "", RanCommand("ls", ".", 0))
OURS = [
    json.loads(encode(record))
    for record in (
        SessionHeader(1, "01JD4K8ZQ5T7ABCDEFGHJKMNPQ", "t", "/p", "m", "0"),
        MessageRecord("", user_text("fix it")),
        MessageRecord("", AssistantMessage((_SHELL,), "m")),
        CallRecord("", _END),
        MessageRecord("", ToolMessage((ResultPart("1", (TextPart("ok", "tool"),)),))),
        MarkRecord("", Mark("fork", 6, (AssistantMessage((_SHELL,), "m"),), calls=(_END,))),
        MarkRecord("", Mark("rewind", 7, restored=(EditedFile("a", "-b"),))),
        MessageRecord("", AssistantMessage((TextPart("Done.", "model"),), "m")),
        TurnRecord("", TurnEnded("done", "Done.", 1, Usage())),
    )
]
_JUNK = (
    st.none() | st.booleans() | st.integers(-(2**65), 2**65) | st.floats(allow_nan=False) | st.text(max_size=30)
    | st.sampled_from(["{", '{"output":3}', "[]", "\ud800", "x" * 5000, "*** Begin Patch\n*** End Patch"])
    | st.lists(st.integers() | st.text(max_size=3), max_size=3)
    | st.dictionaries(st.sampled_from(["text", "type", "lines", "command"]), st.integers() | st.text(), max_size=3)
)  # fmt: skip


def places(value: Any, path: tuple[Any, ...] = ()) -> list[tuple[Any, ...]]:
    """Where something could be put instead."""
    inner = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    return [path, *(found for key, each in inner for found in places(each, (*path, key)))]


def replaced(value: Any, path: tuple[Any, ...], junk: Any) -> Any:
    if not path:
        return junk
    if isinstance(value, dict):
        return {key: replaced(each, path[1:], junk) if key == path[0] else each for key, each in value.items()}
    return [replaced(each, path[1:], junk) if place == path[0] else each for place, each in enumerate(value)]


@pytest.mark.parametrize(("form", "records"), [("claude-code", CLAUDE), ("codex", CODEX), ("reverie", OURS)])
@settings(max_examples=200, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(data=st.data())
def test_nothing_raises(form: Form, records: list[Any], data: st.DataObject) -> None:
    changed = list(records)
    for _ in range(data.draw(st.integers(1, 4))):
        number = data.draw(st.integers(0, len(changed) - 1))
        path = data.draw(st.sampled_from(places(changed[number])))
        changed[number] = replaced(changed[number], path, data.draw(_JUNK))
    if data.draw(st.booleans()):
        changed = data.draw(st.permutations(changed))
    reader, tracker = reader_of(form), TurnTracker(form, "s")
    lines = [json.dumps(record).encode() for record in changed]
    entries = [entry for number, line in enumerate(lines, 1) for entry in reader.take(number, line)]
    turns = [tracker.take(entry) for entry in (*entries, *reader.finish())]
    for turn in filter(None, (*turns, tracker.finish())):
        assert turn.answer.strip() and 0 <= turn.start <= len(turn.deeds)
