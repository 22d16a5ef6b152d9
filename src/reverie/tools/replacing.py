r"""Replacing pieces of a text exactly, leaving every other character as it was, line endings included.

A model writes `\n`; the file may say `\r\n`, even only on some lines. Matching happens on the text with plain newlines,
replacing on the text itself.
"""

import bisect
from collections.abc import Sequence

import msgspec

from .failures import CallFailed

_MOST_LINES_SEARCHED = 20_000
_SHOWN_LINES = 12


class Replacement(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Replace `old`, which occurs once (or each time, with `replace_all`), with `new`."""

    old: str
    new: str
    replace_all: bool = False


def replace_in_order(text: str, replacements: Sequence[Replacement], shown: str) -> str:
    """All replacements, each on the outcome of the one before. Raises `CallFailed` when one of them does not fit."""
    for number, replacement in enumerate(replacements, 1):
        which = f"edit {number} of {len(replacements)}: " if len(replacements) > 1 else ""
        text = _replace(text, replacement, f"'{shown}' was not changed: {which}")
    return text


def _replace(text: str, replacement: Replacement, prefix: str) -> str:
    old, new = _plain(replacement.old), _plain(replacement.new)
    plain = _plain(text)
    if not old:
        raise CallFailed(f"{prefix}old is empty; give the text to replace, or use write for a new file.")
    if old == new:
        raise CallFailed(f"{prefix}old and new are the same; give the text as it should become in new.")
    places = _places(plain, old)
    if not places:
        raise CallFailed(f"{prefix}old was not found. {_hint(plain, old)}")
    if len(places) > 1 and not replacement.replace_all:
        raise CallFailed(
            f"{prefix}old was found {len(places)} times ({_line_numbers(plain, places)}); "
            "add lines around it until it is unique, or set replace_all."
        )
    return _spliced(text, plain, places, old, new)


def _spliced(text: str, plain: str, places: list[int], old: str, new: str) -> str:
    """`text` with the occurrences of `old` at these places of the plain text replaced."""
    returns = _dropped_returns(text) if len(text) != len(plain) else []
    start, end = _common_ends(old, new)
    pieces, done = [], 0
    for place in places:
        begin, stop = place + start, place + len(old) - end
        raw_begin = begin + bisect.bisect_left(returns, begin)
        raw_stop = stop + bisect.bisect_left(returns, stop)
        middle = new[start : len(new) - end]
        if "\n" in middle and returns and _line_ending(text, plain, begin, returns) == "\r\n":
            middle = middle.replace("\n", "\r\n")
        pieces += [text[done:raw_begin], middle]
        done = raw_stop
    return "".join([*pieces, text[done:]])


def _plain(text: str) -> str:
    return text.replace("\r\n", "\n")


def _places(plain: str, old: str) -> list[int]:
    places, place = [], plain.find(old)
    while place >= 0:
        places.append(place)
        place = plain.find(old, place + len(old))
    return places


def _dropped_returns(text: str) -> list[int]:
    r"""The places in the plain text of the newlines that are `\r\n` in the text itself, in order."""
    found: list[int] = []
    place = text.find("\r\n")
    while place >= 0:
        found.append(place - len(found))
        place = text.find("\r\n", place + 2)
    return found


def _common_ends(old: str, new: str) -> tuple[int, int]:
    """How many characters both begin with, and how many both end with beyond that: these need no replacing."""
    most = min(len(old), len(new))
    start = next((index for index in range(most) if old[index] != new[index]), most)
    rest = most - start
    end = next((index for index in range(rest) if old[-1 - index] != new[-1 - index]), rest)
    return start, end


def _line_ending(text: str, plain: str, place: int, returns: list[int]) -> str:
    """The ending of the line at this place of the plain text; of the line before when it is the last."""
    newline = plain.find("\n", place)
    if newline < 0:
        newline = plain.rfind("\n", 0, place)
    index = bisect.bisect_left(returns, newline)
    return "\r\n" if index < len(returns) and returns[index] == newline else "\n"


def _line_numbers(plain: str, places: list[int]) -> str:
    numbers = [str(plain.count("\n", 0, place) + 1) for place in places[:8]]
    return f"lines {', '.join(numbers)}{', ...' if len(places) > 8 else ''}"


def _hint(plain: str, old: str) -> str:
    """The lines of the file that come nearest to what was not found."""
    lines = plain.split("\n")[:_MOST_LINES_SEARCHED]
    wanted = old.strip("\n").split("\n")
    place = _same_but_for_spaces(lines, wanted)
    if place is not None:
        return f"These lines differ from it in white space only:\n{_excerpt(lines, place, len(wanted))}"
    place = _nearest(lines, wanted)
    if place is not None:
        return f"The nearest lines are:\n{_excerpt(lines, place, len(wanted))}"
    return "Nothing comes near it; read the file again."


def _same_but_for_spaces(lines: list[str], wanted: list[str]) -> int | None:
    bare = ["".join(line.split()) for line in lines]
    bare_wanted = ["".join(line.split()) for line in wanted]
    for place, line in enumerate(bare):
        if line == bare_wanted[0] and bare[place : place + len(wanted)] == bare_wanted:
            return place
    return None


def _nearest(lines: list[str], wanted: list[str]) -> int | None:
    import difflib

    anchor = max(range(len(wanted)), key=lambda index: len(wanted[index].strip()))
    places = {line.strip()[:200]: place for place, line in enumerate(lines)}
    close = difflib.get_close_matches(wanted[anchor].strip()[:200], places, n=1, cutoff=0.6)
    return max(0, places[close[0]] - anchor) if close else None


def _excerpt(lines: list[str], place: int, length: int) -> str:
    end = min(len(lines), place + min(length, _SHOWN_LINES))
    return "\n".join(f"{number + 1}→{lines[number][:500]}" for number in range(place, end))
