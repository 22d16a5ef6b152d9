"""Findings as a test runner shows its failures: note by note, a line each, and below it what is there now."""

import shutil
import sys
from collections.abc import Iterator, Sequence

from reverie.audit.values import Audited, Judged, is_untrue
from reverie.conversation.visible import visible_line

from .words import COLOURS, WORDS

_WIDTH = max(map(len, WORDS.values()))
_NARROWEST = 40
_IN_A_FILE = 200
"""Characters of a line into a file or a pipe."""


def lines(audited: Sequence[Audited], verbose: int, *, colours: bool) -> Iterator[str]:
    """`verbose`: 0 shows what is untrue, 1 also what is still true, 2 all of it with the reasons."""
    columns = max(_NARROWEST, shutil.get_terminal_size().columns) if sys.stdout.isatty() else _IN_A_FILE
    is_first = True
    for one in audited:
        shown = [judged for judged in one.judged if _is_shown(judged, verbose)]
        if not shown and not one.trouble:
            continue
        if not is_first and one.note.inner:
            yield ""
        is_first = False
        if one.trouble:
            yield f"{visible_line(one.note.shown)}  {_word('unverified', colours)}  {visible_line(one.trouble)}"
        for judged in shown:
            yield from _finding(one.note.shown, judged, columns, colours=colours)
    if not is_first:
        yield ""


def _is_shown(judged: Judged, verbose: int) -> bool:
    return is_untrue(judged) or (judged.word == "verified" and verbose > 0) or verbose > 1


def _finding(shown: str, judged: Judged, columns: int, *, colours: bool) -> Iterator[str]:
    place = visible_line(f"{shown}:{judged.line}" if judged.line else shown)
    word = WORDS[judged.word]
    room = columns - len(place) - len(word) - 6
    text = visible_line(judged.text)
    if room < _NARROWEST // 2:  # the quotation gets a line of its own
        yield f"{place}  {_word(judged.word, colours)}"
        yield f"    “{_cut(text, columns - 6)}”"
    else:
        yield f"{place}  {_word(judged.word, colours)}  “{_cut(text, room)}”"
    if said := _said(judged):
        yield f"    {visible_line(_cut(said, columns - 4))}"


def _said(judged: Judged) -> str:
    """What is there now, and where one looks."""
    if judged.word == "verified":
        return str(judged.place or "")
    if judged.word == "unverified":
        return judged.why
    place = str(judged.place or "")
    return judged.now if not place or f"`{place}`" in judged.now else f"{judged.now}: {place}"


def _word(word: str, colours: bool) -> str:
    import click

    text = WORDS[word]  # type: ignore[index]  # one of the four
    return click.style(text, fg=COLOURS[word]) if colours else text  # type: ignore[index]


def _cut(text: str, room: int) -> str:
    return text if len(text) <= room else f"{text[: max(1, room - 1)]}…"
