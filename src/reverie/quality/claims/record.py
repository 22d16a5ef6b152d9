"""What the record knows: whether a path was changed, whether anything ran, whether an output holds a text."""

import re
from collections.abc import Sequence

from reverie.conversation import deeds as record
from reverie.quality.claims.prose.code import command_sort

_READING = re.compile(r"\s*(?:cat|sed -n|head|tail|less|bat|nl|cd|git show|git diff(?!.*--(?:stat|name|short)))\b")
_PARTS = re.compile(r"&&|\|\||[;|\n]")


class Known:
    """The deeds of a turn, as finding asks them."""

    def __init__(self, deeds: Sequence[record.AnyDeed]) -> None:
        self._changed: dict[str, bool] = {}
        self._written: set[str] = set()
        self._read: set[str] = set()
        self._outputs: list[str] = []
        self._commands: list[str] = []
        self.asks_agents = False
        self.remembers = False
        self.searches = False
        self.installs = False
        self.runs = False
        self.last_check = ""
        self._deleted: set[str] = set()
        for deed in deeds:
            self._note(deed)

    def _note(self, deed: record.AnyDeed) -> None:
        match deed:
            case record.Command():
                self._note_command(deed.command)
                self._outputs.append(deed.output)
            case record.Edit():
                self._changed[deed.path] = deed.ok
            case record.Delete():
                self._changed[deed.path] = deed.ok
                self._deleted.add(deed.path)
            case record.Write():
                self._changed[deed.path] = deed.ok
                self._written.add(deed.path)
            case record.Revert():
                self._changed[deed.path] = False
            case record.Read():
                self._read.add(deed.path)
            case record.Search():
                self.searches = True
                self._outputs.append(deed.output)
            case record.Web():
                pass
            case record.Memory():
                self.remembers = True
            case record.TaskResult():
                self.asks_agents = True

    def _note_command(self, line: str) -> None:
        self._commands.append(line)
        for part in _PARTS.split(line):
            sort = command_sort(part)
            if part.strip() and not _READING.match(part):
                self.runs = True
            self.installs = self.installs or sort == "install"
            if sort in ("test", "build", "lint"):
                self.last_check = sort

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
    def acts(self) -> bool:
        """Whether more than reading was done."""
        return bool(self._changed or self._commands or self.asks_agents)

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
    path = path.removeprefix("./").rstrip("/")
    if not path:
        return False
    return known == path or known.endswith("/" + path) or path.endswith("/" + known) or known.startswith(path + "/")
