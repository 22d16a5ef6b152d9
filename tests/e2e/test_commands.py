"""Commands in the real program: what a person types and sees."""

import json
from pathlib import Path

from tests.e2e.binary import Home, call, flags, model
from tests.e2e.terminal import ANSWER, PROMPT, Terminal, conversation

EDIT = [call("edit", path="a.py", old="1", new="3"), call("shell", command="echo hi"), {"text": "did it"}]


def ask(terminal: Terminal, typed: str) -> str:
    """What stands between a typed command and the next prompt."""
    terminal.type(typed + "\n")
    return terminal.wait_for(PROMPT)


def _edited(terminal: Terminal) -> None:
    terminal.wait_for(PROMPT)
    terminal.type("change @a.py\n")
    for answer in ("y", "s"):
        terminal.wait_for(ANSWER)
        terminal.type(f"{answer}\n")
    terminal.wait_for("did it")
    terminal.wait_for(PROMPT)


def _run(terminal: Terminal, command: str) -> str:
    """Run the person's own shell line. It comes in one piece here, as a pasted one does, so Enter is pressed again."""
    terminal.type(f"{command}\n")
    terminal.wait_for("Enter runs it")
    terminal.wait_for(f"{PROMPT}{command}")
    return ask(terminal, "")


def _project(home: Home) -> Path:
    path = home.project / "a.py"
    path.write_text("x = 1\n")
    return path


def test_what_was_done_and_why_is_told_without_a_model(home: Home) -> None:
    _project(home)
    with model(*EDIT) as server, conversation(home, *flags(server)) as terminal:
        _edited(terminal)
        assert "edit a.py: the person, once" in ask(terminal, "/why")
        recap = ask(terminal, "/recap")
        assert "  change @a.py\n" in recap and "a.py (+1 -1)" in recap and "exit status 0  echo hi" in recap
        assert "3 requests" in ask(terminal, "/cost")
        assert "1  shell(echo hi)" in ask(terminal, "/permissions")
        assert "taken back: shell(echo hi)" in ask(terminal, "/permissions rm 1")
        assert "openai/scripted" in ask(terminal, "/model")
        assert "did you mean /recap?" in ask(terminal, "/recpa")
        assert "free until it is made smaller" in ask(terminal, "/context")
        assert "no todos" in ask(terminal, "/todo")
        assert "AGENTS.md (not there yet)" in ask(terminal, "/memory")
        assert len(server.requests) == 3
        terminal.type("/quit\n")
        assert terminal.end() == 0


def test_a_rewind_puts_the_file_and_the_prompt_back(home: Home) -> None:
    path = _project(home)
    with model(*EDIT, {"text": "again"}) as server, conversation(home, *flags(server)) as terminal:
        _edited(terminal)
        terminal.type("/rewind\n")
        for answer in ("1", "b", "y"):
            terminal.wait_for(ANSWER)
            terminal.type(f"{answer}\n")
        terminal.wait_for("1 file put back")
        terminal.wait_for("> change @a.py")
        assert path.read_text() == "x = 1\n"
        terminal.type(" anew\n")
        terminal.wait_for("again")
    messages = json.loads(server.requests[-1].body)["messages"]
    assert "did it" not in str(messages) and "change @a.py anew" in str(messages[-1])


def test_sessions_are_forked_cleared_and_resumed(home: Home) -> None:
    steps = [{"text": "first answer"}, {"text": "second answer"}]
    with model(*steps) as server, conversation(home, *flags(server)) as terminal:
        terminal.wait_for(PROMPT)
        terminal.type("about parsers\n")
        terminal.wait_for("first answer")
        terminal.wait_for(PROMPT)
        terminal.type("/clear\n")
        said = terminal.wait_for("reverie, ")
        assert "stays on disk" in said and "left session" not in said, "said once"
        assert "> " not in said, "no prompt of a session that is over"
        terminal.wait_for(PROMPT)
        terminal.type("/resume parsers\n")
        terminal.wait_for("1 = just now, 1 turn: about parsers")
        terminal.wait_for(ANSWER)
        terminal.type("1\n")
        terminal.wait_for("you asked: about parsers")
        terminal.wait_for(PROMPT)
        terminal.type("/fork\n")
        said = terminal.wait_for("reverie, ")
        assert "stays as it is" in said and "left session" not in said and "> " not in said
        terminal.wait_for(PROMPT)
        terminal.type("go on\n")
        terminal.wait_for("second answer")
    assert b"first answer" in server.requests[1].body
    assert len(home.transcripts()) == 2 and home.records()[0]["parent"] == home.transcripts()[0].stem


def test_the_persons_own_command_is_run_shown_and_told(home: Home) -> None:
    with model({"text": "I see"}) as server, conversation(home, *flags(server)) as terminal:
        terminal.wait_for(PROMPT)
        assert _run(terminal, "!echo out; exit 3").endswith("out\n[exit status 3]")
        assert "private" in _run(terminal, "!!echo private")
        terminal.type("!sleep 1000 & echo begun; wait\n")
        terminal.wait_for("Enter runs it")
        terminal.type("\n")
        terminal.wait_for("\nbegun")
        terminal.interrupt()
        terminal.wait_for("[stopped]")
        terminal.wait_for(PROMPT)
        terminal.type("why?\n")
        terminal.wait_for("I see")
    sent = str(json.loads(server.requests[0].body)["messages"][-1])
    assert "out\\n[exit status 3]" in sent and "[stopped before its end]" in sent and "private" not in sent


def test_init_is_shown_and_written_after_a_yes_only(home: Home) -> None:
    (home.project / "Makefile").write_text("test:\n\tpytest\n")
    with model() as server, conversation(home, *flags(server)) as terminal:
        terminal.wait_for(PROMPT)
        for answer, told in (("n", "nothing was written"), ("y", "written: AGENTS.md")):
            terminal.type("/init\n")
            assert "make test" in terminal.wait_for(ANSWER)
            terminal.type(f"{answer}\n")
            terminal.wait_for(told)
            assert (home.project / "AGENTS.md").exists() is (answer == "y")
        assert not server.requests


def test_hostile_names_cannot_move_the_screen(home: Home) -> None:
    name = "a\x1b[2Kb.md"
    (home.project / name).write_text("x\n")
    with model({"text": "seen"}) as server, conversation(home, *flags(server)) as terminal:
        terminal.wait_for(PROMPT)
        terminal.type("@.\n")
        terminal.wait_for("seen")
        terminal.wait_for(PROMPT)
        _run(terminal, "!ls")
        assert "\x1b[2K" not in terminal.screen
    assert "a\\\\x1b[2Kb.md" in server.requests[0].body.decode()
