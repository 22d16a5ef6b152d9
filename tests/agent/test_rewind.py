"""Going back: the conversation, the files, or both, and back again; nothing of somebody else's is lost."""

import json
import os
import stat
from pathlib import Path

import msgspec
import pytest

from reverie.agent.equipment import NoNested
from reverie.agent.rewind import restoring, rewinding
from reverie.agent.rewind.points import points
from reverie.agent.rewind.rewinding import rewind
from reverie.agent.rewind.values import FileChange
from reverie.config.instructions import InstructionFile
from reverie.conversation.events import CallFinished
from reverie.conversation.mark import Mark
from reverie.conversation.messages import AssistantMessage, CallPart, ResultPart, TextPart, ToolMessage, user_text
from reverie.conversation.record import EditedFile
from tests.agent.rewinding import Scene


@pytest.fixture
def scene(tmp_path: Path) -> Scene:
    made = Scene(tmp_path)
    made.write("a", "one\n", "make a\nand more")
    made.write("a", "two\n", "change a")
    made.write("b", "new\n", "make b")
    return made


def test_points_are_where_turns_began_newest_first(scene: Scene) -> None:
    scene.turn("look", [("shell", {"command": "true"})])
    found = scene.points()
    assert [(each.kind, each.turn, each.title) for each in found] == [
        ("turn", 4, "look"), ("turn", 3, "make b"), ("turn", 2, "change a"), ("turn", 1, "make a"),
    ]  # fmt: skip
    assert [(each.files, each.commands) for each in found] == [(0, 1), (1, 1), (2, 1), (2, 1)]
    assert found[-1].line == 2 and found[-1].at.startswith("2026-") and not any(each.marks for each in found)


def test_a_resumed_or_interrupted_turn_is_told_from_steering(scene: Scene) -> None:
    scene.reopen()
    scene.write("c", "x", "after the resume")
    scene.session.history.add(user_text("cut off before an answer"))
    scene.session.history.add(user_text("steering"))
    scene.reopen()
    scene.write("c", "y", "at last")
    assert [each.title for each in scene.points()][:3] == ["at last", "cut off before an answer", "after the resume"]


def test_both_go_back_and_come_again(scene: Scene) -> None:
    (scene.root / "a").chmod(0o750)
    before = scene.session.history.messages
    point = scene.turn_point(2)
    shown = scene.preview(point)
    assert [(each.path, each.verb) for each in shown.changes] == [("a", "write"), ("b", "delete")]
    assert shown.changes[0].diff == "--- a\n+++ a\n@@ -1 +1 @@\n-two\n+one\n"
    assert (shown.turns, shown.prompt, shown.refused) == (2, "change a", ())
    assert scene.content("a") == "two\n"  # a preview does nothing
    done = scene.back(point)
    assert done.prompt == "change a" and not done.problem and done.changes == shown.changes
    assert (scene.content("a"), scene.content("b")) == ("one\n", None)
    assert stat.S_IMODE((scene.root / "a").stat().st_mode) == 0o750
    assert scene.session.history.messages == before[: len(scene.session.history.messages)]
    assert scene.said() == ["make a\nand more"]
    assert scene.session.history.standing.edited == ("a",)

    again = scene.last_rewind()
    assert (again.title, again.files) == ("before the rewind of 2 files", 2)
    scene.back(again)
    assert (scene.content("a"), scene.content("b")) == ("two\n", "new\n")
    assert scene.session.history.messages == before
    assert scene.turn_point(1).marks == ("rewind",)


def test_a_turn_has_left_until_a_rewind_brings_it_back(scene: Scene) -> None:
    def left() -> list[int]:
        return sorted(each.turn for each in scene.points() if each.has_left)

    assert left() == []
    scene.back(scene.turn_point(2), "conversation")
    assert left() == [2, 3]
    scene.write("c", "x", "another way")
    scene.back(scene.turn_point(4), "files")
    assert left() == [2, 3], "the conversation went on as it was"
    scene.back(scene.turn_point(1), "conversation")
    assert left() == [1, 2, 3, 4]
    scene.write("d", "x", "from the beginning")
    assert left() == [1, 2, 3, 4]
    scene.back(scene.last_rewind(), "conversation")
    assert left() == [2, 3, 5]


def test_a_turn_that_a_compaction_took_has_not_left(scene: Scene) -> None:
    line = scene.session._transcript.next_line
    scene.session.begin_anew(Mark("compaction", line, (user_text("what was before"),)))
    scene.write("c", "x", "after it")
    scene.back(scene.turn_point(4), "conversation")
    assert [each.turn for each in scene.points() if each.has_left] == [4]


