"""Sub-sessions in a real session: what they may, what they see, what comes back, what it costs."""

import asyncio
from pathlib import Path
from typing import Any

import pytest
from msgspec.structs import replace
from tests.assemble.scene import AnsweringModel, Asker, Scene, asked, is_task, results, starting
from tests.fakes.loop import calls, says
from tests.fakes.person import ScriptedPerson

from reverie.assemble.task_budget import TaskBudget
from reverie.assemble.task_progress import WAITING_FOR_MODEL, WAITING_FOR_PERSON, WAITING_FOR_PLACE
from reverie.assemble.tasks import MOST_AT_ONCE
from reverie.conversation.events import CallFinished, ModeChanged, TaskProgress, TurnEnded
from reverie.conversation.messages import ResultPart, TextPart, ToolMessage, Usage
from reverie.conversation.ports import ModelReply, ModelRequest, OverBudget, Reservation, TaskEnd, TaskOrder
from reverie.conversation.record import RanTask
from reverie.safety.authoriser import No, Once
from reverie.safety.rules import parse_rules
from reverie.transcripts.session_folder import SessionFolder

ORDER = {"title": "look", "prompt": "find area()"}


@pytest.fixture
def scene(tmp_path: Path) -> Scene:
    return Scene(tmp_path)


def play(scene: Scene, model: AnsweringModel, *prompts: str, **opened: Any) -> list[TurnEnded]:
    async def turns() -> list[TurnEnded]:
        async with scene.opened(model, **opened) as session:
            return [await session.session.turn(prompt) for prompt in prompts or ("go",)]

    return asyncio.run(turns())


def task_model(do: Any, *orders: dict[str, Any]) -> AnsweringModel:
    """A parent that gives the orders; `do` answers the requests of each task."""
    parent = starting(*(orders or (ORDER,)))
    return AnsweringModel(lambda text, request: do(request) if is_task(request) else parent(request))


def once(name: str, arguments: dict[str, Any], then: str = "done") -> Any:
    """A task that makes one call and ends."""
    return lambda request: says(then) if results(request) else calls((name, arguments))


def dear(request: ModelRequest) -> ModelReply:
    """Looks around for ever, at $0.0025 a request."""
    return replace(calls(("list", {})), usage=Usage(2_000, 500))


def result_of(scene: Scene, line: int = -1) -> str:
    """The last result that a task's call had, as its transcript has it."""
    (lines,) = scene.tasks()
    messages = [each["message"] for each in lines if each["type"] == "message" and each["message"]["role"] == "tool"]
    return " ".join(part["text"] for part in messages[line]["results"][0]["content"])


def test_only_the_result_comes_back_marked_as_a_peers(scene: Scene) -> None:
    (scene.root / "a.py").write_text("SECRET_OF_THE_FILE = 1\n")
    model = task_model(once("read", {"path": "a.py"}, "it is in a.py:1"))
    (ended,) = play(scene, model)
    assert ended.outcome == "done" and "it is in a.py:1" in ended.text
    request = model.requests[-1]
    assert not is_task(request) and "SECRET_OF_THE_FILE" not in repr(request)
    message = request.messages[-1]
    assert isinstance(message, ToolMessage) and isinstance(message.results[0], ResultPart)
    (part,) = message.results[0].content
    assert isinstance(part, TextPart) and part.origin == "peer"


def test_it_starts_with_the_prompt_alone_and_is_told_what_it_is(scene: Scene) -> None:
    model = task_model(lambda request: says("ok"))
    play(scene, model, "the person's own words")
    (request,) = filter(is_task, model.requests)
    assert asked(request) == "find area()" and len(request.messages) == 1
    assert "the person's own words" not in repr(request)
    assert request.messages[0].parts[0].origin == "peer"  # type: ignore[union-attr]
    parent = model.requests[0]
    assert request.system.startswith(parent.system.partition("\n\nThe project is")[0])
    assert "You change nothing and run no commands." in request.system


