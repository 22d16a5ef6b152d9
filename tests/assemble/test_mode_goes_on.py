"""Plan mode lasts until the person ends it, also over the end of the program."""

from pathlib import Path
from typing import Any

import pytest
from tests.fakes.faces import FakeRoom, in_room
from tests.fakes.loop import says

from reverie.conversation.events import Notice
from reverie.conversation.ports import PermissionMode


def left(folder: Path, *typed: str, **wishes: Any) -> str:
    """A session in which this was typed, and its id."""

    async def act(room: FakeRoom) -> str:
        for text in typed:
            if text in ("ask", "accept-edits", "plan"):
                room.desk.session.mode.mode = text  # type: ignore[assignment]
            else:
                await room.type(text)
        return room.desk.session.id

    session: str = in_room(folder, act, *[says("ok") for _ in typed], **wishes)
    return session


def opened(folder: Path, **wishes: Any) -> tuple[PermissionMode, list[str]]:
    """The mode a session is opened in, and what is said of it."""

    async def act(room: FakeRoom) -> tuple[PermissionMode, list[str]]:
        said = [notice.text for notice in room.face.of(Notice) if "plan mode" in notice.text]
        return room.desk.session.mode.mode, said

    mode: tuple[PermissionMode, list[str]] = in_room(folder, act, **wishes)
    return mode


@pytest.mark.parametrize(
    "typed",
    [
        ("plan", "look around"),
        ("hi", "plan"),
        ("hi", "plan", "/compact"),
        ("hi", "plan", "more", "ask", "accept-edits", "plan"),
    ],
)
@pytest.mark.parametrize("how", ["resume", "fork"])
def test_it_goes_on_and_says_so(tmp_path: Path, typed: tuple[str, ...], how: str) -> None:
    session = left(tmp_path, *typed)
    for _ in range(2):
        mode, said = opened(tmp_path, **{how: session})
        assert mode == "plan" and said == ["plan mode is on, as this session was left; /plan off ends it"]


def test_it_goes_on_when_the_command_line_began_it(tmp_path: Path) -> None:
    assert opened(tmp_path, resume=left(tmp_path, "hi", mode="plan"))[0] == "plan"


@pytest.mark.parametrize(
    "typed", [("hi",), ("hi", "accept-edits"), ("plan", "hi", "ask"), ("plan", "hi", "accept-edits")]
)
def test_what_was_ended_does_not_come_back_and_nothing_looser_does(tmp_path: Path, typed: tuple[str, ...]) -> None:
    assert opened(tmp_path, resume=left(tmp_path, *typed)) == ("ask", [])


def test_a_mode_that_the_person_names_now_holds(tmp_path: Path) -> None:
    session = left(tmp_path, "plan", "hi")
    assert opened(tmp_path, resume=session, mode="accept-edits", is_mode_named=True) == ("accept-edits", [])


def test_the_persons_own_words_are_no_note_of_ours(tmp_path: Path) -> None:
    from reverie.agent.mode_note import mode_note

    (note,) = mode_note("plan", ())
    assert opened(tmp_path, resume=left(tmp_path, note.text)) == ("ask", [])
