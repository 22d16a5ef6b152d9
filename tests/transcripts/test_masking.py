"""A transcript holds no secret, and is still the same conversation."""

from pathlib import Path

from reverie.conversation.digest import Digest
from reverie.conversation.events import CallFinished
from reverie.conversation.mark import Mark
from reverie.conversation.messages import (
    AssistantMessage,
    CallPart,
    ImagePart,
    ReasoningPart,
    ResultPart,
    TextPart,
    ToolMessage,
    UserMessage,
    user_text,
)
from reverie.conversation.record import EditedFile, RanCommand
from reverie.transcripts.masking import without_secrets
from reverie.transcripts.records import FORMAT, SessionHeader
from reverie.transcripts.session_file import SessionFile

ID = "01JD4K8ZQ5T7ABCDEFGHJKMNPQ"


def redact(text: str) -> str:
    return text.replace("hunter2", "[secret: password]")


def test_every_text_is_masked_and_the_rest_is_as_it_was() -> None:
    picture = ImagePart("image/png", b"hunter2")
    message = UserMessage((TextPart("say hunter2"), picture))
    assert without_secrets(message, redact) == UserMessage((TextPart("say [secret: password]"), picture))
    finished = CallFinished("1", "shell", "ok", "ran hunter2", RanCommand("echo hunter2", "/p", 0))
    masked = without_secrets(finished, redact)
    assert masked.effect == RanCommand("echo [secret: password]", "/p", 0)
    assert masked.note == "ran [secret: password]"


def test_what_holds_no_secret_is_the_same_object() -> None:
    message = AssistantMessage((TextPart("hello"), CallPart("1", "read", "{}")), "m")
    assert without_secrets(message, redact) is message


def test_a_thought_with_a_secret_loses_its_wire_form() -> None:
    opaque = '{"thinking": "hunter2", "signature": "abc"}'
    thought = ReasoningPart("it is hunter2", "m", opaque)
    assert without_secrets(thought, redact) == ReasoningPart("it is [secret: password]", "m")
    clean = ReasoningPart("fine", "m", opaque.replace("hunter2", "fine"))
    assert without_secrets(clean, redact) is clean


def test_the_history_of_a_masked_transcript_is_whole(tmp_path: Path) -> None:
    path = tmp_path / f"{ID}.jsonl"
    header = SessionHeader(FORMAT, ID, "2026-11-20T09:00:00.000Z", "/p", "m", "0", task="use hunter2")
    file = SessionFile.create(path, header, lambda: 1.0, redact)
    called = AssistantMessage((CallPart("1", "write", '{"path":"a","content":"hunter2"}'),), "m")
    result = ToolMessage((ResultPart("1", (TextPart("wrote hunter2", "tool"),)),))
    for message in (user_text("hunter2"), called, result):
        file.write_message(message)
    file.write_call(CallFinished("1", "write", "ok", "1 byte", EditedFile("a", "+hunter2")))
    file.write_mark(Mark("compaction", file.next_line, (user_text("hunter2"), called, result), digest=Digest()))
    file.close()
    assert b"hunter2" not in path.read_bytes()
    file, history = SessionFile.reopen(path, lambda: 2.0, model="m", version="0", redact=redact)
    file.close()
    assert [type(message) for message in history.messages] == [UserMessage, AssistantMessage, ToolMessage]
    assert history.added is None