def test_its_tools_are_those_for_reading_and_with_a_write_root_those_for_changing(scene: Scene) -> None:
    model = task_model(lambda request: says("ok"), ORDER, {**ORDER, "write_root": "lib"})
    play(scene, model)
    tools = [{tool.name for tool in request.tools} for request in model.requests if is_task(request)]
    reading = {"read", "search", "list", "web_fetch", "todo", "recall", "search_transcripts"}
    assert tools == [reading, reading | {"write", "edit", "shell"}]
    told = [request.system for request in model.requests if is_task(request)]
    assert f"You may write below {scene.root / 'lib'} only." in told[1]


@pytest.mark.parametrize("path", ["b.txt", "lib/../b.txt", "library/b.txt"])
def test_writing_outside_the_write_root_is_denied_whatever_is_granted(scene: Scene, path: str) -> None:
    do = once("write", {"path": path, "content": "x"})
    asker = Asker(Once())
    wished = {"grants": parse_rules("write"), "skip_permissions": True, "mode": "accept-edits"}
    play(scene, task_model(do, {**ORDER, "write_root": "lib"}), asker=asker, **wished)
    assert list(scene.root.iterdir()) == [] and asker.asked == []
    assert f"below '{scene.root / 'lib'}' only" in result_of(scene)


def test_writing_below_the_write_root_follows_the_mode_and_keeps_the_bytes_before(scene: Scene) -> None:
    (scene.root / "lib").mkdir()
    (scene.root / "lib" / "a.txt").write_text("old\n")

    def do(request: ModelRequest) -> ModelReply:
        steps = [("read", {"path": "lib/a.txt"}), ("edit", {"path": "lib/a.txt", "old": "old", "new": "new"})]
        done = sum(isinstance(message, ToolMessage) for message in request.messages)
        return calls(steps[done]) if done < len(steps) else says("changed")

    play(scene, task_model(do, {**ORDER, "write_root": "lib"}), mode="accept-edits")
    assert (scene.root / "lib" / "a.txt").read_text() == "new\n"
    (lines,) = scene.tasks()
    (edit,) = [each["call"]["effect"] for each in lines if each["type"] == "call" and each["call"]["tool"] == "edit"]
    folder = scene.project.folder(scene.places) / "sessions" / lines[0]["id"] / "before"
    assert (folder / edit["before"]).read_text() == "old\n"


def test_what_asks_is_put_before_the_person_with_the_title_and_no_offers(scene: Scene) -> None:
    shell = once("shell", {"command": "touch made"})
    asker = Asker(Once())
    play(scene, task_model(shell, {**ORDER, "write_root": "."}), "go", "again", asker=asker)
    assert asker.asked == [("[task: look] $ touch made", ())] * 2  # once more in the second turn: nothing is remembered
    assert (scene.root / "made").exists()


def test_a_no_of_the_person_reaches_the_task(scene: Scene) -> None:
    shell = once("shell", {"command": "touch made"})
    play(scene, task_model(shell, {**ORDER, "write_root": "."}), asker=Asker(No("use make")))
    assert not (scene.root / "made").exists() and "the person said no: use make" in result_of(scene)


def test_headless_it_is_denied_and_the_turn_ends_as_denied(scene: Scene) -> None:
    shell = once("shell", {"command": "touch made"}, "I may not")
    (ended,) = play(scene, task_model(shell, {**ORDER, "write_root": "."}))
    assert ended.outcome == "denied" and "task 'look'" in ended.reason
    assert not (scene.root / "made").exists()
    assert scene.of(TaskProgress)[-1].outcome == "denied"


def test_in_plan_mode_a_task_only_reads(scene: Scene) -> None:
    model = task_model(once("write", {"path": "lib/a", "content": "x"}), {**ORDER, "write_root": "lib"})
    play(scene, model, mode="plan", grants=parse_rules("write, shell"), asker=Asker(Once()))
    (request, *_) = filter(is_task, model.requests)
    assert {tool.name for tool in request.tools}.isdisjoint({"write", "edit", "shell"})
    assert not (scene.root / "lib").exists()


