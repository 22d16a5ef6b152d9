"""`reverie scorecard [MODEL]`: how often each model's claims were false, and how it worked otherwise."""

import os
import shutil
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from collections.abc import Sequence

    from reverie.quality.scorecard.cards import Scorecard

_IN_A_FILE = 200
"""Columns of a line into a file or a pipe."""

NOTHING_YET = "no turn was judged yet: each turn of a session adds its numbers to the scorecard of its model by itself"


@click.command()
@click.argument("model", metavar="[MODEL]", required=False)
@click.option("--html", "page", metavar="FILE", type=click.Path(path_type=Path), help="Write a page with plots.")
@click.option("--json", "as_json", is_flag=True, help="Print JSON.")
def scorecard(model: str | None, page: Path | None, as_json: bool) -> None:
    """Show per model, from what it did in your sessions: false claims, over-commenting, unrequested change, failed
    edits, repeated failing calls, your corrections, cost; with 95 % intervals, and beside the model it replaced.

    MODEL is PROVIDER/NAME, or the name alone; without it all are shown. Only numbers are kept, in the ledger.
    """
    from .printing import say_json
    from .scoring.as_json import document
    from .scoring.opened import named, open_cards

    cards = open_cards()
    shown = named(cards, model) if model is not None else cards
    if page is not None:
        _write(page, shown)
    if as_json:
        say_json(document(shown))
    elif page is not None:
        from .printing import say

        say([f"wrote '{page}'"])
    elif not shown:
        click.echo(NOTHING_YET)
    else:
        _show(shown)


def _write(path: Path, cards: "Sequence[Scorecard]") -> None:
    """A page of ours is replaced; any other file stays."""
    from reverie.storage.atomic import replace_file

    from .failures import one_line
    from .scoring.page import MARK, html_page

    with one_line():
        if path.is_dir():
            raise click.UsageError(f"'{path}' is a folder; name a file")
        if path.exists() and not _is_ours(path, MARK):
            raise click.UsageError(f"'{path}' is there already and is no scorecard page; name a new file")
        if not path.parent.is_dir():
            raise click.UsageError(f"there is no folder '{path.parent}'; make it, or name another file")
        replace_file(path, html_page(cards, NOTHING_YET).encode(errors="replace"), mode=0o644)


def _is_ours(path: Path, mark: str) -> bool:
    if not path.is_file():
        return False
    with path.open("rb") as file:
        return mark.encode() in file.read(200)


def _show(cards: "Sequence[Scorecard]") -> None:
    from reverie.plain.terminal.ansi import painted

    from .scoring.table import table_lines

    is_terminal = sys.stdout.isatty()
    columns = shutil.get_terminal_size().columns if is_terminal else _IN_A_FILE
    has_letters = _can_draw()
    dull = os.environ.get("NO_COLOR") or os.environ.get("TERM", "dumb") in ("", "dumb", "unknown")
    for line in table_lines(cards, columns, bars=has_letters):
        text = painted(line, colour=is_terminal and not dull)
        # `color`: what is painted was decided above
        click.echo(text if has_letters else text.translate(_PLAIN), color=True)


_PLAIN = str.maketrans({"–": "-", "“": '"', "”": '"', "·": "/", "…": "."})


def _can_draw() -> bool:
    try:
        "│─●–“”·".encode(sys.stdout.encoding or "ascii")
    except (UnicodeEncodeError, LookupError):
        return False
    return True
