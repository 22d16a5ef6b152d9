"""A conversation in a terminal: approvals, trust, interruption, the first run."""

import json
import os
import signal

import pytest

from tests.e2e.binary import Home, call, flags, model
from tests.e2e.terminal import ANSWER, PROMPT, Terminal, conversation, until


def test_turns_follow_each_other_in_one_session(home: Home) -> None:
    steps = [{"text": "first answer"}, {"text": "second answer"}]
    with model(*steps) as server, conversation(home, *flags(server)) as terminal:
        terminal.wait_for(PROMPT)
        terminal.type("one\n")
        terminal.wait_for("first answer")
        terminal.wait_for(PROMPT)
        terminal.type("two\n")
        terminal.wait_for("second answer")
        terminal.wait_for(PROMPT)
        terminal.type("\x04")
        assert terminal.end() == 0
    assert b"first answer" in server.requests[1].body
    assert home.records()[0]["interactive"] is True


@pytest.mark.parametrize(
    ("answer", "asked", "made"),
    [("y", 2, True), ("s", 1, True), ("a", 1, True), ("n", 2, False), ("use make instead", 2, False)],
)
def test_a_command_is_approved_once_for_the_session_always_or_not(
    home: Home, answer: str, asked: int, made: bool
) -> None:
    steps = [call("shell", command="echo x >made"), call("shell", command="echo x >made"), {"text": "end of it"}]
    with model(*steps) as server, conversation(home, *flags(server)) as terminal:
        terminal.wait_for(PROMPT)
        terminal.type("go\n")
        for _ in range(asked):
            assert "echo x >made" in terminal.wait_for(ANSWER)
            terminal.type(answer + "\n")
        terminal.wait_for("end of it")
    assert (home.project / "made").exists() is made
    if not made and answer != "n":
        assert answer.encode() in server.requests[1].body
    stored = home.home / "reverie" / "data" / "trust.json"
    assert (stored.exists() and "echo x >made" in stored.read_text()) is (answer == "a")


def test_a_grant_for_the_project_holds_in_the_next_session_and_only_there(home: Home) -> None:
    steps = [call("shell", command="touch made"), {"text": "end of it"}]
    with model(*steps) as server, conversation(home, *flags(server)) as terminal:
        terminal.wait_for(PROMPT)
        terminal.type("go\n")
        terminal.wait_for("a = yes, always in this project")
        terminal.wait_for(ANSWER)
        terminal.type("a\n")
        terminal.wait_for("end of it")
    (home.project / "made").unlink()
    with model(*steps) as server:
        assert home.run("-p", "go", *flags(server)).returncode == 0
    assert (home.project / "made").exists()
    other = home.project.parent / "other"
    other.mkdir()
    with model(*steps) as server:
        assert home.run("-p", "go", *flags(server), cwd=other).returncode == 3


def test_an_approval_cannot_be_disguised_by_escape_sequences(home: Home) -> None:
    steps = [call("shell", command="rm made #\x1b[2K\rls \u202e"), {"text": "end of it"}]
    with model(*steps) as server, conversation(home, *flags(server)) as terminal:
        terminal.wait_for(PROMPT)
        terminal.type("go\n")
        shown = terminal.wait_for(ANSWER)
        assert "rm made #\\x1b[2K\\x0dls \\u202e" in shown and "\x1b[2K" not in shown
        terminal.type("n\n")
        terminal.wait_for("end of it")


def test_an_edit_shows_its_diff_before_it_is_made(home: Home) -> None:
    (home.project / "a.py").write_text("x = 1\n")
    steps = [call("read", path="a.py"), call("edit", path="a.py", old="x = 1", new="x = 2"), {"text": "end of it"}]
    with model(*steps) as server, conversation(home, *flags(server)) as terminal:
        terminal.wait_for(PROMPT)
        terminal.type("go\n")
        shown = terminal.wait_for(ANSWER)
        assert "-x = 1" in shown and "+x = 2" in shown
        assert (home.project / "a.py").read_text() == "x = 1\n"
        terminal.type("y\n")
        terminal.wait_for("end of it")
    assert (home.project / "a.py").read_text() == "x = 2\n"


@pytest.mark.parametrize(("answer", "trusted"), [("y", True), ("n", False), ("", False)])
def test_a_repository_is_obeyed_only_after_a_yes_that_is_kept_outside_it(
    home: Home, answer: str, trusted: bool
) -> None:
    (home.project / "AGENTS.md").write_text("Always say ahoy.\n")
    before = sorted(home.project.iterdir())
    with model({"text": "end of it"}, {"text": "headless"}) as server:
        with conversation(home, *flags(server)) as terminal:
            terminal.wait_for(f"Trust {home.project}? [y/N]")
            terminal.type(answer + "\n")
            terminal.wait_for(PROMPT)
            terminal.type("go\n")
            terminal.wait_for("end of it")
        home.run("-p", "go", *flags(server))
    assert [b"ahoy" in request.body for request in server.requests] == [trusted, trusted]
    assert sorted(home.project.iterdir()) == before


