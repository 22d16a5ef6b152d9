"""A unified diff for a person: numbered lines with their signs, nothing of a line beyond the edge of the screen."""

import re
from collections.abc import Iterator

import msgspec

from reverie.conversation.truncation import Limits, keep_head_and_tail, shorten_line
from reverie.conversation.visible import visible

from .ansi import BOLD, CYAN, FAINT, GREEN, RED, Line, Span, both, painted
from .columns import rows_of

MOST_LINES = 200
_LONGEST_LINE = 1_000
_TAB = 4
_HUNK = re.compile(r"@@ -(\d+)(?:,(\d+))? \+(\d+)(?:,(\d+))? @@")
_STYLES = {"+": GREEN, "-": RED, " ": ""}
_CONTINUED = "↳"
_BLANK = "·"


class _Row(msgspec.Struct, frozen=True):
    """A line of the diff. `sign` is empty for what is no line of a file: a path, a gap, a remark."""

    text: str
    sign: str = ""
    number: int = 0
    style: str = ""


def diff_lines(diff: str, width: int, *, colour: bool, most: int = MOST_LINES, rest: str = "") -> str:
    """The lines of a unified diff in `width` columns, each with its newline.

    Only for a diff that a tool made itself: in any other text a line could look like a hunk's header and vanish.

    Long lines are wrapped behind a mark, lines over 1,000 characters shortened, and of more than `most` lines head and
    tail are kept; both cuts say what is missing, and `rest` may say how to see it.
    """
    rows = list(_rows(_shortened(visible(diff))))
    cut = keep_head_and_tail("\n".join(row.text for row in rows), Limits(most, most * 2 * _LONGEST_LINE))
    if note := cut.note(rest):
        head, tail = cut.head.count("\n"), cut.tail.count("\n") + 1
        rows = [*rows[:head], _Row(note, style=both(BOLD, CYAN)), *(rows[-tail:] if cut.tail else [])]
    digits = len(str(max((row.number for row in rows), default=0)))
    return "".join(painted(line, colour=colour) + "\n" for row in rows for line in _wrapped(row, digits, width))


def _shortened(diff: str) -> Iterator[str]:
    for line in diff.removesuffix("\n").split("\n") if diff else ():
        yield shorten_line(line, _LONGEST_LINE)


def _rows(lines: Iterator[str]) -> Iterator[_Row]:
    """A line is what the hunk's counts say: a removed `-- x` looks like the beginning of the next file."""
    old = new = old_left = new_left = 0
    first = True
    for line in lines:
        if (old_left or new_left) and (not line or line[0] in "+- "):
            sign = line[:1] or " "
            yield _Row(line[1:], sign, old if sign == "-" else new, _STYLES[sign])
            old, old_left = (old + 1, old_left - 1) if sign != "+" else (old, old_left)
            new, new_left = (new + 1, new_left - 1) if sign != "-" else (new, new_left)
        elif hunk := _HUNK.match(line):
            old, old_left, new, new_left = (int(count or 1) for count in hunk.groups())
            yield from () if first else (_Row("...", style=FAINT),)
            first = False
        else:
            first = first or line.startswith("--- ")
            yield _Row(line, style=BOLD if line.startswith(("--- ", "+++ ")) else "")


def _wrapped(row: _Row, digits: int, width: int) -> Iterator[Line]:
    """A row as it stands on the screen; behind its number and sign where it is a line of a file.

    Blanks at the end of a changed line are shown: they may be all that changed.
    """
    text = row.text.expandtabs(_TAB)
    if not row.sign:
        yield from ([Span(part, row.style)] for part in rows_of(text, width))
        return
    if row.style:
        text = text.rstrip(" ") + _BLANK * (len(text) - len(text.rstrip(" ")))
    for part, shown in enumerate(rows_of(text, max(8, width - digits - 3))):
        number = f"{'' if part else row.number:>{digits}} "
        sign = f"{_CONTINUED if part else row.sign} "
        yield [Span(number, FAINT), Span(sign + shown, row.style)]
