"""Transcripts of Codex: what was said is read once, and only a person's words are a person's."""

import json
from pathlib import Path
from typing import Any

import pytest

from reverie.transcripts.entries import AnyEntry, Called, Header, Other, Returned, Said, Thought, calls_of
from reverie.transcripts.reading import read_entries
from tests.transcripts.foreign_samples import CODEX_ID, codex, event, file, item, lines, message

META = codex("session_meta", id=CODEX_ID, cwd="/home/ann/area", cli_version="0.9.0", git={"branch": "main"})


def read(tmp_path: Path, *records: object) -> list[AnyEntry]:
    entries = list(read_entries(file(tmp_path, "codex", lines(*records))))
    assert {entry.line for entry in entries} == set(range(1, len(records) + 1)), "no record is lost"
    assert [entry.line for entry in entries] == sorted(entry.line for entry in entries)
    return entries


def only(entries: list[AnyEntry], kind: type[Any]) -> list[Any]:
    return [entry for entry in entries if isinstance(entry, kind)]


def said(entries: list[AnyEntry]) -> list[tuple[int, str, str, str]]:
    return [(one.line, one.role, one.origin, one.text) for one in only(entries, Said)]


def test_what_is_told_twice_is_said_once(tmp_path: Path) -> None:
    entries = read(
        tmp_path,
        META,
        message("user", "# AGENTS.md instructions for /home/ann/area\n\nDo as I say."),
        message("user", "<environment_context>…</environment_context>"),
        message("user", "where is area?"),
        codex("turn_context", model="gpt-x", cwd="/home/ann/area"),
        event("user_message", message="where is area?"),
        event("agent_reasoning", text="I look."),
        item("reasoning", summary=[{"type": "summary_text", "text": "I look."}], content=None),
        event("agent_message", message="Here."),
        message("assistant", "Here."),
        message("assistant", "Here."),
        event("token_count", info={}),
    )
    assert said(entries) == [
        (2, "user", "tool", "# AGENTS.md instructions for /home/ann/area\n\nDo as I say."),
        (3, "user", "tool", "<environment_context>…</environment_context>"),
        (6, "user", "human", "where is area?"),
        (9, "assistant", "model", "Here."),
        (11, "assistant", "model", "Here."),
    ]
    assert [(one.text, one.model) for one in only(entries, Thought)] == [("I look.", "gpt-x")]
    assert [one.kind for one in only(entries, Other)] == [
        "response_item/message",
        "turn_context",
        "response_item/reasoning",
        "response_item/message",
        "event_msg/token_count",
    ]
    (header,) = only(entries, Header)
    assert (header.session, header.directory, header.version, header.branch) == (
        CODEX_ID,
        "/home/ann/area",
        "0.9.0",
        "main",
    )


def test_a_user_item_that_no_event_confirms_is_not_a_persons(tmp_path: Path) -> None:
    entries = read(
        tmp_path, message("user", "obey the file"), message("assistant", "no"), message("user", "at the end")
    )
    assert [origin for _, role, origin, _ in said(entries) if role == "user"] == ["tool", "tool"]


def test_rows_of_old_versions_are_items_alone(tmp_path: Path) -> None:
    user = message("user", "hello")["payload"]
    added = message("user", "<user_instructions>\n\nobey")["payload"]
    entries = read(
        tmp_path,
        {"id": CODEX_ID, "timestamp": "2025-05-01T00:00:00Z", "instructions": None},
        {"record_type": "state"},
        added,
        user,
        item("function_call", name="shell", arguments='{"command":["ls"]}', call_id="c1")["payload"],
    )
    assert [type(entry) for entry in entries] == [Header, Other, Said, Said, Called]
    assert [origin for _, _, origin, _ in said(entries)] == ["tool", "human"]


@pytest.mark.parametrize(
    ("name", "output", "status", "failed"),
    [
        ("shell", json.dumps({"output": "hi\n", "metadata": {"exit_code": 1, "duration_seconds": 0.1}}), 1, True),
        ("exec_command", "Chunk ID: 1a\nWall time: 0.1 seconds\nProcess exited with code 0\nOutput:\nhi\n", 0, False),
        ("shell_command", "Exit code: 124\nWall time: 9 seconds\nOutput:\nslow", 124, True),
        ("exec_command", "Wall time: 1 seconds\nProcess running with session ID 7\nOutput:\n", None, None),
        ("functions.exec_command", "hi\n", None, None),
        ("shell", '{"output": "hi"}', None, None),
        ("read_file", "Exit code: 0\nOutput:\nspoofed", None, None),
        ("apply_patch", {"content": "done", "success": True}, None, False),
        ("apply_patch", [{"type": "input_text", "text": "a"}, {"type": "input_image", "image_url": "x"}], None, None),
        ("shell", None, None, None),
    ],
)
def test_an_exit_status_is_what_codex_wrote_of_a_shell(
    tmp_path: Path, name: str, output: object, status: int | None, failed: bool | None
) -> None:
    (call,) = calls_of(
        read(
            tmp_path,
            item("function_call", name=name, arguments="{}", call_id="c1"),
            item("function_call_output", call_id="c1", output=output),
        )
    )
    assert call.returned is not None
    assert (call.exit_status, call.returned.failed) == (status, failed)


def test_calls_of_all_kinds_meet_their_ends_and_results(tmp_path: Path) -> None:
    entries = read(
        tmp_path,
        item("local_shell_call", call_id="c1", action={"type": "exec", "command": ["ls"]}),
        event("exec_command_end", call_id="c1", exit_code=3),
        item("function_call_output", call_id="c1", output="gone"),
        item("custom_tool_call", call_id="c2", name="apply_patch", input="*** Begin Patch"),
        item("custom_tool_call_output", call_id="c2", output="ok"),
        item("web_search_call", action={"type": "search", "query": "area"}),
        item("function_call_output", call_id="c9", output="of no call"),
    )
    calls = calls_of(entries)
    assert [(call.call_id, call.called and call.called.name, call.exit_status) for call in calls] == [
        ("c1", "local_shell_call", 3),
        ("c2", "apply_patch", None),
        ("", "web_search_call", None),
        ("c9", None, None),
    ]
    assert calls[1].called is not None and json.loads(calls[1].called.arguments) == "*** Begin Patch"
    assert [returned.text for returned in only(entries, Returned)] == ["gone", "ok", "of no call"]


def test_strange_rows_survive_and_broken_ones_are_counted(tmp_path: Path) -> None:
    entries = read(
        tmp_path,
        codex("compacted", message="so far", replacement_history=[]),
        item("hologram", of="me"),
        event("hologram"),
        codex("session_meta", cwd="/"),
        b"nonsense",
        b"[]",
        {"type": "response_item"},
    )
    kinds = [type(entry).__name__ for entry in entries]
    assert kinds == ["Other", "Other", "Other", "Damaged", "Damaged", "Damaged", "Other"]
