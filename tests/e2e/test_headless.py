"""`reverie -p`: what comes out, and with which exit status."""

import json
import os
import signal
import subprocess
from pathlib import Path

import jsonschema
import pytest

from tests.e2e.binary import COMMAND, Home, call, flags, model

SCHEMA = json.loads((Path(__file__).parents[2] / "docs" / "stream-json.schema.json").read_text())


def test_the_answer_goes_to_stdout_and_the_calls_to_stderr(home: Home) -> None:
    (home.project / "a.py").write_text("def area(r):\n    return 3.14 * r * r\n")
    with model({"text": "Let me look.", **call("read", path="a.py")}, {"text": "It is in a.py:1."}) as server:
        done = home.run("-p", "where is area?", *flags(server))
    assert (done.returncode, done.stdout) == (0, "It is in a.py:1.\n")
    assert "✓ read a.py" in done.stderr and "Let me look" not in done.stdout
    assert b"return 3.14" in server.requests[1].body


def test_stream_json_is_one_documented_event_a_line(home: Home) -> None:
    steps = [
        {"reasoning": "hm", **call("shell", command="echo hi; exit 3")},
        {"status": 500},
        call("write", path="b", content="x\n"),
        call("nonsense"),
        {"text": "done"},
    ]
    with model(*steps) as server:
        done = home.run("-p", "go", *flags(server), "--output-format", "stream-json", "--allowed-tools", "shell, write")
    events = [json.loads(line) for line in done.stdout.splitlines()]
    for event in events:
        jsonschema.validate(event, SCHEMA)
    kinds = [event["type"] for event in events]
    assert kinds[0] == "session_started" and kinds[-1] == "turn_ended"
    assert {"reasoning", "call_started", "call_output", "call_finished", "retrying", "text", "usage"} <= set(kinds)
    effects = [event.get("effect") for event in events if event["type"] == "call_finished"]
    assert effects[0]["exit_status"] == 3 and effects[1]["created"] is True


def test_json_is_one_object_with_everything_a_script_needs(home: Home) -> None:
    with model(call("read", path="missing"), {"text": "no", "usage": {"input": 7, "output": 3}}) as server:
        done = home.run("-p", "go", *flags(server), "--output-format", "json")
    result = json.loads(done.stdout)
    assert (result["outcome"], result["exit_code"], result["result"]) == ("done", 0, "no")
    assert (result["requests"], result["calls"], result["denied"]) == (2, 1, [])
    assert home.transcripts()[0].stem == result["session"]


def test_piped_text_is_added_to_the_prompt_or_is_the_prompt(home: Home) -> None:
    with model({"text": "ok"}, {"text": "ok"}, {"text": "ok"}) as server:
        home.run("-p", "review this", *flags(server), stdin="diff --git a b\n")
        home.run("-p", *flags(server), stdin="just this")
        home.run(*flags(server), stdin="no flag at all")
    asked = [json.loads(request.body)["messages"][-1]["content"] for request in server.requests]
    assert "review this\n\ndiff --git a b" in str(asked[0]).replace("\\n", "\n")
    assert "just this" in str(asked[1]) and "no flag at all" in str(asked[2])


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (["-p"], "nothing to do"),
        (["-p", "a", "--model", "nowhere"], "PROVIDER/NAME"),
        (["-p", "a", "--model", "opnai/x"], "did you mean 'openai'"),
        (["-p", "a", "--model", "openai/x"], "OPENAI_API_KEY"),
        (["-p", "a", "--model", "anthropic/x"], "ANTHROPIC_API_KEY"),
        (["-p", "a"], "no model"),
        (["-p", "a", "--allowed-tools", "shel"], "shel"),
        (["-p", "a", "--max-turns", "0"], "0"),
        (["-p", "a", "--max-budget-usd", "nan"], "nan is no amount of money"),
        (["-p", "a", "--max-budget-usd", "inf"], "inf is no amount of money"),
        (["-p", "a", "--max-budget-usd", "0"], "0"),
        (["-p", "a", "-c"], "no session to continue"),
        (["-p", "a", "-r", "nope"], "nope"),
        (["-p", "a", "-r", "x", "-c"], "exclude"),
        (["-p", "two", "words"], "quotes"),
        (["sesions"], "did you mean 'sessions'"),
        (["-p", "a", "--no-such-flag"], "no-such-flag"),
        (["sessions", "show", "nope"], "no session 'nope'"),
    ],
)
def test_wrong_usage_is_one_line_and_exit_2(home: Home, arguments: list[str], told: str) -> None:
    if arguments[:2] == ["-p", "a"] and "--model" not in arguments and len(arguments) > 2:
        arguments = [*arguments, "--model", "scripted/none.json"]
    done = home.run(*arguments)
    assert told in done.stderr
    assert done.returncode == (1 if arguments[0] == "sessions" else 2), done.stderr
    assert len(done.stderr.splitlines()) == 1 and "Traceback" not in done.stderr and done.stdout == ""


