"""What the record knows: whether a path was changed, whether anything ran, whether an output holds a text."""

import re
from collections.abc import Sequence
from functools import cached_property
from pathlib import PurePosixPath
from typing import NamedTuple

from reverie.conversation import deeds as record
from reverie.quality.claims.prose.code import command_sort
from reverie.quality.claims.topics import Topics
from reverie.quality.runs import Lines, runs_of
from reverie.quality.short_texts import kept_for_short

_READING = re.compile(r"\s*(?:cat|sed -n|head|tail|less|bat|nl|cd|git show|git diff(?!.*--(?:stat|name|short)))\b")
_LINE = re.compile(r"(?::\d+){1,2}(?:-\d+)?$")
_LONGEST_LINE = 4_000
_MOST_OUTPUT = 200_000
_MAKING = re.compile(
    r">|\b(?:cp|mv|mkdir|touch|tee|tar|unzip|clone|init|curl|wget|ffmpeg|convert|dump|new|create|scaffold)\b|generat|export|_dump"
)
_SORT_OF_PURPOSE = {"test": "test", "build": "build", "lint": "lint", "format": "lint"}
_PARTS = re.compile(r"&&|\|\||[;|\n]")


class _Does(NamedTuple):
    """What a command line does: more than reading, installing, and which check last."""

    runs: bool
    installs: bool
    last_check: str


@kept_for_short
def _does(line: str) -> _Does:
    parts = _PARTS.split(line)
    sorts = [command_sort(part) for part in parts]
    return _Does(
        runs=any(part.strip() and not _READING.match(part) for part in parts),
        installs="install" in sorts,
        last_check=next((sort for sort in reversed(sorts) if sort in ("test", "build", "lint")), ""),
    )


