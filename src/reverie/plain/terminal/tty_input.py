"""The terminal as it is read: keys, pasted texts, and its end."""

import codecs
import os
from typing import TextIO

from prompt_toolkit.input.posix_utils import PosixStdinReader
from prompt_toolkit.input.vt100 import Vt100Input
from prompt_toolkit.key_binding import KeyPress
from prompt_toolkit.keys import Keys

_MOST_BYTES = 65_536
_FASTEST_TYPING = 1_024
"""Characters in one read: nobody types so fast, so this was pasted, in a terminal that does not mark what is pasted."""


class _Reader(PosixStdinReader):
    """Reads what there is. A terminal that is gone ends it: the library's own reader would try again for ever."""

    def __init__(self, descriptor: int, encoding: str) -> None:
        super().__init__(descriptor, encoding=encoding)
        self._decoder = codecs.getincrementaldecoder(encoding)("replace")

    def read(self, count: int = _MOST_BYTES) -> str:
        if self.closed:
            return ""
        try:
            content = os.read(self.stdin_fd, _MOST_BYTES)
        except (BlockingIOError, InterruptedError):
            return ""
        except OSError:
            content = b""
        self.closed = not content
        return self._decoder.decode(content)


class TtyInput(Vt100Input):
    """`escape_alone` tells of the newest keys whether Esc was pressed by itself: Alt and a key begins with Esc, too."""

    def __init__(self, stdin: TextIO) -> None:
        super().__init__(stdin)
        self.stdin_reader = _Reader(stdin.fileno(), stdin.encoding or "utf-8")
        self.escape_alone = False

    def read_keys(self) -> list[KeyPress]:
        self.escape_alone = False
        text = self.stdin_reader.read()
        if len(text) >= _FASTEST_TYPING and "\x1b" not in text and not self._in_sequence():
            return [KeyPress(Keys.BracketedPaste, text)]
        self.vt100_parser.feed(text)
        return self._taken()

    def flush_keys(self) -> list[KeyPress]:
        keys = super().flush_keys()
        self.escape_alone = bool(keys) and all(press.key == Keys.Escape for press in keys)
        return keys

    def _in_sequence(self) -> bool:
        """Whether a marked paste is being read."""
        return self.vt100_parser._in_bracketed_paste

    def _taken(self) -> list[KeyPress]:
        keys, self._buffer = self._buffer, []
        return keys
