"""The machine, account and terminal that are examined, as one value, so that tests can set another one."""

import os
import sys
from collections.abc import Mapping
from pathlib import Path

import msgspec

from reverie.config.git_folder import git_root
from reverie.config.places import Places, find_places


class Terminal(msgspec.Struct, frozen=True):
    """What the standard streams are. `columns` and `rows` are 0 where nobody knows; `encoding` is the output's."""

    typed: bool = True
    shown: bool = True
    columns: int = 80
    rows: int = 24
    encoding: str = "utf-8"


class Host(msgspec.Struct, frozen=True):
    """`folder` is the real path one stands in, None when it is gone; `platform` is `sys.platform`."""

    places: Places
    environ: Mapping[str, str]
    folder: Path | None
    home: Path
    platform: str = sys.platform
    terminal: Terminal = Terminal()

    def foreign_folder(self) -> Path | None:
        """The repository one stands in, else the folder itself: no program found there is started, nothing repaired.

        A home directory and what lies above it count as no project, so there it is None.
        """
        if self.folder is None:
            return None
        root = git_root(self.folder, self.home)
        if root is not None:
            return root
        return None if self.home.is_relative_to(self.folder) else self.folder


def this_host(environ: Mapping[str, str]) -> Host:
    """Where this process runs."""
    home = Path(os.path.realpath(environ.get("HOME") or os.path.expanduser("~")))
    return Host(find_places(environ), environ, _current_folder(), home, terminal=_terminal())


def _current_folder() -> Path | None:
    try:
        return Path(os.path.realpath(os.getcwd()))
    except OSError:
        return None


def _terminal() -> Terminal:
    columns = rows = 0
    shown = sys.stdout.isatty()
    if shown:
        try:
            columns, rows = os.get_terminal_size(sys.stdout.fileno())
        except OSError:
            columns = rows = 0
    return Terminal(sys.stdin.isatty(), shown, columns, rows, sys.stdout.encoding or "ascii")
