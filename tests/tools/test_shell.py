import asyncio
import os
import signal
from collections.abc import Callable
from pathlib import Path

import pytest
from tests.tools.calling import Bench, KeptOutput, text_of

from reverie.conversation.access import CommandAccess, NoAccess
from reverie.conversation.ports import Plan, ToolRefusal, ToolResult
from reverie.conversation.record import RanCommand
from reverie.tools.child import group_lives
from reverie.tools.shell import ShellArguments, ShellTool
from reverie.tools.workspace import Workspace


def lives(pid: int) -> bool:
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
    except FileNotFoundError:
        try:
            os.kill(pid, 0)
        except ProcessLookupError:
            return False
        return not Path("/proc").exists()


async def until(condition: Callable[[], bool]) -> None:
    """Wait for something that comes for sure; the cap is for a broken program only."""
    async with asyncio.timeout(30):
        while not condition():
            await asyncio.sleep(0.01)


def test_a_command_streams_both_outputs_in_order_and_gives_its_status(tmp_path: Path) -> None:
    (tmp_path / "sub").mkdir()
    bench = Bench(tmp_path)
    command = "echo one; echo two >&2; pwd; exit 3"
    assert bench.plan("shell", command=command, directory="sub") == Plan(
        f"$ {command} (in sub)", CommandAccess(command, tmp_path / "sub")
    )
    result = bench.call("shell", command=command, directory="sub")
    assert bench.output.text == f"one\ntwo\n{tmp_path}/sub\n"
    assert (text_of(result), result.failed) == ("[exit status 3]", True)
    assert result.effect == RanCommand(command, "sub", 3)


def test_a_good_command_did_not_fail(tmp_path: Path) -> None:
    result = Bench(tmp_path).call("shell", command="true")
    assert (text_of(result), result.failed, result.note) == ("[exit status 0]", False, "exit status 0")


def test_a_signal_counts_as_in_a_shell(tmp_path: Path) -> None:
    result = Bench(tmp_path).call("shell", command="kill -9 $$")
    assert isinstance(result.effect, RanCommand)
    assert result.effect.exit_status == 128 + signal.SIGKILL


def test_there_is_no_input_and_no_start_up_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "rc").write_text("echo from the start-up file\n")
    monkeypatch.setenv("BASH_ENV", str(tmp_path / "rc"))
    monkeypatch.setenv("BASH_FUNC_ls%%", "() { echo not ls; }")
    monkeypatch.setenv("REVERIE_API_KEY", "secret")
    monkeypatch.setenv("KEPT", "kept")
    bench = Bench(tmp_path)
    bench.call("shell", command='cat; ls; echo "$REVERIE_API_KEY|$KEPT|$TERM|$PAGER|$GIT_TERMINAL_PROMPT"')
    assert bench.output.text == "rc\n|kept|dumb|cat|0\n"


def test_output_that_is_not_utf8_or_split_becomes_text(tmp_path: Path) -> None:
    bench = Bench(tmp_path)
    bench.call("shell", command=r"printf '\xff|\xc3'; sleep 0.1; printf '\xa9|\xe2\x82'")
    assert bench.output.text == "\ufffd|é|\ufffd"


def test_a_grandchild_that_holds_the_pipe_does_not_hang_the_call_and_is_ended(tmp_path: Path) -> None:
    bench = Bench(tmp_path)
    result = bench.call("shell", command="sleep 1000 & echo $!; echo started")
    pid, started = bench.output.text.split()
    assert started == "started"
    assert "processes it had left in the background were ended" in text_of(result)
    assert not lives(int(pid))


def test_what_goes_on_writing_for_a_moment_is_waited_for(tmp_path: Path) -> None:
    bench = Bench(tmp_path)
    result = bench.call("shell", command="(sleep 0.1; echo late) & true")
    assert bench.output.text == "late\n"
    assert text_of(result) == "[exit status 0]"


def test_a_timeout_ends_the_whole_group(tmp_path: Path) -> None:
    bench = Bench(tmp_path)
    result = bench.call("shell", command="sleep 1000 & echo $!; sleep 1000", timeout_s=1)
    assert "Still running after 1 s" in text_of(result)
    assert result.failed
    assert isinstance(result.effect, RanCommand)
    assert result.effect.exit_status is None
    assert not lives(int(bench.output.text))


def test_cancelling_leaves_no_child_even_one_that_ignores_the_request(tmp_path: Path) -> None:
    tool = ShellTool(Workspace(tmp_path), grace=0.1)
    output = KeptOutput()

    async def cancel() -> None:
        command = "trap '' TERM; (trap '' TERM; echo $BASHPID; sleep 1000) & wait"
        call = asyncio.create_task(tool.run(ShellArguments(command), output))
        await until(lambda: output.text.endswith("\n"))
        call.cancel()
        with pytest.raises(asyncio.CancelledError):
            await call
        await until(lambda: not lives(int(output.text)))

    asyncio.run(cancel())


def test_large_output_is_passed_on_in_small_pieces(tmp_path: Path) -> None:
    class CountingOutput:
        call_id = "c"
        size = largest = 0

        def write(self, text: str) -> None:
            self.size += len(text)
            self.largest = max(self.largest, len(text))

    output = CountingOutput()
    tool = ShellTool(Workspace(tmp_path))
    asyncio.run(tool.run(ShellArguments("head -c 300000000 /dev/zero"), output))
    assert output.size == 300_000_000
    assert output.largest <= 1 << 16


