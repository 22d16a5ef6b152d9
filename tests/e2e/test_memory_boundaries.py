"""The index in the prompt is frozen between boundaries, whoever writes the memory meanwhile; harvests at every kind of
end; sub-sessions that read; a memory that is switched off."""

import json
from pathlib import Path
from typing import Any

from tests.e2e.binary import Home, call, flags, model
from tests.e2e.terminal import ANSWER, PROMPT, Terminal, conversation, until
from tests.e2e.test_memory import as_json, folder, git, said
from tests.e2e.test_tasks import give

FRIDAY = "Never deploy on Fridays."
KEEP = call("remember", statement="Never deploy on Fridays", kind="feedback", quote=FRIDAY, topic="Deployment")


def _project(home: Home) -> None:
    (home.project / "Makefile").write_text("check:\n\t@true\n")
    git(home, "init", "-q")
    git(home, "add", "-A")
    git(home, "commit", "-q", "-m", "first")


def _requests(server: Any) -> list[dict[str, Any]]:
    return [json.loads(one.body) for one in server.requests]


def _systems(server: Any) -> list[str]:
    return [request["messages"][0]["content"] for request in _requests(server)]


def _results(server: Any) -> list[str]:
    return [one["content"] for one in _requests(server)[-1]["messages"] if one["role"] == "tool"]


def _say(terminal: Terminal, text: str, answer: str) -> None:
    terminal.wait_for(PROMPT)
    terminal.type(f"{text}\n")
    terminal.wait_for(answer)


def _quit(terminal: Terminal) -> None:
    terminal.wait_for(PROMPT)
    terminal.type("/quit\n")
    assert terminal.end() == 0


def test_the_index_changes_at_boundaries_alone(home: Home) -> None:
    _project(home)
    said(home, "memory", "add", "The API listens on 8080", "--topic", "Network")
    steps = (KEEP, {"text": "kept"}, {"text": "still"}, {"text": "rewound"})
    with model(*steps) as server, conversation(home, "--trust", *flags(server)) as terminal:
        _say(terminal, FRIDAY, "note: memory: saved")
        said(home, "memory", "add", "Logs go to Loki", "--topic", "Logging")
        _say(terminal, "and now?", "still")
        terminal.wait_for(PROMPT)
        terminal.type("/rewind\n")
        for answer in ("2", "y"):
            terminal.wait_for(ANSWER)
            terminal.type(f"{answer}\n")
        terminal.wait_for("> and now?")
        terminal.type("\n")
        terminal.wait_for("rewound")
        _quit(terminal)
        first, second, third, fourth = _systems(server)
    assert first == second == third, "neither its own write nor another program's changes the prompt of a session"
    assert "topics/network.md" in first and "topics/deployment.md" not in first and "topics/logging.md" not in first
    assert "topics/deployment.md" in fourth and "topics/logging.md" in fourth
    with model({"text": "on"}) as server:
        said(home, "memory", "add", "Backups go to S3", "--topic", "Backups")
        assert home.run("-p", "-c", "on", "--trust", *flags(server)).returncode == 0
        assert "topics/backups.md" in _systems(server)[0]


def test_a_compaction_renews_the_index(home: Home) -> None:
    _project(home)
    config = home.home / "reverie" / "config"
    config.mkdir(parents=True)
    card = '[catalog."openai/scripted"]\ncontext_window = 20000\nmax_output = 1000\n'
    (config / "config.toml").write_text(card)
    (home.project / "big.txt").write_text("a line of a big file\n" * 700)
    shown = [call("shell", command="cat big.txt"), {"text": "I saw it. " * 600}]
    with model(*shown * 3, {"text": "The file is big."}, {"text": "end"}) as server:
        arguments = ("--dangerously-skip-permissions", "--trust", *flags(server))
        for number in range(3):
            home.run("-p", f"look {number}", *arguments, *(("-c",) if number else ()))
            if not number:
                said(home, "memory", "add", "Logs go to Loki", "--topic", "Logging")
        systems = [system for system in _systems(server) if system.startswith("You are Reverie")]
    assert "topics/logging.md" not in systems[0] and "topics/logging.md" in systems[-1]


def test_undo_takes_back_what_a_session_kept_and_no_later_end_brings_it_again(home: Home) -> None:
    _project(home)
    with model({"text": "noted"}, {"text": "on"}) as server:
        with conversation(home, "--trust", *flags(server)) as terminal:
            _say(terminal, f"{FRIDAY} Make it so.", "noted")
            _quit(terminal)
        assert terminal.screen.count("memory: ") == 1 and "memory: saved: Never deploy on Fridays" in terminal.screen
        assert "first_commit" in (home.home / "reverie/data/projects.json").read_text()
        assert git(home, "log", "--format=%s", cwd=folder(home)).strip()
        said(home, "undo")
        with conversation(home, "-c", "--trust", *flags(server)) as terminal:
            _say(terminal, "go on", "on")
            _quit(terminal)
    assert "memory: " not in terminal.screen
    assert as_json(home, "memory", "search", "deploy") == []


def test_plan_mode_and_a_fork_keep_what_is_theirs(home: Home) -> None:
    _project(home)
    steps, plan = ({"text": "noted"}, {"text": "on"}), ("--permission-mode", "plan")
    with model(*steps) as server, conversation(home, "--trust", *plan, *flags(server)) as terminal:
        _say(terminal, FRIDAY, "noted")
        terminal.wait_for(PROMPT)
        terminal.type("/fork\n")
        terminal.wait_for("its fork goes on here")
        _say(terminal, "Never deploy on Mondays.", "on")
        _quit(terminal)
    assert len(as_json(home, "memory", "search", "deploy")) == 2
    assert terminal.screen.count("memory: saved: Never deploy on Fridays") == 1


