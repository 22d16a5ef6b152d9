"""The real program in a process of its own, with a home, a project and a scripted model server."""

import json
import os
import signal
import subprocess
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from reverie.models.script import parse_script
from reverie.models.scripted_server import ScriptedServer, running_server

COMMAND = [sys.executable, "-m", "reverie"]


class Home:
    """A throw-away home and project folder; `run` starts the program in them."""

    def __init__(self, folder: Path) -> None:
        self.home = folder / "home"
        self.project = folder / "project"
        self.project.mkdir(parents=True)
        self.home.mkdir()

    def environ(self, **more: str) -> dict[str, str]:
        kept = {name: os.environ[name] for name in ("PATH", "SYSTEMROOT", "TMPDIR") if name in os.environ}
        own = {"HOME": str(self.home), "REVERIE_HOME": str(self.home / "reverie"), "LANG": "C.UTF-8", "TERM": "dumb"}
        return {**kept, **own, **more}

    def run(
        self, *arguments: str, stdin: str = "", cwd: Path | None = None, environ: Mapping[str, str] | None = None
    ) -> "subprocess.CompletedProcess[str]":
        return subprocess.run(
            [*COMMAND, *arguments],
            input=stdin,
            cwd=cwd or self.project,
            env=environ or self.environ(),
            capture_output=True,
            text=True,
            timeout=60,
            check=False,
        )

    def start(self, *arguments: str, **more: Any) -> "subprocess.Popen[str]":
        return subprocess.Popen(
            [*COMMAND, *arguments],
            stdin=subprocess.DEVNULL,
            cwd=self.project,
            env=self.environ(),
            text=True,
            **{"stdout": subprocess.PIPE, "stderr": subprocess.PIPE, **more},
        )

    def transcripts(self) -> list[Path]:
        return sorted(self.home.glob("reverie/data/projects/*/sessions/*.jsonl"))

    def records(self) -> list[dict[str, Any]]:
        """The lines of the newest transcript."""
        return [json.loads(line) for line in self.transcripts()[-1].read_bytes().splitlines()]


def flags(server: ScriptedServer, provider: str = "openai") -> list[str]:
    return ["--model", f"{provider}/scripted", "--base-url", server.url]


@contextmanager
def model(*steps: Mapping[str, Any], after: str = "fail") -> Iterator[ScriptedServer]:
    """A server that plays these steps."""
    with running_server(parse_script(json.dumps({"steps": steps, "after": after}))) as server:
        yield server


def call(name: str, **arguments: Any) -> dict[str, Any]:
    return {"calls": [{"name": name, "arguments": arguments}]}


def end(process: "subprocess.Popen[str]", number: int = signal.SIGKILL) -> tuple[str, str]:
    process.send_signal(number)
    return process.communicate(timeout=30)
