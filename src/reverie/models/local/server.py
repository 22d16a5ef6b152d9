"""Find the server of a local model, or start it: one for all sessions of a user."""

import contextlib
import fcntl
import importlib.util
import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable
from pathlib import Path

import msgspec

from reverie.storage.atomic import private_folder
from reverie.storage.lock import FileLock

from .catalog import SMALL, LocalModel
from .errors import ServerFailed
from .room import available_memory
from .server_files import FAILED, ServerFiles, ServerInfo, ServerSpec

_START_SECONDS = 120.0
_LOOK_SECONDS = 0.05
_MOST_THREADS = 8


class LocalServer:
    """The server process of one model, as seen by a session. Its methods block; none is for the event loop."""

    def __init__(
        self,
        model: LocalModel,
        path: Path,
        *,
        state: Path,
        prefixes: Path,
        idle_seconds: float = 300.0,
        look_seconds: float = 5.0,
        memory: Callable[[], int | None] = available_memory,
    ) -> None:
        self._model = model
        self._path = path
        self._folder = state / "local" / model.name
        self.files = ServerFiles(self._folder)
        self._prefixes = prefixes
        self._idle_seconds = idle_seconds
        self._look_seconds = look_seconds
        self._memory = memory

    def ensure(self, given_up: threading.Event | None = None) -> ServerInfo:
        """A server that is up and stays so for the idle time. `given_up` ends the waiting, not the server.

        Raises `ServerFailed`, or OSError for its folder.
        """
        private_folder(self._folder)
        with FileLock(self.files.start):
            return self._find_or_start(given_up or threading.Event())

    def running(self) -> ServerInfo | None:
        """The server that is up now, if any."""
        return self.files.read_info() if self._folder.exists() and self._is_alive() else None

    def stop(self) -> bool:
        """Ask the server to end and wait until it did; whether there was one."""
        if not self._folder.exists():
            return False
        with FileLock(self.files.start):
            info = self.running()
            if info is None:
                return False
            self.files.address.unlink(missing_ok=True)
            with contextlib.suppress(ProcessLookupError):
                os.kill(info.pid, signal.SIGTERM)  # it holds `alive`, so the id is still its own
            with FileLock(self.files.alive):
                return True

    def _is_alive(self) -> bool:
        """Whether the server holds its lock. A shared lock is tried, so that two who look do not see each other."""
        descriptor = os.open(self.files.alive, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
        try:
            fcntl.flock(descriptor, fcntl.LOCK_SH | fcntl.LOCK_NB)
        except BlockingIOError:
            return True
        finally:
            os.close(descriptor)
        return False

    def _find_or_start(self, given_up: threading.Event) -> ServerInfo:
        child: subprocess.Popen[bytes] | None = None
        deadline = time.monotonic() + _START_SECONDS
        while time.monotonic() < deadline and not given_up.is_set():
            if self._is_alive():
                info = self.files.read_info()
                if info is not None and info.sha256 == self._model.sha256:
                    self.files.touch()
                    return info
            elif child is None:
                child = self._start()
            elif child.poll() is not None:
                raise ServerFailed(self._why_it_ended(child.returncode))
            given_up.wait(_LOOK_SECONDS)
        raise ServerFailed(f"the server of '{self._model.name}' did not start in {_START_SECONDS:.0f} s: {self._log}")

    def _start(self) -> subprocess.Popen[bytes]:
        self._need_runtime()
        self._need_memory()
        child = self._spawn()
        # Reaps it when it ends during this session, so that no dead entry stays in the process table.
        threading.Thread(target=child.wait, daemon=True).start()
        return child

    def _spawn(self) -> subprocess.Popen[bytes]:
        """Its own session: a Ctrl-C or the end of this terminal is nothing to it, and it holds none of our output."""
        spec = ServerSpec(
            model=self._model.name,
            sha256=self._model.sha256,
            path=str(self._path),
            folder=str(self._folder),
            prefixes=str(self._prefixes),
            threads=_threads(),
            idle_seconds=self._idle_seconds,
            look_seconds=self._look_seconds,
        )
        flags = os.O_WRONLY | os.O_CREAT | os.O_TRUNC | os.O_APPEND
        with open(os.open(self.files.log, flags, 0o600), "wb") as log:
            return subprocess.Popen(
                [sys.executable, "-P", "-m", "reverie.models.local.serve", msgspec.json.encode(spec).decode()],
                stdin=subprocess.DEVNULL,
                stdout=subprocess.DEVNULL,
                stderr=log,
                cwd="/",
                start_new_session=True,
            )

    def _need_runtime(self) -> None:
        if importlib.util.find_spec("xllamacpp") is None:
            raise ServerFailed("the local model's runtime 'xllamacpp' is not installed: pip install '.[local]'")

    def _need_memory(self) -> None:
        free = self._memory()
        if free is not None and free < self._model.memory:
            raise ServerFailed(
                f"'{self._model.name}' needs {_gigabytes(self._model.memory)} of memory and "
                f"{_gigabytes(free)} is available: {self._smaller_step()}"
            )

    def _smaller_step(self) -> str:
        if self._model.name == SMALL.name:
            return "close other programs"
        return f"close other programs or use `--model {SMALL.full_name}`"

    def _why_it_ended(self, status: int) -> str:
        if status == -signal.SIGKILL:
            return f"the server of '{self._model.name}' was killed, probably out of memory: {self._smaller_step()}"
        if status == -signal.SIGILL:
            return "this processor cannot run the 'xllamacpp' wheel: use a model of another provider with `--model`"
        return f"the server of '{self._model.name}' ended with status {status}: {self._said()} (log: {self._log})"

    @property
    def _log(self) -> str:
        return f"'{self.files.log}'"

    def _said(self) -> str:
        lines = self.files.log.read_text("utf-8", "replace").splitlines()
        said = [line.removeprefix(FAILED) for line in lines if line.startswith(FAILED)] or lines
        return said[-1][:300] if said else "it said nothing"


def _threads() -> int:
    """One a processor we may use, at most 8: memory is the limit beyond."""
    usable = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
    return max(1, min(_MOST_THREADS, usable))


def _gigabytes(amount: int) -> str:
    return f"{amount / 1e9:.1f} GB"
