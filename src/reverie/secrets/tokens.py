"""Tokens that are known by their form, wherever they stand.

A text is searched for the few characters at which a token can begin: for heads that end with a separator, the separator
with a run of token characters after it; for the others the head itself. Only there a family's expression is tried.
"""

import re
from collections.abc import Iterator
from functools import cache

from .families import FAMILIES
from .families.family import Family
from .found import Found
from .late import Late
from .placeholders import is_masked_out

LONGEST_BEFORE = 128
"""Characters of a token that can stand before its head."""
_SEPARATORS = "_-."
_TAIL = 3
"""Characters at the end of a head by which its family is looked up."""
_NO_CAPITALS = bytes(code for code in range(256) if not chr(code).isascii() or not chr(code).isupper())
_LONGEST_HEAD_FIRST = sorted(FAMILIES, key=lambda family: -len(family.head))

_RUN = r"(?=[A-Za-z0-9_\-+/=.%]{12})(?=[a-z_\-+/=.%]{0,40}+[A-Z0-9])"
_BORDER = r"(?:\\[nrtbf]|\x1b\[[0-9;]{0,16}m|%[0-9A-Fa-f]{2}|[^A-Za-z0-9]|\A)"
"""What stands before a token that stands apart: also an escaped newline, a colour, a percent escape."""
_APART = Late(rf"{_BORDER}\Z")


def find_tokens(text: str, plain: bytes) -> Iterator[Found]:
    """The tokens of all families; `plain` is the text with `?` for each character that is not ASCII."""
    for pattern, tails in _separator_searches():
        for hit in pattern.finditer(plain):
            end = hit.end()
            for family in tails.get(text[end - _TAIL : end], ()):
                if text.endswith(family.head, 0, end):
                    yield from _token(text, end, family)
    capitals = plain.translate(None, _NO_CAPITALS)
    for pattern, of_capitals, heads in _head_searches():
        if of_capitals and not of_capitals.search(capitals):
            continue
        for hit in pattern.finditer(plain):
            for family in heads:
                if text.startswith(family.head, hit.start()):
                    yield from _token(text, hit.start() + len(family.head), family)


@cache
def _separator_searches() -> tuple[tuple[re.Pattern[bytes], dict[str, list[Family]]], ...]:
    """For every separator that a head ends with, a run of token characters after it that are not all small letters; and
    the families by the last characters of their heads."""
    searches = []
    for separator in _SEPARATORS:
        tails: dict[str, list[Family]] = {}
        for family in _LONGEST_HEAD_FIRST:
            if family.head.endswith(separator) and not _is_found_by_body(family):
                tails.setdefault(family.head[-_TAIL:], []).append(family)
        before = "".join(f"[{re.escape(''.join(sorted({tail[at] for tail in tails})))}]" for at in range(_TAIL - 1))
        mark = re.escape(separator)
        searches.append((re.compile(f"{mark}(?<={before}{mark}){_RUN}".encode()), tails))
    return tuple(searches)


@cache
def _head_searches() -> tuple[tuple[re.Pattern[bytes], re.Pattern[bytes] | None, list[Family]], ...]:
    """The heads without a separator at their end, by their first character, to which a search runs by `memchr`.

    Where that is a capital: also their capitals alone, which a text's own capitals, far fewer, must hold first.
    """
    by_first: dict[str, list[Family]] = {}
    for family in _LONGEST_HEAD_FIRST:
        if family.head[-1] not in _SEPARATORS:
            by_first.setdefault(family.head[0], []).append(family)
        elif _is_found_by_body(family):
            by_first.setdefault(family.head, []).append(family)
    searches = []
    for first, families in by_first.items():
        rests = "|".join(map(_after_first, families))
        search = re.compile(f"{re.escape(first)}(?:{rests})".encode())
        searches.append((search, _of_capitals(families) if first.isupper() else None, families))
    return tuple(searches)


def _of_capitals(families: list[Family]) -> re.Pattern[bytes]:
    heads = dict.fromkeys(family.head.encode().translate(None, _NO_CAPITALS) for family in families)
    return re.compile(b"|".join(heads))


def _is_found_by_body(family: Family) -> bool:
    """Whether its head is a separator alone, which says nothing: what comes after it is searched for, too."""
    return family.head in _SEPARATORS


def _after_first(family: Family) -> str:
    return f"(?={family.body})" if _is_found_by_body(family) else re.escape(family.head[1:])


def _token(text: str, end: int, family: Family) -> Iterator[Found]:
    """The token whose head ends at `end`, if it is one."""
    start = _start(text, end - len(family.head), family)
    body = _compiled(family.body).match(text, end) if start is not None else None
    if body and start is not None and not is_masked_out(text[start if family.before else end : body.end()]):
        yield Found(family.kind, start, body.end())


def _start(text: str, head: int, family: Family) -> int | None:
    """Where the token begins; None when something stands before it that makes it none."""
    if family.before:
        before = _compiled(rf"{_BORDER}({family.before})\Z").search(text, max(0, head - LONGEST_BEFORE), head)
        return before.start(1) if before else None
    if family.apart and text[head - 1 : head].isalnum() and not _APART.pattern.search(text, max(0, head - 20), head):
        return None
    return head


@cache
def _compiled(expression: str) -> re.Pattern[str]:
    return re.compile(expression)
