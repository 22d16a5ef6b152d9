"""git as we run it on our own behalf: no configuration, hook, program or network of anybody is used by it.

A repository is named outright (`GIT_DIR`), so git never looks for one in the folders above. The caller's `GIT_*`, the
machine's and the person's configuration are left out; what a repository's own could start is switched off. Filters and
diff drivers that it defines itself are not, so a caller adds files with `hash-object --no-filters` or `fast-import`,
and shows changes with `--no-ext-diff --no-textconv`. An old git passes over what it does not know; before 2.32 it is
`HOME` that hides the person's configuration.
"""

import contextlib
import os
import signal
import sys
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Literal

import msgspec

from .programs import absolute_entries, find_program

if TYPE_CHECKING:
    import subprocess

SECONDS = 10.0
_KEPT = ("TMPDIR", "LD_LIBRARY_PATH", "DYLD_LIBRARY_PATH", "DEVELOPER_DIR")
_OPTIONS = (
    *("core.hooksPath=/dev/null", "core.fsmonitor=false", "core.attributesFile=/dev/null"),
    *("core.excludesFile=/dev/null", "core.autocrlf=false", "core.eol=lf", "core.safecrlf=false"),
    *("core.quotePath=false", "core.askPass=", "core.sshCommand=false", "credential.helper=", "protocol.allow=never"),
    *("commit.gpgSign=false", "tag.gpgSign=false", "log.showSignature=false", "gpg.program=false"),
    *("gc.auto=0", "maintenance.auto=false", "submodule.recurse=false", "init.defaultBranch=main"),
    "i18n.commitEncoding=UTF-8",
)
_VARIABLES = (
    "LC_ALL=C",
    *("HOME=/dev/null", "XDG_CONFIG_HOME=/dev/null"),  # what lies below it is missing to git
    *("GIT_CONFIG_NOSYSTEM=1", "GIT_CONFIG_SYSTEM=/dev/null", "GIT_CONFIG_GLOBAL=/dev/null"),
    *("GIT_ATTR_NOSYSTEM=1", "GIT_TEMPLATE_DIR=", "GIT_GRAFT_FILE=/dev/null", "GIT_NO_REPLACE_OBJECTS=1"),
    *("GIT_NO_LAZY_FETCH=1", "GIT_ALLOW_PROTOCOL=none"),  # a partial clone fetches by a program of its choice
    *("GIT_TERMINAL_PROMPT=0", "GIT_ASKPASS=false", "GIT_PAGER=cat", "GIT_EDITOR=false", "GIT_OPTIONAL_LOCKS=0"),
    *("GIT_AUTHOR_NAME=Reverie", "GIT_AUTHOR_EMAIL=reverie@localhost"),
    *("GIT_COMMITTER_NAME=Reverie", "GIT_COMMITTER_EMAIL=reverie@localhost"),
)
_APPLE_STUB = "/usr/bin/git"
_APPLE_TOOLS = ("/var/db/xcode_select_link", "/Library/Developer/CommandLineTools", "/Applications/Xcode.app")

End = Literal["exited", "missing", "not started", "too slow"]


class GitCommand(msgspec.Struct, frozen=True):
    """What to start, in which folder, with this environment and no other variable."""

    argv: tuple[str, ...]
    folder: Path
    environment: dict[str, str]


class GitRan(msgspec.Struct, frozen=True):
    """How it ended. `status` is None unless it `exited`; `why` is one line when it did not work, else empty."""

    end: End
    status: int | None = None
    stdout: bytes = b""
    why: str = ""

    @property
    def worked(self) -> bool:
        return self.status == 0


def find_git(environ: Mapping[str, str] = os.environ, platform: str = sys.platform) -> str | None:
    """The absolute path of git; None when it is not there, also where only Apple's offer to install it is."""
    git = find_program("git", environ)
    if git == _APPLE_STUB and platform == "darwin" and not any(map(os.path.lexists, _APPLE_TOOLS)):
        return None
    return git


def git_command(
    git: str,
    folder: Path,
    *arguments: str,
    git_folder: Path | None = None,
    variables: Mapping[str, str] | None = None,
    environ: Mapping[str, str] = os.environ,
) -> GitCommand:
    """git with `folder` as its work tree and `git_folder` (else `<folder>/.git`) as its repository.

    `arguments` are git's own (`"log", "-1"`), `variables` what this one call sets besides (`GIT_COMMITTER_DATE`).
    """
    environment = {name: environ[name] for name in _KEPT if name in environ}
    environment |= dict(variable.split("=", 1) for variable in _VARIABLES)
    environment["PATH"] = os.pathsep.join(absolute_entries(environ))
    environment["GIT_DIR"] = os.path.abspath(git_folder or folder / ".git")
    environment["GIT_WORK_TREE"] = os.path.abspath(folder)
    options = (word for option in _OPTIONS for word in ("-c", option))
    return GitCommand((git, "--no-pager", *options, *arguments), folder, environment | dict(variables or {}))


def run_git(
    folder: Path,
    *arguments: str,
    git_folder: Path | None = None,
    stdin: bytes = b"",
    seconds: float = SECONDS,
    variables: Mapping[str, str] | None = None,
    environ: Mapping[str, str] = os.environ,
) -> GitRan:
    """Run it to its end, `seconds` at most; what it makes is for this user alone. Never raises for what git does.

    Not started for a folder with a `commondir`, by which a crafted one would read and write another repository.
    """
    git = find_git(environ)
    if git is None:
        return GitRan("missing", why="git is not installed")
    command = git_command(git, folder, *arguments, git_folder=git_folder, variables=variables, environ=environ)
    if os.path.lexists(f"{command.environment['GIT_DIR']}/commondir"):
        return GitRan("not started", why=f"'{command.environment['GIT_DIR']}' is a part of another repository")
    return _run(command, stdin, seconds)


def _run(command: GitCommand, stdin: bytes, seconds: float) -> GitRan:
    import subprocess

    try:
        with started(command, errors=subprocess.PIPE) as child:
            stdout, stderr = child.communicate(stdin, seconds)
    except subprocess.TimeoutExpired:
        return GitRan("too slow", why=f"git did not end within {seconds:g} s")
    except (OSError, ValueError) as error:  # ValueError: a path or an argument holds a NUL
        return GitRan("not started", why=f"git could not be started: {error}")
    return GitRan("exited", child.returncode, stdout, "" if child.returncode == 0 else _first_line(stderr))


@contextlib.contextmanager
def started(command: GitCommand, *, errors: int) -> Iterator["subprocess.Popen[bytes]"]:
    """With pipes, in a group of its own, which is ended whenever the block does not end well.

    `errors` is what becomes of what it complains of: `subprocess.PIPE` only for who reads that pipe while git runs,
    because git stops at a full one; else `subprocess.DEVNULL`.
    """
    import subprocess

    with subprocess.Popen(
        command.argv,
        cwd=command.folder,
        env=command.environment,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=errors,
        start_new_session=True,
        umask=0o077,
    ) as child:
        try:
            yield child
        except BaseException:
            end(child)
            raise


def end(child: "subprocess.Popen[bytes]") -> None:
    """Kill a started git with all that it started."""
    with contextlib.suppress(ProcessLookupError, PermissionError):
        os.killpg(child.pid, signal.SIGKILL)


def _first_line(stderr: bytes) -> str:
    lines = (line.strip() for line in stderr.decode(errors="replace").splitlines())
    return next((line for line in lines if line), "git said nothing")[:300]
