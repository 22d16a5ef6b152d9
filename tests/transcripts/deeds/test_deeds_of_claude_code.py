"""Deeds of Claude Code: what each tool did, and how its result tells whether it came about."""

from pathlib import Path
from typing import Any

import pytest
from tests.transcripts.foreign_samples import claude, file, lines, tool_result, tool_use

from reverie.conversation.deeds import AnyDeed, Command, Edit, Read, Search, TaskResult, Web, Write
from reverie.transcripts.deeds.making import deed_maker, deeds_of
from reverie.transcripts.reading import read_entries

REJECTED = (
    "The user doesn't want to proceed with this tool use. The tool use was rejected (eg. if it was a file edit, the "
    "new_string was NOT written to the file). STOP what you are doing and wait for the user to tell you how to proceed."
)


def deeds(tmp_path: Path, *records: object) -> list[AnyDeed]:
    return list(deeds_of("claude-code", read_entries(file(tmp_path, "claude-code", lines(*records)))))


def done(name: str, text: object, arguments: dict[str, Any], details: object = None, **result: Any) -> list[object]:
    """The records of one call and its result."""
    more = {} if details is None else {"toolUseResult": details}
    return [
        claude("assistant", tool_use("t1", name, **arguments)),
        claude("user", tool_result("t1", text, **result), **more),
    ]


def only(found: list[AnyDeed]) -> AnyDeed:
    (deed,) = found
    return deed


@pytest.mark.parametrize(
    ("text", "details", "result", "expected"),
    [
        ("3 passed", {"stdout": "3 passed", "stderr": "", "interrupted": False}, {}, {"exit": 0}),
        ("3 passed", None, {}, {"exit": 0}),
        ("Exit code 2\n1 failed", "Error: Exit code 2", {"is_error": True}, {"exit": 2}),
        ("", {"stdout": "", "interrupted": False, "returnCodeInterpretation": "No matches found"}, {}, {"exit": 1}),
        ("half", {"stdout": "half", "interrupted": True}, {}, {"exit": None}),
        ("Command timed out after 2m 0.0s\n...", None, {"is_error": True}, {"exit": None}),
        (REJECTED, "User rejected tool use", {"is_error": True}, {"exit": None, "denied": True}),
        ("Permission to use Bash with command rm has been denied.", None, {"is_error": True}, {"denied": True}),
        ("PreToolUse:Bash hook error: no", None, {"is_error": True}, {"denied": True}),
        ("Command running in background with ID: b1", {"backgroundTaskId": "b1"}, {}, {"background": True}),
        (
            "Command did not complete within its 120s timeout and was moved to the background (ID: b1).",
            None,
            {},
            {"background": True, "exit": None},
        ),
        (REJECTED, None, {"is_error": False}, {"exit": 0}),
        ("odd", {"interrupted": "no", "stdout": 3}, {}, {"exit": 0}),
    ],
)
def test_a_command_ends_as_its_result_tells(
    tmp_path: Path, text: str, details: object, result: dict[str, Any], expected: dict[str, Any]
) -> None:
    deed = only(deeds(tmp_path, *done("Bash", text, {"command": "pytest"}, details, **result)))
    told = {"exit": None, "denied": False, "background": False, **expected}
    assert deed == Command(line=1, command="pytest", output=text, **told)


def test_a_command_in_the_background_ends_where_it_is_looked_at(tmp_path: Path) -> None:
    started = claude("assistant", tool_use("t1", "Bash", command="npm test", run_in_background=True))
    running = "Command running in background with ID: b1"
    looked = "<status>running</status>\n<stdout>\n1 of 2\n</stdout>"
    ended = "<status>failed</status>\n<exit_code>1</exit_code>\n<stdout>\n2 of 2\n</stdout>"
    notice = "<task-notification>\n<task-id>b1</task-id>\n<summary>ended (exit code 3)</summary>"
    found = deeds(
        tmp_path,
        started,
        claude("user", tool_result("t1", running)),
        claude("assistant", tool_use("t2", "BashOutput", bash_id="b1")),
        claude("user", tool_result("t2", looked)),
        claude("assistant", tool_use("t3", "TaskOutput", task_id="b1")),
        claude("user", tool_result("t3", ended)),
        claude("user", notice),
    )
    assert [(one.command, one.exit, one.background) for one in found if isinstance(one, Command)] == [
        ("npm test", None, True),
        ("npm test", None, True),
        ("npm test", 1, False),
        ("npm test", 3, False),
    ]


PATCH = {"structuredPatch": [{"oldStart": 1, "lines": [" a", "-b", "+c"]}], "originalFile": "a\nb\n"}