def test_what_was_gone_back_to_is_there_after_a_resume(scene: Scene) -> None:
    scene.back(scene.turn_point(2))
    kept, lines = scene.session.history.messages, scene.session.history.lines
    scene.reopen()
    assert (scene.session.history.messages, scene.session.history.lines) == (kept, lines)
    scene.write("a", "three\n", "another way")
    assert [each.title for each in scene.points()][:2] == ["another way", "before the rewind of 2 files"]
    scene.back(scene.turn_point(3))  # on the way that was left
    assert scene.content("a") == "two\n" and scene.said() == ["make a\nand more", "change a"]


def test_files_alone_tell_the_model_to_read_again(scene: Scene) -> None:
    before = scene.session.history.messages
    scene.back(scene.turn_point(2), "files")
    assert (scene.content("a"), scene.content("b")) == ("one\n", None)
    messages = scene.session.history.messages
    assert messages[:-1] == before
    assert scene.said()[-1].startswith("[The person put files back to what they were before turn 2: a, b (deleted). ")
    scene.turn("go on", [("write", {"path": "a", "content": "x"})])
    assert scene.content("a") == "one\n"  # refused: the file is not as the model knows it


def test_the_conversation_alone_tells_which_files_stay(scene: Scene) -> None:
    scene.turn("run", [("shell", {"command": "touch c"})])
    done = scene.back(scene.turn_point(2), "conversation")
    assert done.prompt == "change a" and not done.changes
    assert (scene.content("a"), scene.content("b")) == ("two\n", "new\n")
    note = scene.said()[-1]
    assert "still as they were left: a, b." in note and "Commands that ran after this point are not undone" in note
    scene.back(scene.turn_point(2), "files")
    assert (scene.content("a"), scene.content("b")) == ("one\n", None)
    scene.back(scene.turn_point(2), "conversation")
    assert scene.said()[-1] == (
        "[The person took the conversation back to here. Commands that ran after this point are not undone.]"
    )


def test_nothing_to_put_back_leaves_no_mark(scene: Scene) -> None:
    end = scene.file.next_line
    done = scene.back(scene.turn_point(3), "files")
    assert done.changes and scene.file.next_line == end + 1
    done = scene.back(scene.turn_point(3), "files")
    assert not done.changes and not done.problem and scene.file.next_line == end + 1


def test_commands_are_named_as_not_covered(scene: Scene) -> None:
    scene.turn("run", [("shell", {"command": "touch c"}), ("shell", {"command": "false"})])
    shown = scene.preview(scene.turn_point(2))
    assert sorted(shown.commands) == ["false", "touch c"]
    assert shown.edited == ("a", "b")


def test_commands_that_were_stopped_or_cut_off_are_named_and_others_that_did_not_run_are_not(scene: Scene) -> None:
    def begin(prompt: str, *commands: str) -> list[CallPart]:
        made = [CallPart(f"{prompt}{n}", "shell", json.dumps({"command": each})) for n, each in enumerate(commands)]
        scene.file.write_message(user_text(prompt))
        scene.file.write_message(AssistantMessage(tuple(made), "m"))
        return made

    stopped, denied, never = begin("stop", "touch stopped", "touch denied", "touch never")
    scene.file.write_call(CallFinished(stopped.id, "shell", "cancelled", "cancelled"))
    scene.file.write_call(CallFinished(denied.id, "shell", "denied", "no"))
    told = {stopped: "Cancelled before it ended.", denied: "Denied: no", never: "Not started."}
    results = tuple(ResultPart(call.id, (TextPart(text, "tool"),), failed=True) for call, text in told.items())
    scene.file.write_message(ToolMessage(results))
    scene.reopen()
    begin("cut", "touch cut off")
    scene.reopen()
    assert [(each.title, each.commands) for each in scene.points()[:2]] == [("cut", 1), ("stop", 2)]
    assert scene.preview(scene.turn_point(4)).commands == ("touch stopped", "touch cut off")


@pytest.mark.parametrize("change", ["changed", "deleted"])
def test_a_file_that_somebody_else_changed_stays_and_the_rest_goes_on(scene: Scene, change: str) -> None:
    if change == "changed":
        (scene.root / "a").write_text("theirs\n")
    else:
        (scene.root / "a").unlink()
    shown = scene.preview(scene.turn_point(2))
    (refused,) = shown.refused
    assert refused.path == "a" and f"it was {change} since by somebody else" in refused.why
    done = scene.back(scene.turn_point(2))
    assert done.refused == shown.refused and scene.content("b") is None
    assert scene.content("a") == ("theirs\n" if change == "changed" else None)
    assert "still as they were left: a." in scene.said()[-1]


