"""The conversation's core, on a face without a terminal."""

import asyncio
from collections.abc import Awaitable, Callable, Coroutine
from pathlib import Path
from typing import Any, cast

import pytest
from tests.fakes.loop import FakeModel, FakeTool, HangingModel, Stage, WaitingTool, calls, says
from tests.plain.fake_face import FakeFace, settled

from reverie.conversation.events import Steered, TurnStarted
from reverie.conversation.messages import TextPart
from reverie.conversation.ports import ModelFailure
from reverie.plain.commands.command import Command, Room
from reverie.plain.conversation import HUNG_UP, Conversation
from reverie.plain.desk import Desk, Fresh, Leave, Quit
from reverie.plain.face import Closed, Interrupted, ModeWanted, SteerWanted
from reverie.plain.own_outputs import OwnOutputs
from reverie.plain.pasted_pieces import PastedPieces
from reverie.plain.prompt import Prepared
from reverie.plain.showing import Showing
from reverie.plain.signals import EndingSignals
from reverie.plain.status import SessionStatus
from reverie.transcripts.errors import SessionNotFound

Act = Callable[[Room, str], Coroutine[Any, Any, Leave | None]]


class FakeRoutes:
    """`/x` runs the act named x; those in capitals may run beside a turn."""

    def __init__(self, acts: dict[str, Act]) -> None:
        self._acts = acts

    def find(self, text: str) -> tuple[Command, str] | None:
        name, _, rest = text.removeprefix("/").partition(" ")
        return (Command(name, "", "", "", anytime=name.isupper()), rest) if text.startswith("/") else None

    def run(self, command: Command, argument: str, room: Room) -> Coroutine[Any, Any, Leave | None]:
        return self._acts[command.name](room, argument)

    def prepare(self, text: str, desk: Desk) -> Prepared:
        return Prepared(text, desk.own_outputs.take())


class Scene:
    """A conversation on a session of stand-ins."""

    def __init__(self, folder: Path, model: FakeModel, *tools: Any, **acts: Act) -> None:
        self.face = FakeFace()
        self.stage = Stage(folder, model, *tools)
        self.own = OwnOutputs()
        showing = Showing(self.face, SessionStatus(lambda: 0.0))
        self.stage.session._emit = showing
        showing.session = self.stage.session
        nothing = dict.fromkeys(Desk.__struct_fields__, cast("Any", None))
        desk = Desk(**nothing | {"session": self.stage.session, "own_outputs": self.own, "pasted": PastedPieces()})
        self.room = Conversation(desk, showing, FakeRoutes(acts), _at_once, _never)
        self.signals = EndingSignals()

    def play(self, script: Callable[["Scene"], Awaitable[object]], first: str | None = None) -> Leave:
        """Run the conversation while the person does what the script says, then closes the input."""

        async def run() -> Leave:
            running = asyncio.ensure_future(self.room.run([] if first is None else [first], self.signals))
            await settled()
            await script(self)
            if not running.done():
                await self.face.closes()
            return await asyncio.wait_for(running, 10)

        return asyncio.run(run())

    @property
    def prompts(self) -> list[str]:
        """What has reached the model."""
        return [event.prompt for event in self.face.events if isinstance(event, TurnStarted | Steered)]


async def _at_once() -> None: ...


async def _never(_: float) -> None:
    await asyncio.Event().wait()


def test_typed_text_is_a_turn_and_the_next_one_after_it(tmp_path: Path) -> None:
    scene = Scene(tmp_path, FakeModel(says("one"), says("two")))
    assert scene.play(lambda s: s.face.does("first", "  ", "second")) == Quit()
    assert scene.prompts == ["first", "second"]


def test_a_first_prompt_is_asked_before_anything_is_heard(tmp_path: Path) -> None:
    scene = Scene(tmp_path, FakeModel(says("one")))
    scene.play(lambda s: settled(), first="from the command line")
    assert scene.prompts == ["from the command line"]


def test_text_typed_in_a_turn_waits_and_the_newest_can_be_taken_back(tmp_path: Path) -> None:
    tool = WaitingTool("look")

    async def script(scene: Scene) -> None:
        await scene.face.does("go", "one", "two")
        assert scene.face.status is not None and scene.face.status.waiting == ("one", "two")
        await scene.face.does(SteerWanted())
        tool.go_on.set()
        await settled()

    scene = Scene(tmp_path, FakeModel(calls(("look", {})), says("done")), tool)
    scene.play(script)
    assert scene.face.line == ["two"] and scene.prompts == ["go", "one"]
    assert scene.face.status is not None and scene.face.status.waiting == ()


def test_what_waits_is_put_back_when_the_turn_fails(tmp_path: Path) -> None:
    tool = WaitingTool("look")

    async def script(scene: Scene) -> None:
        await scene.face.does("go", SteerWanted(), "/later", "more")
        tool.go_on.set()
        await settled()

    scene = Scene(tmp_path, FakeModel(calls(("look", {})), ModelFailure("auth", "no key")), tool)
    scene.play(script)
    assert scene.face.line == ["more"] and scene.face.said == ["not run: /later"]