@pytest.mark.parametrize(
    ("name", "arguments", "details", "expected"),
    [
        ("Edit", {"old_string": "b", "new_string": "c"}, PATCH, Edit(line=1, path="a.py", diff=" a\n-b\n+c\n")),
        ("Edit", {"old_string": "b\nd", "new_string": "c"}, None, Edit(line=1, path="a.py", diff="-b\n-d\n+c\n")),
        ("Edit", {"old_string": "", "new_string": "c"}, None, Write(line=1, path="a.py", content="c")),
        (
            "Edit",
            {"old_string": "b", "new_string": "c"},
            {"structuredPatch": 3},
            Edit(line=1, path="a.py", diff="-b\n+c\n"),
        ),
        (
            "MultiEdit",
            {"edits": [{"old_string": "b", "new_string": "c"}, "odd", {"old_string": "d", "new_string": ""}]},
            None,
            Edit(line=1, path="a.py", diff="-b\n+c\n-d\n"),
        ),
        (
            "Write",
            {"content": "c\n"},
            {"type": "create", "structuredPatch": []},
            Write(line=1, path="a.py", content="c\n"),
        ),
        ("Write", {"content": "c\n"}, {"type": "update", **PATCH}, Edit(line=1, path="a.py", diff=" a\n-b\n+c\n")),
        ("Read", {}, None, Read(line=1, path="a.py")),
    ],
)
def test_files_that_were_changed_and_read(
    tmp_path: Path, name: str, arguments: dict[str, Any], details: object, expected: AnyDeed
) -> None:
    assert only(deeds(tmp_path, *done(name, "done", {"file_path": "a.py", **arguments}, details))) == expected


@pytest.mark.parametrize("name", ["Edit", "MultiEdit", "Write"])
def test_a_change_that_failed_or_was_refused_is_none(tmp_path: Path, name: str) -> None:
    error = "<tool_use_error>File has not been read yet. Read it first.</tool_use_error>"
    failed = only(deeds(tmp_path, *done(name, error, {"file_path": "a.py"}, is_error=True)))
    assert isinstance(failed, Edit | Write)
    assert (failed.ok, failed.denied, failed.error) == (False, False, error)
    refused = only(deeds(tmp_path, *done(name, REJECTED, {"file_path": "a.py"}, is_error=True)))
    assert isinstance(refused, Edit | Write)
    assert (refused.ok, refused.denied) == (False, True)


def test_a_cell_of_a_notebook_is_edited(tmp_path: Path) -> None:
    found = only(deeds(tmp_path, *done("NotebookEdit", "ok", {"notebook_path": "a.ipynb", "new_source": "x = 1"})))
    assert found == Edit(line=1, path="a.ipynb", diff="+x = 1\n")


def test_searches_pages_and_sub_agents(tmp_path: Path) -> None:
    found = [
        only(deeds(tmp_path, *done(name, [{"type": "text", "text": "found"}], arguments)))
        for name, arguments in [
            ("Grep", {"pattern": "area", "path": "src"}),
            ("Glob", {"pattern": "*.py"}),
            ("WebFetch", {"url": "https://a.example"}),
            ("WebSearch", {"query": "area"}),
            ("Task", {"prompt": "look"}),
            ("Agent", {"prompt": "look"}),
        ]
    ]
    assert found == [
        Search(line=1, query="area src", output="found"),
        Search(line=1, query="*.py", output="found"),
        Web(line=1, url="https://a.example", output="found"),
        Web(line=1, url="area", output="found"),
        TaskResult(line=1, result="found"),
        TaskResult(line=1, result="found"),
    ]


def test_strange_tools_are_counted_and_give_no_deed(tmp_path: Path) -> None:
    maker = deed_maker("claude-code")
    records = [*done("mcp__files__write", "ok", {"path": "a"}), *done("TodoWrite", "ok", {}), *done("Hologram", "", {})]
    entries = read_entries(
        file(tmp_path, "claude-code", lines(*records, *done("mcp__x", "", {}), *done("Read", "", {})))
    )
    assert [type(deed) for entry in entries for deed in maker.take(entry)] == [Read]
    assert maker.unknown == 3


def test_deeds_stand_in_the_order_in_which_they_ended(tmp_path: Path) -> None:
    found = deeds(
        tmp_path,
        claude("assistant", [*tool_use("t1", "Bash", command="a"), *tool_use("t2", "Bash", command="b")]),
        claude("user", tool_result("t2", "")),
        claude("user", tool_result("t1", "")),
        claude("assistant", tool_use("t3", "Bash", command="never ended")),
        claude("assistant", tool_use("t4", "Edit", file_path="x", old_string="a", new_string="b")),
    )
    told = [(one.line, one.command, one.exit) for one in found if isinstance(one, Command)]
    assert told == [(1, "b", 0), (1, "a", 0), (4, "never ended", None)]
    assert found[-1] == Edit(line=5, path="x", ok=False, error="the transcript has no result of it")


def test_what_a_sub_agent_did_is_not_the_sessions_own(tmp_path: Path) -> None:
    aside = [{**record, "isSidechain": True} for record in done("Bash", "ok", {"command": "x"})]  # type: ignore[dict-item]
    assert deeds(tmp_path, *aside) == []


def test_what_the_person_ran_themselves_is_a_command_without_status(tmp_path: Path) -> None:
    found = deeds(
        tmp_path,
        claude("user", "<bash-input>pytest</bash-input>"),
        claude("user", "<bash-stdout>3 passed</bash-stdout><bash-stderr></bash-stderr>"),
    )
    assert found == [Command(line=2, command="pytest", output="3 passed")]


def test_pictures_in_a_result_leave_its_text(tmp_path: Path) -> None:
    content = [{"type": "image", "source": {"data": "AAAA" * 9}}, {"type": "text", "text": "a picture"}]
    assert only(deeds(tmp_path, *done("Read", content, {"file_path": "a.png"}))) == Read(line=1, path="a.png")
