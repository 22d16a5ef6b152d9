"""Turns: where they begin and end, what was done by then, and which have no answer to judge."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from tests.transcripts.foreign_samples import (
    CLAUDE_ID,
    CODEX_ID,
    claude,
    codex,
    event,
    file,
    item,
    lines,
    message,
    tool_result,
    tool_use,
)

from reverie.conversation.deeds import Command
from reverie.conversation.events import TurnEnded
from reverie.conversation.messages import AssistantMessage, TextPart, Usage, UserMessage, user_text
from reverie.transcripts.reading import Form, TranscriptFile
from reverie.transcripts.records import FORMAT, SessionHeader
from reverie.transcripts.session_file import SessionFile
from reverie.transcripts.turns import Turn
from reverie.transcripts.turns.reading import Turns

OURS = "01JD4K8ZQ5T7ABCDEFGHJKMNPQ"
META = codex("session_meta", id=CODEX_ID, cwd="/p", cli_version="0.9.0")


def turns(tmp_path: Path, form: Form, *records: object) -> list[Turn]:
    return list(Turns(file(tmp_path, form, lines(*records))))


def said(text: str) -> dict[str, Any]:
    return claude("assistant", [{"type": "text", "text": text}])


def ran(call_id: str, command: str) -> Iterator[dict[str, Any]]:
    yield claude("assistant", tool_use(call_id, "Bash", command=command))
    yield claude("user", tool_result(call_id, "ok"))


def commands(turn: Turn) -> list[str]:
    return [deed.command for deed in turn.deeds if isinstance(deed, Command)]


def test_a_turn_has_its_request_its_answer_and_all_that_was_done_before(tmp_path: Path) -> None:
    first, second = turns(
        tmp_path,
        "claude-code",
        claude("user", "fix it"),
        said("I look."),
        *ran("t1", "pytest"),
        said("All tests pass."),
        claude("user", "and now?"),
        *ran("t2", "git push"),
        said("Pushed."),
    )
    assert (first.request, first.answer, first.line, first.start) == ("fix it", "All tests pass.", 5, 0)
    assert (first.session, first.model, first.version) == (CLAUDE_ID, "claude-x", "2.0.1")
    assert first.at == "2026-01-02T03:04:05.000Z"
    assert (commands(first), commands(second)) == (["pytest"], ["pytest", "git push"])
    assert (second.request, second.answer, second.start) == ("and now?", "Pushed.", 1)


def test_parts_of_one_message_are_one_answer_and_the_last_message_counts(tmp_path: Path) -> None:
    parts = [{"type": "text", "text": "One."}, {"type": "thinking", "thinking": "hm"}, {"type": "text", "text": "Two."}]
    (turn,) = turns(tmp_path, "claude-code", claude("user", "x"), said("Zero."), claude("assistant", parts))
    assert (turn.answer, turn.line) == ("One.\n\nTwo.", 3)


@pytest.mark.parametrize(
    "end",
    [
        [],
        [said("I run it."), *ran("t1", "pytest")],
        [said("I run it."), claude("assistant", tool_use("t1", "Bash", command="x"))],
        [said("Half an ans"), claude("user", "[Request interrupted by user]")],
        [
            claude("assistant", [{"type": "text", "text": "API Error"}])
            | {
                "message": {
                    "role": "assistant",
                    "model": "<synthetic>",
                    "content": [{"type": "text", "text": "API Error"}],
                }
            }
        ],
        [said("  \n")],
        [claude("assistant", [{"type": "text", "text": "aside"}], isSidechain=True)],
    ],
)
def test_a_turn_without_a_final_answer_is_none_and_its_deeds_stay(tmp_path: Path, end: list[object]) -> None:
    assert turns(tmp_path, "claude-code", claude("user", "x"), *end) == []
    (later,) = turns(
        tmp_path, "claude-code", claude("user", "x"), *ran("t9", "ls"), *end, claude("user", "y"), said("Z.")
    )
    assert commands(later)[0] == "ls" and later.answer == "Z."


def test_what_the_program_adds_is_no_request(tmp_path: Path) -> None:
    (turn,) = turns(
        tmp_path,
        "claude-code",
        claude("user", "This session is being continued…", isCompactSummary=True),
        claude("user", "<command-name>/clear</command-name>"),
        claude("user", "do it"),
        claude("user", "<system-reminder>be kind</system-reminder>"),
        *ran("t1", "ls"),
        claude("user", "So far: …", isCompactSummary=True),
        said("Done."),
    )
    assert (turn.request, turn.answer) == ("do it", "Done.")


def test_words_said_meanwhile_belong_to_the_request(tmp_path: Path) -> None:
    (turn,) = turns(
        tmp_path, "claude-code", claude("user", "fix it"), *ran("t1", "ls"), claude("user", "and push"), said("Done.")
    )
    assert turn.request == "fix it\n\nand push"


def test_calls_of_strange_tools_are_counted_a_turn(tmp_path: Path) -> None:
    strange = [claude("assistant", tool_use("m", "mcp__x__y")), claude("user", tool_result("m", "ok"))]
    first, second = turns(
        tmp_path, "claude-code", claude("user", "x"), *strange, said("A."), claude("user", "y"), said("B.")
    )
    assert (first.unknown, second.unknown) == (1, 0)


def test_turns_of_codex(tmp_path: Path) -> None:
    call = item("function_call", name="shell", arguments=json.dumps({"command": ["ls"]}), call_id="c")
    first, second = turns(
        tmp_path,
        "codex",
        META,
        codex("turn_context", model="gpt-x"),
        message("user", "fix it"),
        event("user_message", message="fix it"),
        call,
        item("function_call_output", call_id="c", output="Exit code: 0\nOutput:\na"),
        event("agent_message", message="Done."),
        message("assistant", "Done."),
        event("user_message", message="stop"),
        event("agent_message", message="I beg"),
        event("turn_aborted", reason="interrupted"),
        event("user_message", message="again"),
        codex("turn_context", model="gpt-y"),
        event("agent_message", message="Yes."),
    )
    assert (first.request, first.answer, first.line, first.model) == ("fix it", "Done.", 7, "gpt-x")
    assert (first.session, first.version) == (CODEX_ID, "0.9.0")
    assert (second.request, second.answer, second.model) == ("again", "Yes.", "gpt-y")
    assert commands(second) == ["ls"]


def our_file(tmp_path: Path) -> SessionFile:
    path = tmp_path / f"{OURS}.jsonl"
    return SessionFile.create(path, SessionHeader(FORMAT, OURS, "t", "/p", "p/m", "0.1"), lambda: 1_795_000_000.0)


def answered(text: str, *, interrupted: bool = False) -> AssistantMessage:
    return AssistantMessage((TextPart(text, "model"),), "p/m", interrupted)


def test_turns_of_ours_end_where_they_say_so(tmp_path: Path) -> None:
    session = our_file(tmp_path)
    session.write_message(UserMessage((TextPart("# notes", "repo"), TextPart("fix it"))))
    session.write_message(answered("Fixed."))
    session.write_message(user_text("and push"))
    session.write_message(answered("Pushed."))
    session.write_turn_end(TurnEnded("done", "Pushed.", 2, Usage()))
    session.write_message(user_text("more"))
    session.write_message(answered("Hal", interrupted=True))
    session.write_turn_end(TurnEnded("interrupted", "", 1, Usage()))
    session.write_message(user_text("last"))
    session.write_message(answered("Last."))
    session.close()
    found = list(Turns(TranscriptFile("reverie", session.path, OURS)))
    assert [(turn.request, turn.answer) for turn in found] == [("fix it\n\nand push", "Pushed."), ("last", "Last.")]
    assert (found[0].session, found[0].model, found[0].version) == (OURS, "p/m", "0.1")


def test_the_first_answer_counts_also_when_it_went_back_to_the_model(tmp_path: Path) -> None:
    session = our_file(tmp_path)
    session.write_message(user_text("fix it"))
    session.write_message(answered("All tests pass."))
    session.write_message(user_text("No test was run; correct it.", "tool"))
    session.write_message(answered("I ran no tests."))
    session.write_turn_end(TurnEnded("done", "I ran no tests.", 2, Usage()))
    session.close()
    found = list(Turns(TranscriptFile("reverie", session.path, OURS)))
    assert [(turn.answer, turn.line) for turn in found] == [("All tests pass.", 3)]


def test_damaged_lines_are_counted_and_the_rest_is_read(tmp_path: Path) -> None:
    content = lines(claude("user", "x"), b"{torn", 42, said("Done."), b'{"type":"user","mess').removesuffix(b"\n")
    found = Turns(file(tmp_path, "claude-code", content))
    assert [turn.answer for turn in found] == ["Done."]
    assert found.damaged == 3


def test_an_empty_file_has_no_turns(tmp_path: Path) -> None:
    assert turns(tmp_path, "codex") == []