def test_what_would_ask_is_denied_unless_allowed_by_flag(home: Home) -> None:
    steps = [call("shell", command="touch made"), {"text": "I may not."}]
    with model(*steps) as server:
        done = home.run("-p", "go", *flags(server))
    assert done.returncode == 3 and not (home.project / "made").exists()
    assert "--allowed-tools" in done.stderr
    assert "denied" in str(server.requests[1].body).lower()
    for allowed in (["--allowed-tools", "shell(touch *)"], ["--dangerously-skip-permissions"]):
        (home.project / "made").unlink(missing_ok=True)
        with model(*steps) as server:
            done = home.run("-p", "go", *flags(server), *allowed)
        assert done.returncode == 0 and (home.project / "made").exists()


def test_a_turn_limit_and_a_budget_end_with_4(home: Home) -> None:
    with model(call("list"), after="repeat-last") as server:
        done = home.run("-p", "go", *flags(server), "--max-turns", "2")
    assert done.returncode == 4 and len(server.requests) == 2 and "--max-turns 2" in done.stderr
    config = home.home / "reverie" / "config"
    config.mkdir(parents=True, exist_ok=True)
    (config / "config.toml").write_text('[catalog."openai/scripted"]\nprice = {input = 1000.0, output = 1000.0}\n')
    with model(call("list"), after="repeat-last") as server:
        done = home.run("-p", "go", *flags(server), "--max-budget-usd", "20")
    assert done.returncode == 4 and "budget" in done.stderr
    spent = sum(1 for _ in server.requests)
    assert 1 <= spent < 10


def test_a_budget_that_cannot_hold_is_refused(home: Home) -> None:
    with model({"text": "ok"}) as server:
        done = home.run("-p", "go", *flags(server), "--max-budget-usd", "1")
    assert done.returncode == 2 and "no known price" in done.stderr and not server.requests


def test_a_model_that_refuses_ends_with_5_and_one_line(home: Home) -> None:
    body = {"error": {"message": "Incorrect API key provided", "code": "invalid_api_key"}}
    with model({"status": 401, "body": body}) as server:
        done = home.run("-p", "go", *flags(server), environ=home.environ(OPENAI_API_KEY="sk-secret-value"))
    assert done.returncode == 5 and "OPENAI_API_KEY" in done.stderr and "sk-secret" not in done.stderr
    assert len(done.stderr.splitlines()) == 1


def test_no_network_ends_with_5_and_one_line(home: Home) -> None:
    done = home.run("-p", "go", "--model", "openai/x", "--base-url", "http://127.0.0.1:9/v1")
    assert done.returncode == 5 and "127.0.0.1" in done.stderr and "Traceback" not in done.stderr


