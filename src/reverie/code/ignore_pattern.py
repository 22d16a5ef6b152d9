"""One line of a .gitignore as a regular expression (gitignore(5), wildmatch).

An expression matches a whole path relative to the folder of its file, with `/` behind a folder. It never takes more
time than the length of the path times that of the pattern: what stands before a `*` is not tried again.
"""

import re

import msgspec

_MOST_ANY_DEPTHS = 4
_POSIX = {
    "alnum": "a-zA-Z0-9",
    "alpha": "a-zA-Z",
    "blank": r" \t",
    "digit": "0-9",
    "lower": "a-z",
    "punct": r"!-/:-@\[-`{-~",
    "space": r" \t\n\r\f\v",
    "upper": "A-Z",
    "xdigit": "0-9a-fA-F",
}
_NEVER = r"(?!)"


class IgnorePattern(msgspec.Struct, frozen=True):
    """`expression` may be preceded by any folders unless `is_anchored`; `keeps` takes back what others ignored."""

    expression: str
    is_anchored: bool
    keeps: bool


def parse_pattern(line: str) -> IgnorePattern | None:
    """None for blank lines, comments and what git would never match."""
    text = _without_blanks_at_the_end(line)
    if not text or text.startswith("#"):
        return None
    keeps = text.startswith("!")
    text = text.removeprefix("!")
    folders_only = text.endswith("/")
    text = text.removesuffix("/")
    is_anchored = "/" in text
    expression = _expression(text.removeprefix("/"))
    if not text or expression is None:
        return None
    return IgnorePattern(expression + ("/" if folders_only else "/?"), is_anchored, keeps)


def _without_blanks_at_the_end(line: str) -> str:
    bare = line.rstrip(" ")
    backslashes = len(bare) - len(bare.rstrip("\\"))
    return bare + " " if backslashes % 2 and len(bare) < len(line) else bare


def _expression(pattern: str) -> str | None:
    if pattern.count("**") > _MOST_ANY_DEPTHS:
        return None
    segments = pattern.split("/")
    pieces = []
    for place, segment in enumerate(segments):
        is_last = place == len(segments) - 1
        if segment == "**" and (place or not is_last):
            pieces.append("[^/].*" if is_last else "(?:[^/]+/)*")
            continue
        piece = _segment(segment)
        if piece is None:
            return None
        pieces.append(piece if is_last else piece + "/")
    return "".join(pieces)


def _segment(segment: str) -> str | None:
    """The names that one part of a pattern matches; None when it can match nothing."""
    runs: list[str] = [""]
    place = 0
    while place < len(segment):
        sign = segment[place]
        if sign == "*":
            runs.append("")
            place = len(segment) - len(segment[place:].lstrip("*"))
            continue
        piece, place = _one(segment, place)
        if piece is None:
            return None
        runs[-1] += piece
    if not any(runs):
        return "[^/]+" if segment else None
    first, *others = runs
    if not others:
        return first
    # each run but the last is taken where it first fits, which is as good as any later place
    middle = "".join(f"(?>[^/]*?{run})" for run in others[:-1] if run)
    return f"{first}{middle}[^/]*{others[-1]}"


def _one(segment: str, place: int) -> tuple[str | None, int]:
    """What matches one character, and the place behind it."""
    sign = segment[place]
    if sign == "?":
        return "[^/]", place + 1
    if sign == "[":
        return _bracket(segment, place + 1)
    if sign == "\\":
        return (re.escape(segment[place + 1]), place + 2) if place + 1 < len(segment) else (None, place + 1)
    return re.escape(sign), place + 1


def _bracket(segment: str, place: int) -> tuple[str | None, int]:
    """A set of characters, from behind its `[`."""
    negated = segment[place : place + 1] in ("!", "^") and bool(segment[place:])
    place += negated
    items: list[str] = []
    begin = place
    while place < len(segment):
        if segment[place] == "]" and place > begin:
            body = "".join(items)
            if not body:
                return ("[^/]" if negated else _NEVER), place + 1
            return (f"(?!/)[^{body}]" if negated else f"(?!/)[{body}]"), place + 1
        item, place = _item(segment, place)
        if item is None:
            return None, place
        items.append(item)
    return None, place


def _item(segment: str, place: int) -> tuple[str | None, int]:
    """One character, range or class of a set."""
    if segment.startswith("[:", place) and (end := segment.find(":]", place + 2)) >= 0:
        return _POSIX.get(segment[place + 2 : end]), end + 2
    first, place = _literal(segment, place)
    if first is None or segment[place : place + 1] != "-" or segment[place + 1 : place + 2] in ("", "]"):
        return (re.escape(first) if first is not None else None), place
    last, place = _literal(segment, place + 1)
    if last is None:
        return None, place
    return (f"{re.escape(first)}-{re.escape(last)}" if first <= last else re.escape(first)), place


def _literal(segment: str, place: int) -> tuple[str | None, int]:
    if segment[place] != "\\":
        return segment[place], place + 1
    return (segment[place + 1], place + 2) if place + 1 < len(segment) else (None, place + 1)
