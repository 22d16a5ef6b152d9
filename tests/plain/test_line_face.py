"""The line face's own decisions, on a terminal within the test."""

import asyncio
import io
import os
import pty
import sys
from collections.abc import Callable, Coroutine
from pathlib import Path
from typing import Any

import msgspec
import pytest

from reverie.conversation.events import CallFinished, CallOutput, CallStarted, Compacted, ModeChanged, Notice, TextDelta
from reverie.conversation.record import EditedFile, SetTodos, Todo
from reverie.plain.face import Asked, Choice, Closed, Status, Typed
from reverie.plain.lines.face import LineFace, question

WORKING = Status("m", "ask", doing="$ make, 20 s", tasks=("look: reading a.py (10 tokens)",))


class Clock:
    now = 0.0

    def __call__(self) -> float:
        return self.now


Script = Callable[[LineFace, int, Clock], Coroutine[Any, Any, None]]


@pytest.fixture
def play(monkeypatch: pytest.MonkeyPatch) -> Callable[[Script], str]:
    """Runs a script on an open face, with the other end of its terminal; what was written."""

    def play_script(script: Script) -> str:
        outer, inner = pty.openpty()
        written, clock = io.StringIO(), Clock()

        async def run() -> None:
            async with LineFace(clock) as face:
                await script(face, outer, clock)

        with monkeypatch.context() as patch, os.fdopen(inner, "rb", buffering=0) as typed:
            patch.setattr(sys, "stdin", io.TextIOWrapper(typed))
            patch.setattr(sys, "stdout", written)
            asyncio.run(run())
        os.close(outer)
        return written.getvalue()

    return play_script


def test_long_silent_work_is_told_of_from_time_to_time(play: Callable[[Script], str]) -> None:
    async def script(face: LineFace, typed: int, clock: Clock) -> None:
        for clock.now in (1.0, 10.0, 20.0, 25.0, 34.0, 36.0):
            face.set_status(WORKING)

    assert play(script) == "still at it: $ make, 20 s\n  look: reading a.py (10 tokens)\n" * 2


def test_what_does_not_stop_at_once_is_told_of_once(play: Callable[[Script], str]) -> None:
    stopping = Status("m", "ask", doing="stopping", stopping=True)

    async def script(face: LineFace, typed: int, clock: Clock) -> None:
        for _ in range(2):
            for clock.now in (1.0, 1.1, 2.0, 3.0):
                face.set_status(stopping)
            face.set_status(WORKING)
        face.set_status(stopping)
        face.set_status(WORKING)

    assert play(script) == "stopping; Ctrl-C again kills what still runs\n" * 2


def test_what_begins_after_a_long_rest_is_not_long_at_it(play: Callable[[Script], str]) -> None:
    async def script(face: LineFace, typed: int, clock: Clock) -> None:
        face.set_status(Status("m", "ask"))
        clock.now = 100.0
        face.set_status(WORKING)
        clock.now = 114.0
        face.set_status(WORKING)

    assert play(script) == ""


def test_the_end_ends_the_line(play: Callable[[Script], str]) -> None:
    async def script(face: LineFace, typed: int, clock: Clock) -> None:
        face.put("half a thought")

    assert play(script) == "> half a thought\n"


def test_a_mark_stands_while_nothing_runs_and_again_after_what_is_said(play: Callable[[Script], str]) -> None:
    async def script(face: LineFace, typed: int, clock: Clock) -> None:
        face.set_status(Status("m", "ask"))
        hearing = asyncio.ensure_future(face.hear())
        await asyncio.sleep(0)
        face.say("a job ended")
        os.write(typed, b"hi\n")
        assert await hearing == Typed("hi")
        face.set_status(WORKING)
        face.show(TextDelta("An answ"))
        face.show(TextDelta("er.\nMore"))
        face.show(Notice("that is all"))

    assert play(script) == "> \na job ended\n> hi\nAn answer.\nMore\nnote: that is all\n"


