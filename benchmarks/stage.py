"""The stage of a measurement: a throw-away home and project, and the timing server in a process of its own."""

import select
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import msgspec
from benchmarks.measuring import Running
from benchmarks.timing_server import Exchange

_SERVER = str(Path(__file__).with_name("timing_server.py"))
_LINES_A_FILE = 40
FILES = 100


class Stage(msgspec.Struct, frozen=True):
    """`home` is an empty home; `project` in it is a git work tree with an AGENTS.md and `FILES` source files."""

    home: Path

    @property
    def project(self) -> Path:
        return self.home / "project"

    def file(self, number: int) -> str:
        """The path, from the project's root on, of a file of about 2 KB."""
        return f"source/part_{number % FILES:03}.py"


@contextmanager
def stage() -> Iterator[Stage]:
    """A new stage, removed at the end."""
    with tempfile.TemporaryDirectory(prefix="benchmark-") as folder:
        made = Stage(Path(folder).resolve())
        (made.project / ".git").mkdir(parents=True)
        (made.project / ".git" / "HEAD").write_text("ref: refs/heads/main\n")
        (made.project / "AGENTS.md").write_text(
            "# How to work here\n\n" + "- Keep functions short, tests green.\n" * 30
        )
        (made.project / "source").mkdir()
        for number in range(FILES):
            text = "".join(f"def part_{number}_{line}(value: int) -> int: ...\n" for line in range(_LINES_A_FILE))
            (made.project / made.file(number)).write_text(text)
        yield made


class Server:
    """The timing server, playing `steps`; `url` is what agents are given."""

    def __init__(self, steps: Sequence[dict[str, Any]], folder: Path, *flags: str, after: str = "repeat-last") -> None:
        script = folder / "script.json"
        script.write_bytes(msgspec.json.encode({"steps": steps, "after": after}))
        self._process = subprocess.Popen(
            [sys.executable, _SERVER, str(script), *flags], stdin=subprocess.PIPE, stdout=subprocess.PIPE, bufsize=0
        )
        assert self._process.stdout is not None
        self._output = self._process.stdout
        self.url = self._output.readline().decode().strip()
        if not self.url:
            raise RuntimeError("the timing server did not start; its error is above")

    def next(self, asker: Running) -> Exchange:
        """The next request that it holds back (`--hold`). Raises RuntimeError when the one who should ask is gone."""
        while not select.select([self._output], [], [], 0.5)[0]:
            if asker.has_ended():
                raise RuntimeError(f"{' '.join(asker.argv)!r} ended without a request: {asker.wait().error}")
        return msgspec.json.decode(self._output.readline(), type=Exchange)

    def finish(self) -> list[Exchange]:
        """All requests that it answered; it ends."""
        rest, _ = self._process.communicate(timeout=30)
        return [msgspec.json.decode(line, type=Exchange) for line in rest.splitlines()]

    def stop(self) -> None:
        self._process.kill()
        self._process.communicate()