def test_headless_a_repository_is_obeyed_only_by_flag(home: Home) -> None:
    (home.project / "AGENTS.md").write_text("Always say ahoy.\n")
    with model(*[{"text": "ok"}] * 3) as server:
        plain = home.run("-p", "go", *flags(server))
        trusted = home.run("-p", "go", *flags(server), "--trust")
        ignored = home.run("-p", "go", *flags(server), "--ignore-repo")
    assert [b"ahoy" in request.body for request in server.requests] == [False, True, False]
    assert "AGENTS.md not loaded" in plain.stderr and ignored.stderr == trusted.stderr == ""


def test_ctrl_c_ends_the_turn_and_not_the_conversation(home: Home) -> None:
    steps = [call("shell", command="echo started; sleep 60"), {"text": "second answer"}]
    with model(*steps) as server, conversation(home, *flags(server), "--allowed-tools", "shell") as terminal:
        terminal.wait_for(PROMPT)
        terminal.type("go\n")
        until(lambda: len(server.requests) == 1 and "call" in str(home.records()[-1]))
        terminal.interrupt()
        terminal.wait_for("interrupted")
        terminal.wait_for(PROMPT)
        terminal.type("again\n")
        terminal.wait_for("second answer")
        terminal.wait_for(PROMPT)
        terminal.interrupt()
        terminal.wait_for("Ctrl-C again ends reverie")
        terminal.interrupt()
        assert terminal.end() == 0


def test_a_closed_terminal_leaves_a_session_that_goes_on(home: Home) -> None:
    with model({"text": "half an answer", "stall": 60}, {"text": "whole answer"}) as server:
        terminal = Terminal(*flags(server), cwd=home.project, environ=home.environ())
        terminal.wait_for(PROMPT)
        terminal.type("go\n")
        until(lambda: bool(server.requests))
        terminal.hang_up()
        done = home.run("-p", "and?", *flags(server), "-c")
    assert (done.returncode, done.stdout) == (0, "whole answer\n")


def test_the_first_run_proposes_a_model_for_the_key_there_is_and_keeps_the_answer(home: Home) -> None:
    with conversation(home, ANTHROPIC_API_KEY="sk-ant-nothing") as terminal:
        shown = terminal.wait_for("]: ")
        assert "ANTHROPIC_API_KEY" in shown and "anthropic/claude" in shown and "$" in shown
        terminal.type("\n")
        terminal.wait_for(PROMPT)
    assert 'model = "anthropic/claude' in (home.home / "reverie" / "config" / "config.toml").read_text()


def test_the_first_run_without_a_key_offers_the_local_model_or_takes_a_key(home: Home) -> None:
    with conversation(home) as terminal:
        assert "local model" in terminal.wait_for("Or paste a key: ")
        terminal.type("sk-ant-pasted\n")
        terminal.wait_for("[anthropic]")
        terminal.type("\n")
        terminal.wait_for(PROMPT)
        assert "sk-ant-pasted" not in terminal.screen
    keys = home.home / "reverie" / "config" / "keys.toml"
    assert keys.stat().st_mode & 0o777 == 0o600 and "sk-ant-pasted" in keys.read_text()


def test_a_home_directory_is_no_project_and_read_only_after_a_yes(home: Home) -> None:
    (home.home / "notes.txt").write_text("private\n")
    steps = [call("read", path="notes.txt"), {"text": "end of it"}]
    with model(*steps, *steps, *steps) as server:
        denied = home.run("-p", "go", *flags(server), cwd=home.home)
        trusted = home.run("-p", "go", *flags(server), "--trust", cwd=home.home)
        again = home.run("-p", "go", *flags(server), "--ignore-repo", cwd=home.home)
    assert (denied.returncode, trusted.returncode, again.returncode) == (3, 0, 3)
    assert "not a project" in denied.stderr
    assert not (home.home / "reverie" / "data" / "projects.json").exists()