def test_somebody_elses_change_between_ours_is_not_lost(scene: Scene) -> None:
    (scene.root / "a").write_text("theirs\n")
    scene.write("a", "ours again\n", "on top")
    shown = scene.preview(scene.turn_point(2))
    assert [each.path for each in shown.changes] == ["b"]
    assert "between turns 2 and 4, and that change would be lost" in shown.refused[0].why
    scene.back(scene.turn_point(4))
    assert scene.content("a") == "theirs\n"


def test_a_file_changed_since_the_preview_is_refused(scene: Scene) -> None:
    shown = scene.preview(scene.turn_point(2))
    (scene.root / "a").write_text("just now\n")
    done = rewind(scene.session, scene.file, shown)
    assert [each.path for each in done.changes] == ["b"] and scene.content("a") == "just now\n"
    assert done.refused[0].why == "it was changed just now by somebody else"


def test_an_old_preview_is_refused_once_the_session_has_gone_on(scene: Scene) -> None:
    shown = scene.preview(scene.turn_point(2))
    scene.write("c", "c")
    done = rewind(scene.session, scene.file, shown)
    assert "look again" in done.problem and scene.content("a") == "two\n"


def test_a_missing_or_damaged_copy_is_told(scene: Scene) -> None:
    scene.write("b", "newer\n")
    for copy in (scene.file.folder / "before").iterdir():
        if copy.read_bytes() == b"one\n":
            copy.unlink()
        else:
            copy.write_bytes(b"rotten")
    whys = {each.path: each.why for each in scene.preview(scene.turn_point(2)).refused}
    assert "cannot be read (No such file" in whys["a"]
    whys = {each.path: each.why for each in scene.preview(scene.turn_point(4)).refused}
    assert "damaged" in whys["b"]


def test_places_that_are_not_what_they_were(scene: Scene, tmp_path: Path) -> None:
    scene.write("folder/c", "c1\n")
    scene.write("folder/c", "c2\n")
    (scene.root / "a").unlink()
    (scene.root / "a").symlink_to("b")
    (scene.root / "b").unlink()
    (scene.root / "b").mkdir()
    (scene.root / "folder").rename(tmp_path / "elsewhere")
    (scene.root / "folder").symlink_to(tmp_path / "elsewhere")
    outside = tmp_path / "outside"
    scene.write(str(outside), "o\n")
    shown = scene.preview(scene.turn_point(1))
    assert not shown.changes and {each.path: each.why for each in shown.refused} == {
        "a": "it is a symbolic link now",
        "b": "it is a folder now",
        "folder/c": "a folder above it is a symbolic link now",
        str(outside): "it lies outside the project",
    }
    scene.back(scene.turn_point(1))
    assert (tmp_path / "elsewhere" / "c").read_text() == "c2\n" and outside.exists()


def test_a_file_comes_again_with_its_folder_and_mode(scene: Scene) -> None:
    scene.write("deep/er/c", "#!/bin/sh\n", "script")
    (scene.root / "deep/er/c").chmod(0o700)
    scene.back(scene.turn_point(4), "files")
    assert scene.content("deep/er/c") is None
    (scene.root / "deep/er").rmdir()
    scene.back(scene.last_rewind(), "files")
    assert scene.content("deep/er/c") == "#!/bin/sh\n"
    assert stat.S_IMODE((scene.root / "deep/er/c").stat().st_mode) == 0o700


def test_a_name_that_is_not_text(scene: Scene) -> None:
    path, shown = scene.root / os.fsdecode(b"caf\xe9\n\\x41"), "caf\\xe9\\n\\\\x41"
    path.write_text("1\n")
    scene.write(shown, "2\n")
    assert path.read_text() == "2\n"
    scene.back(scene.turn_point(4))
    assert path.read_text() == "1\n"
    scene.back(scene.last_rewind())
    assert path.read_text() == "2\n" and len(os.listdir(scene.root)) == 3


def test_a_name_with_a_plain_backslash(scene: Scene) -> None:
    (scene.root / "x\\x41").write_text("0\n")
    (scene.root / "xA").write_text("other")
    scene.write("x\\x41", "1\n")
    assert scene.content("x\\x41") == "1\n"
    scene.back(scene.turn_point(4))
    assert scene.content("x\\x41") == "0\n" and scene.content("xA") == "other"
    scene.back(scene.last_rewind())
    assert scene.content("x\\x41") == "1\n"


