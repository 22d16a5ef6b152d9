"""Whatever a line holds, a reader gives entries of it, a search looks into them, and nothing is lost."""

import json
from typing import Any

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from reverie.transcripts.entries import calls_of, texts_of
from reverie.transcripts.json_line import as_json
from reverie.transcripts.reading import Form, reader_of

_KEYS = (
    st.sampled_from(["type", "payload", "message", "content", "role", "text", "id", "call_id", "output", "success"])
    | st.sampled_from(["timestamp", "parts", "tool_use_id", "input", "name", "is_error", "toolUseResult", "summary"])
    | st.sampled_from(["exit_code", "model", "sessionId", "cwd", "arguments", "action", "origin", "kind", "results"])
    | st.sampled_from(["at", "call", "metadata", "git"])
)
_WORDS = (
    st.sampled_from(["user", "assistant", "tool", "text", "tool_use", "tool_result", "response_item", "event_msg"])
    | st.sampled_from(["session_meta", "function_call", "function_call_output", "reasoning", "message", "turn_context"])
    | st.sampled_from(["user_message", "agent_message", "exec_command_end", "call", "mark", "session", "turn", "shell"])
)
_SCALARS = st.none() | st.booleans() | st.integers(-(2**70), 2**70) | st.floats(allow_nan=False) | _WORDS | st.text()
_VALUES = st.recursive(_SCALARS, lambda inner: st.lists(inner, max_size=3) | st.dictionaries(_KEYS, inner, max_size=5))
_RECORDS = st.dictionaries(_KEYS, _VALUES, max_size=8)


@pytest.mark.parametrize("form", ["reverie", "claude-code", "codex"])
@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(records=st.lists(_RECORDS | _VALUES, max_size=4), cut=st.integers(0, 30))
@example(records=[{"type": "user", "message": {"content": [{"type": "tool_use", "input": 2**70}]}}], cut=0)
@example(records=[{"type": "user", "message": {"content": []}}], cut=0)
@example(records=[{"type": "message", "at": "", "message": {"role": "user", "parts": []}}], cut=0)
@example(records=[{"type": "message", "at": "", "message": {"role": "tool", "results": []}}], cut=0)
def test_any_json_and_any_torn_json_is_read_or_set_aside(form: Form, records: list[Any], cut: int) -> None:
    lines = [json.dumps(record).encode() for record in records]
    if lines:
        lines[-1] = lines[-1][: max(1, len(lines[-1]) - cut)]
    reader = reader_of(form)
    entries = [entry for number, line in enumerate(lines, 1) for entry in reader.take(number, line)]
    entries += reader.finish()
    assert [entry.line for entry in entries] == sorted(entry.line for entry in entries)
    assert {entry.line for entry in entries} == set(range(1, len(lines) + 1))
    assert all(isinstance(text, str) for entry in entries for text in texts_of(entry))
    calls_of(entries)


def test_numbers_beyond_64_bits_are_kept() -> None:
    assert as_json({"a": [2**70]}) == '{"a":[1180591620717411303424]}'