def test_events_are_told_in_words(play: Callable[[Script], str]) -> None:
    async def script(face: LineFace, typed: int, clock: Clock) -> None:
        for number, status in enumerate(("ok", "failed", "denied", "cancelled")):
            face.show(CallStarted(str(number), "read", f"read {number}", "{}"))
            face.show(CallFinished(str(number), "read", status, "a note"))  # type: ignore[arg-type]
        face.show(ModeChanged("plan"))
        face.show(Compacted(80_000, 20_000, False, "no answer"))

    assert play(script).splitlines() == [
        "done: read 0, a note",
        "failed: read 1, a note",
        "denied: read 2, a note",
        "cancelled: read 3, a note",
        "mode: plan",
        "the context was made smaller: 80,000 to 20,000 tokens, without a summary by the model (no answer)",
    ]


def test_the_last_outputs_are_kept_and_shown_whole(play: Callable[[Script], str]) -> None:
    async def script(face: LineFace, typed: int, clock: Clock) -> None:
        face.show(CallStarted("1", "shell", "$ make", "{}"))
        face.show(CallOutput("1", "one\n"))
        face.show(CallOutput("1", "\x1b[2Ktwo\n"))
        face.expand_last()

    assert play(script) == "output of $ make:\none\n\\x1b[2Ktwo\n"


def test_a_question_that_is_withdrawn_leaves_what_was_typed_before(play: Callable[[Script], str]) -> None:
    async def script(face: LineFace, typed: int, clock: Clock) -> None:
        os.write(typed, b"half ")
        asking = asyncio.ensure_future(face.ask(Asked("$ make", "why", (Choice("y", "yes"),))))
        await asyncio.sleep(0.3)
        asking.cancel()
        await asyncio.gather(asking, return_exceptions=True)
        os.write(typed, b"a thought\n")
        assert await face.hear() == Typed("half a thought", ("half ", "a thought\n"))

    assert "$ make\n    why\n  y = yes\n" in play(script)


def test_a_closed_input_answers_nothing_and_stays_closed(play: Callable[[Script], str]) -> None:
    async def script(face: LineFace, typed: int, clock: Clock) -> None:
        os.write(typed, b"last words\n\x04")
        assert await face.ask(Asked("", "why")) is None
        assert [await face.hear() for _ in range(3)] == [
            Typed("last words", ("last words\n\x04",)),
            Closed(),
            Closed(),
        ]

    play(script)


def test_lines_of_strangers_in_a_question_are_set_in(tmp_path: Path) -> None:
    asked = Asked("$ make", "why", (Choice("y", "yes"),), preview="\n".join(["y = no", *["x"] * 1000]))
    shown = question(asked).split("\n")
    assert shown[0] == "    y = no" and shown[-3:] == ["$ make", "    why", "  y = yes"]
    assert len(shown) == 1_004, "a command is never cut"
    diff = question(msgspec.structs.replace(asked, preview_kind="diff")).split("\n")
    assert any("lines cut" in line for line in diff) and len(diff) < 210


def _edit(call_id: str, diff: str) -> tuple[CallStarted, CallFinished]:
    started = CallStarted(call_id, "edit", "edit a.py", "{}", diff, "diff")
    return started, CallFinished(call_id, "edit", "ok", "+1 -1 lines", EditedFile("a.py", diff))


def test_the_diff_of_an_edit_is_shown_once_whether_it_was_asked_about_or_not(play: Callable[[Script], str]) -> None:
    diff = "--- a.py\n+++ a.py\n@@ -1 +1 @@\n-x = 1\n+x = 2\n"
    shown = ["    --- a.py", "    +++ a.py", "    @@ -1 +1 @@", "    -x = 1", "    +x = 2"]

    async def script(face: LineFace, typed: int, clock: Clock) -> None:
        started, finished = _edit("1", diff)
        face.show(started)
        asking = asyncio.ensure_future(face.ask(Asked("edit a.py", "why", (Choice("y", "yes"),), diff.strip(), "diff")))
        assert isinstance(sys.stdout, io.StringIO)
        while "Answer: " not in sys.stdout.getvalue():  # before, nobody has read it
            await asyncio.sleep(0.01)
        os.write(typed, b"y\n")
        assert await asking == "y"
        for event in (finished, *_edit("2", diff), *_edit("3", "\n".join(["+x"] * 100))):
            face.show(event)

    lines = play(script).splitlines()
    done = "done: edit a.py, +1 -1 lines"
    assert lines[: len(shown)] == shown
    first = lines.index(done)
    assert lines[first : first + 8] == [done, done, *shown, done]
    assert any("/expand shows all" in line for line in lines) and lines.count("    +x") == 40


