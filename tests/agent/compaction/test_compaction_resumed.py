"""A compaction is a boundary on disk: it holds after a resume, in a fork, and done twice it changes nothing."""

from collections.abc import Sequence
from pathlib import Path

import msgspec
import pytest
from tests.agent.compaction.conversation import Conversation, asked, edit, read, shell, todos
from tests.fakes.loop import says

from reverie.agent.equipment import Nested
from reverie.config.instructions import InstructionFile
from reverie.conversation.digest import Digest, Gone, Left, Said
from reverie.conversation.messages import TextPart, UserMessage
from reverie.transcripts.records import MarkRecord, SessionResumed, read_records


class Below:
    """Nested instructions of one folder, like those of a repository."""

    def __init__(self, text: str = "Format with black.") -> None:
        self.text = text
        self.is_given = False

    def _file(self) -> InstructionFile:
        return InstructionFile(Path("/p/sub/AGENTS.md"), self.text, "repo", Path("/p/sub"))

    def take_notices(self) -> Sequence[str]:
        return ()

    @property
    def given(self) -> Sequence[InstructionFile]:
        return self.renew()

    def touched(self, path: Path) -> Sequence[InstructionFile]:
        if self.is_given or "sub" not in path.parts:
            return ()
        self.is_given = True
        return (self._file(),)

    def renew(self) -> Sequence[InstructionFile]:
        return (self._file(),) if self.is_given else ()


def worked(folder: Path, nested: Nested | None = None) -> Conversation:
    conversation = Conversation(folder, *[says(f"It was seen {n}.") for n in range(9)], nested=nested)
    conversation.person("Never push.\n" + "a long wish " * 900).does(read("sub/a.py", "x = 1"), todos("ship it"))
    conversation.does(edit("b.py", "x", "y"), shell("test", "bad\nE one", 1)).answers()
    conversation.person("and now?").does(asked("which?", "the left")).answers().fill(30, 3_000)
    return conversation.person("go on").does(shell("look", "noise " * 500), read("c.py", "z"), thought="hm")


def goes_on(conversation: Conversation) -> None:
    conversation.does(read("sub/a.py", "x = 2"), shell("test", "bad\nE one", 1)).answers().fill(30, 3_000)
    conversation.person("last")


def test_done_twice_it_changes_nothing(tmp_path: Path) -> None:
    conversation = worked(tmp_path)
    assert conversation.compact()
    once, on_disk = conversation.messages, conversation.path.read_bytes()
    assert conversation.compact() is False
    assert conversation.messages == once and conversation.path.read_bytes() == on_disk
    assert len(conversation.model.requests) == 1  # type: ignore[attr-defined]


@pytest.mark.parametrize("when", ["before", "after", "both"])
def test_a_resumed_session_compacts_to_the_same_bytes(tmp_path: Path, when: str) -> None:
    straight, resumed = worked(tmp_path / "a", Below()), worked(tmp_path / "b", Below())
    for moment in ("before", "after"):
        if when in (moment, "both"):
            straight.file._append(SessionResumed("2026-11-20T09:00:00.000Z", "m", "0"))  # the same lines in both
            resumed.resumed().equipment.nested.is_given = False  # type: ignore[attr-defined]
        assert straight.compact() and resumed.compact()
        for conversation in (straight, resumed):
            goes_on(conversation)
    assert straight.compact() and resumed.compact()
    same = [msgspec.json.encode(one.messages).replace(str(one.path).encode(), b"") for one in (straight, resumed)]
    assert same[0] == same[1]


def test_resuming_gives_the_very_same_messages(tmp_path: Path) -> None:
    conversation = worked(tmp_path)
    assert conversation.compact()
    messages, lines, digest = conversation.messages, conversation.history.lines, conversation.history.digest
    calls, standing = dict(conversation.history.calls), conversation.history.standing
    conversation.resumed()
    assert (conversation.messages, conversation.history.lines) == (messages, lines)
    assert (conversation.history.digest, conversation.history.standing) == (digest, standing)
    assert dict(conversation.history.calls) == calls


def test_messages_of_the_tail_keep_the_line_at_which_they_first_stood(tmp_path: Path) -> None:
    conversation = worked(tmp_path)
    by_line = dict(zip(conversation.history.lines, conversation.messages, strict=True))
    assert conversation.compact()
    kept = list(zip(conversation.history.lines, conversation.messages, strict=True))
    marks = [n for n, record in enumerate(read_records(conversation.path), 1) if isinstance(record, MarkRecord)]
    assert kept[0][0] == marks[0] and kept[-2][0] < marks[0]
    assert all(type(by_line[line]) is type(message) for line, message in kept[1:])


def test_instruction_files_are_read_again_and_stand_once(tmp_path: Path) -> None:
    nested = Below()
    conversation = worked(tmp_path, nested)
    conversation.history.add(UserMessage((TextPart("# From `/p/sub/AGENTS.md`\nFormat with black.", "repo"),)))
    nested.text = "Format with ruff."
    assert conversation.compact()
    assert conversation.text.count("/p/sub/AGENTS.md") == 1
    assert "Format with ruff." in conversation.text and "black" not in conversation.text
    instructions = conversation.messages[1]
    assert isinstance(instructions, UserMessage) and {part.origin for part in instructions.parts} == {"repo"}
    goes_on(conversation)
    assert conversation.compact() and conversation.text.count("/p/sub/AGENTS.md") == 1


def test_names_that_are_no_text_do_no_harm(tmp_path: Path) -> None:
    odd = Path("/p/sub\udcff/AGENTS.md")
    nested = Below()
    nested._file = lambda: InstructionFile(odd, "x", "repo", odd.parent)  # type: ignore[method-assign]
    conversation = worked(tmp_path, nested)
    conversation.equipment = msgspec.structs.replace(conversation.equipment, transcript=tmp_path / "\udcfe.jsonl")
    assert conversation.compact() and conversation.resumed().messages
    digest = conversation.history.digest
    assert digest is not None and digest.instructions == ("/p/sub\\xff/AGENTS.md",)
    assert "\\xfe.jsonl" in conversation.text


def test_in_a_fork_lines_name_the_session_they_are_of() -> None:
    gone = Gone(3, 2, 9)
    digest = Digest((Said("hello", 2), Said("old", 1, session="P")), left=(Left("x", 4),), left_gone=gone)
    forked = digest.of_session("Q")
    assert [said.session for said in forked.said] == ["Q", "P"] and forked.left[0].session == "Q"
    assert forked.left_gone == Gone(3) and forked.of_session("R").said == forked.said


def test_a_full_disk_leaves_all_as_it_was(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    conversation = worked(tmp_path)
    before = conversation.messages

    def full(line: bytes) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(conversation.file._lines, "append", full)
    with pytest.raises(OSError, match="No space"):
        conversation.compact()
    assert conversation.messages == before and conversation.history.digest is None
