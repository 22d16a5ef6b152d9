"""The turn: what a person sees of it, and a history that is valid however it ends."""

import asyncio
from pathlib import Path

import pytest

from reverie.agent.limits import MostRequests
from reverie.conversation.access import CommandAccess, WriteAccess
from reverie.conversation.events import CallFinished, Notice, TurnEnded
from reverie.conversation.messages import AssistantMessage, Message, ToolMessage, UserMessage
from reverie.conversation.ports import ModelFailure, ModelReply, ModelRequest
from reverie.conversation.record import EditedFile, ReadFile
from tests.fakes.loop import (
    DenyWrites,
    FakeModel,
    FakeTool,
    HangingModel,
    MemoryTranscript,
    NoBudget,
    Stage,
    WaitingTool,
    calls,
    says,
)


def fail(text: str) -> str:
    raise ValueError("no such file")


def assert_valid(messages: tuple[Message, ...]) -> None:
    """Every call has exactly one result, right after the reply that asked for it, in the same order."""
    for message, following in zip(messages, (*messages[1:], None), strict=True):
        if isinstance(message, AssistantMessage) and message.calls:
            assert isinstance(following, ToolMessage)
            assert [result.call_id for result in following.results] == [call.id for call in message.calls]
        if isinstance(following, ToolMessage):
            assert isinstance(message, AssistantMessage) and message.calls


def test_a_question_is_answered_after_its_calls(tmp_path: Path) -> None:
    stage = Stage(tmp_path, FakeModel(calls(("read", {"text": "a"})), says("it says a")), FakeTool("read"))
    ended = stage.turn()
    assert (ended.outcome, ended.text, ended.requests) == ("done", "it says a", 2)
    assert ended.cost_usd == pytest.approx(0.02)
    assert [type(message) for message in stage.history.messages] == [
        UserMessage, AssistantMessage, ToolMessage, AssistantMessage,
    ]  # fmt: skip
    assert_valid(stage.history.messages)


def test_every_line_is_in_the_transcript_before_the_next_request_leaves(tmp_path: Path) -> None:
    transcript = MemoryTranscript()
    seen: list[int] = []
    replies = iter([calls(("read", {"text": "a"})), says("ok")])

    def reply(request: ModelRequest) -> ModelReply:
        seen.append(len(transcript.lines))
        return next(replies)

    Stage(tmp_path, FakeModel(reply, reply), FakeTool("read"), transcript=transcript).turn()
    assert seen == [1, 4]  # the question; then the reply, its call's end and the results
    assert transcript.lines[-1] == "sync"


@pytest.mark.parametrize(
    ("name", "arguments", "told"),
    [
        ("raed", {"text": "a"}, "did you mean 'read'"),
        ("read", '{"text": ', "not JSON"),
        ("read", {"text": [1]}, "do not fit"),
        ("read", {"text": "refuse"}, "do it otherwise"),
    ],
)
def test_a_bad_call_is_told_to_the_model_and_the_turn_goes_on(
    tmp_path: Path, name: str, arguments: dict[str, object] | str, told: str
) -> None:
    stage = Stage(tmp_path, FakeModel(calls((name, arguments)), says("sorry")), FakeTool("read"))
    assert stage.turn().outcome == "done"
    results = stage.history.messages[2]
    assert isinstance(results, ToolMessage) and results.results[0].failed
    assert told in str(results.results[0].content)


def test_thirty_calls_at_once_run_side_by_side_and_keep_their_order(tmp_path: Path) -> None:
    tool = WaitingTool("shell", CommandAccess("true", tmp_path))
    stage = Stage(tmp_path, FakeModel(calls(*[("shell", {"text": str(n)}) for n in range(30)]), says("ok")), tool)

    async def play() -> None:
        turn = asyncio.ensure_future(stage.session.turn("go"))
        while tool.running < 30:
            await asyncio.sleep(0)
        tool.go_on.set()
        await turn

    asyncio.run(asyncio.wait_for(play(), 20))
    assert tool.most_running == 30
    assert_valid(stage.history.messages)


