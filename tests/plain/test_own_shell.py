"""`!command`: run in the project, shown, told to the model with the next prompt."""

import asyncio
import os
import subprocess
from pathlib import Path

import pytest
from tests.fakes.faces import FakeRoom, in_room
from tests.fakes.loop import says
from tests.fakes.person import MaskingRedactor

from reverie.conversation.messages import Message, TextPart, UserMessage
from reverie.plain import own_shell


def lives(pid: int) -> bool:
    """One that has ended and that nobody has waited for does not."""
    found = subprocess.run(["ps", "-o", "state=", "-p", str(pid)], capture_output=True, text=True, check=False)
    return found.stdout.strip()[:1] not in ("", "Z")


def texts(message: Message) -> list[tuple[str, str]]:
    assert isinstance(message, UserMessage)
    return [(part.origin, part.text) for part in message.parts if isinstance(part, TextPart)]


def test_it_runs_in_the_project_and_says_its_exit_status(tmp_path: Path) -> None:
    said = in_room(tmp_path, lambda room: room.says("!pwd; echo err >&2; exit 3"))
    assert said == f"{os.path.realpath(tmp_path / 'project')}\nerr\n[exit status 3]"


def test_it_has_the_persons_environment_and_no_input(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("MINE", "yes")
    assert in_room(tmp_path, lambda room: room.says("!cat; echo $MINE")) == "yes\n[exit status 0]"


def test_its_output_goes_with_the_next_prompt_once(tmp_path: Path) -> None:
    async def act(room: FakeRoom) -> None:
        await room.says("!echo one; exit 2")
        await room.says("!true")
        await room.type("why does it fail?")
        await room.type("and now?")
        first, second = (texts(request.messages[-1]) for request in room.model.requests)
        assert first == [
            ("human", "why does it fail?"),
            ("tool", "[The person ran this command themselves: echo one; exit 2]\none\n[exit status 2]"),
            ("tool", "[The person ran this command themselves: true]\n(no output)\n[exit status 0]"),
        ]
        assert second == [("human", "and now?")]

    in_room(tmp_path, act, says("a"), says("b"))


def test_with_two_marks_the_model_is_not_told(tmp_path: Path) -> None:
    async def act(room: FakeRoom) -> None:
        assert await room.says("!!echo private") == "private\n[exit status 0]"
        assert len(room.desk.own_outputs) == 0

    in_room(tmp_path, act)


def test_a_long_output_is_cut_on_the_screen_and_for_the_model_and_kept_whole(tmp_path: Path) -> None:
    async def act(room: FakeRoom) -> Path:
        said = await room.says("!seq 100000")
        assert len(said) < own_shell.MOST_SHOWN + 100 and "[more is not shown here]\n[exit status 0]" in said
        (part,) = room.desk.own_outputs.take()
        assert len(part.text) < 50_000 and "\n100000\n[exit status 0]" in part.text
        kept = part.text.partition("all of it: ")[2].partition(" ...]")[0]
        return Path(kept)

    assert in_room(tmp_path, act).read_text() == "".join(f"{number}\n" for number in range(1, 100_001))


def test_one_line_of_500_kb_does_not_stall(tmp_path: Path) -> None:
    async def act(room: FakeRoom) -> str:
        return await room.says("!head -c 500000 /dev/zero | tr '\\0' x")

    said = in_room(tmp_path, act)
    assert said.endswith("[exit status 0]") and own_shell.MOST_SHOWN <= len(said) < 2 * own_shell.MOST_SHOWN


def test_it_comes_as_it_is_written(tmp_path: Path) -> None:
    """A line is shown while the command still runs."""

    async def act(room: FakeRoom) -> None:
        os.mkfifo(tmp_path / "go")
        running = asyncio.ensure_future(room.type(f"!echo first; read x <{tmp_path / 'go'}; echo $x"))
        while not room.face.said:
            await asyncio.sleep(0.01)
        assert room.face.said == ["first"]
        await asyncio.to_thread((tmp_path / "go").write_text, "second\n")
        await running
        assert room.face.said == ["first", "second", "[exit status 0]"]

    in_room(tmp_path, act)


def test_an_interrupt_ends_all_that_it_started(tmp_path: Path) -> None:
    async def act(room: FakeRoom) -> None:
        started = tmp_path / "started"

        async def interrupt() -> None:
            while not started.exists() or not started.read_text().strip():
                await asyncio.sleep(0.01)

        room.interrupt = interrupt
        said = await room.says(f"!sleep 1000 & echo $! >{started}; echo begun; wait")
        assert said == "begun\n[stopped]"
        assert not lives(int(started.read_text()))
        assert "begun\n[stopped before its end]" in room.desk.own_outputs.take()[0].text

    in_room(tmp_path, act)


def test_what_it_leaves_running_is_ended_and_said(tmp_path: Path) -> None:
    said = in_room(tmp_path, lambda room: room.says("!sleep 1000 & echo $!"))
    number, last = said.split("\n")
    assert last == "[exit status 0; what it had left running was ended]"
    assert not lives(int(number))


def test_secrets_are_masked_for_the_model(tmp_path: Path) -> None:
    import msgspec

    async def act(room: FakeRoom) -> None:
        session = room.desk.session
        bench = msgspec.structs.replace(session.equipment.bench, redactor=MaskingRedactor())
        session.equipment = msgspec.structs.replace(session.equipment, bench=bench)
        await room.says("!: hunter2")
        assert "[masked]" in room.desk.own_outputs.take()[0].text

    in_room(tmp_path, act)


@pytest.mark.parametrize(
    ("typed", "said"), [("!", "!COMMAND runs it"), ("!!", "!COMMAND runs it"), ("!echo \0", "holds")]
)
def test_what_is_no_command_is_explained(tmp_path: Path, typed: str, said: str) -> None:
    assert said in in_room(tmp_path, lambda room: room.says(typed))


def test_without_bash_a_line_says_so(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    assert in_room(tmp_path, lambda room: room.says("!ls")) == "bash is not on PATH, so no command can run"


def test_a_program_that_wants_keys_is_told_of(tmp_path: Path) -> None:
    said = in_room(tmp_path, lambda room: room.says("!less /dev/null"))
    assert said.startswith("[less gets no input and no screen here; Ctrl-C stops it]")
