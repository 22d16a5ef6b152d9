"""The record of a session that goes on: each look reads what is new, and only that."""

import json
from pathlib import Path

import pytest

from reverie.conversation.deeds import AnyDeed, Command, Edit, Revert
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
from reverie.transcripts.records import FORMAT, SessionHeader
from reverie.transcripts.session_file import SessionFile
from reverie.transcripts.turns import SessionRecord

ID = "01JD4K8ZQ5T7ABCDEFGHJKMNPQ"


@pytest.fixture
def file(tmp_path: Path) -> SessionFile:
    path = tmp_path / f"{ID}.jsonl"
    return SessionFile.create(path, SessionHeader(FORMAT, ID, "t", "/p", "p/m", "0"), lambda: 1_795_000_000.0)


def run(file: SessionFile, command: str) -> None:
    file.write_message(AssistantMessage((CallPart(command, "shell", json.dumps({"command": command})),), "p/m"))
    file.write_call(CallFinished(command, "shell", "ok", "exit status 0", RanCommand(command, ".", 0)))
    file.write_message(ToolMessage((ResultPart(command, (TextPart("ok", "tool"),)),)))


def commands(deeds: tuple[AnyDeed, ...]) -> list[str]:
    return [deed.command for deed in deeds if isinstance(deed, Command)]


def test_each_look_adds_what_was_appended(file: SessionFile) -> None:
    record = SessionRecord(file.path)
    assert record.deeds() == ()
    file.write_message(user_text("fix it"))
    run(file, "a")
    assert commands(record.deeds()) == commands(record.turn_deeds()) == ["a"]
    run(file, "b")
    file.write_message(user_text("meanwhile"))
    assert commands(record.turn_deeds()) == ["a", "b"]
    file.write_turn_end(TurnEnded("done", "", 1, Usage()))
    assert commands(record.turn_deeds()) == ["a", "b"]
    file.write_message(user_text("next"))
    run(file, "c")
    assert commands(record.turn_deeds()) == ["c"]
    assert commands(record.deeds()[record.start :]) == ["c"]
    assert commands(record.deeds()) == ["a", "b", "c"]


def test_nothing_is_read_twice(file: SessionFile, monkeypatch: pytest.MonkeyPatch) -> None:
    record = SessionRecord(file.path)
    run(file, "a")
    record.deeds()
    size = file.path.stat().st_size
    file.path.write_bytes(b"x" * size)  # what was read before is not looked at again
    run(file, "b")
    assert commands(record.deeds()) == ["a", "b"]


def test_a_resumed_session_is_read_from_its_beginning(file: SessionFile) -> None:
    file.write_message(user_text("fix it"))
    run(file, "a")
    file.close()
    resumed, _ = SessionFile.reopen(file.path, lambda: 1_795_000_000.0, model="p/m", version="0")
    record = SessionRecord(file.path)
    assert commands(record.deeds()) == ["a"]
    resumed.write_message(user_text("go on"))
    run(resumed, "b")
    assert commands(record.turn_deeds()) == ["b"]
    resumed.close()


def test_a_rewind_shows_as_reverts(file: SessionFile) -> None:
    record = SessionRecord(file.path)
    file.write_mark(Mark("rewind", file.next_line, restored=(EditedFile("a", "-b\n"),)))
    assert record.deeds() == (Revert(line=2, path="a"),)


def test_torn_and_damaged_lines_do_no_harm(file: SessionFile) -> None:
    record = SessionRecord(file.path)
    with file.path.open("ab") as raw:
        raw.write(b'{"type":"message"}\n\n\xff\xfe\n{"type":"from the future"}\n{"type":"call","ca')
        raw.flush()
        assert record.deeds() == ()
        raw.write(
            b'll":{"call_id":"1","tool":"edit","status":"ok","note":"","effect":{"kind":"edit","path":"a","diff":""}},'
            b'"at":""}\n{"type":"message","at":"","message":{"role":"tool","results":[{"call_id":"1","content":[]}]}}\n'
        )
    assert record.deeds() == (Edit(line=6, path="a"),)


def test_a_file_that_is_gone_is_told(tmp_path: Path) -> None:
    with pytest.raises(OSError, match="No such file"):
        SessionRecord(tmp_path / "gone.jsonl").deeds()
