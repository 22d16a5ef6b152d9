"""What is shown of a running task, and how seldom."""

import asyncio
from collections.abc import Callable

from reverie.assemble.task_progress import WAITING_FOR_MODEL, WAITING_FOR_PERSON, Progress
from reverie.conversation.events import (
    AnyEvent,
    CallFinished,
    CallStarted,
    RetryingModel,
    TaskProgress,
    TextDelta,
    TurnEnded,
    UsageReported,
)
from reverie.conversation.messages import Usage
from reverie.conversation.ports import TaskOrder

ORDER = TaskOrder("c1", "look", "find it")
NEVER = 3_600.0


def shown(play: Callable[[Progress], object], interval: float = 0.0) -> list[TaskProgress]:
    events: list[AnyEvent] = []

    async def run() -> None:
        progress = Progress(ORDER, events.append, interval)
        play(progress)

    asyncio.run(run())
    return [event for event in events if isinstance(event, TaskProgress)]


def test_a_call_is_shown_until_it_ends_and_then_the_one_that_still_runs() -> None:
    def play(progress: Progress) -> None:
        progress.begin("S1")
        progress(CallStarted("a", "read", "read a.py", "{}"))
        progress(CallStarted("b", "search", "search x", "{}"))
        progress(CallFinished("b", "search", "ok", ""))
        progress(CallFinished("a", "read", "ok", ""))
        progress(TextDelta("It"))

    events = shown(play)
    doing = [WAITING_FOR_MODEL, "read a.py", "search x", "read a.py", WAITING_FOR_MODEL, "writing"]
    assert [event.doing for event in events] == doing
    assert {(event.call_id, event.title, event.session) for event in events} == {("c1", "look", "S1")}


def test_a_question_to_the_person_is_shown_while_any_is_open() -> None:
    def play(progress: Progress) -> None:
        progress.begin("S1")
        for begins in (True, True, False, False):
            progress.asking(begins)

    assert [event.doing for event in shown(play)] == [WAITING_FOR_MODEL, WAITING_FOR_PERSON, WAITING_FOR_MODEL]


def test_what_it_used_grows_with_each_request_and_ends_with_the_sums_of_the_turn() -> None:
    def play(progress: Progress) -> None:
        progress.begin("S1")
        progress(UsageReported(Usage(10, 1), 0.5))
        progress(RetryingModel(2, 1.5, "busy", Usage(4)))
        progress(UsageReported(Usage(10, 1), None))
        progress(TurnEnded("done", "it", 2, Usage(24, 2), None))
        progress.close("done")

    used = [(event.usage, event.cost_usd) for event in shown(play)]
    assert used == [
        (Usage(), 0.0),
        (Usage(10, 1), 0.5),
        (Usage(14, 1), 0.5),
        (Usage(24, 2), None),
        (Usage(24, 2), None),
    ]


def test_a_thousand_changes_within_the_interval_are_one_event_and_the_end_is_always_told() -> None:
    def play(progress: Progress) -> None:
        progress.begin("S1")
        for number in range(1_000):
            progress(CallStarted(str(number), "read", f"read {number}", "{}"))
        progress.close("failed")

    events = shown(play, NEVER)
    assert [(event.doing, event.outcome) for event in events] == [(WAITING_FOR_MODEL, None), ("", "failed")]


def test_the_last_change_within_the_interval_is_shown_when_it_is_over() -> None:
    events: list[AnyEvent] = []

    async def run() -> None:
        progress = Progress(ORDER, events.append, 0.01)
        progress.begin("S1")
        progress(CallStarted("a", "read", "read a", "{}"))
        progress(CallStarted("b", "read", "read b", "{}"))
        async with asyncio.timeout(30):
            while not any(isinstance(event, TaskProgress) and event.doing == "read b" for event in events):
                await asyncio.sleep(0.001)

    asyncio.run(run())


def test_what_has_not_changed_is_not_told_again() -> None:
    def play(progress: Progress) -> None:
        progress.begin("S1")
        for _ in range(5):
            progress(TextDelta("word "))

    assert len(shown(play)) == 2
