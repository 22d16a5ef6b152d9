"""Calls for a person: one line each, and the output of one when it is asked for."""

import re

from reverie.conversation.truncation import Limits, keep_head_and_tail
from reverie.conversation.visible import visible, visible_line

from .ansi import BOLD, CYAN, FAINT, GREEN, RED, YELLOW, Span, both, painted
from .columns import columns_of, fit, rows_of

_MARK_STYLES = {"✓": GREEN, "✗": RED, "⊘": YELLOW, "–": YELLOW, "!": YELLOW}
_NOTE = " — "
_TAB = 4
_MARGIN = "  "
_COLOURS = re.compile(r"\x1b\[[0-9;:]*m")


def call_line(line: str, width: int, *, colour: bool) -> str:
    """A line of `Wording` cut to `width` columns, without a newline. What came of the call is cut last."""
    line = visible_line(line)
    about, dash, note = line.rpartition(_NOTE)
    if not dash:
        about, note = line, ""
    elif columns_of(line) > width:
        least = min(columns_of(about), width // 2)
        note = fit(note, max(0, width - least - len(_NOTE)))
        about = fit(about, width - columns_of(note) - len(_NOTE))
    mark, blank, words = fit(about, width).partition(" ")
    end = Span(dash + note, FAINT) if note else Span("")
    return painted([Span(mark, _MARK_STYLES.get(mark, "")), Span(blank + words), end], colour=colour)


def expanded(text: str, width: int, *, colour: bool, rows: int, rest: str = "") -> str:
    """A call's output set in by two columns, each line with its newline; empty when there is none.

    At most `rows` lines are kept, and no more characters than fill them: of longer output head and tail, with a line
    that says what was cut, to which `rest` adds where all of it lies. Colours in the output are dropped.
    """
    columns = max(1, width - len(_MARGIN))
    shown = visible(_COLOURS.sub("", text).replace("\r\n", "\n").replace("\r", "\n")).strip("\n")
    if not shown:
        return ""
    cut = keep_head_and_tail(shown, Limits(rows, rows * columns))
    lines = _set_in(cut.head.removesuffix("\n"), columns, FAINT, colour)
    if note := cut.note(rest):
        lines += _set_in(note, columns, both(BOLD, CYAN), colour) + _set_in(cut.tail, columns, FAINT, colour)
    return "".join(lines)


def _set_in(text: str, columns: int, style: str, colour: bool) -> list[str]:
    lines = text.expandtabs(_TAB).split("\n")
    parts = [part for line in lines for part in rows_of(line, columns)]
    return [painted([Span(_MARGIN), Span(part, style)], colour=colour) + "\n" for part in parts]
