"""Our own transcripts as entries: the same values as other agents' give."""

from pathlib import Path

from reverie.conversation.events import CallFinished, TurnEnded
from reverie.conversation.mark import Mark
from reverie.conversation.messages import (
    AssistantMessage,
    CallPart,
    ImagePart,
    ReasoningPart,
    ResultPart,
    TextPart,
    ToolMessage,
    Usage,
    UserMessage,
)
from reverie.conversation.record import RanCommand
from reverie.transcripts.entries import Called, Damaged, Ended, Header, Other, Returned, Said, Thought, calls_of
from reverie.transcripts.reading import TranscriptFile, read_entries, read_header
from reverie.transcripts.records import FORMAT, SessionHeader
from reverie.transcripts.session_file import SessionFile

ID = "01JD4K8ZQ5T7ABCDEFGHJKMNPQ"


def clock() -> float:
    return 1_795_000_000.0


def test_a_session_gives_what_was_said_called_and_returned(tmp_path: Path) -> None:
    path = tmp_path / f"{ID}.jsonl"
    file = SessionFile.create(path, SessionHeader(FORMAT, ID, "t", "/p", "m", "0", parent="P"), clock)
    file.write_message(UserMessage((TextPart("# AGENTS.md", "repo"), TextPart("run it"), ImagePart("image/png", b"x"))))
    file.write_message(AssistantMessage((ReasoningPart("hm", "m"), CallPart("1", "shell", '{"command":"x"}')), "m"))
    file.write_call(CallFinished("1", "shell", "failed", "exit 3", RanCommand("x", "/p", 3)))
    file.write_message(ToolMessage((ResultPart("1", (TextPart("a", "repo"), TextPart("b", "repo")), failed=True),)))
    file.write_turn_end(TurnEnded("done", "ok", 1, Usage()))
    file.write_mark(Mark("compaction", file.next_line))
    file.close()
    with path.open("ab") as more:
        more.write(b'{"type":"dream"}\n{"type":"message"}\n{"type":"mess')
    transcript = TranscriptFile("reverie", path, ID)
    entries = list(read_entries(transcript))
    assert [(entry.line, type(entry)) for entry in entries] == [
        (1, Header),
        (2, Said),
        (2, Said),
        (2, Other),
        (3, Thought),
        (3, Called),
        (4, Ended),
        (5, Returned),
        (6, Other),
        (7, Other),
        (8, Other),
        (9, Damaged),
        (10, Damaged),
    ]
    assert [entry.origin for entry in entries if isinstance(entry, Said)] == ["repo", "human"]
    (call,) = calls_of(entries)
    assert call.returned == Returned(
        line=5, at=entries[6].at, call_id="1", text="a\nb", origin="repo", failed=True, exit_status=3
    )
    assert call.ended is not None and (call.exit_status, call.ended.status) == (3, "failed")
    assert [entry.kind for entry in entries if isinstance(entry, Other)] == ["message/image", "turn", "mark", "dream"]
    header = read_header(transcript)
    assert header is not None and (header.session, header.parent, header.directory) == (ID, "P", "/p")
