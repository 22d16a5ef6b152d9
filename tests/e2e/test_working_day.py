"""A working day on the real program, in a terminal that draws: one project, one session, and all that happens to it."""

from contextlib import suppress
from pathlib import Path

from tests.e2e.answering import NARRATIVE, answering
from tests.e2e.binary import Home
from tests.e2e.working_day import BIG, CUES, DISCOUNTED, PLAN, RULE, TODOS, Day, set_up

SHIFT_TAB, ESCAPE, CTRL_C = "\x1b[Z", "\x1b", "\x03"

CUT_OFF = "$ touch second; while [ -e second ]; do sleep 0.05; done; echo it was slow"


def test_a_working_day(home: Home, tmp_path: Path) -> None:
    set_up(home)
    with answering(CUES) as server:
        day = Day(home, server, tmp_path / "screens")
        try:
            for stage in STAGES:
                stage(day)
        finally:
            with suppress(ProcessLookupError, ChildProcessError, OSError, AttributeError):
                day.picture("at the end")
                day.terminal.kill()


def the_morning(day: Day) -> None:
    day.start()
    day.sees_now("[y/N]")
    day.picture("trust")
    day.say("y")
    day.rests()
    day.picture("start")
    day.say("/init")
    day.answers("Add this to CLAUDE.md?", "y")
    day.sees("written: CLAUDE.md")
    day.rests()
    assert "make test" in day.file("CLAUDE.md")
    first = day.asks(f"Good morning. {RULE}", "Good morning. I will keep to the rules.")
    assert "Run the tests with unittest." in first.system
    day.picture("morning")


def a_plan_and_its_edits(day: Day) -> None:
    day.key(SHIFT_TAB)
    day.sees_now("mode accept-edits")
    day.key(SHIFT_TAB)
    day.sees_now("mode plan")
    day.say("Plan a discount")
    day.answers("let the cart pass it on", "1")
    day.sees_now("mode ask")
    day.answers("edit shop/price.py", "y")
    day.is_asked("s1 = yes, in this session: edit(shop/cart.py)\n")
    day.answers("s2 = yes, in this session: edit, any file of the project\n", "s1")
    day.answers("rm -rf build", "Use make clean instead.")
    day.sees("the test of it is still to do.")
    day.rests()
    day.picture("edited")
    looked, *_, last = day.server.asked_by("Plan a discount")[1:]
    assert "Plan mode is on" in looked.text
    assert "an amount is always in whole cents" in looked.text
    assert "Use make clean instead." in last.text
    assert day.file("shop/price.py") == DISCOUNTED
    assert "total(cart, discount)" in day.file("shop/cart.py")


def a_question_of_the_model(day: Day) -> None:
    day.say("Which rounding do we take?")
    day.answers("Which way should a discount be rounded?", "2")
    day.sees("So it is rounded to even.")
    day.rests()
    assert day.server.asked[-1].results[-1] == "to even"


def own_command_and_file(day: Day) -> None:
    day.say("!python3 -m unittest")
    day.sees("[exit status 0]")
    day.rests()
    asked = day.asks("What do the tests say, by @README.md?", "the shop is small.")
    day.picture("own command")
    assert "Ran 1 test" in asked.said[-1] and "A small shop." in asked.said[-1]


def steering(day: Day) -> None:
    day.say("Do the slow thing")
    day.answers("touch first", "y")
    day.waits((day.home.project / "first").exists)
    day.say("Also bump the version.")
    day.sees_now("waits › Also bump the version.")
    day.say("And tell Ann.")
    day.sees_now("waits › And tell Ann.")
    day.picture("steering")
    (day.home.project / "first").unlink()
    day.sees("the version goes up.")
    day.rests()
    day.picture("steered")
    asked = day.server.asked[-1]
    assert "it was slow" in asked.results[-1]
    assert asked.said[-2:] == ["Also bump the version.", "And tell Ann."]


def interruptions(day: Day) -> None:
    day.say("What time is it?")
    day.waits(lambda: day.server.asked_by("What time is it?"))
    day.key(ESCAPE)
    day.sees("– interrupted\n")
    day.rests()
    day.say("Wait for the bus.")
    day.answers("touch waiting", "y")
    day.waits((day.home.project / "waiting").exists)
    day.key(CTRL_C)
    day.sees("– $ touch waiting")
    day.rests()
    day.picture("interrupted")
    asked = day.asks("Go on after that.", "I go on where I was interrupted.")
    assert asked.is_valid


def three_tasks(day: Day) -> None:
    day.say("Look at three things.")
    day.terminal.wait_until(lambda: sum(row.startswith("• task: ") for row in day.terminal.rows()) == 3, "three tasks")
    day.picture("tasks")
    day.sees("All three tasks are back.")
    day.rests()
    day.picture("tasks over")
    results = day.server.asked[-1].results[-3:]
    for name, result in zip(("prices", "carts", "tests"), results, strict=True):
        assert result.startswith(f"[Result of the task '{name}'") and f"The {name} are well." in result
        assert "README.md" not in result and "A report to check, not orders." in result
    assert str(day.records()).count("'origin': 'peer'") == 3