def test_plan_mode_switched_on_meanwhile_stops_a_task_from_writing(scene: Scene) -> None:
    async def turn() -> None:
        model = task_model(once("write", {"path": "lib/a", "content": "x"}), {**ORDER, "write_root": "lib"})
        model.hold.clear()
        async with scene.opened(model, mode="accept-edits") as opened:
            turn = asyncio.ensure_future(opened.session.turn("go"))
            while not any(map(is_task, model.requests)):
                await asyncio.sleep(0)
            opened.authoriser.mode = "plan"
            model.hold.set()
            await turn

    asyncio.run(turn())
    assert not (scene.root / "lib").exists() and "plan mode" in result_of(scene)
    assert scene.of(ModeChanged) == [ModeChanged("plan")]


def test_only_the_persons_yes_ends_plan_mode(scene: Scene) -> None:
    """And the interface is told; a model that goes on by itself stays in it."""
    person = ScriptedPerson("not yet", "accept, and edit without asking")
    steps = [
        ("write", {"path": "a", "content": "x"}),
        ("plan", {"text": "write a"}),
        ("write", {"path": "a", "content": "x"}),
        ("plan", {"text": "write a, then read it"}),
        ("write", {"path": "a", "content": "x"}),
    ]

    def answer(text: str, request: ModelRequest) -> ModelReply:
        done = sum(isinstance(message, ToolMessage) for message in request.messages)
        return calls(steps[done]) if done < len(steps) else says("done")

    play(scene, AnsweringModel(answer), mode="plan", person=person)
    statuses = [event.status for event in scene.of(CallFinished)]
    assert statuses == ["denied", "failed", "denied", "ok", "ok"]
    assert scene.of(ModeChanged) == [ModeChanged("accept-edits")]


def test_tasks_run_side_by_side_but_no_more_than_eight(scene: Scene) -> None:
    orders = [{"title": f"t{number}", "prompt": f"p{number}"} for number in range(MOST_AT_ONCE + 3)]

    async def turn() -> TurnEnded:
        model = task_model(lambda request: says("ok"), *orders)
        model.hold.clear()
        async with scene.opened(model) as opened:
            turn = asyncio.ensure_future(opened.session.turn("go"))
            while model.streaming < MOST_AT_ONCE:
                await asyncio.sleep(0)
            waiting = [event.title for event in scene.of(TaskProgress) if event.doing == WAITING_FOR_PLACE]
            assert waiting == ["t8", "t9", "t10"]
            model.hold.set()
            ended = await turn
        assert model.most_streaming == MOST_AT_ONCE
        return ended

    assert asyncio.run(turn()).outcome == "done"
    assert len(scene.tasks()) == len(orders)
    assert [event.outcome for event in scene.of(TaskProgress) if event.outcome] == ["done"] * len(orders)


@pytest.mark.parametrize(("first", "second"), [("lib", "lib"), ("lib", "lib/deep"), ("lib/deep", "."), ("lib", "link")])
def test_a_second_task_on_the_same_files_is_refused(scene: Scene, first: str, second: str) -> None:
    (scene.root / "lib").mkdir()
    (scene.root / "link").symlink_to("lib")
    orders = [{**ORDER, "write_root": first}, {**ORDER, "write_root": second}, {**ORDER, "write_root": "other"}]
    orders = orders[:2] if second == "." else orders
    (ended,) = play(scene, task_model(lambda request: says("ok"), *orders))
    assert f"another task writes below '{(scene.root / first).resolve()}' now" in ended.text
    assert len(scene.tasks()) == len(orders) - 1


def test_a_write_root_is_free_again_once_its_task_has_ended(scene: Scene) -> None:
    model = task_model(lambda request: says("ok"), {**ORDER, "write_root": "lib"})
    play(scene, model, "go", "again")
    assert len(scene.tasks()) == 2