def test_a_call_that_changes_a_file_keeps_its_place_among_the_others(tmp_path: Path) -> None:
    order: list[str] = []

    def note(text: str) -> str:
        order.append(text)
        return text

    edit = FakeTool("edit", note, WriteAccess(tmp_path / "a"))
    shell = FakeTool("shell", note, CommandAccess("true", tmp_path))
    wanted = [("shell", "1"), ("edit", "2"), ("edit", "3"), ("shell", "4")]
    stage = Stage(tmp_path, FakeModel(calls(*[(name, {"text": n}) for name, n in wanted]), says("ok")), edit, shell)
    stage.turn()
    assert order == ["1", "2", "3", "4"]


def test_the_same_failing_call_stops_the_turn(tmp_path: Path) -> None:
    stage = Stage(tmp_path, FakeModel(*[calls(("read", {"text": "x"}))] * 9), FakeTool("read", fail))
    ended = stage.turn()
    assert ended.outcome == "failed" and "same failing 'read' call 3 times" in ended.reason
    assert len(stage.model.requests) == 3


def test_a_change_in_between_lets_a_failing_call_be_tried_again(tmp_path: Path) -> None:
    edit = FakeTool("edit", effect=EditedFile("a", "-x\n+y\n"))
    rounds = [calls(("test", {"text": "x"})), calls(("edit", {"text": "fix"}))] * 4
    stage = Stage(tmp_path, FakeModel(*rounds, says("ok")), FakeTool("test", fail), edit)
    assert stage.turn().outcome == "done"


@pytest.mark.parametrize("side_by_side", [True, False])
def test_looking_around_does_not_excuse_the_same_failing_call(tmp_path: Path, side_by_side: bool) -> None:
    wanted = (("test", {"text": "x"}), ("read", {"text": "y"}))
    rounds = [calls(*wanted)] if side_by_side else [calls(wanted[0]), calls(wanted[1])]
    look = FakeTool("read", effect=ReadFile("y"))
    stage = Stage(tmp_path, FakeModel(*rounds * 9), FakeTool("test", fail), look)
    assert "same failing 'test' call 3 times" in stage.turn().reason


def test_a_call_denied_again_and_again_ends_as_denied(tmp_path: Path) -> None:
    tool = FakeTool("write", access=WriteAccess(tmp_path / "a"))
    model = FakeModel(*[calls(("write", {"text": "a"}))] * 9)
    ended = Stage(tmp_path, model, tool, authoriser=DenyWrites()).turn()
    assert ended.outcome == "denied" and len(model.requests) == 3


def test_every_call_of_a_history_has_an_id_of_its_own(tmp_path: Path) -> None:
    """Servers that count anew in each reply, or send no ids, would make a history that others refuse."""
    rounds = [calls(("read", {"text": str(number)})) for number in range(3)]
    stage = Stage(tmp_path, FakeModel(*rounds, says("ok")), FakeTool("read"))
    stage.turn()
    replies = [message for message in stage.history.messages if isinstance(message, AssistantMessage)]
    assert [call.id for reply in replies for call in reply.calls] == ["c0", "c0_2", "c0_3"]
    assert_valid(stage.history.messages)


def test_limits_and_budget_end_the_turn_with_their_own_outcome(tmp_path: Path) -> None:
    loop = [calls(("read", {"text": str(n)})) for n in range(9)]
    stage = Stage(tmp_path, FakeModel(*loop), FakeTool("read"), limits=[MostRequests(2)])
    ended = stage.turn()
    assert (ended.outcome, ended.requests) == ("budget", 2) and "--max-turns 2" in ended.reason
    assert_valid(stage.history.messages)

    stage = Stage(tmp_path, FakeModel(*loop), FakeTool("read"), budget=NoBudget(refuse_after=1))
    ended = stage.turn()
    assert ended.outcome == "budget" and "cap" in ended.reason and len(stage.model.requests) == 1


def test_a_denial_for_want_of_a_person_is_the_outcome(tmp_path: Path) -> None:
    tool = FakeTool("write", access=WriteAccess(tmp_path / "a"))
    stage = Stage(
        tmp_path, FakeModel(calls(("write", {"text": "a"})), says("I may not")), tool, authoriser=DenyWrites()
    )
    ended = stage.turn()
    assert (ended.outcome, ended.text) == ("denied", "I may not")
    assert ended.reason.endswith(": a")
    assert [event.status for event in stage.of(CallFinished)] == ["denied"]


