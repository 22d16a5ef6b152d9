"""The stage of the demonstration: a throw-away home, the real program, and what is shown of both."""

import os
import shlex
import subprocess
import sys
import textwrap
from collections.abc import Mapping
from pathlib import Path

_WIDTH = 100
_MOST_LINES = 12


class Stage:
    """`folder` holds all that the demonstration makes; `home` is Reverie's in it. `seed` draws whatever is drawn."""

    def __init__(self, folder: Path, archives: Path, seed: int) -> None:
        self.folder = folder
        self.archives = archives
        self.seed = seed
        self.home = folder / "home"

    def environ(self, more: Mapping[str, str] | None = None) -> dict[str, str]:
        kept = {name: os.environ[name] for name in ("PATH", "TMPDIR", "LANG") if name in os.environ}
        own = {"HOME": str(self.folder), "REVERIE_HOME": str(self.home), "TERM": "dumb", "PYTHONDONTWRITEBYTECODE": "1"}
        return {**kept, **own, **(more or {})}

    def reverie(
        self, *arguments: str, cwd: Path, environ: Mapping[str, str] | None = None, shows: int = _MOST_LINES
    ) -> "subprocess.CompletedProcess[str]":
        """Run the program in a folder, and show the command with the first `shows` lines that it printed."""
        shown = ("URL" if one.startswith("http") else one for one in arguments)
        said = " ".join(shlex.quote(one) if " " in one else one for one in shown)
        line(f"$ reverie {said}")
        done = subprocess.run(
            [sys.executable, "-P", "-m", "reverie", *arguments],
            cwd=cwd,
            env=self.environ(environ),
            stdin=subprocess.DEVNULL,
            capture_output=True,
            text=True,
            check=False,
        )
        self._show((done.stdout + done.stderr).rstrip().splitlines(), shows)
        return done

    def silent(self, *arguments: str, cwd: Path, environ: Mapping[str, str] | None = None) -> str:
        """What the program prints to standard output, not shown."""
        done = subprocess.run(
            [sys.executable, "-P", "-m", "reverie", *arguments],
            cwd=cwd,
            env=self.environ(environ),
            stdin=subprocess.DEVNULL,
            capture_output=True,
            text=True,
            check=False,
        )
        return done.stdout

    def git(self, *arguments: str, cwd: Path, is_shown: bool = False) -> str:
        """Run git without anybody's configuration. Raises CalledProcessError."""
        if is_shown:
            line(f"$ git {' '.join(arguments)}")
        name = ("-c", "user.name=Demo", "-c", "user.email=demo@example.org", "-c", "commit.gpgsign=false")
        environ = {**self.environ(), "GIT_CONFIG_GLOBAL": os.devnull, "GIT_CONFIG_NOSYSTEM": "1"}
        done = subprocess.run(
            ["git", *name, *arguments], cwd=cwd, env=environ, capture_output=True, text=True, check=True
        )
        return done.stdout

    def repository(self, name: str, files: Mapping[str, str]) -> Path:
        """A new git repository with these files committed on the branch `main`."""
        root = self.folder / name
        self.begin(root)
        self.change(root, files, "first")
        return root

    def begin(self, root: Path) -> None:
        """An empty git repository in a new folder."""
        root.mkdir()
        self.git("init", "-q", "-b", "main", cwd=root)

    def change(self, root: Path, files: Mapping[str, str | None], why: str) -> None:
        """Write these files, None removes one, and commit."""
        for path, text in files.items():
            (root / path).parent.mkdir(parents=True, exist_ok=True)
            if text is None:
                (root / path).unlink()
            else:
                (root / path).write_text(text)
        self.git("add", "-A", cwd=root)
        self.git("commit", "-q", "-m", why, cwd=root)

    def _show(self, lines: list[str], most: int) -> None:
        for one in lines[:most]:
            line(f"    {one}")
        if len(lines) > most:
            line(f"    … {len(lines) - most} more lines")


def line(text: str = "") -> None:
    print(text, flush=True)


def told(text: str) -> None:
    """A sentence of our own, wrapped."""
    line(textwrap.fill(text, _WIDTH))