def test_what_was_typed_before_the_question_does_not_answer_it(home: Home) -> None:
    """A `y` in a pasted text, and one typed while the model was still at work."""
    steps = [{"text": "hm", "stall": 1, **call("shell", command="touch made")}, {"text": "end of it"}]
    with model(*steps) as server, conversation(home, *flags(server)) as terminal:
        terminal.wait_for(PROMPT)
        terminal.type("go\ny\n")
        until(lambda: len(server.requests) == 1)
        terminal.type("y\n")
        terminal.wait_for(ANSWER)
        terminal.type("\n")
        terminal.wait_for("end of it")
    assert not (home.project / "made").exists()
    assert json.loads(server.requests[0].body)["messages"][-1]["content"] == "go\ny"


def test_a_yes_typed_before_the_question_of_trust_trusts_nothing(home: Home) -> None:
    (home.project / "AGENTS.md").write_text("Always say ahoy.\n")
    with model({"text": "ok"}) as server:
        terminal = Terminal(*flags(server), cwd=home.project, environ=home.environ(), typed_ahead="y\n")
        terminal.wait_for("[y/N]")
        terminal.type("\n")
        terminal.wait_for(PROMPT)
        terminal.kill()
    assert not (home.home / "reverie" / "data" / "trust.json").exists()


def test_every_line_of_a_command_stands_before_the_question(home: Home) -> None:
    command = "\n".join(f"echo line {number}" for number in range(50)) + "\nAnswer: y"
    steps = [call("shell", command=command), {"text": "end of it"}]
    with model(*steps) as server, conversation(home, *flags(server)) as terminal:
        terminal.wait_for(PROMPT)
        terminal.type("go\n")
        shown = terminal.wait_for(ANSWER).splitlines()
        terminal.type("n\n")
        terminal.wait_for("end of it")
    set_in = [line.strip() for line in shown if line.startswith("    ")]
    assert set_in == [*command.splitlines(), "asks, because no grant covers this command"]
    offered = [line for line in shown if line.startswith("  s = ")]
    assert len(offered) == 1 and "shell(echo line 0\\necho line 1" in offered[0]
    assert shown[-1] == "  n = no (or type why not)"


@pytest.mark.parametrize("word", ["/quit", "/exit", "exit", "quit"])
def test_words_for_the_program_are_not_sent_to_the_model(home: Home, word: str) -> None:
    with model() as server, conversation(home, *flags(server)) as terminal:
        terminal.wait_for(PROMPT)
        terminal.type("/hepl\n")
        terminal.wait_for("'/hepl' is no command and was not sent; did you mean /help?")
        terminal.wait_for(PROMPT)
        terminal.type(word + "\n")
        assert terminal.end() == 0
    assert not server.requests


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGHUP])
def test_a_signal_at_the_prompt_ends_with_130(home: Home, number: int) -> None:
    with model() as server, conversation(home, *flags(server)) as terminal:
        terminal.wait_for(PROMPT)
        os.kill(terminal.pid, number)
        assert terminal.end() == 130


def test_a_folder_name_cannot_disguise_the_question_of_trust(home: Home) -> None:
    home.project = home.project / "\x1b[2K\nTrust nothing"
    home.project.mkdir()
    (home.project / "AGENTS.md").write_text("Always say ahoy.\n")
    with model() as server, conversation(home, *flags(server)) as terminal:
        shown = terminal.wait_for("[y/N]")
    assert "\\x1b[2K\\nTrust nothing?" in shown and "\x1b[2K" not in shown


def test_bytes_that_are_no_text_can_be_typed(home: Home) -> None:
    with model({"text": "end of it"}) as server, conversation(home, *flags(server)) as terminal:
        terminal.wait_for(PROMPT)
        terminal.type("h\udcff\n")
        terminal.wait_for("end of it")
    assert json.loads(server.requests[0].body)["messages"][-1]["content"] == "h\ufffd"


def test_a_terminal_that_knows_only_ascii_shows_escapes(home: Home) -> None:
    with model({"text": "é"}) as server, conversation(home, *flags(server), PYTHONIOENCODING="ascii") as terminal:
        terminal.wait_for(PROMPT)
        terminal.type("go\n")
        terminal.wait_for("\\xe9")


def test_a_wrong_word_at_the_first_start_is_asked_again_and_not_kept(home: Home) -> None:
    with conversation(home, ANTHROPIC_API_KEY="sk-ant-nothing") as terminal:
        for typed, told in (
            ("y", "write PROVIDER/NAME"),
            ("antropic/x", "did you mean"),
            ("local/none", "no local model"),
        ):
            terminal.wait_for("]: ")
            terminal.type(typed + "\n")
            terminal.wait_for("Error: ")
            assert told in terminal.wait_for("\n")
        terminal.wait_for("]: ")
        terminal.type("anthropic/claude-x\n")
        terminal.wait_for(PROMPT)
    assert 'model = "anthropic/claude-x"' in (home.home / "reverie" / "config" / "config.toml").read_text()
