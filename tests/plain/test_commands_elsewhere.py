"""Commands that lead elsewhere: to another session, or back to an earlier turn."""

import asyncio
import os
from pathlib import Path
from typing import Any

import pytest
from tests.fakes.faces import FakeRoom, in_room, open_room
from tests.fakes.loop import calls, says

from reverie.plain.desk import Fork, Fresh, Resume


def session(folder: Path, *prompts: str, **wishes: Any) -> str:
    """A session of the project in which these were asked; its id."""

    async def act(room: FakeRoom) -> str:
        for prompt in prompts:
            await room.type(prompt)
        return room.desk.session.id

    found: str = in_room(folder, act, *[says("ok") for _ in prompts], **wishes)
    return found


def test_the_earlier_sessions_are_listed_and_one_is_chosen(tmp_path: Path) -> None:
    parser, lexer = session(tmp_path, "write the parser", "more"), session(tmp_path, "write the lexer")
    session(tmp_path)

    async def act(room: FakeRoom) -> None:
        os.utime(room.desk.sessions.path(parser), (1, 1))
        room.face.answers += ["2", "", "9", parser.lower()[:20], None]
        assert await room.type("/resume") == Resume(parser)
        (asked,) = room.face.asked
        assert [choice.key for choice in asked.choices] == ["1", "2"]
        assert asked.choices[0].meaning == f"just now, 1 turn: write the lexer ({lexer[:13]})"
        assert asked.choices[1].meaning == f"on 1970-01-01, 2 turns: write the parser ({parser[:13]})"
        assert [await room.type("/resume") for _ in range(2)] == [None, None]
        assert "'9' is neither a number of the list nor" in room.face.said[-1]
        assert [await room.type("/resume"), await room.type("/resume")] == [Resume(parser), None]

    in_room(tmp_path, act)


def test_a_session_is_found_by_id_number_or_words(tmp_path: Path) -> None:
    parser, lexer = session(tmp_path, "write the parser"), session(tmp_path, "write the lexer")

    async def act(room: FakeRoom) -> None:
        assert await room.type(f"/resume {parser}") == Resume(parser)
        assert await room.type("/resume 1") == Resume(lexer)
        room.face.answers += ["1"]
        assert await room.type("/resume Write parser") == Resume(parser)
        assert len(room.face.asked) == 1
        assert await room.says("/resume cake") == "no earlier session has 'cake' in its title"
        assert await room.says(f"/resume {room.desk.session.id}") == "that is this session"

    in_room(tmp_path, act)


def test_what_cannot_be_resumed_is_said_before_this_one_is_left(tmp_path: Path) -> None:
    async def run() -> None:
        async with open_room(tmp_path, says("ok")) as other:
            await other.type("hello")
            async with open_room(tmp_path) as room:
                said = await room.says(f"/resume {other.desk.session.id}")
                assert "is open in another process" in said
                assert await room.type("/resume 1") is None
        path = room.desk.sessions.path(other.desk.session.id)
        path.write_bytes(path.read_bytes().replace(b'"format":1', b'"format":9'))
        async with open_room(tmp_path) as room:
            assert "newer than" in await room.says(f"/resume {other.desk.session.id}")
            assert await room.says("/resume") == "no earlier session here"

    asyncio.run(run())


def test_tasks_are_not_listed(tmp_path: Path) -> None:
    steps = [calls(("task", {"title": "look", "prompt": "look around"})), says("seen"), says("done")]
    asked = session_with(tmp_path, steps, features=frozenset({"tasks"}))

    async def act(room: FakeRoom) -> list[str]:
        await room.type("/resume")
        return [choice.meaning for choice in room.face.asked[0].choices]

    (only,) = in_room(tmp_path, act)
    assert asked[:13] in only


def session_with(folder: Path, steps: list[Any], **wishes: Any) -> str:
    async def act(room: FakeRoom) -> str:
        await room.type("go")
        assert len(room.desk.sessions.ids()) == 2
        return room.desk.session.id

    found: str = in_room(folder, act, *steps, **wishes)
    return found


def test_fork_and_clear_say_how_to_come_back(tmp_path: Path) -> None:
    async def act(room: FakeRoom) -> None:
        own = room.desk.session.id
        assert await room.type("/fork") is None and await room.type("/clear") is None
        await room.type("hello")
        assert await room.type("/fork") == Fork(own)
        assert f"/resume {own[:13]}" in room.face.said[-1]
        assert await room.type("/clear") == Fresh()
        assert f"/resume {own[:13]}" in room.face.said[-1]

    in_room(tmp_path, act, says("ok"))


