"""A text that a person is asked about, as it is and whole: no line of it can be hidden, or pass for a row of ours.

Rows of ours begin at the edge of the screen. Lines of the text stand four columns in; where one goes on in the next
row, a mark says so, left of where lines begin.
"""

from reverie.conversation.visible import visible

from .ansi import FAINT, Span, painted
from .columns import rows_of

_TAB = 4
_MARGIN = "    "
_GOES_ON = "  ↳ "
_NARROWEST = 8


def raw_lines(text: str, width: int, *, colour: bool) -> str:
    """The lines of a text in `width` columns, each with its newline; nothing is left out, however long it is."""
    columns = max(_NARROWEST, width - len(_MARGIN))
    return "".join(
        painted([Span(_GOES_ON if part else _MARGIN, FAINT), Span(row)], colour=colour) + "\n"
        for line in visible(text).expandtabs(_TAB).split("\n")
        for part, row in enumerate(rows_of(line, columns))
    )
