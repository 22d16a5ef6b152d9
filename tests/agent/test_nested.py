"""Instruction files below the root: told once, also over a resume, with what could not be read."""

from collections.abc import Sequence
from pathlib import Path

import msgspec

from reverie.agent.nested import tell_nested
from reverie.config.instructions import InstructionFile
from reverie.conversation.events import AnyEvent, CallFinished, Notice
from reverie.conversation.messages import TextPart, ToolMessage, UserMessage
from reverie.conversation.record import ReadFile
from tests.fakes.loop import FakeModel, FakeTool, Stage, calls, says


class SaysNo:
    """A person who denies with words of their own."""

    async def authorise(self, call: object) -> object:
        from reverie.conversation.access import Denied

        return Denied("the person said no: Never touch it.", said="Never touch it.")


class Always:
    """Gives its one file whenever it is asked, as after a resume, and one notice."""

    def touched(self, path: Path) -> Sequence[InstructionFile]:
        return (InstructionFile(path.parent / "AGENTS.md", "Use tabs.", "repo"),)

    given = ()

    def renew(self) -> Sequence[InstructionFile]:
        return ()

    def take_notices(self) -> Sequence[str]:
        return ("'x' was not read",)


def test_a_file_that_the_history_holds_is_not_told_again(tmp_path: Path) -> None:
    stage = Stage(tmp_path, FakeModel())
    equipment = msgspec.structs.replace(stage.session.equipment, nested=Always())
    events: list[AnyEvent] = []
    for _ in range(2):
        tell_nested(
            [CallFinished("c", "read", "ok", "", ReadFile("sub/a.py"))], stage.history, equipment, events.append
        )
    assert [len(m.parts) for m in stage.history.messages if isinstance(m, UserMessage)] == [1]
    told = [event.text for event in events if isinstance(event, Notice)]
    assert told == ["following sub/AGENTS.md too", "'x' was not read", "'x' was not read"]


def test_the_words_of_a_no_are_the_persons(tmp_path: Path) -> None:
    model = FakeModel(calls(("touch", {"text": "x"})), says("I leave it"))
    stage = Stage(tmp_path, model, FakeTool("touch"), authoriser=SaysNo())
    assert stage.turn().outcome == "done"
    (results,) = [message for message in stage.history.messages if isinstance(message, ToolMessage)]
    assert results.results[0].content == (TextPart("Denied: the person said no:", "tool"), TextPart("Never touch it."))
