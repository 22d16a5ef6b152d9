"""What a repository knew when a line of a note was written: whether a path was there, whether a name was defined.

Asked of git's objects alone (`HEAD`, blobs), never of the files in the work tree, because git would run the filters and
text converters that a repository's own configuration names.
"""

import re
import time
from collections.abc import Sequence
from functools import cached_property
from pathlib import Path

from reverie.code.listing import is_repository
from reverie.storage.git import GitRan, run_git

_COMMIT = re.compile(rb"\^?([0-9a-f]{40,64}) ")
_SECONDS = 3.0
_IN_ALL = 20.0
"""Seconds for one project; what is asked later is not known."""
_DEFINES = (
    r"(^|[^A-Za-z0-9_.])(def|class|function\*?|func|fn|struct|enum|trait|interface|type|const|let|var|module|static|"
    r"#define) +(\([^)]*\) *)?{name}([^A-Za-z0-9_]|$)|^[ \t]*{name} *[:=]"
)


class Past:
    """Of one project; without a repository, and in doubt, nothing was ever there. Never raises."""

    def __init__(self, root: Path) -> None:
        self._root = root
        self._left = _IN_ALL
        self._lines: dict[str, list[str]] = {}
        self._commits: dict[tuple[str, int], str] = {}
        self._answers: dict[tuple[str, ...], bool] = {}

    def had_path(self, path: str, note: str, line: int) -> bool:
        """Whether it was there at the commit that wrote this line (from 1) of a note."""
        commit = self._commit(note, line)
        return bool(commit) and self._holds("cat-file", "-e", f"{commit}:{path.strip('/')}")

    def defined(self, name: str, note: str, line: int) -> bool:
        """Whether a file defined it then."""
        commit = self._commit(note, line)
        if not commit or not re.fullmatch(r"\w+", name):
            return False
        pattern = _DEFINES.replace("{name}", name)
        return self._holds("grep", "-I", "-q", "--no-textconv", "-E", "-e", pattern, commit, "--", ".", *_NO_NOTES)

    @cached_property
    def _is_there(self) -> bool:
        return is_repository(str(self._root))

    def _commit(self, note: str, line: int) -> str:
        """The one that wrote the line; empty when it is not committed, or that is not known."""
        if not note or not self._is_there:
            return ""
        if (note, line) not in self._commits:
            number = self._number_at_head(note, line)
            self._commits[note, line] = self._blamed(note, number) if number else ""
        return self._commits[note, line]

    def _blamed(self, note: str, number: int) -> str:
        place = ("-L", f"{number},{number}", "HEAD", "--", note)
        ran = self._ask("--literal-pathspecs", "blame", "--no-textconv", "--root", "-l", "-s", *place)
        found = _COMMIT.match(ran.stdout)
        return found[1].decode() if ran.worked and found else ""

    def _number_at_head(self, note: str, line: int) -> int:
        """The number that the same line has at HEAD; the nearest, when it is there more than once; 0: it is not."""
        here = _line(self._now(note), line)
        same = [number for number, text in enumerate(self._at_head(note), 1) if text == here and here.strip()]
        return min(same, key=lambda number: abs(number - line), default=0)

    def _now(self, note: str) -> Sequence[str]:
        from reverie.code.contained import read_inside
        from reverie.code.values import Unread

        key = f"now:{note}"
        if key not in self._lines:
            content = read_inside(str(self._root), note, 10_000_000)
            self._lines[key] = [] if isinstance(content, Unread) else _lines(content.raw)
        return self._lines[key]

    def _at_head(self, note: str) -> Sequence[str]:
        if note not in self._lines:
            ran = self._ask("cat-file", "blob", f"HEAD:{note}")
            self._lines[note] = _lines(ran.stdout) if ran.worked else []
        return self._lines[note]

    def _holds(self, *arguments: str) -> bool:
        if arguments not in self._answers:
            self._answers[arguments] = self._ask(*arguments).worked
        return self._answers[arguments]

    def _ask(self, *arguments: str) -> GitRan:
        if self._left <= 0:
            return GitRan("too slow")
        started = time.monotonic()
        ran = run_git(self._root, *arguments, seconds=_SECONDS)
        self._left -= time.monotonic() - started
        return ran


_NO_NOTES = tuple(f":(exclude,glob)**/*.{ending}" for ending in ("md", "rst", "txt", "mdx", "adoc", "html", "json"))


def _lines(raw: bytes) -> list[str]:
    return raw.decode(errors="replace").replace("\r\n", "\n").split("\n")


def _line(lines: Sequence[str], number: int) -> str:
    return lines[number - 1] if 0 < number <= len(lines) else ""