def test_bytes_that_are_not_text(scene: Scene) -> None:
    (scene.root / "p.png").write_bytes(b"\x89PNG\r\n\x1a\n\0\xff")
    scene.write("p.png", "text now\n", "overwrite")
    (change,) = scene.preview(scene.turn_point(4)).changes
    assert change.diff == "Binary or large files differ: 9 bytes now, 10 bytes then\n"
    scene.back(scene.turn_point(4))
    assert (scene.root / "p.png").read_bytes() == b"\x89PNG\r\n\x1a\n\0\xff"


def test_back_across_a_compaction(scene: Scene) -> None:
    before = scene.session.history.messages
    scene.session.begin_anew(Mark("compaction", 0, (user_text("all of it, in short", "tool"),)))
    scene.write("a", "three\n", "after it")
    assert scene.turn_point(2).marks == ("compaction",) and scene.turn_point(4).marks == ()
    done = scene.back(scene.turn_point(4))
    assert done.prompt == "after it" and scene.said() == ["all of it, in short"] and scene.content("a") == "two\n"
    scene.back(scene.turn_point(3))
    assert scene.session.history.messages == before[: len(scene.session.history.messages)]
    assert scene.said() == ["make a\nand more", "change a"]


def test_a_session_of_before_anything_was_kept(tmp_path: Path) -> None:
    scene = Scene(tmp_path)
    scene.session.history.add(user_text("edit"))
    (scene.root / "a").write_text("x")
    scene.session.history.finish(CallFinished("1", "edit", "ok", "", EditedFile("a", "")))
    shown = scene.preview(scene.points()[0])
    assert not shown.changes and "not known how this session left it" in shown.refused[0].why


def test_a_damaged_line_is_told(scene: Scene) -> None:
    lines = scene.transcript.read_bytes().splitlines(keepends=True)
    scene.transcript.write_bytes(b"".join([*lines[:-1], b'{"type":"call"}\n', lines[-1]]))
    assert "cannot be read" in scene.preview(scene.turn_point(1)).problems[0]


def test_a_file_that_fails_is_named_and_the_others_are_done(scene: Scene, monkeypatch: pytest.MonkeyPatch) -> None:
    put = restoring._put

    def fails_for_a(path: Path, change: FileChange) -> None:
        if path.name == "a":
            raise PermissionError(13, "Permission denied", str(path))
        put(path, change)

    monkeypatch.setattr(restoring, "_put", fails_for_a)
    done = scene.back(scene.turn_point(2))
    assert [each.path for each in done.changes] == ["b"]
    assert [each.why for each in done.refused] == ["it could not be put back (Permission denied)"]
    monkeypatch.undo()
    scene.back(scene.last_rewind())
    assert (scene.content("a"), scene.content("b")) == ("two\n", "new\n")


def test_points_of_a_transcript_that_is_none(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError):
        points(tmp_path / "none.jsonl", tmp_path)


def test_a_transcript_that_cannot_be_written_leaves_what_can_be_gone_on_with(
    scene: Scene, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(mark: Mark) -> None:
        raise OSError(28, "No space left on device")

    history = scene.session.history.messages
    monkeypatch.setattr(scene.file, "write_mark", full)
    done = scene.back(scene.turn_point(2))
    assert done.problem == (
        "the files were put back, but the transcript cannot be written (No space left on device); "
        "go back again when it can"
    )
    assert not done.prompt and scene.session.history.messages == history
    assert (scene.content("a"), scene.content("b")) == ("one\n", None)
    monkeypatch.undo()
    done = scene.back(scene.turn_point(2))
    assert not done.problem and done.prompt == "change a" and scene.said() == ["make a\nand more"]
    for point in [each for each in scene.points() if each.kind == "rewind"]:
        scene.back(point)
    assert (scene.content("a"), scene.content("b")) == ("two\n", "new\n")


def test_what_cannot_be_written_down_before_is_not_done(scene: Scene, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*arguments: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(rewinding, "begin", full)
    done = scene.back(scene.turn_point(2))
    assert done.problem.startswith("nothing was changed: ") and scene.content("a") == "two\n"


def test_nested_instructions_are_not_lost_with_the_messages_that_gave_them(scene: Scene) -> None:
    below = InstructionFile(scene.root / "b", "use tabs", "repo")

    class Given(NoNested):
        def renew(self) -> tuple[InstructionFile, ...]:
            return (below,)

    scene.session.equipment = msgspec.structs.replace(scene.session.equipment, nested=Given())
    scene.back(scene.turn_point(2))
    scene.back(scene.turn_point(3))
    assert [text.count("use tabs") for text in scene.said()] == [0, 0, 1]
