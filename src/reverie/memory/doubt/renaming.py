"""Words that name a place by its old name, made to name it by its new one; only in backticks, where nothing else can be
meant.
"""

import re
from functools import lru_cache

import msgspec


class Rename(msgspec.Struct, frozen=True):
    """A path, a symbol or a key that is called `now` what it was called `was`."""

    was: str
    now: str


def renamed(text: str, renames: list[Rename]) -> str | None:
    """The text with new names; None when it names an old one in a way that is not ours to change.

    A part of a name counts: `sessions.py` of `requests/sessions.py`. One that the new name ends with, too, stays.
    """
    for rename in renames:
        if rename.was and rename.now:
            after = _renamed(text, rename)
            if after is None:
                return None
            text = after
    return text


def _renamed(text: str, rename: Rename) -> str | None:
    pieces: list[str] = []
    end = 0
    for found in _named(rename.was).finditer(text):
        if _is_tail(found["name"], rename.now):
            continue
        if not (text[: found.start()].endswith("`") and text[found.end() :].startswith(("`", "/`", "()`"))):
            return None
        pieces += [text[end : found.start()], rename.now]
        end = found.end()
    return "".join([*pieces, text[end:]])


@lru_cache(maxsize=256)
def _named(name: str) -> re.Pattern[str]:
    """A whole name or an end of it, the longest first, not as a part of another name."""
    tails = [name[start:] for start in _starts(name)]
    return re.compile(rf"(?<![\w./-])(?P<name>{'|'.join(map(re.escape, tails))})(?![\w-]|[./]\w)")


def _starts(name: str) -> list[int]:
    """Where the ends of a name begin: after each `/` of a path, after each `.` of a symbol."""
    mark = "/" if "/" in name else "." if not _is_file_name(name) else "/"
    return [0, *(at + 1 for at, sign in enumerate(name[:-1]) if sign == mark)]


def _is_file_name(name: str) -> bool:
    """`core.py`, and not `Session.request`: a path without a folder has no ends."""
    return re.fullmatch(r"[\w-]+\.[a-z]{1,5}", name) is not None


def _is_tail(name: str, of: str) -> bool:
    return of == name or of.endswith((f"/{name}", f".{name}"))
