"""What a server process and those who use it tell each other, in files below `<state>/local/<model>/`."""

import os
from pathlib import Path

import msgspec

FAILED = "failed: "
"""Begins the last line of the log of a server that did not come up."""


class ServerSpec(msgspec.Struct, frozen=True):
    """What to serve: `path` is the model's file, `folder` that of these files, `prefixes` where KV states are kept.

    Sizes in tokens, times in seconds.
    """

    model: str
    sha256: str
    path: str
    folder: str
    prefixes: str
    threads: int
    context: int = 8192
    idle_seconds: float = 300.0
    look_seconds: float = 5.0


class ServerInfo(msgspec.Struct, frozen=True):
    """A running server; the file that holds it is for this user alone, because of the key. `runtime` is its version."""

    port: int
    key: str
    pid: int
    started: str
    model: str
    sha256: str
    runtime: str

    @property
    def base_url(self) -> str:
        return f"http://127.0.0.1:{self.port}"


class ServerFiles:
    """The files of one model's server.

    `alive` is locked by the server while it lives, `start` by whoever is looking for a server or starting one.
    `loaded` lists the prefixes that the running server was given.
    """

    def __init__(self, folder: Path) -> None:
        self.alive = folder / "alive.lock"
        self.start = folder / "start.lock"
        self.address = folder / "server.json"
        self.loaded = folder / "loaded.json"
        self.log = folder / "server.log"

    def read_info(self) -> ServerInfo | None:
        """What the address file says, None when it is missing or not ours to understand."""
        try:
            return msgspec.json.decode(self.address.read_bytes(), type=ServerInfo)
        except (OSError, msgspec.DecodeError):
            return None

    def touch(self) -> None:
        """Note that the server is in use now."""
        try:
            os.utime(self.address)
        except FileNotFoundError:
            return

    def last_use(self) -> float:
        """Seconds since the epoch; 0 when the server is no longer announced."""
        try:
            return self.address.stat().st_mtime
        except FileNotFoundError:
            return 0.0
