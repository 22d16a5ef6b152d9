"""Transcripts: what is read back is a valid history, whatever ended the session."""

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from reverie.conversation.events import CallFinished
from reverie.conversation.ids import is_session_id, new_session_id
from reverie.conversation.messages import (
    AssistantMessage,
    CallPart,
    Message,
    ReasoningPart,
    ResultPart,
    TextPart,
    ToolMessage,
    UserMessage,
    user_text,
)
from reverie.transcripts.errors import SessionBusy, SessionNotFound, UnreadableTranscript
from reverie.transcripts.records import FORMAT, SessionHeader, UnknownRecord, read_records
from reverie.transcripts.session_file import SessionFile
from reverie.transcripts.session_folder import SessionFolder

ID = "01JD4K8ZQ5T7ABCDEFGHJKMNPQ"
ASKED = user_text("what is in a?")
CALLED = AssistantMessage((ReasoningPart("hm", "m", '{"s":1}'), CallPart("1", "read", '{"path": "a"}')), "m")
RESULT = ToolMessage((ResultPart("1", (TextPart("hello", "repo"),)),))
ANSWERED = AssistantMessage((TextPart("it says hello", "model"),), "m")


def clock() -> float:
    return 1_795_000_000.0


def header(session_id: str = ID) -> SessionHeader:
    return SessionHeader(FORMAT, session_id, "2026-11-20T09:00:00.000Z", "/p", "m", "0")


def write(folder: Path, *messages: Message, session_id: str = ID) -> Path:
    path = folder / f"{session_id}.jsonl"
    file = SessionFile.create(path, header(session_id), clock)
    for message in messages:
        file.write_message(message)
    file.close()
    return path


def reopen(path: Path) -> list[Message]:
    file, history = SessionFile.reopen(path, clock, model="m", version="0")
    file.close()
    return history.messages


def test_what_was_written_is_read_back(tmp_path: Path) -> None:
    messages: tuple[Message, ...] = (ASKED, CALLED, RESULT, ANSWERED)
    assert tuple(reopen(write(tmp_path, *messages))) == messages


def test_a_call_without_its_result_gets_one_that_says_so(tmp_path: Path) -> None:
    path = write(tmp_path, ASKED, CALLED)
    first = reopen(path)
    assert isinstance(first[-1], ToolMessage) and "unknown" in str(first[-1])
    assert reopen(path) == first  # written down, so it is not made up anew


def test_a_call_that_had_ended_says_how(tmp_path: Path) -> None:
    path = tmp_path / f"{ID}.jsonl"
    file = SessionFile.create(path, header(), clock)
    file.write_message(ASKED)
    file.write_message(CALLED)
    file.write_call(CallFinished("1", "read", "ok", "3 lines"))
    file.close()
    assert "ok, 3 lines" in str(reopen(path)[-1])


def test_at_every_byte_a_torn_transcript_gives_a_valid_history_and_loses_nothing_whole(tmp_path: Path) -> None:
    whole = write(tmp_path, ASKED, CALLED, RESULT, ANSWERED).read_bytes()
    head = whole.index(b"\n") + 1
    for size in range(head, len(whole) + 1):
        folder = tmp_path / str(size)
        folder.mkdir()
        path = folder / f"{ID}.jsonl"
        path.write_bytes(whole[:size])
        messages = reopen(path)
        kept = whole[:size].count(b"\n") - 1
        assert messages[:kept] == [ASKED, CALLED, RESULT, ANSWERED][:kept]
        if messages and isinstance(messages[-1], AssistantMessage):
            assert not messages[-1].calls
        torn = whole[:size][whole.rfind(b"\n", 0, size) + 1 :]
        aside = folder / f"{ID}.jsonl.torn"
        assert (aside.read_bytes() if aside.exists() else b"") == (torn + b"\n" if torn else b"")


