"""What a call produces: redacted, shown while it comes, cut for the model, and kept whole on disk where it was cut."""

import itertools
from pathlib import Path
from typing import BinaryIO

from reverie.conversation.events import CallOutput
from reverie.conversation.messages import CallPart, ImagePart, TextPart
from reverie.conversation.ports import Emit, Redactor
from reverie.conversation.truncation import HeadAndTail, Limits
from reverie.storage.atomic import private_folder

MOST_KEPT = 100_000_000
"""Bytes of one output that are kept on disk; a command can write as much in seconds, and nobody reads more."""


class OutputFolder:
    """Where the full outputs of a session's calls lie, one file a call; made when the first is needed.

    A file holds at most `most_kept` bytes.
    """

    def __init__(self, folder: Path, limits: Limits, most_kept: int = MOST_KEPT) -> None:
        self.folder = folder
        self.limits = limits
        self.most_kept = most_kept

    def new_file(self, tool: str) -> tuple[Path, BinaryIO]:
        """A new file, open for writing. Raises OSError."""
        private_folder(self.folder)
        for number in itertools.count(1 + sum(1 for _ in self.folder.iterdir())):
            path = self.folder / f"{number:04}-{tool}.txt"
            try:
                return path, path.open("xb")
            except FileExistsError:
                continue
        raise AssertionError("unreachable: the numbers do not end")


class KeptText:
    """A text that comes in pieces: its head and tail in memory, and on disk once it passes the limits.

    On disk lies all of it, or as much as the folder keeps of one text.
    """

    def __init__(self, tool: str, folder: OutputFolder) -> None:
        self._tool = tool
        self._folder = folder
        self._collected = HeadAndTail(folder.limits)
        self._unsaved: list[str] = []
        self._size = 0
        self._file: BinaryIO | None = None
        self._path: Path | None = None
        self._room = folder.most_kept
        self._is_full = False
        self._problem = ""

    def feed(self, text: str) -> None:
        self._size += len(text)
        self._collected.feed(text)
        if self._problem or self._is_full:
            return
        self._unsaved.append(text)
        if self._size > self._folder.limits.characters:
            self._save()

    def render(self) -> str:
        """The text for the model, with a note of where all of it lies when it was cut."""
        cut = self._collected.cut()
        if cut.characters and not self._problem:
            self._save()
        if self._problem:
            return cut.render(f"all of it could not be kept: {self._problem}")
        if self._is_full:
            return cut.render(f"its first {self._folder.most_kept:,} bytes, and no more: {self._path}")
        return cut.render(f"all of it: {self._path}")

    def close(self) -> None:
        if self._file is not None:
            self._file.close()

    def _save(self) -> None:
        """A full disk costs the rest of the output, not the turn: the note says so."""
        try:
            if self._file is None:
                self._path, self._file = self._folder.new_file(self._tool)
            content = "".join(self._unsaved).encode(errors="replace")
            self._is_full = self._is_full or len(content) > self._room
            self._file.write(content[: self._room])
            self._file.flush()
            self._room -= min(self._room, len(content))
        except OSError as error:
            self._problem = error.strerror or str(error)
        self._unsaved.clear()


class LiveOutput:
    """The `Output` of one running call."""

    def __init__(self, call: CallPart, redactor: Redactor, folder: OutputFolder, emit: Emit) -> None:
        self._call = call
        self._redactor = redactor
        self._folder = folder
        self._emit = emit
        self._stream = redactor.stream()
        self._kept = KeptText(call.name, folder)
        self._empty = True

    @property
    def call_id(self) -> str:
        return self._call.id

    def write(self, text: str) -> None:
        self._take(self._stream.feed(_encodable(text)))

    def finish(self, content: tuple[TextPart | ImagePart, ...]) -> tuple[TextPart | ImagePart, ...]:
        """What the model gets: what was written, then the content of the result, each redacted and cut."""
        self._take(self._stream.finish())
        parts = [part if isinstance(part, ImagePart) else self._cut(part) for part in content]
        if not self._empty:
            parts.insert(0, TextPart(self._kept.render(), "tool"))
        return tuple(parts)

    def close(self) -> None:
        self._kept.close()

    def _take(self, text: str) -> None:
        if text:
            self._empty = False
            self._emit(CallOutput(self._call.id, text))
            self._kept.feed(text)

    def _cut(self, part: TextPart) -> TextPart:
        text = self._redactor.redact(_encodable(part.text))
        if len(text) <= self._folder.limits.characters and text.count("\n") < self._folder.limits.lines:
            return TextPart(text, part.origin)
        kept = KeptText(self._call.name, self._folder)
        try:
            kept.feed(text)
            return TextPart(kept.render(), part.origin)
        finally:
            kept.close()


def _encodable(text: str) -> str:
    """Lone surrogates, as file names that are not UTF-8 bring them, can be neither stored nor sent."""
    return text if text.isascii() else text.encode(errors="replace").decode()
