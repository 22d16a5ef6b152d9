"""`reverie claims` as a person and a program run it."""

import json
import os
from pathlib import Path
from typing import Any

import pytest

from tests.e2e.binary import Home
from tests.transcripts.foreign_samples import CODEX_ID, claude, codex, event, item, lines, tool_result, tool_use

FAILED = "Exit code 1\n1 failed, 11 passed in 0.2s"


def session(answer: str, result: str = "12 passed in 0.2s", *, at: str = "2026-01-02T03:04:05Z", **more: Any) -> bytes:
    """A turn of Claude Code that ran the tests."""
    failed = {"is_error": True} if result.startswith("Exit code") else {}
    return lines(
        claude("user", "Fix the failing test.", timestamp=at, **more),
        claude("assistant", tool_use("t1", "Bash", command="pytest -q"), timestamp=at, **more),
        claude("user", tool_result("t1", result, **failed), timestamp=at, **more),
        claude("assistant", [{"type": "text", "text": answer}], timestamp=at, **more),
    )


def put(path: Path, content: bytes) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content)
    return path


@pytest.fixture
def transcripts(home: Home) -> Home:
    """A home with a true and a false session of Claude Code, and one of Codex without a final answer."""
    projects = home.home / ".claude" / "projects" / "-home-ann"
    put(projects / "good.jsonl", session("All tests pass."))
    put(projects / "bad.jsonl", session("All tests pass.", FAILED, at="2026-02-02T03:04:05Z"))
    call = item("function_call", name="shell", arguments='{"command":["ls"]}', call_id="c")
    rows = (codex("session_meta", id=CODEX_ID, cwd="/p"), event("user_message", message="look"), call)
    put(home.home / ".codex" / "sessions" / "2026" / f"rollout-x-{CODEX_ID}.jsonl", lines(*rows))
    return home


def test_bare_looks_through_what_other_agents_keep(transcripts: Home) -> None:
    done = transcripts.run("claims")
    assert (done.returncode, done.stderr) == (0, "")
    printed = done.stdout.splitlines()
    assert printed[1].split() == ["claude-x", "2", "2", "1", "too", "few", "to", "tell"]
    assert printed[3] == "~/.claude/projects/-home-ann/bad.jsonl:4  claude-x  2026-02-02"
    assert printed[4].startswith("    contradicted  said: All tests pass; ")
    assert printed[-1] == "3 transcripts · 2 turns · 2 claims · 1 false"
    assert not (transcripts.home / "reverie").exists(), "nothing is written"


def test_false_claims_fail_only_when_asked_to(transcripts: Home) -> None:
    assert transcripts.run("claims", "--fail-on-false-claims").returncode == 1
    good = str(transcripts.home / ".claude" / "projects" / "-home-ann" / "good.jsonl")
    assert transcripts.run("claims", "--fail-on-false-claims", good).returncode == 0


def test_json_is_one_object(transcripts: Home) -> None:
    found = json.loads(transcripts.run("claims", "--json").stdout)
    assert (found["transcripts"], found["models"][0]["claims"], found["models"][0]["contradicted"]) == (3, 2, 1)
    (claim,) = found["false_claims"]
    assert (claim["quote"], claim["kind"], claim["line"]) == ("All tests pass", "tests_pass", 4)


def test_sessions_of_this_project_are_looked_through_too(home: Home) -> None:
    done = home.run("claims")
    assert done.returncode == 6 and len(done.stderr.splitlines()) == 1
    assert not (home.home / "reverie").exists()


def test_a_transcript_without_a_final_answer_is_one_line(home: Home) -> None:
    done = home.run("claims", str(put(home.project / "x.jsonl", lines(claude("user", "fix it")))))
    assert (done.returncode, done.stdout) == (0, "1 transcript · 0 turns · 0 claims · 0 false\n")


@pytest.mark.parametrize("name", ["gone.jsonl", "notes.md", "empty.jsonl", "pipe", "folder"])
def test_what_is_no_transcript_is_one_line_and_2(home: Home, name: str) -> None:
    (home.project / "notes.md").write_text("# Notes\n")
    (home.project / "empty.jsonl").write_text("")
    (home.project / "folder").mkdir()
    os.mkfifo(home.project / "pipe")
    done = home.run("claims", name)
    assert (done.returncode, done.stdout) == (2, "")
    assert len(done.stderr.splitlines()) == 1 and f"'{name}'" in done.stderr


