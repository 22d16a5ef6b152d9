"""Deeds of Codex: shells under several names, patches in both of their ways, web and pictures."""

import json
from pathlib import Path
from typing import Any

import pytest
from tests.transcripts.foreign_samples import event, file, item, lines

from reverie.conversation.deeds import AnyDeed, Command, Delete, Edit, Read, Search, Web, Write
from reverie.transcripts.deeds.making import deed_maker, deeds_of
from reverie.transcripts.reading import read_entries

PATCH = """*** Begin Patch
*** Add File: new.py
+x = 1
+y = 2
*** Update File: old.py
@@ def f():
-    return 1
+    return 2
 pass
*** Update File: a.py
*** Move to: b.py
@@
-a
+b
*** Delete File: gone.py
*** End Patch"""
CHANGES = [
    Write(line=1, path="new.py", content="x = 1\ny = 2\n"),
    Edit(line=1, path="old.py", diff="-    return 1\n+    return 2\n pass\n"),
    Delete(line=1, path="a.py"),
    Edit(line=1, path="b.py", diff="-a\n+b\n"),
    Delete(line=1, path="gone.py"),
]


def deeds(tmp_path: Path, *records: object) -> list[AnyDeed]:
    return list(deeds_of("codex", read_entries(file(tmp_path, "codex", lines(*records)))))


def ran(name: str, arguments: object, output: object) -> list[dict[str, Any]]:
    return [
        item("function_call", name=name, arguments=json.dumps(arguments), call_id="c1"),
        item("function_call_output", call_id="c1", output=output),
    ]


def ended(output: str, status: int) -> str:
    return json.dumps({"output": output, "metadata": {"exit_code": status, "duration_seconds": 0.1}})


@pytest.mark.parametrize(
    ("arguments", "command"),
    [
        ({"command": ["bash", "-lc", "pytest -q | tail"]}, "pytest -q | tail"),
        ({"command": ["/bin/zsh", "-c", "ls"]}, "ls"),
        ({"command": ["git", "commit", "-m", "a b"]}, "git commit -m 'a b'"),
        ({"command": "pytest -q"}, "pytest -q"),
        ({"cmd": "pytest -q", "yield_time_ms": 1000}, "pytest -q"),
    ],
)
def test_the_command_is_what_a_person_would_have_typed(tmp_path: Path, arguments: object, command: str) -> None:
    assert deeds(tmp_path, *ran("shell", arguments, ended("ok\n", 0))) == [
        Command(line=1, command=command, exit=0, output="ok\n")
    ]


@pytest.mark.parametrize(
    ("output", "expected"),
    [
        (ended("1 failed\n", 1), {"exit": 1, "output": "1 failed\n"}),
        ("Exit code: 0\nWall time: 1 seconds\nOutput:\n3 passed\n", {"exit": 0, "output": "3 passed\n"}),
        ("exec command rejected by user", {"denied": True, "output": "exec command rejected by user"}),
        ("rejected: approval policy", {"denied": True, "output": "rejected: approval policy"}),
        (ended("rejected by user", 0), {"exit": 0, "output": "rejected by user"}),
        ("hi\n", {"output": "hi\n"}),
    ],
)
def test_a_command_ends_as_its_output_tells(tmp_path: Path, output: str, expected: dict[str, Any]) -> None:
    arguments = {"command": ["bash", "-lc", "x"], "workdir": "/p"}
    assert deeds(tmp_path, *ran("shell", arguments, output)) == [
        Command(line=1, command="x", directory="/p", **expected)
    ]


def test_the_event_tells_the_status_where_the_output_does_not(tmp_path: Path) -> None:
    call, result = ran("local_shell", {"command": ["ls"]}, "gone")
    assert deeds(tmp_path, call, event("exec_command_end", call_id="c1", exit_code=2), result) == [
        Command(line=1, command="ls", exit=2, output="gone")
    ]


def test_a_command_that_goes_on_is_one_in_the_background(tmp_path: Path) -> None:
    running = "Chunk ID: 1\nWall time: 1 seconds\nProcess running with session ID 7\nOutput:\nstarting\n"
    over = "Chunk ID: 2\nWall time: 1 seconds\nProcess exited with code 1\nOutput:\nfailed\n"
    found = deeds(
        tmp_path,
        *ran("exec_command", {"cmd": "npm test"}, running),
        *ran("write_stdin", {"session_id": 7, "chars": ""}, over),
    )
    assert found == [
        Command(line=1, command="npm test", output="starting\n", background=True),
        Command(line=3, command="npm test", exit=1, output="failed\n"),
    ]