STEPS = [
    calls(("write", {"path": "a.txt", "content": "one\n"})),
    says("first"),
    calls(("edit", {"path": "a.txt", "old": "one", "new": "two"}), ("shell", {"command": "echo hi"})),
    says("second"),
]


async def _two_turns(room: FakeRoom) -> Path:
    await room.type("write one")
    await room.type("make it two")
    return room.desk.project.root / "a.txt"


def test_rewind_takes_files_and_conversation_back_after_a_look(tmp_path: Path) -> None:
    async def act(room: FakeRoom) -> None:
        path = await _two_turns(room)
        room.face.asked.clear()
        said = await room.says("/rewind", "2", "b", "y")
        which, what, sure = room.face.asked
        assert [choice.key for choice in which.choices] == ["2", "1"]
        assert which.choices[0].meaning == "just now: make it two (since then: 1 file, 1 command)"
        assert [choice.key for choice in what.choices] == ["b", "c", "f"]
        assert "-two\n+one" in sure.preview and "write a.txt" in sure.text
        assert "not covered is what these commands did:\n  $ echo hi" in sure.text
        assert "1 turn would leave the conversation" in sure.text
        assert said == "back before turn 2, 1 file put back; /rewind can take this back"
        assert path.read_text() == "one\n" and room.face.line == "make it two"
        assert "make it two" not in str(room.desk.session.history.messages)

    in_room(tmp_path, act, *STEPS, mode="accept-edits", answers=["y"])


@pytest.mark.parametrize(
    ("typed", "answers"),
    [("/rewind", [""]), ("/rewind", [None]), ("/rewind 2", [""]), ("/rewind 2", ["x"]), ("/rewind 2", ["b", "n"])],
)
def test_anything_but_a_clear_yes_changes_nothing(tmp_path: Path, typed: str, answers: list[str | None]) -> None:
    async def act(room: FakeRoom) -> None:
        path = await _two_turns(room)
        messages = room.desk.session.history.messages
        assert await room.says(typed, *answers) == "nothing was changed"
        assert path.read_text() == "two\n" and room.desk.session.history.messages == messages

    in_room(tmp_path, act, *STEPS, mode="accept-edits", answers=["y"])


def test_a_file_that_somebody_changed_is_refused_and_named(tmp_path: Path) -> None:
    async def act(room: FakeRoom) -> None:
        path = await _two_turns(room)
        path.write_text("theirs\n")
        said = await room.says("/rewind 2", "f")
        assert "stays as it is: a.txt (" in said and said.endswith("no file would change")
        assert path.read_text() == "theirs\n" and room.face.line == ""

    in_room(tmp_path, act, *STEPS, mode="accept-edits", answers=["y"])


def test_the_conversation_alone_goes_back_and_a_rewind_can_be_taken_back(tmp_path: Path) -> None:
    async def act(room: FakeRoom) -> None:
        path = await _two_turns(room)
        await room.says("/rewind 2", "c", "y")
        assert "files stay as they are: a.txt" in room.face.asked[-1].text
        assert path.read_text() == "two\n" and room.face.line == "make it two"
        said = await room.says("/rewind", "r1", "y")
        assert "before the rewind" in said
        assert room.face.asked[-1].heading == "Back to before the rewind of the conversation"
        assert "make it two" in str(room.desk.session.history.messages)

    in_room(tmp_path, act, *STEPS, mode="accept-edits", answers=["y"])


def test_turns_that_have_left_are_marked_and_a_deleted_file_is_called_so(tmp_path: Path) -> None:
    async def act(room: FakeRoom) -> None:
        path = await _two_turns(room)
        said = await room.says("/rewind 1", "b", "y")
        assert said == "back before turn 1, 1 file deleted; /rewind can take this back" and not path.exists()
        await room.says("/rewind", "")
        meanings = {choice.key: choice.meaning for choice in room.face.asked[-1].choices}
        assert "make it two (left)" in meanings["2"] and "write one (left)" in meanings["1"]
        assert "(left)" not in meanings["r1"]

    in_room(tmp_path, act, *STEPS, mode="accept-edits", answers=["y"])


def test_rewind_without_a_turn_or_to_no_turn(tmp_path: Path) -> None:
    async def act(room: FakeRoom) -> None:
        assert await room.says("/rewind") == "there is no turn to go back to yet"
        await room.type("hello")
        assert await room.says("/rewind 7") == "there is no turn '7' to go back to\nnothing was changed"
        await room.says("/rewind 1", "y")
        headings = [asked.heading for asked in room.face.asked]
        assert headings == ["Back to before turn 1: hello"], "no file changed: only the conversation can"
        assert room.face.line == "hello"

    in_room(tmp_path, act, says("ok"))