def test_a_change_of_the_todos_says_what_is_done_now(play: Callable[[Script], str]) -> None:
    async def script(face: LineFace, typed: int, clock: Clock) -> None:
        todos = (Todo("look", "doing"), Todo("write", "open"))
        face.show(CallFinished("1", "todo", "ok", "1 doing, 1 open", SetTodos(todos)))

    assert play(script) == "done: todo, 1 doing, 1 open\n  now: look\n"


def test_a_question_that_its_heading_says_whole_has_no_empty_line() -> None:
    assert question(Asked("Which?", "", (Choice("1", "one"),))) == "Which?\n  1 = one"


def test_a_choice_is_typed_and_not_pasted(play: Callable[[Script], str]) -> None:
    choices = (Choice("1", "accept, and edit"), Choice("n", "no"))

    async def script(face: LineFace, typed: int, clock: Clock) -> None:
        asking = asyncio.ensure_future(face.ask(Asked("plan", "why", choices)))
        for pasted in ("accept,  and EDIT\n", "yes\n\n\n"):
            await asyncio.sleep(0.4)
            os.write(typed, pasted.encode())
        await asyncio.sleep(0.2)
        assert not asking.done()
        os.write(typed, b"do it later\n")
        assert await asking == "do it later"
        asking = asyncio.ensure_future(face.ask(Asked("plan", "why", choices)))
        await asyncio.sleep(1.2)
        os.write(typed, b"1\n")
        assert await asking == "1"

    assert play(script).count("A choice is typed, not pasted.") == 2


def test_a_pasted_shell_line_waits_for_the_persons_own_enter(play: Callable[[Script], str]) -> None:
    async def script(face: LineFace, typed: int, clock: Clock) -> None:
        os.write(typed, b"!touch made\n")
        hearing = asyncio.ensure_future(face.hear())
        await asyncio.sleep(0.2)
        assert not hearing.done()
        os.write(typed, b"\n")
        assert (await hearing) == Typed("!touch made", ("!touch made",))
        os.write(typed, b"!a\n")
        assert await face.hear() == Typed("!a"), "three keys may have been typed"

    shown = play(script)
    assert "Enter runs it, Ctrl-U drops it.\n> !touch made" in shown


def test_what_happens_while_a_question_stands_is_told_after_it(play: Callable[[Script], str]) -> None:
    async def script(face: LineFace, typed: int, clock: Clock) -> None:
        answer = asyncio.create_task(face.ask(Asked("$ touch made", "why", (Choice("y", "yes"), Choice("n", "no")))))
        await asyncio.sleep(0)
        face.show(CallStarted("1", "shell", "$ make", "{}"))
        face.show(CallFinished("1", "shell", "ok", "exit status 0"))
        face.show(Notice("a notice"))
        assert isinstance(sys.stdout, io.StringIO)
        while "Answer: " not in sys.stdout.getvalue():
            await asyncio.sleep(0.01)
        face.show(Notice("another"))
        os.write(typed, b"y\n")
        assert await answer == "y"

    asked, told = play(script).split("Answer: ")
    assert asked == "$ touch made\n    why\n  y = yes\n  n = no\n"
    assert told.splitlines()[0] == "y"
    assert told.index("done: $ make") < told.index("a notice") < told.index("another")


def test_what_happened_is_told_when_the_question_is_withdrawn(play: Callable[[Script], str]) -> None:
    async def script(face: LineFace, typed: int, clock: Clock) -> None:
        answer = asyncio.create_task(face.ask(Asked("$ touch made", "why")))
        await asyncio.sleep(0)
        face.show(Notice("a notice"))
        answer.cancel()
        await asyncio.gather(answer, return_exceptions=True)

    assert "a notice" in play(script)
