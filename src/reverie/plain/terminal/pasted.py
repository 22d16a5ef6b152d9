"""Long pasted texts: a short mark stands for each in the input line, and the text is sent."""

import re

from reverie.conversation.truncation import counted

_MOST_LINES = 10
_MOST_CHARACTERS = 2_000


class PastedTexts:
    """Gives marks such as `[pasted 1,234 lines]` and knows which text each stands for."""

    def __init__(self) -> None:
        self._texts: dict[str, str] = {}

    def mark(self, text: str) -> str:
        """What stands in the line for a pasted text: itself when it is short."""
        text = plain_newlines(text)
        lines = text.count("\n") + 1
        if lines <= _MOST_LINES and len(text) <= _MOST_CHARACTERS:
            return text
        amount = counted(lines, "line") if lines > 1 else counted(len(text), "character")
        number, mark = 2, f"[pasted {amount}]"
        while self._texts.setdefault(mark, text) != text:
            mark, number = f"[pasted {amount}, number {number}]", number + 1
        return mark

    def whole(self, line: str) -> str:
        """The line with its pasted texts; marks within these stand for nothing."""
        if not self._texts:
            return line
        marks = "|".join(map(re.escape, self._texts))
        return re.sub(marks, lambda mark: self._texts[mark[0]], line)

    def mark_before(self, line: str) -> str:
        """The mark that the line ends with; empty when it ends with none."""
        return next((mark for mark in self._texts if line.endswith(mark)), "")


def plain_newlines(text: str) -> str:
    """The text with `\\n` for every end of a line: terminals paste `\\r`."""
    return text.replace("\r\n", "\n").replace("\r", "\n")
