"""Stands between a program and the system: counts its calls that change a folder, and makes one of them the last, half
done, or fail; or records all of them.

In this process, for all threads. What SQLite writes is not seen: the cache may be lost at any time.
"""

import errno
import os
import signal
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Literal

import msgspec

Fault = Literal["kill", "torn", "ENOSPC", "EDQUOT", "EIO", "full"]
"""`kill` before the call, `torn` in the middle of a write, an error once, or a disk that is `full` from then on."""

FAULTS: tuple[Fault, ...] = ("kill", "torn", "ENOSPC", "EDQUOT", "EIO", "full")
_NEEDS_ROOM = frozenset({"open", "write", "mkdir", "rename", "fsync"})
"""Calls that a full disk or quota can refuse; fsync because a late allocation may fail only there."""
_SKIPPED = (".cache.sqlite", ".lock", ".git")


class Call(msgspec.Struct, frozen=True):
    """A call that changes the disk. `path` is relative to the folder; `to` is where a rename goes, `content` a write's
    bytes, `size` that of a truncation."""

    name: str
    path: str
    to: str = ""
    content: bytes = b""
    size: int = 0


class DiskCalls:
    """What was called, and what shall happen at the call number `at` (from 1; 0 for never)."""

    def __init__(self, folder: Path, at: int = 0, fault: Fault = "kill") -> None:
        self._folder = os.path.realpath(folder)
        self._at = at
        self._fault = fault
        self._names: dict[int, str] = {}
        self._real: dict[str, Callable[..., Any]] = {}
        self.calls: list[Call] = []
        self.acknowledged: list[int] = []
        """How many calls there were at each acknowledgement."""

    def acknowledge(self) -> None:
        self.acknowledged.append(len(self.calls))

    @contextmanager
    def between(self) -> Iterator[None]:
        """Within it, calls of this process go through here."""
        ours = {
            "open": self._open,
            "close": self._close,
            "write": self._write,
            "ftruncate": self._ftruncate,
            "fsync": self._fsync,
            "mkdir": self._mkdir,
            "unlink": self._unlink,
            "remove": self._unlink,
            "replace": self._rename,
            "rename": self._rename,
        }
        self._real = {name: getattr(os, name) for name in ours}
        for name, function in ours.items():
            setattr(os, name, function)
        try:
            yield
        finally:
            for name, function in self._real.items():
                setattr(os, name, function)

    def _open(self, path: Any, flags: int, *rest: Any, **named: Any) -> int:
        name = self._inside(path)
        if name is None:
            return int(self._real["open"](path, flags, *rest, **named))
        is_there = os.path.lexists(path)
        kind = "truncate" if is_there and flags & os.O_TRUNC else "open" if flags & os.O_CREAT and not is_there else ""
        if kind:
            self._strike_at(Call(kind, name))
        descriptor = int(self._real["open"](path, flags, *rest, **named))
        self._names[descriptor] = name
        return descriptor

    def _close(self, descriptor: int) -> None:
        self._names.pop(descriptor, None)
        self._real["close"](descriptor)

    def _write(self, descriptor: int, content: bytes) -> int:
        if name := self._names.get(descriptor):
            half = bytes(content)[: len(content) // 2]
            self._strike_at(Call("write", name, content=bytes(content)), lambda: self._real["write"](descriptor, half))
        return int(self._real["write"](descriptor, content))

    def _ftruncate(self, descriptor: int, size: int) -> None:
        if name := self._names.get(descriptor):
            self._strike_at(Call("ftruncate", name, size=size))
        self._real["ftruncate"](descriptor, size)

    def _fsync(self, descriptor: int) -> None:
        if name := self._names.get(descriptor):
            self._strike_at(Call("fsync", name))
        self._real["fsync"](descriptor)

    def _mkdir(self, path: Any, *rest: Any, **named: Any) -> None:
        if name := self._inside(path):
            self._strike_at(Call("mkdir", name))
        self._real["mkdir"](path, *rest, **named)

    def _unlink(self, path: Any, **named: Any) -> None:
        if (name := self._inside(path)) and os.path.lexists(path):
            self._strike_at(Call("unlink", name))
        self._real["unlink"](path, **named)

    def _rename(self, source: Any, target: Any, **named: Any) -> None:
        if name := self._inside(source):
            self._strike_at(Call("rename", name, to=self._inside(target) or ""))
        self._real["rename"](source, target, **named)

    def _inside(self, path: Any) -> str | None:
        if isinstance(path, int):
            return None
        folder, name = os.path.split(os.path.abspath(os.fspath(path)))
        full = os.path.join(os.path.realpath(folder), name)
        if full != self._folder and not full.startswith(self._folder + "/"):
            return None
        inside = os.path.relpath(full, self._folder)
        return None if inside.startswith(_SKIPPED) else inside

    def _strike_at(self, call: Call, half: Callable[[], object] | None = None) -> None:
        """Take the call down, and let happen what shall happen at it."""
        self.calls.append(call)
        number = len(self.calls)
        if not self._at or number < self._at or (number > self._at and self._fault != "full"):
            return
        if self._fault == "kill" or self._fault == "torn":
            if half and self._fault == "torn":
                half()
            os.kill(os.getpid(), signal.SIGKILL)
        code = errno.ENOSPC if self._fault == "full" else getattr(errno, self._fault)
        if self._fault == "EIO" or call.name in _NEEDS_ROOM:
            raise OSError(code, os.strerror(code), call.path)