def test_a_background_job_is_asked_about_and_ends(tmp_path: Path) -> None:
    async def story() -> list[tuple[str, ToolResult]]:
        bench = Bench(tmp_path)
        calls = []
        command = "echo first; read line < go; echo $line; exit 4"
        os.mkfifo(tmp_path / "go")
        calls.append(("", await bench.run("shell", command=command, background=True)))
        assert bench.plan("shell", job="job-1") == Plan("look at job-1", NoAccess())
        text = ""
        while not text:
            running = await bench.run("shell", job="job-1")
            text = bench.output.text
        calls.append((text, running))
        with (tmp_path / "go").open("w") as go:
            go.write("second\n")
        ended = await bench.run("shell", job="job-1", timeout_s=30)
        calls.append((bench.output.text, ended))
        await bench.close()
        return calls

    (_, started), (first, running), (second, ended) = asyncio.run(story())
    assert isinstance(started.effect, RanCommand)
    assert (started.effect.exit_status, started.effect.background) == (None, True)
    assert (first, text_of(running), running.effect) == ("first\n", "[job-1 is running]", None)
    assert (second, text_of(ended), ended.failed) == ("second\n", "[exit status 4]", True)
    assert isinstance(ended.effect, RanCommand)
    assert ended.effect.exit_status == 4


def test_a_character_split_between_two_looks_at_a_job_stays_whole(tmp_path: Path) -> None:
    async def story() -> str:
        bench = Bench(tmp_path)
        os.mkfifo(tmp_path / "go")
        command = r"printf 'a\xc3'; read line < go; printf '\xa9\xe2'"
        await bench.run("shell", command=command, background=True)
        text = ""
        while not text:
            await bench.run("shell", job="job-1")
            text = bench.output.text
        with (tmp_path / "go").open("w") as go:
            go.write("on\n")
        await bench.run("shell", job="job-1", timeout_s=30)
        await bench.close()
        return text + bench.output.text

    assert asyncio.run(story()) == "aé\ufffd"


@pytest.mark.parametrize("how", ["stop", "close", "loop ends"])
def test_no_background_job_outlives_its_end(tmp_path: Path, how: str) -> None:
    tool = ShellTool(Workspace(tmp_path), grace=0.1)

    async def story() -> list[int]:
        output = KeptOutput()
        await tool.run(ShellArguments("sleep 1000 & echo $! $$; wait", background=True), output)
        while not output.text:
            await tool.run(ShellArguments(job="job-1"), output)
        if how == "stop":
            result = await tool.run(ShellArguments(job="job-1", stop=True), output)
            assert text_of(result) == "[job-1 was stopped]"
        if how != "loop ends":
            await tool.aclose()
        return [int(pid) for pid in output.text.split()]

    for pid in asyncio.run(story()):
        assert not lives(pid)
    asyncio.run(tool.aclose())  # once more does no harm


def test_a_job_stopped_at_once_is_stopped(tmp_path: Path) -> None:
    async def story() -> str:
        bench = Bench(tmp_path)
        await bench.run("shell", command="sleep 1000", background=True)
        text = text_of(await bench.run("shell", job="job-1", stop=True))
        await bench.close()
        return text

    assert asyncio.run(story()) == "[job-1 was stopped]"


@pytest.mark.parametrize(
    ("arguments", "reason"),
    [
        ({}, "Give either a command"),
        ({"command": "ls", "job": "job-1"}, "Give either a command"),
        ({"command": "ls", "stop": True}, "stop needs the job"),
        ({"job": "job-7"}, "There is no background job 'job-7'; known: none"),
        ({"command": "ls", "directory": "nowhere"}, "The directory 'nowhere' is not there"),
        ({"command": "ls", "directory": "file"}, "'file' is no directory"),
    ],
)
def test_calls_that_make_no_sense_are_refused(tmp_path: Path, arguments: dict[str, object], reason: str) -> None:
    (tmp_path / "file").touch()
    refusal = Bench(tmp_path).plan("shell", **arguments)
    assert isinstance(refusal, ToolRefusal)
    assert reason in refusal.text


def test_a_missing_bash_is_said(tmp_path: Path) -> None:
    tool = ShellTool(Workspace(tmp_path), environment={"PATH": str(tmp_path)})
    result = asyncio.run(tool.run(ShellArguments("ls"), KeptOutput()))
    assert text_of(result) == "bash is not on PATH, so no command can run; ask the person to install it."


def test_a_group_without_members_does_not_live() -> None:
    pid = os.fork()
    if not pid:
        os.setsid()
        os._exit(0)
    os.waitpid(pid, 0)
    assert not group_lives(pid)


def test_a_plan_shows_the_whole_of_a_command_with_more_lines(tmp_path: Path) -> None:
    command = "\necho one\n\x1b[2Jrm -r data\necho three\n"
    plan = Bench(tmp_path).plan("shell", command=command, background=True)
    assert plan == Plan("$ echo one (+2 lines) (in the background)", CommandAccess(command, tmp_path), command)


@pytest.mark.parametrize("command", ["echo one", "\n echo one\n", "echo one \\\\n echo two"])
def test_a_plan_of_one_line_needs_no_preview(tmp_path: Path, command: str) -> None:
    plan = Bench(tmp_path).plan("shell", command=command)
    assert plan == Plan(f"$ {command.strip()}", CommandAccess(command, tmp_path))


def test_a_commands_own_keys_are_passed_on(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("OPENAI_API_KEY", "theirs")
    monkeypatch.setenv("REVERIE_X_TOKEN", "ours")
    bench = Bench(tmp_path)
    bench.call("shell", command='echo "$OPENAI_API_KEY|$REVERIE_X_TOKEN"')
    assert bench.output.text == "theirs|\n"
