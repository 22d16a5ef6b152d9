"""The port `Commands` of checks: the few commands that only look, run for a person who asked for it, without a shell.

An allow-list of programs and, for those that could do more, of what they may be told. Whatever is not on it is not run.
"""

import os
import signal
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from pathlib import Path

from reverie.storage.git import run_git
from reverie.storage.programs import absolute_entries, find_program

from .simple_command import simple_argv

SECONDS = 10.0

_FIND_REFUSED = ("-exec", "-ok", "-delete", "-fls", "-fprint")
_RG_REFUSED = ("--pre", "--hostname-bin", "-z", "--search-zip", "--follow", "-L")
_GREP_REFUSED = ("-f", "--file", "-R", "--dereference-recursive")
_LOOKING = ("ls", "cat", "head", "wc", "stat", "cmp", "diff")
_GIT_LOOKING = frozenset(
    (
        "branch",
        "cat-file",
        "diff",
        "grep",
        "log",
        "ls-files",
        "ls-tree",
        "merge-base",
        "rev-parse",
        "show-ref",
        "status",
    )
)
_GIT_REFUSED = ("-O", "--open-files-in-pager", "--ext-diff", "--textconv", "--output", "--filters", "--no-index")
_BRANCH_LOOKS = frozenset(("--list", "--show-current", "--contains", "-a", "-r", "--all", "--remotes"))


class ReadOnlyCommands:
    """Runs in `root`, for `seconds` at most. Arguments that lead out of the folder are refused, too."""

    def __init__(self, root: Path, *, seconds: float = SECONDS, environ: Mapping[str, str] = os.environ) -> None:
        self._root = root
        self._seconds = seconds
        self._environ = environ

    def exit_status(self, command: str) -> int | None:
        """How it ended; None when it may not run, is not there, or took too long. Never raises."""
        argv = simple_argv(command)
        if argv is None or any(map(_leads_out, argv[1:])):
            return None
        if argv[0] == "git":
            return self._git(argv[1:])
        may_run = _ALLOWED.get(argv[0])
        return self._run(argv) if may_run is not None and may_run(argv[1:]) else None

    def _git(self, arguments: Sequence[str]) -> int | None:
        """By our own git, which obeys no configuration and starts nothing."""
        if not arguments or arguments[0] not in _GIT_LOOKING or _has(arguments, _GIT_REFUSED):
            return None
        if arguments[0] == "branch" and not _BRANCH_LOOKS.intersection(arguments):
            return None
        return run_git(self._root, *arguments, seconds=self._seconds, environ=self._environ).status

    def _run(self, argv: Sequence[str]) -> int | None:
        import subprocess

        program = find_program(argv[0], self._environ)
        if program is None:
            return None
        environment = {"PATH": os.pathsep.join(absolute_entries(self._environ)), "LC_ALL": "C"}
        try:
            with subprocess.Popen(
                [program, *argv[1:]],
                cwd=self._root,
                env=environment,
                stdin=subprocess.DEVNULL,
                stdout=subprocess.DEVNULL,
                stderr=subprocess.DEVNULL,
                start_new_session=True,
            ) as child:
                try:
                    return child.wait(self._seconds)
                except subprocess.TimeoutExpired:
                    with suppress(ProcessLookupError, PermissionError):
                        os.killpg(child.pid, signal.SIGKILL)
                    return None
        except OSError:
            return None


def _leads_out(argument: str) -> bool:
    """Also behind the `=` of an option."""
    path = argument.partition("=")[2] if argument.startswith("-") else argument
    return path.startswith(("/", "~")) or ".." in path.split("/")


def _has(arguments: Sequence[str], refused: Sequence[str]) -> bool:
    """A refused word, or one that begins with it; single letters may stand together."""
    letters = [word[1] for word in refused if len(word) == 2]
    for one in arguments:
        if one.startswith(tuple(word for word in refused if len(word) > 2)):
            return True
        if one.startswith("-") and not one.startswith("--") and any(letter in one for letter in letters):
            return True
    return False


def _without(*refused: str) -> Callable[[Sequence[str]], bool]:
    return lambda arguments: not _has(arguments, refused)


_ALLOWED: dict[str, Callable[[Sequence[str]], bool]] = {
    **dict.fromkeys(_LOOKING, _without()),
    "find": _without(*_FIND_REFUSED),
    "rg": _without(*_RG_REFUSED),
    "grep": _without(*_GREP_REFUSED),
}