def test_a_command_that_worked_in_two_headless_sessions_is_kept_and_not_told(home: Home) -> None:
    _project(home)
    run = call("shell", command="make check")
    with model(run, {"text": "passed"}, run, {"text": "passed"}, run, {"text": "passed"}) as server:
        arguments = ("--trust", "--allowed-tools", "shell(make check)", *flags(server))
        first = home.run("-p", FRIDAY, *arguments)
        again = home.run("-p", "-c", "again", *arguments)
        assert not list(home.home.glob("reverie/data/projects/*/memory/topics/*")), "it was one session"
        other = home.run("-p", "run them", *arguments)
    assert all(one.stdout == "passed\n" and "memory" not in one.stderr for one in (first, again, other))
    (found,) = as_json(home, "memory", "search", "tests")
    assert found["title"] == "The tests run with `make check`"
    assert as_json(home, "memory", "search", "deploy") == [], "a program gave that prompt"


def test_what_recall_gave_or_a_person_pasted_of_it_is_not_learned_again(home: Home) -> None:
    _project(home)
    said(home, "memory", "add", "Deployments leave from the branch release", "--kind", "decision")
    learn = call("remember", statement="Deployments always leave from the branch release", topic="New")
    steps = (call("recall", query="deployments branch"), learn, {"text": "ok"}, {"text": "thanks"})
    with model(*steps) as server, conversation(home, "--trust", *flags(server)) as terminal:
        _say(terminal, "which branch?", "ok")
        block, refused = _results(server)
        assert refused.startswith("refused (recalled): ")
        line = next(line for line in block.splitlines() if line.startswith("- "))
        _say(terminal, line.replace("leave", "must always leave"), "thanks")
        _quit(terminal)
    assert "memory: " not in terminal.screen, "a refusal is for the model alone"
    assert len(as_json(home, "memory", "search", "branch")) == 1


def test_forget_asks_the_person_for_what_they_said(home: Home) -> None:
    _project(home)
    fact = as_json(home, "memory", "add", "Answer in German", "--kind", "preference")["saved"][0]["id"]
    forget = call("forget", id=fact, because="they write English")
    steps = (forget, {"text": "kept"}, forget, {"text": "gone"})
    with model(*steps) as server, conversation(home, "--trust", *flags(server)) as terminal:
        terminal.wait_for(PROMPT)
        terminal.type("hello\n")
        terminal.wait_for("The model wants to put away what you said: Answer in German")
        terminal.wait_for(ANSWER)
        terminal.type("2\n")
        terminal.wait_for("kept")
        terminal.wait_for(PROMPT)
        terminal.type("do\n")
        terminal.wait_for(ANSWER)
        terminal.type("1\n")
        terminal.wait_for("gone")
        terminal.wait_for(f"memory: retired: Answer in German ^{fact}")
        _quit(terminal)
    assert [one["is_current"] for one in as_json(home, "memory", "search", "German")] == [False]
    said(home, "undo")
    assert [one["is_current"] for one in as_json(home, "memory", "search", "German")] == [True]


def test_a_task_reads_and_never_writes(home: Home) -> None:
    _project(home)
    said(home, "memory", "add", "Deployments leave from the branch release", "--kind", "decision")
    steps = (
        give("look", write_root="."),
        call("recall", query="deployments branch"),
        call("remember", statement="`check` is a target of `Makefile`"),
        {"text": "from release"},
        {"text": "done"},
    )
    with model(*steps) as server:
        done = home.run("-p", "go", "--trust", *flags(server))
        of_task = _requests(server)[3]
    assert done.stdout == "done\n"
    given, unknown = (one["content"] for one in of_task["messages"] if one["role"] == "tool")
    assert "leave from the branch release" in given
    assert "remember" not in {tool["function"]["name"] for tool in of_task["tools"]} and "remember" in unknown
    assert len(as_json(home, "memory", "log")) == 1


def _tree(folder: Path) -> set[str]:
    return {str(path.relative_to(folder)) for path in folder.rglob("*") if "memory" in path.parts}


def test_switched_off_nothing_is_made_and_nothing_is_harvested(home: Home) -> None:
    _project(home)
    with model({"text": "noted"}, {"text": "noted"}) as server:
        for feature in ("MEMORY", "HARVEST"):
            environ = {f"REVERIE_FEATURE_{feature}": "off"}
            with conversation(home, "--trust", *flags(server), **environ) as terminal:
                _say(terminal, FRIDAY, "noted")
                _quit(terminal)
            assert "memory: " not in terminal.screen
            assert _tree(home.home) == set()


def test_an_interrupted_remember_ends_and_is_told(home: Home) -> None:
    """The lock is held, so that the write is under way when the turn is interrupted."""
    from reverie.storage.lock import FileLock

    _project(home)
    said(home, "memory", "add", "The API listens on 8080")
    with model(KEEP, {"text": "on"}) as server, conversation(home, "--trust", *flags(server)) as terminal:
        with FileLock(folder(home) / ".lock"):
            terminal.wait_for(PROMPT)
            terminal.type(f"{FRIDAY}\n")
            until(lambda: b"topic" in home.transcripts()[-1].read_bytes())
            terminal.interrupt()
            terminal.wait_for("nterrupted")
        _say(terminal, "go on", "on\n")
        _quit(terminal)
    assert terminal.screen.count("memory: saved: Never deploy on Fridays ^") == 1, "once, at the end if need be"
    assert len(as_json(home, "memory", "search", "deploy")) == 1
    messages = _requests(server)[-1]["messages"]
    asked = [one["id"] for message in messages for one in message.get("tool_calls", ())]
    assert asked == [one["tool_call_id"] for one in messages if one["role"] == "tool"]
