import asyncio
from pathlib import Path
from typing import Any

import pytest
from tests.tools.calling import KeptOutput, text_of

from reverie.conversation.messages import TextPart, Usage
from reverie.conversation.ports import Plan, TaskEnd, TaskOrder, ToolRefusal, ToolResult
from reverie.conversation.record import RanTask
from reverie.tools.task import RESULT_LIMITS, TaskArguments, TaskTool
from reverie.tools.workspace import Workspace


class Runner:
    """Ends each task as told, and keeps the orders."""

    def __init__(self, end: TaskEnd) -> None:
        self.end = end
        self.orders: list[TaskOrder] = []

    async def run(self, order: TaskOrder) -> TaskEnd:
        self.orders.append(order)
        return self.end


END = TaskEnd("S1", "done", "it is in a.py:1", Usage(1_000, 20), 0.01)


def run(root: Path, end: TaskEnd = END, **arguments: Any) -> tuple[ToolResult, Runner]:
    runner = Runner(end)
    tool = TaskTool(Workspace(root), runner)
    given = TaskArguments(**{"title": "find it", "prompt": "find area()", **arguments})
    return asyncio.run(tool.run(given, KeptOutput())), runner


def test_an_order_holds_what_the_call_says(tmp_path: Path) -> None:
    (tmp_path / "lib").mkdir()
    _, runner = run(tmp_path, title=" find\nit ", prompt=" look \n", write_root="lib")
    assert runner.orders == [TaskOrder("c", "find it", "look", tmp_path / "lib")]
    _, runner = run(tmp_path)
    assert runner.orders[0].write_root is None


def test_the_result_is_one_text_marked_as_anothers_and_its_spending_is_recorded(tmp_path: Path) -> None:
    result, _ = run(tmp_path)
    (part,) = result.content
    assert isinstance(part, TextPart) and part.origin == "peer"
    assert part.text.startswith(
        "[Result of the task 'find it', session S1: done (1,000 + 20 tokens, $0.0100). A report"
    )
    assert part.text.endswith("\nit is in a.py:1")
    assert result.effect == RanTask("S1", "find it", "done", Usage(1_000, 20), 0.01)
    assert not result.failed


def test_a_result_is_bounded_and_says_where_all_of_it_is(tmp_path: Path) -> None:
    result, _ = run(tmp_path, TaskEnd("S1", "done", "x" * 50 + "\n" * 100 + "y" * 500_000))
    assert len(text_of(result)) < RESULT_LIMITS.characters + 500
    assert "reverie sessions show S1" in text_of(result)


def test_a_task_that_did_not_end_well_says_why_and_gives_what_it_has(tmp_path: Path) -> None:
    result, _ = run(tmp_path, TaskEnd("S1", "budget", "so far: a.py", reason="stopped after 40 model requests"))
    assert result.failed and "budget: stopped after 40" in text_of(result) and "so far: a.py" in text_of(result)
    assert isinstance(result.effect, RanTask) and result.effect.outcome == "budget"


def test_one_that_did_not_start_is_no_effect(tmp_path: Path) -> None:
    result, _ = run(tmp_path, TaskEnd("", "failed", "", reason="another task writes there"))
    assert result.failed and result.effect is None
    assert text_of(result) == "The task 'find it' did not start: another task writes there."


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        ({"title": " "}, "needs a title"),
        ({"prompt": "\n"}, "needs a title"),
        ({"write_root": ".."}, "outside the project"),
        ({"write_root": "/"}, "outside the project"),
        ({"write_root": "out"}, "outside the project"),
        ({"write_root": "a.txt"}, "is a file"),
        ({"write_root": "nul\0"}, "character"),
    ],
)
def test_a_bad_order_is_refused_before_anything_starts(tmp_path: Path, arguments: dict[str, Any], told: str) -> None:
    root = tmp_path / "p"
    root.mkdir()
    (root / "a.txt").write_text("a")
    (root / "out").symlink_to(tmp_path)
    tool = TaskTool(Workspace(root), None)
    refusal = tool.plan(TaskArguments(**{"title": "t", "prompt": "p", **arguments}))
    assert isinstance(refusal, ToolRefusal) and told in refusal.text
    result, runner = run(root, **arguments)
    assert result.failed and told in text_of(result) and runner.orders == []


def test_a_write_root_is_the_real_folder_also_before_it_is_there(tmp_path: Path) -> None:
    (tmp_path / "real").mkdir()
    (tmp_path / "link").symlink_to("real")
    _, runner = run(tmp_path, write_root="link/new")
    assert runner.orders[0].write_root == tmp_path / "real" / "new"
    plan = TaskTool(Workspace(tmp_path), None).plan(TaskArguments("t", "p", "link"))
    assert isinstance(plan, Plan) and plan.summary == "task: t (may write below real)" and plan.preview == "p"


def test_where_no_task_may_start_the_model_is_told(tmp_path: Path) -> None:
    result = asyncio.run(TaskTool(Workspace(tmp_path), None).run(TaskArguments("t", "p"), KeptOutput()))
    assert result.failed and "do the work yourself" in text_of(result)
