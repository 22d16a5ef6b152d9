"""The files of a project, read safely: nothing outside of it, nothing huge, nothing that could block."""

import os
import re
import stat
import subprocess
from collections.abc import Iterator
from typing import Any

from reverie.storage.programs import find_program

MOST_FILES = 100_000
MOST_BYTES = 256 * 1024
_GIT_SECONDS = 10.0
# a repository's own settings must not make git run its programs
_GIT = ("-c", "core.fsmonitor=false", "-c", "core.quotepath=off", "ls-files", "-z", "--cached", "--others")
_LONG_KEY = re.compile(r"""(?<![\w"'-])(?:[\w"'-]++[ \t]*+\.[ \t]*+){50}""")
_SKIPPED = frozenset(
    {
        *("node_modules", "bower_components", "vendor", "third_party", "Pods", "target", "build", "dist", "out"),
        *("venv", "site-packages", "__pycache__", "coverage"),
    }
)


class Tree:
    """`files` are the names of regular files below the root, with `/`, sorted; odd ones are left out.

    With git what it tracks or would track, else all but hidden folders and those of dependencies and outputs.
    """

    def __init__(self, root: str) -> None:
        self.root = os.path.realpath(root)
        names = _known_to_git(self.root) or list(_walk(self.root))
        self.files = tuple(sorted(name for name in names if _is_plain(name))[:MOST_FILES])
        self._known = frozenset(self.files)
        self._texts: dict[str, str] = {}
        self._parsed: dict[str, dict[str, Any]] = {}

    def has(self, name: str) -> bool:
        return name in self._known

    def first(self, *names: str) -> str:
        """The first of the names that is there; empty when none is."""
        return next((name for name in names if name in self._known), "")

    def within(self, folder: str) -> tuple[str, ...]:
        """The files directly in a folder (`""`: the root), by their full names."""
        prefix = f"{folder}/" if folder else ""
        return tuple(name for name in self.files if name.startswith(prefix) and "/" not in name[len(prefix) :])

    def text(self, name: str) -> str:
        """A file's text; empty when it is not listed, leads outside, is no regular file, or exceeds 256 KB."""
        if name not in self._known:
            return ""
        if name not in self._texts:
            self._texts[name] = self._read(name)
        return self._texts[name]

    def toml(self, name: str) -> dict[str, Any]:
        """A TOML file; empty when it is not there or broken, or has keys of more than fifty parts."""
        import tomllib

        # tomllib takes time in proportion to the square of a key's parts
        return {} if _LONG_KEY.search(self.text(name)) else self._parse(name, tomllib.loads)

    def json(self, name: str) -> dict[str, Any]:
        """A JSON file, whole-line comments allowed; empty when it is not there, broken, or no object."""
        import json

        return self._parse(name, lambda text: json.loads(_without_comment_lines(text)))

    def is_executable(self, name: str) -> bool:
        try:
            status = os.lstat(f"{self.root}/{name}")
        except OSError:
            return False
        return stat.S_ISREG(status.st_mode) and bool(status.st_mode & 0o100)

    def _parse(self, name: str, parse: Any) -> dict[str, Any]:
        if name not in self._known:
            return {}
        if name not in self._parsed:
            try:
                found = parse(self.text(name))
            except (ValueError, RecursionError):
                found = {}
            self._parsed[name] = found if isinstance(found, dict) else {}
        return self._parsed[name]

    def _read(self, name: str) -> str:
        path = os.path.realpath(f"{self.root}/{name}")
        if not path.startswith(self.root.rstrip("/") + "/"):
            return ""
        try:
            descriptor = os.open(path, os.O_RDONLY | os.O_CLOEXEC | os.O_NONBLOCK | os.O_NOFOLLOW)
        except OSError:
            return ""
        try:
            status = os.fstat(descriptor)
            fits = stat.S_ISREG(status.st_mode) and status.st_size <= MOST_BYTES
            content = os.read(descriptor, MOST_BYTES) if fits else b""
        except OSError:
            content = b""
        finally:
            os.close(descriptor)
        return content.decode("utf-8-sig", "replace").replace("\r\n", "\n")


def dig(table: Any, *keys: str) -> Any:
    """A value in nested tables; None when a key is missing or what holds it is no table."""
    for key in keys:
        table = table.get(key) if isinstance(table, dict) else None
    return table


def keys_of(table: Any) -> list[str]:
    return [key for key in table if isinstance(key, str)] if isinstance(table, dict) else []


def _is_plain(name: str) -> bool:
    """Names that could begin a line, end a code span, open a comment, or are no text are not told to anybody."""
    return name.isprintable() and not set("`<>") & set(name) and len(name) <= 200


def _without_comment_lines(text: str) -> str:
    return "\n".join(line for line in text.split("\n") if not line.lstrip().startswith("//"))


def _known_to_git(root: str) -> list[str]:
    """What git lists below the folder; nothing where there is no git or no repository, or when it takes too long."""
    git = find_program("git", os.environ)
    if git is None:
        return []
    kept = {name: value for name, value in os.environ.items() if not name.startswith("GIT_")}
    try:
        ran = subprocess.run(
            (git, *_GIT, "--exclude-standard"),
            cwd=root,
            env=kept | {"GIT_OPTIONAL_LOCKS": "0"},
            stdin=subprocess.DEVNULL,
            capture_output=True,
            timeout=_GIT_SECONDS,
            check=True,
        )
    except (OSError, subprocess.SubprocessError):
        return []
    return list({os.fsdecode(name) for name in ran.stdout.split(b"\0") if name})


def _walk(root: str) -> Iterator[str]:
    waiting, found = [""], 0
    while waiting and found < MOST_FILES:
        prefix = waiting.pop()
        try:
            entries = sorted(os.scandir(f"{root}/{prefix}"), key=lambda entry: entry.name)
        except OSError:
            continue
        for entry in entries:
            if entry.is_dir(follow_symlinks=False):
                if entry.name in (".github", ".husky") or not (entry.name in _SKIPPED or entry.name.startswith(".")):
                    waiting.append(f"{prefix}{entry.name}/")
            elif entry.is_file(follow_symlinks=False):
                found += 1
                yield prefix + entry.name
