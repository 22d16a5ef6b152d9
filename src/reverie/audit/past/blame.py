"""Who wrote a line: `git blame` of a file of a commit, asked for once a note."""

import re
from collections.abc import Iterable
from pathlib import Path

import msgspec

from reverie.code.contained import read_inside
from reverie.code.git_repository import GitRepository
from reverie.code.values import Unread

from .lines import numbers_before

_LINE = re.compile(rb"(?P<commit>[0-9a-f]{40,64}) \d+ (?P<number>\d+)(?: \d+)?")
_TIME = re.compile(rb"committer-time (?P<time>\d+)")
_SECONDS = 3.0
_MOST_BYTES = 2_000_000
_MOST_SHALLOW = 4_000_000
_NO_ADVICE = ("-c", "blame.ignoreRevsFile=", "-c", "mailmap.file=", "-c", "mailmap.blob=")


class Written(msgspec.Struct, frozen=True):
    """The commit of each line (from 1) that is known, and when each commit was made, in seconds since 1970.

    `firsts` are those with no commit before them: an import may bring lines that were written long before.
    """

    commits: dict[int, str] = {}
    times: dict[str, int] = {}
    firsts: frozenset[str] = frozenset()


class Blame:
    """The lines of a repository's files, as they were written up to `head`, the full hash of what is checked out.

    A line that is not committed is not known, nor one at which a shallow clone ends, because what is behind that
    commit is not there. What a repository says of commits to pass over is not obeyed.
    """

    def __init__(self, repository: GitRepository, head: str) -> None:
        self._repository = repository
        self._head = head
        self._ends = _shallow_ends(repository.git_folder)

    def written(self, path: str, now: str, seconds: float = _SECONDS) -> Written:
        """`path` is relative to the repository's top, `now` the text that the file has; nothing within `seconds` is
        nothing known. Never raises."""
        if self._ends is None or "\n" in path:
            return Written()
        at_head = self._repository.blobs.read(f"{self._head}:{path}", _MOST_BYTES)
        if isinstance(at_head, str):
            return Written()
        numbers = numbers_before(_lines(at_head.decode("utf-8-sig", errors="replace")), _lines(now))
        if not numbers:
            return Written()
        found = self._blamed(path, seconds)
        known = {line: found.commits[number] for line, number in numbers.items() if number in found.commits}
        return Written(known, found.times, found.firsts)

    def _blamed(self, path: str, seconds: float) -> Written:
        """By the numbers of the lines at `head`."""
        options = ("--porcelain", "--no-textconv", "-w", "-M10")
        arguments = (*_NO_ADVICE, "--literal-pathspecs", "blame", *options, self._head, "--", path)
        ran = self._repository.run(*arguments, seconds=seconds)
        return _read(ran.stdout.split(b"\n"), self._ends or frozenset()) if ran.worked else Written()


def _read(lines: Iterable[bytes], ends: frozenset[str]) -> Written:
    """Of `git blame --porcelain`: https://git-scm.com/docs/git-blame#_the_porcelain_format."""
    commits: dict[int, str] = {}
    times: dict[str, int] = {}
    firsts: set[str] = set()
    commit = ""
    for line in lines:
        if found := _LINE.fullmatch(line):
            commit = found["commit"].decode("ascii")
            if commit not in ends:
                commits[int(found["number"])] = commit
        elif made := _TIME.fullmatch(line):
            times[commit] = int(made["time"])
        elif line == b"boundary":
            firsts.add(commit)
    return Written(commits, times, frozenset(firsts))


def _shallow_ends(git_folder: Path) -> frozenset[str] | None:
    """The commits whose parents a shallow clone left out; None when these cannot be known."""
    content = read_inside(str(git_folder), "shallow", _MOST_SHALLOW)
    if isinstance(content, Unread):
        return frozenset() if content.is_absent else None
    return frozenset(content.raw.decode(errors="replace").split())


def _lines(text: str) -> list[str]:
    return [line.rstrip("\r") for line in text.removeprefix("\ufeff").split("\n")]