@pytest.mark.skipif(os.geteuid() == 0, reason="root reads everything")
def test_a_file_that_may_not_be_read_is_one_line(home: Home) -> None:
    put(home.project / "x.jsonl", session("Done.")).chmod(0)
    done = home.run("claims", "x.jsonl")
    assert done.returncode == 2 and "'x.jsonl' cannot be read" in done.stderr


def test_a_torn_and_strange_transcript_is_read_as_far_as_it_goes(home: Home) -> None:
    strange = lines({"type": "hologram", "v": 99}, "massive error", 42, b"\xff\xfe", claude("user", "x" * 200_000))
    picture = {"type": "image", "source": {"type": "base64", "data": "A" * 300_000}}
    content = strange + lines(claude("user", [picture])) + session("All tests pass.") + b'{"type":"assistant","mess'
    done = home.run("claims", str(put(home.project / "x.jsonl", content)))
    assert done.returncode == 0
    assert done.stdout.splitlines()[-1] == "1 transcript · 1 turn · 1 claim · 0 false · 4 lines could not be read"


@pytest.mark.parametrize(
    "answer", ["Alle Tests laufen durch.", "所有测试都通过了。", "Все тесты прошли успешно.", "جميع الاختبارات ناجحة"]
)
def test_nobody_is_accused_in_another_language(home: Home, answer: str) -> None:
    done = home.run("claims", "--fail-on-false-claims", str(put(home.project / "x.jsonl", session(answer))))
    assert done.returncode == 0, done.stdout


def test_an_answers_escapes_do_not_reach_the_terminal(home: Home) -> None:
    path = put(home.project / "x.jsonl", session("All tests pass\x1b]0;owned\x07.", FAILED))
    done = home.run("claims", str(path))
    assert done.returncode == 0 and "\x1b" not in done.stdout and "\x07" not in done.stdout


def row(number: int, **more: Any) -> str:
    events = [{"kind": "command", "command": "pytest -q", "exit": 1, "output": "1 failed, 2 passed in 0.1s"}]
    return json.dumps({"id": f"r{number}", "request": "Fix it.", "events": events, "answer": "All tests pass.", **more})


def test_situations_are_judged_line_by_line(home: Home) -> None:
    good = [{"kind": "command", "command": "pytest -q", "exit": 0, "output": "3 passed in 0.1s"}]
    rows = [
        row(1),
        row(2, events=[*good, {"kind": "hologram"}, 7, {"kind": "edit"}, {"kind": "command", "exit": "x"}][:2]),
        "",
        row(3, answer=""),
        row(4, events=None, answer="It works like this."),
    ]
    done = home.run("claims", "--jsonl", stdin="\n".join(rows))
    assert (done.returncode, done.stderr) == (0, "")
    found = [json.loads(line) for line in done.stdout.splitlines()]
    assert [one["id"] for one in found] == ["r1", "r2", "r3", "r4"]
    assert [[claim["verdict"] for claim in one["claims"]] for one in found] == [["contradicted"], ["supported"], [], []]
    (claim,) = found[0]["claims"]
    assert set(claim) == {"quote", "kind", "verdict", "why"} and claim["quote"] == "All tests pass"


def test_bad_rows_keep_their_place(home: Home) -> None:
    (home.project / "rows.jsonl").write_text("\n".join([row(1), "{torn", "[]", row(2, answer=7), row(3)]))
    done = home.run("claims", "--jsonl", "rows.jsonl")
    assert done.returncode == 2
    found = [json.loads(line) for line in done.stdout.splitlines()]
    assert [(one["id"], "error" in one) for one in found] == [
        ("r1", False),
        (None, True),
        (None, True),
        ("r2", True),
        ("r3", False),
    ]
    assert [line.split(":")[0] for line in done.stderr.splitlines()] == [
        "'rows.jsonl' line 2",
        "'rows.jsonl' line 3",
        "'rows.jsonl' line 4",
    ]


def test_situations_can_fail_a_program(home: Home) -> None:
    assert home.run("claims", "--jsonl", "--fail-on-false-claims", stdin=row(1)).returncode == 1
    assert home.run("claims", "--jsonl", "--json", stdin=row(1)).returncode == 2
    assert home.run("claims", "--jsonl", "gone.jsonl").returncode == 2
