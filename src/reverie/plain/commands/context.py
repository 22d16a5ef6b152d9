"""/context: what fills the model's window, as a table with words and figures first, a bar where there is room."""

import shutil
from collections.abc import Iterator
from typing import TYPE_CHECKING

from .command import Room

if TYPE_CHECKING:
    from reverie.agent.context_report import ContextReport, ContextRow

_WIDEST = 100
_NAME_COLUMNS = 36
_NARROWEST_NAME = 8
_LONGEST_NAME = 240
_BAR = 20
_GAP = 2


async def run(room: Room, argument: str) -> None:
    from reverie.agent.context_report import context_report

    session = room.desk.session
    width = min(_WIDEST, shutil.get_terminal_size().columns)
    room.face.say("\n".join(as_lines(context_report(session.history, session.equipment), width)))


def as_lines(report: "ContextReport", width: int) -> list[str]:
    """The report in lines of at most `width` columns (of which it takes 30 or more); no name loses its beginning."""
    share = f"{100 * report.used / max(1, report.window):.0f} %"
    head = [f"Context: {report.used:,} of {report.window:,} tokens ({share}); made smaller at {report.limit:,}."]
    if report.compactions:
        head.append(f"Made smaller {_times(report.compactions)} so far.")
    return [
        *(row for line in head for row in _wrapped(line, width)),
        *(line for row in report.rows for line in _lines(row, report, width)),
    ]


def _lines(row: "ContextRow", report: "ContextReport", width: int) -> Iterator[str]:
    """`name  tokens  share  bar`; where there is no room the bar goes, then the name takes several lines."""
    from reverie.conversation.visible import visible_line
    from reverie.plain.terminal.columns import columns_of, fit

    share = 100 * row.tokens / max(1, report.window)
    figures = f"{row.tokens:>{len(f'{report.window:,}')},}  {share:>3.0f} %"
    room = min(_NAME_COLUMNS, max(_NARROWEST_NAME, width - len(figures) - _GAP))
    first, *more = _wrapped(fit(visible_line(row.name), _LONGEST_NAME), room, "  ")
    has_bar = width >= room + len(figures) + 2 * _GAP + _BAR
    bar = "#" * round(share * _BAR / 100) if has_bar else ""
    yield f"{first}{' ' * (room - columns_of(first) + _GAP)}{figures}  {bar}".rstrip()
    yield from more


def _wrapped(text: str, width: int, indent: str = "") -> list[str]:
    """The text in lines of at most `width` columns, those after the first behind the indentation."""
    from reverie.plain.terminal.ansi import Span
    from reverie.plain.terminal.wrapping import wrap

    lines = wrap([Span(text)], width - len(indent), break_words=True)
    texts = ["".join(span.text for span in line) for line in lines]
    return [texts[0], *(indent + each for each in texts[1:])]


def _times(number: int) -> str:
    return {1: "once", 2: "twice"}.get(number, f"{number:,} times")
