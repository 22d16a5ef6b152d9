"""What lies in our folders: whether other users can read it, or we cannot."""

import os
import stat
from collections.abc import Iterator
from itertools import islice
from pathlib import Path

from .finding import Finding, SetMode, quoted
from .host import Host

_MOST = 20_000


def examine_private(host: Host) -> Iterator[Finding]:
    """Files and folders below `data` and `state`. The cache holds what was public; `config` is a person's own."""
    found = [finding for top in (host.places.data, host.places.state) for finding in _below(top)]
    yield from found or [Finding("private", "ok", "what lies in data and state is yours alone")]


def _below(top: Path) -> Iterator[Finding]:
    if not top.is_absolute() or top.is_symlink():
        return
    foreign: list[Path] = []
    repairs: list[SetMode] = []
    for path in islice(_walk(top), _MOST):
        found = path.lstat()
        if stat.S_ISLNK(found.st_mode):
            continue
        if found.st_uid != os.geteuid():
            foreign.append(path)
        elif (wanted := _wanted(found.st_mode)) != stat.S_IMODE(found.st_mode):
            repairs.append(SetMode(path, wanted))
    if foreign:
        text = f"{len(foreign)} below '{top}' belong to another user, the first is '{foreign[0]}'"
        yield Finding("private", "warn", text, f'sudo chown -R "$(id -un)" {quoted(top)}')
    if repairs:
        text = (
            f"{len(repairs)} below '{top}' are open to other users or closed to you, the first is '{repairs[0].path}'"
        )
        yield Finding("private", "warn", text, f"chmod -R u+rwX,go-rwx {quoted(top)}", tuple(repairs))


def _wanted(mode: int) -> int:
    """Nothing for others; for the owner reading and writing, and entering a folder. No other bit is touched."""
    own = 0o700 if stat.S_ISDIR(mode) else 0o600
    return (stat.S_IMODE(mode) | own) & ~0o077


def _walk(top: Path) -> Iterator[Path]:
    """Everything below, without following links; folders that cannot be listed are named, not entered.

    Neither is a memory's git history, in which git sets modes of its own; its folder keeps others out.
    """
    for folder, folders, files in os.walk(top):
        yield from (Path(folder, name) for name in [*sorted(folders), *sorted(files)])
        folders[:] = [name for name in folders if not name.startswith(".git")]
