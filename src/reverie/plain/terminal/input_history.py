"""What was typed before, over sessions: a file of one JSON text a line, newest last.

Processes append side by side: a line is one write. An entry that begins with a space is not kept, as in a shell.
"""

import contextlib
import os
from collections.abc import Iterable
from itertools import groupby
from pathlib import Path

import msgspec
from prompt_toolkit.history import History

from reverie.conversation.ports import Redactor
from reverie.storage.atomic import private_folder, replace_file
from reverie.storage.lock import FileLock

MOST_ENTRIES = 5_000
_SLACK = 500
"""So many more may stand in the file before it is written anew."""
_MOST_CHARACTERS = 20_000
"""Of one entry; a longer text was hardly typed."""
_MOST_BYTES = 16 * 1024 * 1024
"""Read from the file's end at most."""


class InputHistory(History):
    """History as the input line wants it. A file that cannot be read or written costs the past, nothing else."""

    def __init__(self, path: Path, redactor: Redactor | None = None) -> None:
        super().__init__()
        self._path = path
        self._redactor = redactor

    def load_history_strings(self) -> Iterable[str]:
        """The entries, newest first, each once in a row."""
        entries = self._entries()
        if len(entries) > MOST_ENTRIES + _SLACK:
            self._shorten()
        return [entry for entry, _ in groupby(entries[-MOST_ENTRIES:])][::-1]

    def remember(self, line: str, text: str) -> None:
        """Bring back `line` in this session and the whole `text` in later ones, unless it is empty or private."""
        if line.strip() and not line.startswith(" ") and self._loaded_strings[:1] != [line]:
            self._loaded_strings.insert(0, line)
            self.store_string(text)

    def append_string(self, string: str) -> None:
        self.remember(string, string)

    def store_string(self, string: str) -> None:
        """Append it to the file, without its secrets; a very long text is not kept."""
        text = self._redactor.redact(string) if self._redactor is not None else string
        if len(text) <= _MOST_CHARACTERS:
            line = msgspec.json.encode(text.encode(errors="replace").decode()) + b"\n"
            with contextlib.suppress(OSError):
                private_folder(self._path.parent)
                self._append(line)

    def _append(self, line: bytes) -> None:
        with FileLock(self._lock()):
            descriptor = os.open(self._path, os.O_RDWR | os.O_APPEND | os.O_CREAT | os.O_CLOEXEC, 0o600)
            try:
                size = os.fstat(descriptor).st_size
                torn = size and os.pread(descriptor, 1, size - 1) != b"\n"
                os.write(descriptor, b"\n" + line if torn else line)
            finally:
                os.close(descriptor)

    def _shorten(self) -> None:
        """Keep the newest entries only; what others append meanwhile waits for the lock."""
        with contextlib.suppress(OSError), FileLock(self._lock()):
            entries = self._entries()[-MOST_ENTRIES:]
            replace_file(self._path, b"".join(msgspec.json.encode(entry) + b"\n" for entry in entries))

    def _entries(self) -> list[str]:
        """Every whole line of the file that is a text, oldest first."""
        try:
            with self._path.open("rb") as file:
                file.seek(max(0, os.fstat(file.fileno()).st_size - _MOST_BYTES))
                lines = file.read().split(b"\n")
        except OSError:
            return []
        return [entry for line in lines if (entry := _entry(line))]

    def _lock(self) -> Path:
        return self._path.with_name(self._path.name + ".lock")


def _entry(line: bytes) -> str:
    try:
        return msgspec.json.decode(line, type=str)
    except (msgspec.DecodeError, UnicodeDecodeError):
        return ""