@pytest.mark.parametrize(
    "call",
    [
        item("custom_tool_call", name="apply_patch", input=PATCH, call_id="c1"),
        item("function_call", name="apply_patch", arguments=json.dumps({"input": PATCH}), call_id="c1"),
        item(
            "function_call",
            name="shell",
            arguments=json.dumps({"command": ["bash", "-lc", f"cd src && apply_patch <<'EOF'\n{PATCH}\nEOF\n"]}),
            call_id="c1",
        ),
        item("function_call", name="shell", arguments=json.dumps({"command": ["apply_patch", PATCH]}), call_id="c1"),
    ],
)
def test_a_patch_is_a_deed_a_file(tmp_path: Path, call: dict[str, Any]) -> None:
    output = "function_call_output" if call["payload"]["type"] == "function_call" else "custom_tool_call_output"
    applied = ended("Success. Updated the following files:\nA new.py\n", 0)
    assert deeds(tmp_path, call, item(output, call_id="c1", output=applied)) == CHANGES
    refused = {"content": "patch rejected by user", "success": False}
    found = deeds(tmp_path, call, item(output, call_id="c1", output=refused))
    assert [(type(one), one.ok, one.denied) for one in found] == [  # type: ignore[union-attr]
        (type(one), False, True) for one in CHANGES
    ]
    failed = ended("apply_patch verification failed: no such lines", 1)
    found = deeds(tmp_path, call, item(output, call_id="c1", output=failed))
    assert [(one.ok, one.denied, one.error) for one in found] == [  # type: ignore[union-attr]
        (False, False, "apply_patch verification failed: no such lines")
    ] * len(CHANGES)


@pytest.mark.parametrize(
    ("output", "ok"),
    [
        ("Success. Updated the following files:\nM a.py\n", True),
        ("Exit code: 0\nWall time: 0 seconds\nOutput:\nSuccess.\n", True),
        ("apply_patch verification failed: Failed to find expected lines", False),
        ("patch rejected by user", False),
    ],
)
def test_a_patch_of_a_later_version_tells_it_in_words(tmp_path: Path, output: str, ok: bool) -> None:
    call = item("custom_tool_call", name="apply_patch", input=PATCH, call_id="c1")
    found = deeds(tmp_path, call, item("custom_tool_call_output", call_id="c1", output=output))
    assert [one.ok for one in found] == [ok] * len(CHANGES)  # type: ignore[union-attr]


def test_a_shell_that_patches_and_runs_does_both(tmp_path: Path) -> None:
    script = f"apply_patch <<'EOF'\n{PATCH}\nEOF\npytest -q"
    found = deeds(tmp_path, *ran("shell", {"command": ["bash", "-lc", script]}, ended("3 passed", 0)))
    assert found == [*CHANGES, Command(line=1, command=script, exit=0, output="3 passed")]


def test_what_was_looked_at(tmp_path: Path) -> None:
    found = deeds(
        tmp_path,
        *ran("view_image", {"path": "a.png"}, "attached"),
        *ran("grep_files", {"pattern": "area"}, "a.py"),
        item("web_search_call", action={"type": "search", "query": "area"}),
        item("web_search_call", action={"type": "open_page", "url": "https://a.example"}),
    )
    assert found == [
        Read(line=1, path="a.png"),
        Search(line=3, query="area", output="a.py"),
        Web(line=5, url="area"),
        Web(line=6, url="https://a.example"),
    ]


def test_strange_tools_are_counted_and_give_no_deed(tmp_path: Path) -> None:
    maker = deed_maker("codex")
    records = [
        *ran("mcp__x__y", {}, ""),
        *ran("update_plan", {}, ""),
        *ran("exec", "text('x')", ""),
        *ran("new", {}, ""),
    ]
    entries = list(read_entries(file(tmp_path, "codex", lines(*records))))
    assert [deed for entry in entries for deed in maker.take(entry)] == []
    assert maker.unknown == 3