def test_an_interrupt_puts_messages_back_and_names_the_commands_that_are_not_run(tmp_path: Path) -> None:
    async def script(scene: Scene) -> None:
        await scene.face.does("go", "a steer", "/model foo/bar", "/clear", "/plan " + "x" * 200)
        assert scene.face.status is not None
        assert scene.face.status.waiting[:3] == ("a steer", "/model foo/bar", "/clear")
        await scene.face.interrupts()

    scene = Scene(tmp_path, HangingModel())
    scene.play(script)
    assert scene.face.line == ["a steer"]
    assert scene.face.said == [f"not run: /model foo/bar, /clear, /plan {'x' * 73}…"]


def test_what_is_typed_behind_a_command_waits_behind_it(tmp_path: Path) -> None:
    tool = WaitingTool("look")
    asked_before: list[list[str]] = []

    async def later(room: Room, argument: str) -> None:
        asked_before.append(scene.prompts)

    async def script(scene: Scene) -> None:
        await scene.face.does("go", "a steer", "/later", "new topic", "/later", "and more")
        tool.go_on.set()
        await settled()

    model = FakeModel(calls(("look", {})), says("done"), says("of the topic"), says("of more"))
    scene = Scene(tmp_path, model, tool, later=later)
    scene.play(script)
    assert asked_before == [["go", "a steer"], ["go", "a steer", "new topic"]]
    assert scene.prompts == ["go", "a steer", "new topic", "and more"]
    assert [event.prompt for event in scene.face.events if isinstance(event, Steered)] == ["a steer"]


def test_what_is_typed_behind_a_command_that_leaves_is_for_the_next_session(tmp_path: Path) -> None:
    async def clear(room: Room, argument: str) -> Leave:
        return Fresh()

    tool = WaitingTool("look")

    async def script(scene: Scene) -> None:
        await scene.face.does("go", "/clear", "new topic", "/clear")
        tool.go_on.set()
        await settled()

    scene = Scene(tmp_path, FakeModel(calls(("look", {})), says("done")), tool, clear=clear)
    assert scene.play(script) == Fresh()
    assert scene.prompts == ["go"] and scene.room.left_over == ("new topic", "/clear")


def test_outputs_that_wait_with_a_message_wait_again_when_it_is_taken_back(tmp_path: Path) -> None:
    output = TextPart("$ ls", "human")

    async def script(scene: Scene) -> None:
        await scene.face.does("go")
        scene.own.add(output)
        await scene.face.does("look at that", Interrupted())

    scene = Scene(tmp_path, HangingModel())
    scene.play(script)
    assert scene.face.line == ["look at that"] and scene.own.take() == (output,)


def test_a_command_beside_the_turn_does_not_touch_it_and_a_leave_of_it_ends_all(tmp_path: Path) -> None:
    async def tell(room: Room, argument: str) -> None:
        room.face.say(f"working: {room.is_working} {argument}")

    async def quit_(room: Room, argument: str) -> Leave:
        return Fresh()

    scene = Scene(tmp_path, HangingModel(), TELL=tell, QUIT=quit_)
    assert scene.play(lambda s: s.face.does("go", "/TELL me", "/QUIT")) == Fresh()
    assert scene.face.said == ["working: True me"]
    assert scene.stage.transcript.lines[-2].outcome == "interrupted"  # type: ignore[union-attr]
    assert scene.stage.transcript.lines[-1] == "sync"


def test_a_command_that_must_wait_runs_at_the_turns_end_before_what_was_typed_later(tmp_path: Path) -> None:
    tool = WaitingTool("look")
    ran: list[bool] = []

    async def later(room: Room, argument: str) -> None:
        ran.append(room.is_working)

    async def script(scene: Scene) -> None:
        await scene.face.does("go", "/later")
        assert ran == []
        tool.go_on.set()
        await settled()

    scene = Scene(tmp_path, FakeModel(calls(("look", {})), says("done")), tool, later=later)
    scene.play(script)
    assert ran == [False]


def test_an_interrupt_ends_a_part_of_a_command_and_the_command_says_what_then(tmp_path: Path) -> None:
    async def long(room: Room, argument: str) -> None:
        whole = await room.while_working("counting", asyncio.Event().wait())
        room.face.say(f"whole: {whole}")

    async def script(scene: Scene) -> None:
        await scene.face.does("/long", "typed meanwhile")
        assert scene.face.status is not None and scene.face.status.doing == "counting"
        await scene.face.interrupts()

    scene = Scene(tmp_path, FakeModel(), long=long)
    assert scene.play(script) == Quit()
    assert scene.face.said == ["whole: False"]
    assert scene.face.line == ["typed meanwhile"] and scene.prompts == []


