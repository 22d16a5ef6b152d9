"""All of a repository's contents, and another repository made of it with each of them changed. Streams; any size."""

import os
import subprocess
import threading
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import IO

from reverie.storage.git import end, find_git, git_command, started

from .repository import GitFailed

_SECONDS = 600.0
Change = Callable[[bytes], bytes]


def contents(folder: Path, git_folder: Path, environ: Mapping[str, str] = os.environ) -> Iterator[bytes]:
    """Every version of every file, also such as no commit holds any more. Raises GitFailed, OSError."""
    asked = ("cat-file", "--batch", "--batch-all-objects", "--buffer")
    with _started(folder, git_folder, environ, *asked) as child:
        assert child.stdout is not None
        for head in child.stdout:
            _, kind, size = head.split()
            content = _exactly(child.stdout, int(size) + 1)[:-1]
            if kind == b"blob":
                yield content


def rewrite(
    folder: Path, old: Path, new: Path, blob: Change, message: Change, environ: Mapping[str, str] = os.environ
) -> None:
    """Fill the empty repository `new` with all refs of `old`, each content and each message changed.

    Raises GitFailed and OSError; `new` is of no use then.
    """
    exported = ("fast-export", "--all", "--use-done-feature", "--signed-tags=strip", "--tag-of-filtered-object=drop")
    imported = ("fast-import", "--quiet", "--done", "--date-format=raw")
    with _started(folder, old, environ, *exported) as source, _started(folder, new, environ, *imported) as target:
        assert source.stdout is not None and target.stdin is not None
        try:
            _copy(source.stdout, target.stdin, blob, message)
            target.stdin.close()
        except BrokenPipeError:
            raise GitFailed("git's fast-import gave up") from None


def _copy(source: IO[bytes], target: IO[bytes], blob: Change, message: Change) -> None:
    """The stream of commands; what comes after `data N` is a content, or the message of a commit or a tag."""
    change = message
    for line in source:
        if line.startswith(b"data "):
            content = change(_exactly(source, int(line[5:])))
            target.write(b"data %d\n" % len(content) + content)
            continue
        if line in (b"blob\n",) or line.startswith((b"commit ", b"tag ")):
            change = blob if line == b"blob\n" else message
        target.write(line)


def _exactly(source: IO[bytes], size: int) -> bytes:
    content = source.read(size)
    if len(content) != size:
        raise GitFailed("git ended in the middle")
    return content


@contextmanager
def _started(
    folder: Path, git_folder: Path, environ: Mapping[str, str], *arguments: str
) -> Iterator[subprocess.Popen[bytes]]:
    """A git with pipes, ended when the block does not end well, or when it takes too long. Raises when it failed."""
    git = find_git(environ)
    if git is None:
        raise GitFailed("git is not installed")
    command = git_command(git, folder, *arguments, git_folder=git_folder, environ=environ)
    with started(command, errors=subprocess.DEVNULL) as child:
        watch = threading.Timer(_SECONDS, end, (child,))
        watch.start()
        try:
            yield child
            assert child.stdin is not None and child.stdout is not None
            with suppress(BrokenPipeError):
                child.stdin.close()
            child.stdout.read()
        finally:
            watch.cancel()
    if child.returncode != 0:
        raise GitFailed(f"git {arguments[0]} ended with {child.returncode}")
