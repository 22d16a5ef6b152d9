"""The line that is being typed, and the few keys that change it."""

import re

import msgspec

from reverie.conversation.visible import visible

_ESCAPES = re.compile(r"\x1b(?:\[[0-9;?<=>]*[ -/]*[@-~]|O.|.)?")
"""Arrows and the like, as ECMA-48 has them: keys that mean nothing here."""
_SPECIAL = re.compile(r"([\x00-\x08\x0a-\x1f\x7f])")
_RUB_OUT, _RUB_OUT_WORD, _RUB_OUT_LINE, _END = ("\x7f", "\x08"), "\x17", "\x15", "\x04"
_WORD = re.compile(r"\S*\s*\Z")


class Fed(msgspec.Struct, frozen=True):
    """What came of some keys: text to echo, lines that were sent off, and whether Ctrl-D, as the last of them and on an
    empty line, closed the input."""

    echo: str
    lines: tuple[str, ...] = ()
    closed: bool = False


class LineEditor:
    """What was typed since the last Enter. Rubbing out works, as in the terminal's own lines; nothing moves."""

    def __init__(self) -> None:
        self.text = ""
        self._echo: list[str] = []

    def take(self) -> str:
        """The unfinished line, which is empty then."""
        text, self.text = self.text, ""
        return text

    def feed(self, keys: str) -> Fed:
        lines: list[str] = []
        closed = False
        for piece in _SPECIAL.split(_ESCAPES.sub("", keys)):
            if not piece:
                continue
            closed = piece == _END and not self.text
            if piece in ("\n", "\r"):
                lines.append(self.take())
                self._echo.append("\n")
            else:
                self._edit(piece)
        echo, self._echo = "".join(self._echo), []
        return Fed(echo, tuple(lines), closed)

    def _edit(self, piece: str) -> None:
        if piece in _RUB_OUT:
            self._rub_out(1)
        elif piece == _RUB_OUT_LINE:
            self._rub_out(len(self.text) - self.text.rfind("\n") - 1)
        elif piece == _RUB_OUT_WORD:
            found = _WORD.search(self.text)
            self._rub_out(len(found.group()) if found else 0)
        elif piece >= " " or piece[0] == "\t":
            self.text += piece
            self._echo.append(shown(piece))

    def _rub_out(self, count: int) -> None:
        """Take characters from the end, with the columns that they stand in."""
        from wcwidth import wcswidth

        kept = self.text[: max(0, len(self.text) - count)]
        gone = self.text[len(kept) :]
        self.text = kept
        columns = max(0, wcswidth(shown(gone.replace("\n", ""))))
        self._echo.append("\b \b" * columns)


def shown(typed: str) -> str:
    """Typed text as it is echoed. A tab is one column, so that it can be rubbed out."""
    return visible(typed).replace("\t", " ")