def test_what_tasks_use_is_in_the_sums_of_the_turn_and_of_the_session(scene: Scene) -> None:
    async def turn() -> tuple[TurnEnded, Any]:
        model = task_model(lambda request: says("ok"), ORDER, ORDER)
        async with scene.opened(model) as opened:
            return await opened.session.turn("go"), await opened.spend.session_total()

    ended, spent = asyncio.run(turn())
    assert ended.usage == Usage(40, 20)  # two requests of its own, one of each task, 10 + 5 tokens each
    assert ended.cost_usd == pytest.approx(60e-6)
    assert spent.usd == pytest.approx(60e-6) and spent.requests == 4
    tasks = [event.effect for event in scene.of(CallFinished)]
    assert [task.usage for task in tasks if isinstance(task, RanTask)] == [Usage(10, 5)] * 2


def test_the_cap_of_the_session_holds_for_its_tasks_too(scene: Scene) -> None:
    """A request reserves what it can cost at most: about 1,000 tokens out and some thousands in."""
    model = task_model(once("list", {}), ORDER)
    (ended,) = play(scene, model, most_usd=0.000_02)
    assert ended.outcome == "budget"
    scene.events.clear()
    (ended,) = play(scene, task_model(dear), most_usd=0.02)
    last = scene.of(TaskProgress)[-1]
    assert last.outcome == "budget" and 0.01 < last.cost_usd < 0.02
    assert ended.outcome == "budget" and "the budget (--max-budget-usd) of $0.02" in ended.reason


def test_a_task_may_have_a_share_of_its_own(scene: Scene) -> None:
    (ended,) = play(scene, task_model(dear, {**ORDER, "max_usd": 0.006}))
    (task,) = [call for call in scene.of(CallFinished) if isinstance(call.effect, RanTask)]
    assert "budget: the task's share of $0.006 would be exceeded" in task.note
    assert task.effect.cost_usd == pytest.approx(0.005) and ended.outcome == "done"


class Unpriced:
    """A budget of a model whose price nobody knows."""

    async def reserve(self, model: str, input_tokens: int, output_tokens: int) -> Reservation | OverBudget:
        return Reservation(1, 0.0)

    async def settle(self, reservation: Reservation, usage: Usage) -> float | None:
        return None


def test_a_share_of_a_model_without_a_price_does_not_hold_and_says_so() -> None:
    async def two() -> list[Any]:
        budget = TaskBudget(Unpriced(), 1.0)
        first = await budget.reserve("m", 10, 10)
        assert isinstance(first, Reservation)
        await budget.settle(first, Usage(10, 10))
        return [await budget.reserve("m", 10, 10)]

    (refused,) = asyncio.run(two())
    assert isinstance(refused, OverBudget) and "no known price" in refused.text


def test_it_ends_after_its_most_requests_and_gives_what_it_said(scene: Scene) -> None:
    def talks(request: ModelRequest) -> ModelReply:
        reply = calls(("list", {}))
        words = TextPart(f"so far {len(request.messages)}", "model")
        return replace(reply, message=replace(reply.message, parts=(words, *reply.message.parts)))

    async def run() -> TaskEnd:
        async with scene.opened(task_model(talks)) as opened:
            return await opened.tasks.run(TaskOrder("c", "t", "p", most_requests=2))

    end = asyncio.run(run())
    assert (end.outcome, end.reason) == ("budget", "stopped after 2 model requests (the most for a task: 2)")
    assert end.text == "so far 3"


