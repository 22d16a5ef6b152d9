"""`questions.jsonl`: which questions were put to the person on which day, and which were closed; no text of any."""

from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import msgspec

from reverie.memory.layout import Layout
from reverie.storage.errors import BrokenFile, NewerFormat
from reverie.storage.jsonl import JsonLines, whole_lines
from reverie.storage.lock import Busy, FileLock

FORMAT = 1


class Header(msgspec.Struct, frozen=True, tag="questions"):
    format: int


class Put(msgspec.Struct, frozen=True, tag="put"):
    key: str
    day: str


class Closed(msgspec.Struct, frozen=True, tag="closed"):
    key: str


_Entry = Header | Put | Closed
_decoder: msgspec.json.Decoder[_Entry] = msgspec.json.Decoder(_Entry)
_encode = msgspec.json.Encoder().encode


class History(msgspec.Struct, frozen=True):
    """The keys of questions that were put, the last day on which one was (empty: never), and those closed."""

    keys: frozenset[str] = frozenset()
    last_day: str = ""
    closed: frozenset[str] = frozenset()


class PutQuestions:
    """Of one memory. Every method may raise OSError; NewerFormat and BrokenFile for a file that is not ours."""

    def __init__(self, layout: Layout) -> None:
        self._layout = layout
        self._path: Path = layout.folder / "questions.jsonl"

    def read(self) -> History:
        entries = list(self._entries())
        put = [one for one in entries if isinstance(one, Put)]
        closed = frozenset(one.key for one in entries if isinstance(one, Closed))
        return History(frozenset(one.key for one in put), max((one.day for one in put), default=""), closed)

    def note(self, key: str, day: str) -> bool:
        """Whether it is put by this call: another process may have put one that day, or be writing."""
        try:
            with FileLock(self._layout.lock).acquire(wait=False):
                if self.read().last_day >= day:
                    return False
                self._append(Put(key, day))
                return True
        except Busy:
            return False

    def close(self, key: str) -> None:
        with FileLock(self._layout.lock).acquire():
            self._append(Closed(key))

    def _append(self, entry: Put | Closed) -> None:
        is_new = not self._path.exists() or self._path.stat().st_size == 0
        with closing(JsonLines(self._path)) as lines:
            if is_new:
                lines.append(_encode(Header(FORMAT)))
            lines.append(_encode(entry))
            lines.sync()

    def _entries(self) -> Iterator[_Entry]:
        try:
            for number, line in enumerate(whole_lines(self._path), 1):
                try:
                    entry = _decoder.decode(line)
                except (msgspec.DecodeError, UnicodeDecodeError):
                    if number == 1:
                        raise BrokenFile(self._path, "its first line is none of ours") from None
                    continue
                if isinstance(entry, Header) and entry.format > FORMAT:
                    raise NewerFormat(self._path, entry.format, FORMAT)
                yield entry
        except FileNotFoundError:
            return
