"""Printing: lines made visible and wrapped to the terminal, or JSON."""

import re
import shutil
import sys
from collections.abc import Iterable, Iterator

import click
import msgspec

from reverie.conversation.visible import visible, visible_line

_LEAST_COLUMNS = 20
_UNSAFE = re.compile("[\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069]")


def say(lines: Iterable[str]) -> None:
    """Lines of ours with text of files in them, on standard output; into a file or pipe each stays one line."""
    columns = _columns()
    for line in lines:
        for piece in _wrapped(visible_line(line), columns) if columns else [visible_line(line)]:
            click.echo(piece)


def say_text(text: str) -> None:
    """A text with its own lines, as a person wrote it."""
    click.echo(visible(text))


def say_json(value: object) -> None:
    """One JSON document on one line; what could move the cursor or turn the reading direction is escaped in it."""
    text = msgspec.json.encode(value).decode()
    click.echo(_UNSAFE.sub(lambda found: f"\\u{ord(found[0]):04x}", text))


def tell(line: str) -> None:
    """One line on standard error, beside what was asked for."""
    click.echo(visible_line(line), err=True)


def _columns() -> int:
    """Those of the terminal; 0 when the output is none."""
    return max(_LEAST_COLUMNS, shutil.get_terminal_size().columns) if sys.stdout.isatty() else 0


def _wrapped(line: str, columns: int) -> Iterator[str]:
    """The lines that it takes; those after the first are set in as far as it is, and by two more."""
    from reverie.plain.terminal.ansi import Span
    from reverie.plain.terminal.wrapping import wrap

    text = line.lstrip(" ")
    blanks = len(line) - len(text)
    for number, spans in enumerate(wrap([Span(text)], max(_LEAST_COLUMNS, columns - blanks - 2))):
        yield " " * (blanks + 2 * bool(number)) + "".join(span.text for span in spans)
