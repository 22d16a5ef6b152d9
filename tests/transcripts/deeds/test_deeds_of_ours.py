"""Deeds of our own transcripts: the effects of the tools, what was refused, jobs, rewinds and forks."""

import json
from pathlib import Path

import msgspec
import pytest

from reverie.conversation.deeds import (
    AnyDeed,
    Command,
    Edit,
    Memory,
    Read,
    Revert,
    Search,
    TaskResult,
    Web,
    Write,
)
from reverie.conversation.events import CallFinished, CallStatus
from reverie.conversation.mark import Mark
from reverie.conversation.messages import AssistantMessage, CallPart, Message, ResultPart, TextPart, ToolMessage
from reverie.conversation.record import (
    AnyEffect,
    EditedFile,
    FetchedUrl,
    ListedFolder,
    RanCommand,
    RanTask,
    ReadFile,
    Searched,
    SetTodos,
    WroteMemory,
)
from reverie.transcripts.deeds.making import deeds_of
from reverie.transcripts.deeds.own import OwnDeeds
from reverie.transcripts.entries import Said
from reverie.transcripts.reading import TranscriptFile, read_entries
from reverie.transcripts.records import FORMAT, SessionHeader
from reverie.transcripts.session_file import SessionFile

ID = "01JD4K8ZQ5T7ABCDEFGHJKMNPQ"


def open_file(tmp_path: Path) -> SessionFile:
    path = tmp_path / f"{ID}.jsonl"
    return SessionFile.create(path, SessionHeader(FORMAT, ID, "t", "/p", "m", "0"), lambda: 1_795_000_000.0)


def deeds(file: SessionFile) -> list[AnyDeed]:
    return list(deeds_of("reverie", read_entries(TranscriptFile("reverie", file.path, ID))))


def messages(call_id: str, name: str, arguments: object, text: str, *, failed: bool) -> tuple[Message, Message]:
    call = CallPart(call_id, name, json.dumps(arguments))
    return AssistantMessage((call,), "p/m"), ToolMessage((ResultPart(call_id, (TextPart(text, "tool"),), failed),))


def write(
    file: SessionFile,
    name: str,
    arguments: object,
    text: str,
    effect: AnyEffect | None = None,
    *,
    status: CallStatus = "ok",
) -> None:
    call_id = f"c{file.next_line}"
    wish, result = messages(call_id, name, arguments, text, failed=status != "ok")
    file.write_message(wish)
    file.write_call(CallFinished(call_id, name, status, "note", effect))
    file.write_message(result)


@pytest.mark.parametrize(
    ("name", "arguments", "effect", "expected"),
    [
        ("shell", {}, RanCommand("x", "src", 1), Command(line=2, command="x", exit=1, output="out", directory="src")),
        ("edit", {}, EditedFile("a", "-b\n+c\n"), Edit(line=2, path="a", diff="-b\n+c\n")),
        ("write", {"content": "c"}, EditedFile("a", "+c", created=True), Write(line=2, path="a", content="c")),
        ("write", {"content": "c"}, EditedFile("a", "-b\n+c\n"), Edit(line=2, path="a", diff="-b\n+c\n")),
        ("read", {}, ReadFile("a"), Read(line=2, path="a")),
        ("list", {}, ListedFolder("src"), Search(line=2, query="src", output="out")),
        ("search", {}, Searched("area"), Search(line=2, query="area", output="out")),
        ("web_fetch", {}, FetchedUrl("http://a"), Web(line=2, url="http://a", output="out")),
        ("remember", {}, WroteMemory("t1", ("f1",)), Memory(line=2, ok=True, receipt="out")),
        ("task", {}, RanTask("s", "t", "done"), TaskResult(line=2, result="out")),
    ],
)
def test_an_effect_is_a_deed(
    tmp_path: Path, name: str, arguments: object, effect: AnyEffect, expected: AnyDeed
) -> None:
    file = open_file(tmp_path)
    write(file, name, arguments, "out", effect)
    assert deeds(file) == [expected]


def test_what_leaves_no_trace_is_none(tmp_path: Path) -> None:
    file = open_file(tmp_path)
    write(file, "todo", {}, "kept", SetTodos(()))
    write(file, "forget", {}, "archived", WroteMemory("t1", ("f1",)))
    write(file, "recall", {}, "nothing")
    write(file, "hologram", {}, "no such tool", status="failed")
    assert deeds(file) == []


