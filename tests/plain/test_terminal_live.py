"""The rows above the input line."""

from hypothesis import given
from hypothesis import strategies as st

from reverie.conversation.events import TaskProgress
from reverie.conversation.messages import Usage
from reverie.plain.face import Status
from reverie.plain.terminal.columns import columns_of
from reverie.plain.terminal.kept_output import KeptOutput
from reverie.plain.terminal.live import Live, duration
from reverie.plain.terminal.status_line import status_line


class _Clock:
    now = 100.0

    def __call__(self) -> float:
        return self.now


def texts(live: Live, most: int = 12, width: int = 60) -> list[str]:
    return [text for _, text in live.rows(most, width)]


def test_a_call_shows_its_time_from_the_first_second_on_and_its_last_line() -> None:
    clock = _Clock()
    live, kept = Live(clock), KeptOutput()
    live.begin_call("1", kept.begin("1", "$ make test", ""))
    assert texts(live) == ["• $ make test"]
    kept.add("1", "first\n\x1b[32msecond\x1b[0m line\n")
    clock.now += 1
    assert texts(live) == ["• $ make test · 1 s", "  second line"]
    kept.add("1", " 10 %\r 20 %")
    clock.now += 64
    assert texts(live) == ["• $ make test · 1 min 5 s", "   20 %"]
    live.restart_call("$ make test")
    assert texts(live) == ["• $ make test", "   20 %"]
    live.end_call("1")
    assert texts(live) == []


def test_a_task_tells_what_it_does_in_the_row_of_its_call() -> None:
    live, kept = Live(_Clock()), KeptOutput()
    live.begin_call("1", kept.begin("1", "task: look around", ""))
    live.begin_call("2", kept.begin("2", "task: test", ""))
    live.task(TaskProgress("1", "s", "look around", "reading a.py", Usage(input=1_200, output=34), 0.01))
    assert texts(live) == ["• task: look around: reading a.py (1,234 tokens, $0.0100)", "• task: test"]


def test_a_call_that_does_not_stop_at_once_is_stopping_in_a_row_of_its_own() -> None:
    live = Live(_Clock())
    live.begin_call("1", KeptOutput().begin("1", "$ make test", ""))
    live.status = Status("m", "ask", doing="stopping, 1 s", stopping=True)
    assert texts(live) == ["• $ make test", "stopping, 1 s (Ctrl-C again kills what still runs)"]


def test_what_waits_and_what_is_done() -> None:
    live = Live(_Clock())
    live.status = Status("m", "ask", doing="answering", waiting=("first\nline", "/compact"))
    assert texts(live) == ["waits › first\\nline", "waits › /compact", "answering (Esc interrupts)"]
    live.status = Status("m", "ask", doing="", waiting=("1", "2", "3", "4", "5"))
    assert texts(live) == ["waits › 1", "waits › 2", "waits › 3", "and 2 more wait"]


def test_many_calls_leave_room() -> None:
    live, kept = Live(_Clock()), KeptOutput()
    for number in range(11):
        live.begin_call(str(number), kept.begin(str(number), f"call {number}", ""))
    assert texts(live)[-1] == "  and 3 more"
    assert len(texts(live)) == 9
    assert len(texts(live, most=4)) == 4


@given(st.text(max_size=80), st.text(max_size=80), st.integers(1, 40), st.integers(1, 8))
def test_no_row_is_wider_than_the_terminal(summary: str, other: str, width: int, most: int) -> None:
    live, kept = Live(_Clock()), KeptOutput()
    live.begin_call("1", kept.begin("1", summary, ""))
    kept.add("1", other)
    live.think(other)
    live.status = Status(summary, "ask", doing=other, waiting=(summary,), tokens=12)
    rows = live.rows(most, width)
    assert len(rows) <= most
    assert all(columns_of(text) <= width for _, text in rows)
    assert columns_of(status_line(live.status, width)) <= width


def test_durations() -> None:
    assert [duration(seconds) for seconds in (0, 59, 60, 3_725)] == ["0 s", "59 s", "1 min 0 s", "62 min 5 s"]


def test_the_status_line_tells_what_is_known() -> None:
    assert status_line(Status("p/m", "ask"), 80) == "p/m · mode ask"
    full = Status("p/m", "plan", tokens=12_345, cost_usd=1.239, cached=0.804, context=0.12)
    assert status_line(full, 90) == "p/m · mode plan · 12,345 tokens · $1.24 · cache 80% · context 12%"
    assert "price unknown" in status_line(Status("p/m", "ask", cost_usd=None), 80)