class Known:
    """The deeds of a turn, as finding asks them."""

    def __init__(self, deeds: Sequence[record.AnyDeed], lines: Lines | None = None) -> None:
        self._lines = lines
        self._changed: dict[str, bool] = {}
        self._written: set[str] = set()
        self._read: set[str] = set()
        self._outputs: list[str] = []
        self._commands: list[str] = []
        self.asks_agents = False
        self.remembers = False
        self.searches = self.browses = False
        self.installs = False
        self.runs = False
        self.last_check = ""
        self._deleted: set[str] = set()
        self._room = _MOST_OUTPUT
        self._deeds = deeds
        self.topics = Topics(deeds)
        for deed in reversed(deeds):
            self._note(deed)

    def _note(self, deed: record.AnyDeed) -> None:
        match deed:
            case record.Edit() | record.Write() | record.Delete() | record.Revert():
                self._note_change(deed)
            case record.Command():
                self._note_command(deed.command[:_LONGEST_LINE])
                self._keep(deed.output)
            case record.Search():
                self.searches = True
                self._keep(deed.output)
            case record.Read():
                self._read.add(deed.path)
            case record.Memory():
                self.remembers = True
            case record.TaskResult():
                self.asks_agents = True
            case record.Web():
                self.browses = True
                self._keep(deed.output)

    def _note_change(self, deed: record.Edit | record.Write | record.Delete | record.Revert) -> None:
        self._changed.setdefault(deed.path, not isinstance(deed, record.Revert) and deed.ok)
        if isinstance(deed, record.Write):
            self._written.add(deed.path)
        if isinstance(deed, record.Delete):
            self._deleted.add(deed.path)

    def _keep(self, output: str) -> None:
        """Keep the end of an output, as long as there is room; the latest come first."""
        if self._room > 0 and output:
            self._outputs.append(output[-self._room :])
            self._room -= len(output)

    def _note_command(self, line: str) -> None:
        """Lines come latest first; the parts of a line in their order."""
        self._commands.append(line)
        does = _does(line)
        self.runs = self.runs or does.runs
        self.installs = self.installs or does.installs
        self.last_check = self.last_check or does.last_check

    @cached_property
    def _programs(self) -> dict[str, str]:
        """What runs of checks were of, by the names that people call them."""
        found: dict[str, str] = {}
        for run in runs_of(self._deeds, self._lines):
            if sort := _SORT_OF_PURPOSE.get(run.purpose):
                name = run.program.lower().removeprefix("npx ").removeprefix("./")
                found[name] = found[name.rpartition("/")[2]] = sort
        return found

    @property
    def type_checks_only(self) -> bool:
        """Whether the record checked types or style, and never built."""
        sorts = set(self._programs.values())
        return "lint" in sorts and "build" not in sorts and "tsc" in self._programs

    @cached_property
    def only_looks(self) -> bool:
        """Whether all that was run only shows something, and nothing was changed."""
        purposes = {run.purpose for run in runs_of(self._deeds, self._lines)}
        return bool(purposes) and purposes <= {"read", "search", "state"} and not self._changed

    def checks_with(self, sort: str) -> bool:
        """Whether the record ran a check of a sort."""
        return sort in self._programs.values()

    def ran_program(self, name: str) -> bool:
        """Whether a command line begins with a word, in any of its parts."""
        words = name.lower().split(maxsplit=1)
        return bool(words) and words[0] in self._first_words

    @cached_property
    def _first_words(self) -> frozenset[str]:
        parts = (part.split() for line in self._commands for part in _PARTS.split(line))
        return frozenset(words[0].lower() for words in parts if words)

    def sort_of_program(self, name: str) -> str:
        """`test`, `build` or `lint` for a program that the record ran as one, else empty."""
        name = name.lower()
        return self._programs.get(name) or self._programs.get(name.rpartition("/")[2], "")

    @property
    def deletes_any(self) -> bool:
        return bool(self._deleted) or self.ran_with("rm ")

    @property
    def edits_any(self) -> bool:
        return len(self._changed) > len(self._deleted)

    def deletes(self, path: str) -> bool:
        return any(_same(known, path) for known in self._deleted) or (self.ran_with("rm ") and self.ran_with(path))

    def installs_what(self, word: str) -> bool:
        """Whether a word stands in a line that installs."""
        return self.installs and any(word in line.lower() for line in self._commands)

    @property
    def changes(self) -> bool:
        """Whether anything was, or was to be, changed in files."""
        return bool(self._changed)

    @property
    def only_runs(self) -> bool:
        """Whether commands were run, and nothing else."""
        return self.runs and not self._changed and not self._read

    @property
    def shows(self) -> bool:
        """Whether something was run or changed, so that something can have come out."""
        return self.runs or self.changes

    def changes_named(self, name: str) -> bool:
        """Whether a changed file bears a name, without its ending: `readme`."""
        return any(PurePosixPath(path).stem.lower() == name for path in self._changed)

    @property
    def acts(self) -> bool:
        """Whether more than reading was done."""
        return bool(self._changed or self._commands or self.asks_agents)

    def makes(self, path: str) -> bool:
        """Whether a command line that copies, writes or generates names a path."""
        return any(path.rstrip("/") in line and _MAKING.search(line) for line in self._commands)

    def state_of(self, path: str) -> str:
        """`done`, `failed`, or empty when it was not changed."""
        for known, ok in self._changed.items():
            if _same(known, path):
                return "done" if ok else "failed"
        return ""

    def writes(self, path: str) -> bool:
        return any(_same(known, path) for known in self._written)

    def was_read(self, path: str) -> str:
        """`done` or empty; a command that names it may have shown it."""
        return "done" if self.reads(path) or self.ran_with(path) else ""

    def reads(self, path: str) -> bool:
        return any(_same(known, path) for known in self._read)

    def gave(self, text: str) -> bool:
        """Whether an output holds a text."""
        return len(text) > 1 and any(text in output for output in self._outputs)

    def ran_with(self, text: str) -> bool:
        """Whether a command line holds a text."""
        return len(text) > 1 and any(text in command for command in self._commands)


def _same(known: str, path: str) -> bool:
    path = _LINE.sub("", path).removeprefix("./").rstrip("/")
    if not path:
        return False
    return known == path or known.endswith("/" + path) or path.endswith("/" + known) or known.startswith(path + "/")
