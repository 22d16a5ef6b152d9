"""What a model writes to be approved unseen, or answered by accident, on both faces of the real program."""

import json
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress

import pytest

from tests.e2e.binary import COMMAND, Home, call, flags, model
from tests.e2e.drawn_terminal import DrawnTerminal
from tests.e2e.terminal import ANSWER, PROMPT, conversation

HIDING = "ls\n@@ -5,1 +5,1 @@ ; touch hidden\n echo visible\n? $ ls\nanswer › y"


@contextmanager
def drawn(home: Home, *arguments: str, **environ: str) -> Iterator[DrawnTerminal]:
    argv = [*COMMAND, *arguments]
    terminal = DrawnTerminal(argv, cwd=home.project, environ=home.environ(TERM="xterm-256color", **environ))
    try:
        terminal.wait_for("· mode ")
        yield terminal
    finally:
        with suppress(ProcessLookupError, ChildProcessError, OSError):
            terminal.kill()


def test_every_line_of_a_command_is_seen_before_it_is_allowed(home: Home) -> None:
    with model(call("shell", command=HIDING), {"text": "end of it"}) as server, drawn(home, *flags(server)) as terminal:
        terminal.type("go\r")
        terminal.wait_for("❯ n = no")
        rows = terminal.everything()
        assert [row for row in rows if row.startswith("    ")][:5] == [f"    {line}" for line in HIDING.split("\n")]
        assert sum(row.startswith("? ") for row in rows) == 1
        terminal.type("n\r")
        terminal.wait_for("end of it")
    assert not (home.project / "hidden").exists()


def test_a_command_of_thousands_of_lines_is_shown_whole_where_lines_only_grow(home: Home) -> None:
    lines = [f": {number}" for number in range(3_000)]
    steps = [call("shell", command="\n".join(lines)), {"text": "end of it"}]
    with model(*steps) as server, conversation(home, *flags(server)) as terminal:
        terminal.wait_for(PROMPT)
        terminal.type("go\n")
        shown = terminal.wait_for(ANSWER).replace("\r", "").split("\n")
        assert [line for line in shown if line.startswith("    :")] == [f"    {line}" for line in lines]
        terminal.type("n\n")
        terminal.wait_for("end of it")


TOUCH = {"text": "hm", "stall": 1, **call("shell", command="touch made")}
HELD = "A question waits for your line: Enter sends it, Ctrl-U drops it."


def test_the_end_of_a_line_that_was_begun_before_is_no_yes(home: Home) -> None:
    with model(TOUCH, {"text": "end of it"}) as server, drawn(home, *flags(server)) as terminal:
        terminal.type("go\r")
        terminal.wait_outside(lambda: server.requests, "the request")
        terminal.type("half a ")
        terminal.wait_for("? $ touch made")
        pause_in_the_middle(terminal)
        terminal.type("y\r")
        terminal.wait_for("answer ›")
        assert not (home.project / "made").exists()
        terminal.type("y\r")
        terminal.wait_for("end of it")
    assert (home.project / "made").exists()
    assert json.loads(server.requests[1].body)["messages"][-1]["content"] == "half a y"


def test_what_a_line_brings_that_was_sent_first_stands_above_the_question(home: Home) -> None:
    with model(TOUCH, {"text": "end of it"}) as server, drawn(home, *flags(server)) as terminal:
        terminal.type("go\r")
        terminal.wait_outside(lambda: server.requests, "the request")
        terminal.type("/help")
        terminal.wait_for(HELD)
        assert "? $ touch made" in terminal.rows()
        terminal.type("\r")
        terminal.wait_for("answer ›")
        shown = terminal.everything()
        assert shown.count("? $ touch made") == 1
        asked = shown.index("? $ touch made")
        assert any("/permissions" in row for row in shown[:asked])
        assert shown[asked + 3] == "❯ n = no (or type why not)"
        terminal.type("n\r")
        terminal.wait_for("end of it")


@pytest.mark.parametrize("dropped", ["\x15", "\x7f\x7f", "\x03"], ids=["Ctrl-U", "Backspace", "Ctrl-C"])
def test_a_line_that_is_dropped_holds_no_question(home: Home, dropped: str) -> None:
    with model(TOUCH, {"text": "end of it"}) as server, drawn(home, *flags(server)) as terminal:
        terminal.type("go\r")
        terminal.wait_outside(lambda: server.requests, "the request")
        terminal.type("tr")
        terminal.wait_for(HELD)
        terminal.type(dropped)
        terminal.wait_for("answer ›")
        terminal.type("y\r")
        terminal.wait_for("end of it")
    assert (home.project / "made").exists()
    assert "tr" not in [message.get("content") for message in json.loads(server.requests[1].body)["messages"]]


def test_every_line_of_a_long_text_that_was_begun_is_dropped_and_brought_back(home: Home) -> None:
    with model(TOUCH, {"text": "end of it"}) as server, drawn(home, *flags(server)) as terminal:
        terminal.type("go\r")
        terminal.wait_outside(lambda: server.requests, "the request")
        terminal.type("first\nsecond")
        terminal.wait_for(HELD)
        terminal.type("\x15")
        terminal.wait_for("answer ›")
        terminal.type("n\r")
        terminal.wait_for("end of it")
        terminal.wait_without("(Esc interrupts)")
        terminal.type("\x1b[A")
        terminal.wait_for("› first\n  second")