def test_a_failing_model_ends_the_turn_and_keeps_what_it_said(tmp_path: Path) -> None:
    stage = Stage(tmp_path, FakeModel(ModelFailure("server", "it broke; try again", partial="half an"), says("now")))
    ended = stage.turn()
    assert (ended.outcome, ended.reason) == ("model", "it broke; try again")
    assert stage.history.messages[-1].interrupted  # type: ignore[union-attr]
    assert stage.turn("again").outcome == "done"


def test_an_empty_answer_is_not_a_silent_success(tmp_path: Path) -> None:
    stage = Stage(tmp_path, FakeModel(says("  ")))
    ended = stage.turn()
    assert ended.outcome == "model" and "empty answer" in ended.reason
    assert_valid(stage.history.messages)


def test_an_answer_cut_at_the_limit_says_so(tmp_path: Path) -> None:
    stage = Stage(tmp_path, FakeModel(says("half", stop="length")))
    assert stage.turn().text == "half"
    assert "cut off" in stage.of(Notice)[0].text


def test_cancelling_a_stream_keeps_the_partial_answer_and_books_it(tmp_path: Path) -> None:
    stage = Stage(tmp_path, HangingModel())

    async def play() -> None:
        turn = asyncio.ensure_future(stage.session.turn("go"))
        while not stage.events[1:]:
            await asyncio.sleep(0)
        turn.cancel()
        with pytest.raises(asyncio.CancelledError):
            await turn

    asyncio.run(play())
    last = stage.history.messages[-1]
    assert isinstance(last, AssistantMessage) and last.interrupted and last.text == "I was about to"
    ended = stage.of(TurnEnded)[0]
    assert (ended.outcome, ended.requests) == ("interrupted", 1)
    assert ended.usage == stage.budget.settled[0] and ended.usage.input > 0


def test_cancelling_calls_leaves_a_result_for_each(tmp_path: Path) -> None:
    waiting = WaitingTool("shell", CommandAccess("sleep", tmp_path))
    stage = Stage(
        tmp_path, FakeModel(calls(("read", {"text": "a"}), ("shell", {"text": "b"}))), FakeTool("read"), waiting
    )

    async def play() -> None:
        turn = asyncio.ensure_future(stage.session.turn("go"))
        while not waiting.running:
            await asyncio.sleep(0)
        turn.cancel()
        with pytest.raises(asyncio.CancelledError):
            await turn

    asyncio.run(play())
    assert_valid(stage.history.messages)
    results = stage.history.messages[-1]
    assert isinstance(results, ToolMessage)
    assert [result.failed for result in results.results] == [False, True]
    assert waiting.running == 0


@pytest.mark.parametrize("room", range(6))
def test_a_full_disk_ends_the_turn_with_a_line_and_no_half_history(tmp_path: Path, room: int) -> None:
    """With room for n lines, the n-th write fails; what the history holds is what the transcript holds."""
    transcript = MemoryTranscript(room)
    model = FakeModel(calls(("read", {"text": "a"})), says("ok"))
    stage = Stage(tmp_path, model, FakeTool("read"), transcript=transcript)
    ended = stage.turn()
    assert ended.outcome == "failed" and "No space left" in ended.reason
    kept = [line for line in transcript.lines if isinstance(line, UserMessage | AssistantMessage | ToolMessage)]
    assert list(stage.history.messages) == kept


def test_after_a_full_disk_the_session_goes_on_with_a_valid_history(tmp_path: Path) -> None:
    transcript = MemoryTranscript(room=3)  # the question, the reply, its call's end; not the results
    model = FakeModel(calls(("read", {"text": "a"})), says("ok"))
    stage = Stage(tmp_path, model, FakeTool("read"), transcript=transcript)
    stage.turn()
    transcript.room = 100
    assert stage.turn("again").outcome == "done"
    assert_valid(stage.history.messages)
