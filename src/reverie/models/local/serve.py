"""The server process: `python -m reverie.models.local.serve SPEC` (a `ServerSpec` as JSON). Started by `server`.

It loads the model into llama.cpp's HTTP server on a free port of 127.0.0.1 behind a random key, says where it is in a
file only this user can read, and ends by itself: when nobody asked for a while, when its model's file is gone, and on
SIGTERM. It holds `alive.lock` as long as it lives, so that nobody has to guess from a process id.
"""

import os
import secrets
import signal
import sys
import threading
import time
from pathlib import Path
from typing import Any

import msgspec

from reverie.storage.atomic import private_folder, replace_file
from reverie.storage.clock import instant, system_clock
from reverie.storage.lock import Busy, FileLock

from .server_files import FAILED, ServerFiles, ServerInfo, ServerSpec

_BATCH = 32
"""Tokens computed between two looks at the connection: a cancelled request stops burning cpu within a second."""
_PROMPT_CACHE_MIB = 256
_LOG_BYTES = 1 << 20


def main(spec_json: str) -> int:
    """Serve until idle; 1 and a last line `failed: …` on stderr when the model does not come up."""
    spec = msgspec.json.decode(spec_json, type=ServerSpec)
    files = ServerFiles(Path(spec.folder))
    stop = threading.Event()
    signal.signal(signal.SIGTERM, lambda *_: stop.set())
    with FileLock(files.alive):
        files.address.unlink(missing_ok=True)
        files.loaded.unlink(missing_ok=True)
        try:
            server, info = _load(spec)
        except (ImportError, OSError, RuntimeError, ValueError) as error:
            print(f"{FAILED}{error}", file=sys.stderr, flush=True)
            return 1
        replace_file(files.address, msgspec.json.encode(info))
        _serve_until_idle(server, spec, files, stop)
        files.address.unlink(missing_ok=True)
        del server
    return 0


def _load(spec: ServerSpec) -> tuple[Any, ServerInfo]:
    # Spinning threads take the processor from each other: on a busy machine 1.5 instead of 11.7 tokens a second.
    os.environ["OMP_WAIT_POLICY"] = "passive"
    os.environ["GOMP_SPINCOUNT"] = "0"
    import xllamacpp

    key = secrets.token_urlsafe(32)
    server = xllamacpp.Server(_parameters(xllamacpp.CommonParams(), spec, key))
    port = int(server.listening_address.rpartition(":")[2])
    info = ServerInfo(
        port=port,
        key=key,
        pid=os.getpid(),
        started=instant(system_clock),
        model=spec.model,
        sha256=spec.sha256,
        runtime=str(xllamacpp.__version__),
    )
    return server, info


def _parameters(parameters: Any, spec: ServerSpec, key: str) -> Any:
    parameters.model.path = spec.path
    parameters.hostnames = ["127.0.0.1"]
    parameters.port = 0
    parameters.api_keys = [key]
    parameters.ui = False
    parameters.n_ctx = spec.context
    parameters.n_parallel = 1
    parameters.n_batch = _BATCH
    parameters.n_ubatch = _BATCH
    parameters.cpuparams.n_threads = spec.threads
    parameters.cache_ram_mib = _PROMPT_CACHE_MIB
    parameters.slot_save_path = f"{private_folder(Path(spec.prefixes))}/"
    parameters.endpoint_metrics = True
    parameters.warmup = False
    parameters.verbosity = 1
    return parameters


def _serve_until_idle(server: Any, spec: ServerSpec, files: ServerFiles, stop: threading.Event) -> None:
    """Returns when the server should end; its address is then no longer announced."""
    inode = os.stat(spec.path).st_ino
    busy = _BusyMeter(server)
    while not stop.wait(spec.look_seconds):
        _cut_log()
        if not files.address.exists() or not _same_file(spec.path, inode):
            return
        if busy.worked_since_last_look():
            files.touch()
        if time.time() - files.last_use() > spec.idle_seconds and _retire(files, spec.idle_seconds):
            return


class _BusyMeter:
    """Whether requests ran between two looks, from the server's own metrics."""

    def __init__(self, server: Any) -> None:
        self._server = server
        self._seen = ""

    def worked_since_last_look(self) -> bool:
        now = "\n".join(line for line in self._metrics().splitlines() if line.startswith(_WORK_COUNTERS))
        was, self._seen = self._seen, now
        return not now.rstrip().endswith("requests_processing 0") or (bool(was) and now != was)

    def _metrics(self) -> str:
        return str(self._server.handle_metrics())


_WORK_COUNTERS = (
    "llamacpp:prompt_tokens_total",
    "llamacpp:tokens_predicted_total",
    "llamacpp:requests_processing",
)


def _retire(files: ServerFiles, idle_seconds: float) -> bool:
    """Stop announcing the server, unless somebody is just about to use it."""
    try:
        with FileLock(files.start).acquire(wait=False):
            if time.time() - files.last_use() <= idle_seconds:
                return False
            files.address.unlink(missing_ok=True)
            return True
    except Busy:
        return False


def _same_file(path: str, inode: int) -> bool:
    try:
        return os.stat(path).st_ino == inode
    except OSError:
        return False


def _cut_log() -> None:
    """Stderr is the log, opened for appending: cut it when it grows."""
    if os.fstat(2).st_size > _LOG_BYTES:
        os.ftruncate(2, 0)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1]))