def test_the_same_failing_call_ends_with_1(home: Home) -> None:
    with model(call("read", path="missing"), after="repeat-last") as server:
        done = home.run("-p", "go", *flags(server))
    assert done.returncode == 1 and "3 times" in done.stderr and len(server.requests) == 3


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM, signal.SIGHUP])
def test_a_signal_ends_with_130_and_a_session_that_goes_on(home: Home, number: int) -> None:
    with model(call("shell", command="echo $$ > pid; sleep 60"), {"text": "resumed"}) as server:
        process = home.start("-p", "go", *flags(server), "--allowed-tools", "shell")
        pid = home.project / "pid"
        while not (pid.exists() and pid.read_text().strip()):
            assert process.poll() is None
        process.send_signal(number)
        process.communicate(timeout=30)
        assert process.returncode == 130
        with pytest.raises(ProcessLookupError):
            os.kill(int(pid.read_text()), 0)
        done = home.run("-p", "and now?", *flags(server), "-c")
    assert (done.returncode, done.stdout) == (0, "resumed\n")


def test_a_reader_who_goes_away_ends_the_run_quietly(home: Home) -> None:
    with model({"text": "word " * 20_000}, after="repeat-last") as server:
        line = f"{' '.join(COMMAND)} -p go {' '.join(flags(server))} --output-format stream-json | head -n 1"
        done = subprocess.run(
            ["bash", "-o", "pipefail", "-c", line],
            cwd=home.project, env=home.environ(), capture_output=True, text=True, timeout=60, check=False,
        )  # fmt: skip
    assert done.stderr == "" and done.stdout.startswith('{"type":"session_started"')
    assert done.returncode == 130


def _in_bash(home: Home, line: str, **environ: str) -> "subprocess.CompletedProcess[bytes]":
    """A shell line that runs the program as `$reverie`; what it prints are bytes."""
    return subprocess.run(
        ["bash", "-o", "pipefail", "-c", line],
        cwd=home.project, env=home.environ(reverie=" ".join(COMMAND), **environ), capture_output=True, timeout=60,
        check=False, stdin=subprocess.DEVNULL,
    )  # fmt: skip


@pytest.mark.parametrize("form", ["text", "json", "stream-json"])
def test_a_full_output_ends_with_1_and_one_line(home: Home, form: str) -> None:
    with model({"text": "x" * 9}, after="repeat-last") as server:
        done = _in_bash(home, f"$reverie -p go {' '.join(flags(server))} --output-format {form} >/dev/full")
    assert done.returncode == 1
    (line,) = done.stderr.decode().splitlines()
    assert line.startswith("reverie: the output cannot be written (No space left on device)")
    assert len(server.requests) == (0 if form == "stream-json" else 1)


def test_an_output_that_fills_up_while_calls_run_side_by_side_ends_with_1(home: Home) -> None:
    calls = [{"name": "shell", "arguments": {"command": f"seq {number} 9999"}} for number in range(3)]
    with model({"calls": calls}, {"text": "done"}) as server:
        run = f"$reverie -p go {' '.join(flags(server))} --output-format stream-json --allowed-tools shell"
        done = _in_bash(home, f"trap '' XFSZ; ulimit -f 8; {run} > out")
    lines = done.stderr.decode().splitlines()
    assert done.returncode == 1 and len(lines) == 1 and "cannot be written (File too large)" in lines[0], lines


@pytest.mark.parametrize(
    ("closed", "status", "out"),
    [(">&-", 0, b""), ("2>&-", 0, b"ok\n"), ("<&-", 0, b"ok\n"), (">&- 2>&- <&-", 0, b""), ("2>/dev/full", 0, b"ok\n")],
)
def test_a_closed_stream_is_no_failure(home: Home, closed: str, status: int, out: bytes) -> None:
    (home.project / "a").write_text("x\n")
    with model(call("read", path="a"), {"text": "ok"}) as server:
        done = _in_bash(home, f"$reverie -p go {' '.join(flags(server))} {closed}")
    assert (done.returncode, done.stdout) == (status, out) and b"Traceback" not in done.stderr


@pytest.mark.parametrize("arguments", ["--version", "--help", "sessions list", "trust --help"])
def test_every_command_says_in_one_line_that_its_output_is_full(home: Home, arguments: str) -> None:
    done = _in_bash(home, f"$reverie {arguments} >/dev/full")
    assert done.returncode == 1 and len(done.stderr.splitlines()) == 1 and b"No space left" in done.stderr
    gone = _in_bash(home, f"$reverie {arguments} | true")
    assert gone.returncode in (0, 130) and gone.stderr == b""