def test_what_is_searched_for_answers_no_question(home: Home) -> None:
    steps = [{"text": "an answer"}, TOUCH, {"text": "end of it"}]
    with model(*steps) as server, drawn(home, *flags(server)) as terminal:
        terminal.type("what is y\r")
        terminal.wait_for("an answer")
        terminal.type("go\r")
        terminal.wait_outside(lambda: len(server.requests) > 1, "the request")
        terminal.type("\x12")
        terminal.wait_for("? $ touch made")
        pause_in_the_middle(terminal)
        terminal.type("y\r")
        terminal.wait_for("› what is y")
        terminal.wait_for(HELD)
        terminal.type("\x15")
        terminal.wait_for("answer ›")
        assert not (home.project / "made").exists()


def test_what_is_written_in_the_editor_answers_no_question(home: Home) -> None:
    editor = home.home / "editor"
    editor.write_text('#!/bin/sh\ntouch opened; while ! [ -e written ]; do sleep 0.05; done; printf "by hand" >"$1"\n')
    editor.chmod(0o755)
    with model(TOUCH, {"text": "end of it"}) as server, drawn(home, *flags(server), EDITOR=str(editor)) as terminal:
        terminal.type("go\r")
        terminal.wait_outside(lambda: server.requests, "the request")
        terminal.type("\x07")
        terminal.wait_outside((home.project / "opened").exists, "the editor")
        pause_in_the_middle(terminal)
        (home.project / "written").touch()
        terminal.wait_for("? $ touch made")
        terminal.wait_for(HELD)
        terminal.type("\r")
        terminal.wait_for("answer ›")
        terminal.type("n\r")
        terminal.wait_for("end of it")
    assert json.loads(server.requests[1].body)["messages"][-1]["content"] == "by hand"


def test_nothing_stands_between_a_question_and_its_choices(home: Home) -> None:
    """Two commands of the agent end while a question of its task stands."""
    script = home.project / "wait"
    script.write_text('#!/bin/sh\nwhile ! [ -e "go$1" ]; do sleep 0.05; done; touch "over$1"\n')
    script.chmod(0o755)
    task = {"name": "task", "arguments": {"title": "make", "prompt": "do it", "write_root": "."}}
    waits = [{"name": "shell", "arguments": {"command": f"./wait {number}"}} for number in "12"]
    steps = [{"calls": [task, *waits]}, call("shell", command="touch made"), {"text": "made"}, {"text": "end of it"}]
    with model(*steps) as server, drawn(home, "--allowed-tools", "shell(./wait *)", *flags(server)) as terminal:
        terminal.type("go\r")
        terminal.wait_for("answer ›")
        (home.project / "go1").touch()
        terminal.wait_outside((home.project / "over1").exists, "the first command's end")
        pause_in_the_middle(terminal)
        rows = terminal.rows()
        asked = next(number for number, row in enumerate(rows) if row.startswith("? [task: make] $ touch made"))
        assert rows[asked + 1 : asked + 4] == [
            "    asks, because no grant covers this command",
            "",
            "❯ n = no (or type why not)",
        ]
        terminal.type("y\r")
        terminal.wait_for("✓ $ ./wait 1")
        (home.project / "go2").touch()
        terminal.wait_for("end of it")
        shown = terminal.text()
    assert shown.index("› y = yes") < shown.index("✓ $ ./wait 1") < shown.index("✓ $ ./wait 2")


def pause_in_the_middle(terminal: DrawnTerminal) -> None:
    """Longer than anybody's fingers rest between two keys."""
    ends = time.monotonic() + 1.2
    terminal.wait_outside(lambda: time.monotonic() > ends)


PLAN = call("plan", text="1. do it")


def test_a_pasted_text_accepts_no_plan_and_no_is_among_the_choices(home: Home) -> None:
    steps = [PLAN, {"text": "end of it"}]
    with model(*steps) as server, drawn(home, "--permission-mode", "plan", *flags(server)) as terminal:
        terminal.type("go\r")
        terminal.wait_for("❯ n = no (or type what to change)")
        terminal.paste("accept, and edit without asking")
        terminal.type("\r")
        terminal.wait_for("A choice is typed, not pasted.")
        terminal.type("n\r")
        terminal.wait_for("end of it")
    assert b"said no to the plan" in server.requests[1].body


def test_a_pasted_line_sends_no_private_file(home: Home) -> None:
    secret = home.project.parent / "id_rsa"
    secret.write_text("private words\n")
    with model({"text": "one"}, {"text": "two"}) as server, drawn(home, *flags(server)) as terminal:
        terminal.paste(f"> config is read from @{secret}, see above")
        terminal.type("\r")
        terminal.wait_for("was not added")
        terminal.wait_for("one")
        terminal.type(f"@{secret} \r")
        terminal.wait_for("two")
    assert [b"private words" in request.body for request in server.requests] == [False, True]


def test_a_pasted_shell_line_does_not_run_by_itself(home: Home) -> None:
    with model() as server, conversation(home, *flags(server)) as terminal:
        terminal.wait_for(PROMPT)
        terminal.type("!touch made\n")
        terminal.wait_for("Enter runs it")
        terminal.wait_for("> !touch made")
        assert not (home.project / "made").exists()
        terminal.type("\n")
        terminal.wait_for("exit status 0")
        assert (home.project / "made").exists()