def test_an_error_that_a_person_can_mend_is_one_line_and_the_conversation_goes_on(tmp_path: Path) -> None:
    async def fails(room: Room, argument: str) -> None:
        raise SessionNotFound("no session 'x' here")

    scene = Scene(tmp_path, FakeModel(says("one")), fails=fails)
    scene.play(lambda s: s.face.does("/fails", "go"))
    assert scene.face.said == ["no session 'x' here"] and scene.prompts == ["go"] and scene.room.broken is None


@pytest.mark.parametrize("name", ["broken", "BROKEN"])
def test_an_error_that_nobody_expected_ends_it_with_the_turn_on_the_disk(tmp_path: Path, name: str) -> None:
    async def broken(room: Room, argument: str) -> None:
        raise ZeroDivisionError("division by zero")

    scene = Scene(tmp_path, HangingModel(), **{name: broken})
    typed = ["go", "/BROKEN"] if name.isupper() else ["/broken"]
    assert scene.play(lambda s: s.face.does(*typed)) == Quit(1)
    assert isinstance(scene.room.broken, ZeroDivisionError)
    if name.isupper():
        assert scene.stage.transcript.lines[-1] == "sync"


def test_an_error_of_the_face_ends_it_too(tmp_path: Path) -> None:
    async def script(scene: Scene) -> None:
        scene.face.add_history = lambda text: 1 // 0  # type: ignore[method-assign,assignment]
        await scene.face.does("go")

    scene = Scene(tmp_path, FakeModel())
    assert scene.play(script) == Quit(1)
    assert isinstance(scene.room.broken, ZeroDivisionError)


def test_only_two_interrupts_with_nothing_between_end_an_idle_conversation(tmp_path: Path) -> None:
    async def script(scene: Scene) -> None:
        await scene.face.does(Interrupted(), "hello", Interrupted())
        assert scene.prompts == ["hello"]
        await scene.face.interrupts()

    scene = Scene(tmp_path, FakeModel(says("one")))
    assert scene.play(script) == Quit()
    assert len(scene.face.said) == 2 and scene.face.heard.empty()


def test_a_turn_interrupted_before_the_session_had_it_is_put_back(tmp_path: Path) -> None:
    async def script(scene: Scene) -> None:
        scene.room._ready = asyncio.Event().wait
        await scene.face.does("go", Interrupted())

    scene = Scene(tmp_path, FakeModel())
    scene.play(script)
    assert scene.face.line == ["go"] and scene.prompts == []


def test_the_mode_goes_round(tmp_path: Path) -> None:
    seen: list[str] = []

    async def script(scene: Scene) -> None:
        for _ in range(3):
            await scene.face.does(ModeWanted())
            assert scene.face.status is not None
            seen.append(scene.face.status.mode)

    Scene(tmp_path, FakeModel()).play(script)
    assert seen == ["accept-edits", "plan", "ask"]


def test_a_hang_up_or_a_signal_before_the_first_word_ends_it(tmp_path: Path) -> None:
    scene = Scene(tmp_path, FakeModel())
    assert scene.play(lambda s: s.face.does(Closed(hung_up=True))) == Quit(HUNG_UP)
    scene = Scene(tmp_path, FakeModel())
    scene.signals.ended = True
    assert scene.play(lambda s: settled()) == Quit(HUNG_UP)


def test_a_call_that_ends_at_once_leaves_no_activity(tmp_path: Path) -> None:
    scene = Scene(tmp_path, FakeModel(calls(("look", {"text": "x"})), says("done")), FakeTool("look"))
    scene.play(lambda s: s.face.does("go"))
    assert scene.face.status is not None and scene.face.status.doing == "" and scene.face.status.tokens == 30


@pytest.mark.parametrize("calls_", [1, 2])
def test_a_second_interrupt_ends_at_once_what_does_not_stop(tmp_path: Path, calls_: int) -> None:
    cancelled: list[str] = []

    class Stubborn(WaitingTool):
        async def run(self, arguments: Any, output: Any) -> Any:
            try:
                return await super().run(arguments, output)
            finally:
                try:
                    await asyncio.Event().wait()
                except asyncio.CancelledError:
                    cancelled.append("at once")
                    raise

    async def script(scene: Scene) -> None:
        await scene.face.does("go", Interrupted())
        assert scene.face.status is not None and scene.room.is_working
        assert (scene.face.status.doing, scene.face.status.stopping) == ("stopping", True)
        await scene.face.interrupts()
        assert cancelled == ["at once"] * calls_

    scene = Scene(tmp_path, FakeModel(calls(*[("look", {})] * calls_), says("done")), Stubborn("look"))
    scene.play(script)
    assert scene.stage.transcript.lines[-2].outcome == "interrupted"  # type: ignore[union-attr]


def test_while_what_is_no_command_is_answered_nothing_is_idle(tmp_path: Path) -> None:
    seen: list[str] = []

    async def unknown(room: Room, argument: str) -> None:
        assert scene.face.status is not None
        seen.append(scene.face.status.doing)

    scene = Scene(tmp_path, FakeModel(), **{"": unknown})
    scene.play(lambda s: s.face.does("/"))
    assert seen == ["looking"]
