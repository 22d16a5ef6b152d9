"""Secrets that go through a session of the real program: no file of its home holds them, work goes on around them."""

import json
from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path

from tests.e2e.binary import COMMAND, Home, call, flags, model
from tests.e2e.drawn_terminal import DrawnTerminal
from tests.secrets.texts import B62, drawn, private_key

TYPED = "ghp" + "_" + drawn(36, seed=1)
IN_FILE = "sk" + "-proj-" + drawn(60, B62 + "-_", seed=2)
IN_OUTPUT = "xox" + "b-123456789012-1234567890123-" + drawn(24, seed=3)
IN_ENVIRONMENT = drawn(30, seed=4)
IN_ARGUMENTS = "glp" + "at-" + drawn(20, seed=5)
IN_ANSWER = "AK" + "IA" + drawn(16, "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567", seed=6)
IN_THOUGHT = "hf" + "_" + drawn(34, seed=7)
KEY_LINE = private_key().split("\n")[2]
ALL = (TYPED, IN_FILE, IN_OUTPUT, IN_ENVIRONMENT, IN_ARGUMENTS, IN_ANSWER, IN_THOUGHT, KEY_LINE)


def files_with(folder: Path, secrets: Iterable[str]) -> list[tuple[str, str]]:
    """Every file below a folder that holds a secret, as it is or as JSON text."""
    files = [(path, path.read_bytes()) for path in folder.rglob("*") if path.is_file()]
    assert files
    return [(str(path), secret) for path, content in files for secret in secrets if secret.encode() in content]


def test_no_file_of_the_home_holds_a_secret_that_went_through_a_session(home: Home) -> None:
    (home.project / ".env").write_text(f"OPENAI={IN_FILE}\nDEBUG=1\n")
    (home.project / "id_rsa").write_text(private_key() + "\n")
    (home.project / "say").write_text(f"{IN_OUTPUT[:9]}\n{IN_OUTPUT[9:20]}\n{IN_OUTPUT[20:]}\n")
    pieces = "for p in $(cat say); do printf %s $p; sleep 0.05; done; echo; echo $SERVICE_TOKEN; cat .env id_rsa"
    long = "for i in $(seq 3000); do cat .env; done"
    steps = [
        {"reasoning": f"I think of {IN_THOUGHT} now", **call("read", path=".env")},
        call("shell", command=pieces),
        call("shell", command=long),
        call("shell", command=f"echo '{IN_ARGUMENTS}' > out; true"),
        call("write", path="config.py", content=f'TOKEN = "{IN_ARGUMENTS}"\n'),
        {"text": f"The key is {IN_ANSWER}, as you said."},
        {"text": "goes on"},
    ]
    environ = home.environ(SERVICE_TOKEN=IN_ENVIRONMENT)
    with model(*steps) as server:
        allowed = ["--allowed-tools", "shell", "--permission-mode", "accept-edits"]
        done = home.run("-p", f"use {TYPED} please", *flags(server), *allowed, environ=environ)
        assert done.returncode == 0, done.stderr
        again = home.run("-p", "and now?", *flags(server), "-c", environ=environ)
        assert (again.returncode, again.stdout) == (0, "goes on\n")
    assert files_with(home.home, ALL) == []
    assert (home.project / "out").read_text() == IN_ARGUMENTS + "\n"
    assert list(home.home.glob("reverie/data/projects/*/sessions/*/outputs/*"))
    told = "".join(request.body.decode() for request in server.requests[:-1])
    assert not [secret for secret in (TYPED, IN_FILE, IN_OUTPUT, IN_ENVIRONMENT, KEY_LINE) if secret in told]
    resumed = server.requests[-1].body.decode()
    assert not [secret for secret in ALL if secret in resumed]
    assert _arguments(resumed)[-1] == {"path": "config.py", "content": 'TOKEN = "[secret: gitlab-token]"\n'}


def _arguments(body: str) -> list[dict[str, str]]:
    calls = [call for message in json.loads(body)["messages"] for call in message.get("tool_calls") or ()]
    return [json.loads(each["function"]["arguments"]) for each in calls]


def test_a_file_with_a_secret_is_edited_around_it(home: Home) -> None:
    env = home.project / ".env"
    env.write_text(f"DEBUG=1\nAPI_TOKEN={IN_FILE}\nLEVEL=2\n")
    steps = [
        call("read", path=".env"),
        call("edit", path=".env", old="DEBUG=1", new="DEBUG=0"),
        call("edit", path=".env", old="LEVEL=2", new="LEVEL=3\nAPI_TOKEN=[secret: openai-key]"),
        call("edit", path=".env", old="API_TOKEN=[secret: openai-key]\nLEVEL=2", new="LEVEL=4"),
        call("write", path=".env", content="API_TOKEN=[secret: openai-key]\n"),
        {"text": "done"},
    ]
    with model(*steps) as server:
        done = home.run("-p", "go", *flags(server), "--permission-mode", "accept-edits")
    assert done.returncode == 0, done.stderr
    assert env.read_text() == f"DEBUG=0\nAPI_TOKEN={IN_FILE}\nLEVEL=2\n"
    said = [json.loads(request.body)["messages"][-1]["content"] for request in server.requests[1:]]
    assert "API_TOKEN=[secret: openai-key]" in said[0]
    assert "destroy the secret" in said[2] and "Change only the lines around it" in said[2]
    assert "a mask that stands for a secret" in said[3] and "lines around it" in said[3]
    assert "destroy the secret" in said[4]


def test_a_typed_secret_is_not_kept_in_the_history_of_the_prompt(home: Home) -> None:
    with model({"text": "end of it"}) as server:
        argv = [*COMMAND, *flags(server)]
        terminal = DrawnTerminal(argv, cwd=home.project, environ=home.environ(TERM="xterm-256color"))
        try:
            terminal.wait_for("· mode ")
            terminal.type(f"use {TYPED} now\r")
            terminal.wait_for("end of it")
        finally:
            with suppress(ProcessLookupError, ChildProcessError, OSError):
                terminal.kill()
    (history,) = home.home.rglob("input_history.jsonl")
    assert "use [secret: github-token] now" in history.read_text()
    assert files_with(home.home, [TYPED]) == []