@pytest.mark.parametrize("lost", range(1, 6))
def test_a_damaged_line_in_the_middle_is_counted_and_the_history_is_valid(tmp_path: Path, lost: int) -> None:
    path = write(tmp_path, ASKED, CALLED, RESULT, ANSWERED, ASKED)
    lines = path.read_bytes().splitlines(keepends=True)
    lines[lost] = lines[lost][: len(lines[lost]) // 2] + b"\n"
    path.write_bytes(b"".join(lines))
    file, history = SessionFile.reopen(path, clock, model="m", version="0")
    file.close()
    assert history.damaged == 1
    for message, following in zip(history.messages, [*history.messages[1:], None], strict=True):
        assert (isinstance(message, AssistantMessage) and bool(message.calls)) == isinstance(following, ToolMessage)
    assert reopen(path) == history.messages


def test_two_processes_cannot_have_one_session(tmp_path: Path) -> None:
    path = write(tmp_path, ASKED)
    first, _ = SessionFile.reopen(path, clock, model="m", version="0")
    with pytest.raises(SessionBusy, match="open in another process"):
        SessionFile.reopen(path, clock, model="m", version="0")
    with pytest.raises(SessionBusy):
        SessionFolder(tmp_path).remove(ID)
    first.close()
    SessionFolder(tmp_path).remove(ID)
    assert SessionFolder(tmp_path).ids() == [] and not (tmp_path / ID).exists()


def test_unknown_records_survive_and_a_newer_format_is_not_guessed_at(tmp_path: Path) -> None:
    path = write(tmp_path, ASKED)
    strange = b'{"type":"dream","of":["sheep"]}'
    with path.open("ab") as file:
        file.write(strange + b"\n[1]\n")
    reopen(path)
    assert [record.line for record in read_records(path) if isinstance(record, UnknownRecord)] == [strange, b"[1]"]
    path.write_bytes(path.read_bytes().replace(b'"format":1', b'"format":99', 1))
    before = path.read_bytes()
    with pytest.raises(UnreadableTranscript, match="format 99, newer"):
        SessionFile.reopen(path, clock, model="m", version="0")
    assert path.read_bytes() == before


@pytest.mark.parametrize("content", [b"", b"\xff\xfe garbage\n", b"{}\n", b"x" * 100])
def test_what_is_no_transcript_is_said_and_kept(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / f"{ID}.jsonl"
    path.write_bytes(content)
    with pytest.raises(UnreadableTranscript, match="session header"):
        list(read_records(path))
    assert [summary.problem != "" for summary in SessionFolder(tmp_path).summaries()] == [True]


def test_sessions_are_found_by_the_beginning_of_their_id(tmp_path: Path) -> None:
    other = new_session_id(1_800_000_000_000)
    assert is_session_id(other)
    write(tmp_path, ASKED)
    write(tmp_path, user_text("x" * 200), session_id=other)
    folder = SessionFolder(tmp_path)
    assert folder.find("01jd4") == ID
    for wrong in ("", "0", "ZZZ", "../etc"):
        with pytest.raises(SessionNotFound):
            folder.find(wrong)
    os.utime(folder.path(ID), (2_000_000_000, 2_000_000_000))
    assert folder.last_used() == ID
    assert [summary.title for summary in folder.summaries()][1] == "what is in a?"


def test_a_title_is_what_the_person_said(tmp_path: Path) -> None:
    note = TextPart("[Plan mode is on: look around, change nothing.]", "tool")
    told = UserMessage((TextPart("# docs/AGENTS.md", "repo"),))
    write(tmp_path, told, UserMessage((TextPart("hi"), note)))
    assert [summary.title for summary in SessionFolder(tmp_path).summaries()] == ["hi"]


def test_the_lock_goes_with_its_process(tmp_path: Path) -> None:
    path = write(tmp_path, ASKED)
    holder = subprocess.Popen(
        [
            sys.executable,
            "-c",
            "import sys,time; from pathlib import Path; from reverie.transcripts.session_file import SessionFile\n"
            "f=SessionFile.reopen(Path(sys.argv[1]), time.time, model='m', version='0'); print('open', flush=True)\n"
            "time.sleep(60)",
            str(path),
        ],
        stdout=subprocess.PIPE,
    )
    assert holder.stdout is not None and holder.stdout.readline() == b"open\n"
    with pytest.raises(SessionBusy):
        reopen(path)
    holder.send_signal(signal.SIGKILL)
    holder.wait()
    holder.stdout.close()
    assert reopen(path) == [ASKED]