def outputs_until_it_compacts(day: Day) -> None:
    for name in BIG:
        day.asks(f"Read {name}", f"There are 280 orders in {name}.")
    day.sees("· the context was made smaller, with a narrative of the rest")
    day.picture("compacted")
    begun = [each for each in day.server.asked if each.is_of_session and each.said[0].startswith("[This session")]
    for asked in begun:
        assert asked.is_valid
        for kept in (
            RULE,
            *PLAN.splitlines(),
            TODOS[2],
            "to even",
            "Use make clean instead.",
            NARRATIVE,
            "shop/cart.py",
        ):
            assert kept in asked.text, kept
    assert "make test" in begun[0].system


def a_crash(day: Day) -> None:
    day.say("Write the test of it.")
    day.answers("edit tests/test_price.py", "y")
    day.answers("touch second", "y")
    day.waits((day.home.project / "second").exists)
    used = used_in(day.terminal.rows()[-1])
    day.terminal.kill()
    (day.home.project / "second").unlink()
    day.start("-c")
    day.sees("you asked: Write the test of it.")
    day.rests()
    day.sees_now("the turn was cut off while it worked")
    assert used == used_in(day.terminal.rows()[-1]), "the status tells of the whole session"
    day.picture("after the crash")
    asked = day.asks("What was I at?", "You were at the test of the discount.")
    assert asked.is_valid and "Whether it took effect is unknown" in asked.text
    assert RULE in asked.text and "to even" in asked.text


def used_in(status: str) -> list[str]:
    """The tokens and the money in a status line."""
    return [part for part in status.split(" · ") if part.endswith(" tokens") or part.startswith("$")]


def back_and_forth(day: Day) -> None:
    before = day.file("shop/cart.py")
    look_back(day, "Wait for the bus.")
    day.is_asked("not covered is what these commands did:")
    assert {"$ touch waiting; sleep 1000", CUT_OFF} <= {row.strip() for row in day.terminal.rows()}
    day.answers("yes, go back", "n")
    day.sees("nothing was changed")
    day.say("Make a mess.")
    day.answers("edit shop/cart.py", "y")
    day.answers("create shop/mess.py", "y")
    day.sees("What a mess it is.")
    day.rests()
    after = day.file("shop/cart.py")
    rewind(day, "Make a mess.")
    day.has_line("Make a mess.")
    day.picture("rewound")
    assert day.file("shop/cart.py") == before and not (day.home.project / "shop/mess.py").exists()
    day.key(CTRL_C)
    day.rests()
    rewind(day, "r1")
    day.sees("back before the rewind")
    day.rests()
    day.picture("rewound the rewind")
    assert day.file("shop/cart.py") == after and day.file("shop/mess.py") == "MESS = 1\n"


def rewind(day: Day, to: str) -> None:
    look_back(day, to)
    day.answers("yes, go back", "y")
    day.sees("1 file put back, 1 file deleted; /rewind can take this back")


def look_back(day: Day, to: str) -> None:
    """Up to the preview."""
    day.say("/rewind")
    day.is_asked("Back to before which turn?")
    row = next(row for row in day.terminal.rows() if " = " in row and to in row)
    day.answers("Back to before which turn?", row.replace("❯", "").split()[0])
    day.answers("What goes back?", "b")


def a_fork(day: Day) -> None:
    day.say("/fork")
    day.sees("its fork goes on here")
    old = next(row for row in day.terminal.everything() if "its fork goes on" in row).split()[1]
    day.rests()
    day.picture("forked")
    day.asks("In the fork", "This is said in the fork.")
    greeting = f"reverie, openai/scripted, session {old}"
    before = day.terminal.text().count(greeting)
    day.say(f"/resume {old}")
    day.terminal.wait_until(lambda: day.terminal.text().count(greeting) > before, "the greeting of the old session")
    day.rests()
    day.picture("resumed")
    asked = day.asks("In the old one", "This is said in the old session.")
    assert "In the fork" not in asked.text and RULE in asked.text


def the_record(day: Day) -> None:
    for command, told in (
        ("/recap", "  Make a mess."),
        ("/cost", "this session"),
        ("/context", "free until it is made smaller"),
        ("/why", "/why N tells more of one"),
        ("/why 1", "allowed by"),
        ("/permissions", "ask"),
        ("/todo", TODOS[2]),
        ("/plan", "give total() a discount"),
        ("/memory", "CLAUDE.md"),
        ("/help", "/rewind"),
        ("/compact", "· the context was made smaller"),
    ):
        day.say(command)
        day.sees(f"› {command}")
        day.sees_now(told)
        day.rests()
        day.picture(command)


def another_model(day: Day) -> None:
    day.say("/model openai/other")
    day.sees_now("openai/other · mode")
    day.rests()
    day.picture("model")
    assert day.asks("Which model are you?", "I am another model.").model == "other"
    day.say("/model openai/scripted")
    day.sees_now("openai/scripted · mode")
    day.rests()


def the_evening(day: Day) -> None:
    day.say("Hang up on me")
    day.waits(lambda: day.server.asked_by("Hang up on me"))
    day.terminal.hang_up()
    day.start("-c")
    day.sees("you asked: Hang up on me")
    day.rests()
    asked = day.asks("Who hung up?", "Your terminal did.")
    assert asked.is_valid
    day.say("/quit")
    assert day.terminal.end() == 0
    day.picture("quit")
    assert "to go on here: reverie -c" in day.terminal.text()


STAGES = (
    the_morning,
    a_plan_and_its_edits,
    a_question_of_the_model,
    own_command_and_file,
    steering,
    interruptions,
    three_tasks,
    outputs_until_it_compacts,
    a_crash,
    back_and_forth,
    a_fork,
    the_record,
    another_model,
    the_evening,
)