def test_a_prompt_that_is_not_utf_8_is_sent_with_replacements(home: Home) -> None:
    with model({"text": "ok"}) as server:
        done = _in_bash(home, f"$reverie -p $'h\\xff' {' '.join(flags(server))}")
    assert (done.returncode, done.stdout) == (0, b"ok\n"), done.stderr
    assert json.loads(server.requests[0].body)["messages"][-1]["content"] == "h\ufffd"


@pytest.mark.parametrize("form", ["text", "json", "stream-json"])
def test_a_folder_whose_name_is_not_utf_8_works_in_every_format(home: Home, form: str) -> None:
    with model({"text": "ok"}) as server:
        run = f"$reverie -p go {' '.join(flags(server))} --output-format {form}"
        done = _in_bash(home, f"mkdir $'caf\\xe9' && cd $'caf\\xe9' && {run}")
    assert done.returncode == 0 and done.stderr == b"", done.stderr
    if form == "stream-json":
        assert json.loads(done.stdout.splitlines()[0])["root"].endswith("caf\\udce9")


_INTERRUPTED_WHILE_LOADING = """
import os, signal, sys
from reverie.__main__ import main

class Interrupted:
    def __set_name__(self, *_):
        os.kill(os.getpid(), signal.SIGINT)

class Finder:
    def find_spec(*_):
        {at}

sys.meta_path.insert(0, Finder)
sys.argv = ["reverie", "-p", "x"]
main()
"""


@pytest.mark.parametrize("at", ["os.kill(os.getpid(), signal.SIGINT)", "type('Made', (), {'name': Interrupted()})"])
def test_ctrl_c_while_it_is_still_loading_is_quiet(home: Home, at: str) -> None:
    """The signal comes while the first module of ours is imported; also while a class is made."""
    done = subprocess.run(
        [COMMAND[0], "-c", _INTERRUPTED_WHILE_LOADING.replace("{at}", at)],
        env=home.environ(), cwd=home.project, capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert (done.returncode, done.stderr) == (130, "")


@pytest.mark.parametrize("stored", ["file", "environment"])
def test_a_key_never_goes_to_an_address_that_was_stored_for_another_provider(home: Home, stored: str) -> None:
    with model({"text": "ok"}, after="repeat-last") as server, model({"text": "flag"}) as own:
        names = {"REVERIE_MODEL": "mine/x", "REVERIE_BASE_URL": server.url}
        if stored == "file":
            config = home.home / "reverie" / "config"
            config.mkdir(parents=True)
            (config / "config.toml").write_text(f'model = "mine/x"\nbase_url = "{server.url}"\n')
            names = {}
        environ = home.environ(OPENAI_API_KEY="sk-secret-value", HTTPS_PROXY="http://127.0.0.1:9", **names)
        other = home.run("-p", "go", "--model", "openai/x", environ=environ)
        flag = home.run("-p", "go", "--model", "openai/x", "--base-url", own.url, environ=environ)
        stored_one = home.run("-p", "go", environ=environ)
    assert other.returncode == 5 and f"base_url '{server.url}' is not used for openai/x" in other.stderr
    assert flag.stdout == "flag\n" and "sk-secret-value" in str(own.requests[0].headers)
    assert "sk-secret-value" not in str([request.headers for request in server.requests])
    assert stored_one.stdout == "ok\n" and len(server.requests) == 1


def test_an_address_alone_serves_the_model_of_the_flag_and_none_that_was_only_proposed(home: Home) -> None:
    with model({"text": "ok"}, after="repeat-last") as server:
        environ = home.environ(
            OPENAI_API_KEY="sk-secret-value", HTTPS_PROXY="http://127.0.0.1:9", REVERIE_BASE_URL=server.url
        )
        named = home.run("-p", "go", "--model", "mine/x", environ=environ)
        proposed = home.run("-p", "go", environ=environ)
    assert named.stdout == "ok\n" and len(server.requests) == 1
    assert proposed.returncode == 5 and "no model is set beside it" in proposed.stderr
