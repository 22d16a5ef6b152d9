"""The order of a digest's entries: oldest first, and of two that are equal the later one."""

import re
from collections.abc import Iterable
from typing import TypeVar

from reverie.conversation.digest import Changed, Left, Refused, Rule, Said, Tried

_BULLET = re.compile(r"^\s*(?:[-*+•–]|\(?\d{1,3}[.)])\s+")
_Entry = TypeVar("_Entry", Said, Rule, Refused, Tried, Changed, Left)


def by_age(entries: Iterable[_Entry]) -> tuple[_Entry, ...]:
    """Oldest first; what is of the session from which this one was forked came before."""
    return tuple(sorted(entries, key=_age))


def keep_later(rules: dict[str, Rule], rule: Rule) -> None:
    """Add a rule by what it says; said twice, it is kept as it was said last, as where two differ the later counts."""
    key = _same(rule.text)
    before = rules.get(key)
    if before is None or _age(before) < _age(rule):
        rules[key] = rule


def by_text(rules: Iterable[Rule]) -> dict[str, Rule]:
    """Rules as `keep_later` takes them."""
    return {_same(rule.text): rule for rule in rules}


def _same(text: str) -> str:
    """The text without what makes no other rule of it: its bullet, case, white space and last stop."""
    return " ".join(_BULLET.sub("", text).casefold().split()).rstrip(" .!")


def _age(entry: Said | Rule | Refused | Tried | Changed | Left) -> tuple[bool, int]:
    return not entry.session, 0 if entry.session else entry.line