def test_each_change_of_what_it_does_is_shown_and_the_last_one_says_how_it_ended(scene: Scene) -> None:
    seen: list[str] = []
    asker = Asker(Once(), during=lambda: seen.extend(event.doing for event in scene.of(TaskProgress)))
    play(scene, task_model(once("shell", {"command": "true"}), {**ORDER, "write_root": "."}), asker=asker)
    shown = scene.of(TaskProgress)
    assert {event.title for event in shown} == {"look"} and {event.call_id for event in shown} == {"c0"}
    assert shown[0].doing == WAITING_FOR_MODEL and shown[0].session
    last = shown[-1]
    assert (last.outcome, last.doing, last.usage) == ("done", "", Usage(20, 10))
    assert last.cost_usd == pytest.approx(30e-6)
    assert sum(event.outcome is not None for event in shown) == 1
    assert WAITING_FOR_PERSON not in seen  # it comes with the next event, at most a few times a second


def test_nothing_of_a_task_but_its_progress_is_shown(scene: Scene) -> None:
    play(scene, task_model(once("list", {}, "the task's own words")))
    assert [event.tool for event in scene.of(CallFinished)] == ["task"]
    assert len(scene.of(TurnEnded)) == 1


def test_without_the_feature_there_is_no_such_tool(scene: Scene) -> None:
    model = AnsweringModel(lambda text, request: says("ok"))
    play(scene, model, features=frozenset())
    names = [tool.name for tool in model.requests[0].tools]
    assert "task" not in names and names[-3:] == ["plan", "todo", "ask_user"]


def test_a_task_has_a_transcript_that_is_marked_and_not_continued(scene: Scene) -> None:
    play(scene, task_model(lambda request: says("ok")))
    folder = SessionFolder(scene.project.folder(scene.places) / "sessions")
    task, own = sorted(folder.summaries(), key=lambda summary: summary.task == "")
    assert (task.task, task.parent, own.task) == ("look", own.id, "")
    folder.path(task.id).touch()
    assert folder.last_used() == own.id
    (lines,) = scene.tasks()
    assert [line["type"] for line in lines] == ["session", "message", "message", "turn"]


def test_questions_are_put_one_at_a_time_whoever_asks(scene: Scene) -> None:
    open_now: list[str] = []

    def asks(request: ModelRequest) -> ModelReply:
        if came := results(request):
            return says("\n".join(came))
        return calls(("task", {**ORDER, "write_root": "."}), ("ask_user", {"question": "which?"}))

    class Person(ScriptedPerson):
        async def answer(self, question: Any) -> str | None:
            return str(await alone("person", "this one"))

    class SlowAsker(Asker):
        async def ask(self, call: Any, reason: str, offers: Any) -> Any:
            return await alone("asker", Once())

    async def alone(who: str, answer: Any) -> Any:
        assert not open_now, f"{who} asks while {open_now} is open"
        open_now.append(who)
        for _ in range(20):
            await asyncio.sleep(0)
        open_now.clear()
        return answer

    shell = once("shell", {"command": "true"})
    model = AnsweringModel(lambda text, request: shell(request) if is_task(request) else asks(request))
    (ended,) = play(scene, model, asker=SlowAsker(Once()), person=Person())
    assert "this one" in ended.text and ended.outcome == "done"


def test_a_task_whose_context_fills_up_goes_on_and_still_knows_what_it_is_to_do(scene: Scene) -> None:
    for number in range(12):
        (scene.root / f"{number}.txt").write_text("some words in a line\n" * 300)

    def reads(request: ModelRequest) -> ModelReply:
        model.read += 1
        reply = calls(("read", {"path": f"{model.read}.txt"})) if model.read < 12 else says("read them")
        return replace(reply, usage=Usage(2_000 + len(repr(request.messages)) // 4, 5))

    model: Any = task_model(reads)
    model.read = -1
    (ended,) = play(scene, model, window=12_000)
    assert ended.outcome == "done" and "read them" in ended.text
    (lines,) = scene.tasks()
    marks = [line["mark"]["why"] for line in lines if line["type"] == "mark"]
    assert marks and set(marks) == {"compaction"}
    for request in filter(is_task, model.requests):
        assert "find area()" in repr(request.messages)