@pytest.mark.parametrize(
    ("name", "arguments", "expected"),
    [
        ("shell", {"command": "x"}, Command(line=2, command="x", output="Denied: no", denied=True)),
        ("edit", {"path": "a"}, Edit(line=2, path="a", ok=False, error="Denied: no", denied=True)),
        ("write", {"path": "a"}, Write(line=2, path="a", ok=False, error="Denied: no", denied=True)),
        ("remember", {}, Memory(line=2, ok=False, reason="Denied: no")),
        ("read", {"path": "a"}, Read(line=2, path="a", ok=False)),
        ("web_fetch", {"url": "u"}, Web(line=2, url="u", ok=False, output="Denied: no")),
    ],
)
def test_what_was_denied_was_not_done(tmp_path: Path, name: str, arguments: object, expected: AnyDeed) -> None:
    file = open_file(tmp_path)
    write(file, name, arguments, "Denied: no", status="denied")
    assert deeds(file) == [expected]


def test_what_failed_or_was_cancelled_is_told_from_its_arguments(tmp_path: Path) -> None:
    file = open_file(tmp_path)
    write(file, "edit", {"path": "a"}, "old was not found", status="failed")
    write(file, "shell", {"command": "sleep 9"}, "Cancelled", status="cancelled")
    file.write_message(AssistantMessage((CallPart("x", "edit", "{broken"),), "p/m"))
    assert deeds(file) == [
        Edit(line=2, path="a", ok=False, error="old was not found"),
        Command(line=5, command="sleep 9", output="Cancelled"),
        Edit(line=8, path="", ok=False, error="the transcript has no result of it"),
    ]


def test_a_job_is_in_the_background_until_it_ends(tmp_path: Path) -> None:
    file = open_file(tmp_path)
    started = "Started as job-1; give job 'job-1' to see its output (and stop to end it)."
    write(file, "shell", {"command": "npm test", "background": True}, started, RanCommand("npm test", ".", None, True))
    write(file, "shell", {"job": "job-1"}, "1 of 2\n[job-1 is running]")
    write(file, "shell", {"job": "job-2"}, "There is no background job", status="failed")
    write(file, "shell", {"job": "job-1"}, "2 of 2\n[exit status 1]", RanCommand("npm test", ".", 1, True))
    told = [(one.command, one.exit, one.background) for one in deeds(file) if isinstance(one, Command)]
    assert told == [("npm test", None, True), ("npm test", None, True), ("npm test", 1, False)]


def test_a_rewind_puts_files_back(tmp_path: Path) -> None:
    file = open_file(tmp_path)
    write(file, "edit", {"path": "a"}, "ok", EditedFile("a", "-b\n+c\n"))
    file.write_mark(Mark("rewind", file.next_line, restored=(EditedFile("a", "-c\n+b\n"),)))
    assert deeds(file) == [Edit(line=2, path="a", diff="-b\n+c\n"), Revert(line=5, path="a")]


def test_a_fork_begins_with_what_was_done_before_it(tmp_path: Path) -> None:
    file = open_file(tmp_path)
    before = messages("c1", "shell", {"command": "pytest"}, "3 passed", failed=False)
    end = CallFinished("c1", "shell", "ok", "exit status 0", RanCommand("pytest", ".", 0))
    file.write_mark(Mark("fork", file.next_line, messages=before, calls=(end,)))
    file.write_mark(Mark("compaction", file.next_line, messages=before, calls=(end,)))
    assert deeds(file) == [Command(line=2, command="pytest", exit=0, output="3 passed", directory=".")]


def test_what_the_person_ran_themselves_is_a_part_of_the_record() -> None:
    text = "[The person ran this command themselves: pytest -q]\n3 passed in 0.1s\n[exit status 0]"
    said = Said(line=4, role="user", origin="tool", text=text)
    assert list(OwnDeeds().take(said)) == [Command(line=4, command="pytest -q", exit=0, output="3 passed in 0.1s")]


def test_nobody_else_can_say_that_the_person_ran_something() -> None:
    text = "[The person ran this command themselves: pytest -q]\n3 passed\n[exit status 0]"
    for role, origin in (("assistant", "model"), ("user", "human"), ("user", "repo")):
        said = msgspec.convert({"line": 1, "role": role, "origin": origin, "text": text}, Said)
        assert list(OwnDeeds().take(said)) == []
