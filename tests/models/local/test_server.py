"""The server process, with a runtime that stands in for llama.cpp."""

import os
import signal
import stat
import subprocess
import sys
import threading
from collections.abc import Callable
from pathlib import Path

import msgspec
import pytest
from tests.models.local.serving import model_file, server_for, wait_until

from reverie.models.local.catalog import DEFAULT, SMALL
from reverie.models.local.errors import ServerFailed
from reverie.models.local.room import available_memory
from reverie.models.local.server import LocalServer
from reverie.models.local.server_files import ServerInfo

Start = Callable[..., LocalServer]


def test_one_server_is_shared_and_its_address_is_private(server: Start) -> None:
    first = server().ensure()
    assert server().ensure() == first
    path = server().files.address
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert len(first.key) >= 32


def test_a_signal_to_this_terminal_does_not_reach_it(server: Start) -> None:
    assert os.getsid(server().ensure().pid) not in (0, os.getsid(0))


def test_it_ends_when_nobody_asks(server: Start) -> None:
    one = server(idle_seconds=0.0)
    one.ensure()
    wait_until(lambda: one.running() is None)
    assert not one.files.address.exists()


def test_it_stays_while_a_request_runs(server: Start, tmp_path: Path) -> None:
    busy = tmp_path / "tiny.busy"
    busy.touch()
    one = server(idle_seconds=0.5)
    info = one.ensure()
    os.utime(one.files.address, (0, 0))
    wait_until(lambda: one.files.last_use() > 0)
    assert one.running() == info
    busy.unlink()
    wait_until(lambda: one.running() is None)


def test_it_ends_when_its_model_is_removed(server: Start, tmp_path: Path) -> None:
    one = server()
    one.ensure()
    (tmp_path / "tiny.gguf").unlink()
    wait_until(lambda: one.running() is None)


def test_it_ends_when_it_is_told_to(server: Start) -> None:
    one = server()
    one.ensure()
    assert one.stop()
    assert one.running() is None
    assert not one.stop()


def test_an_address_that_a_killed_server_left_is_not_believed(server: Start) -> None:
    one = server()
    killed = one.ensure()
    os.kill(killed.pid, signal.SIGKILL)
    wait_until(lambda: one.running() is None)
    assert one.files.address.exists()
    assert one.ensure().pid != killed.pid


def test_the_pid_of_a_stranger_in_a_stale_address_is_left_alone(server: Start) -> None:
    one = server()
    one.files.address.parent.mkdir(parents=True)
    stranger = ServerInfo(1, "key", os.getpid(), "", "tiny", "0" * 64, "fake")
    one.files.address.write_bytes(msgspec.json.encode(stranger))
    assert one.running() is None
    assert not one.stop()
    assert one.ensure() != stranger


def test_it_does_not_hold_the_output_of_who_started_it(server: Start, tmp_path: Path) -> None:
    one = server()
    program = (
        "from pathlib import Path; from tests.models.local.serving import server_for;"
        f"server_for(Path({str(tmp_path / 'tiny.gguf')!r})).ensure(); print('done')"
    )
    ended = subprocess.run([sys.executable, "-c", program], stdout=subprocess.PIPE, check=True, timeout=60)
    assert ended.stdout == b"done\n"
    assert one.running() is not None


@pytest.mark.parametrize(
    ("behaviour", "said"),
    [
        ({"fail": "tensor is cut"}, r"ended with status 1: tensor is cut \(log: '.*server\.log'\)"),
        ({"signal": int(signal.SIGKILL)}, r"was killed, probably out of memory: close other programs or use"),
        ({"signal": int(signal.SIGILL)}, r"this processor cannot run the 'xllamacpp' wheel"),
    ],
)
def test_why_it_did_not_start_is_one_line(server: Start, behaviour: dict[str, object], said: str) -> None:
    with pytest.raises(ServerFailed, match=said) as error:
        server(**behaviour).ensure()
    assert "\n" not in str(error.value)


def test_too_little_memory_is_said_before_it_starts(fake_runtime: None, tmp_path: Path) -> None:
    path = model_file(tmp_path)
    poor = LocalServer(DEFAULT, path, state=tmp_path / "s", prefixes=tmp_path / "p", memory=lambda: 1_500_000_000)
    with pytest.raises(ServerFailed, match=rf"needs 2\.0 GB of memory and 1\.5 GB is available.*{SMALL.full_name}"):
        poor.ensure()


def test_a_missing_runtime_is_named_with_its_extra(
    server: Start, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr("importlib.util.find_spec", lambda _: None)
    with pytest.raises(ServerFailed, match=r"pip install '\.\[local\]'"):
        server_for(model_file(tmp_path)).ensure()


def test_who_gave_up_does_not_wait(server: Start) -> None:
    given_up = threading.Event()
    given_up.set()
    with pytest.raises(ServerFailed):
        server().ensure(given_up)


def test_available_memory_is_the_least_of_machine_and_container(tmp_path: Path) -> None:
    meminfo = tmp_path / "meminfo"
    meminfo.write_text("MemTotal: 9000 kB\nMemAvailable:    5000 kB\n")
    assert available_memory(meminfo, tmp_path) == 5000 * 1024
    (tmp_path / "memory.max").write_text("3000000\n")
    (tmp_path / "memory.current").write_text("2000000\n")
    (tmp_path / "memory.stat").write_text("anon 5\ninactive_file 500000\n")
    assert available_memory(meminfo, tmp_path) == 1_500_000
    (tmp_path / "memory.max").write_text("max\n")
    assert available_memory(meminfo, tmp_path) == 5000 * 1024
    assert available_memory(tmp_path / "none", tmp_path) is None
