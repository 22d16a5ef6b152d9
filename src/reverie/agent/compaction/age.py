"""The order of a digest's entries: oldest first, and of two that are equal the later one."""

from collections.abc import Iterable
from typing import TypeVar

from reverie.conversation.digest import Changed, Left, Refused, Rule, Said, Tried

_Entry = TypeVar("_Entry", Said, Rule, Refused, Tried, Changed, Left)


def by_age(entries: Iterable[_Entry]) -> tuple[_Entry, ...]:
    """Oldest first; what is of the session from which this one was forked came before."""
    return tuple(sorted(entries, key=_age))


def keep_later(rules: dict[str, Rule], rule: Rule) -> None:
    """Add a rule; one that was said twice counts from where it was said last, as where two differ the later counts."""
    before = rules.get(rule.text)
    if before is None or _age(before) < _age(rule):
        rules[rule.text] = rule


def _age(entry: Said | Rule | Refused | Tried | Changed | Left) -> tuple[bool, int]:
    return not entry.session, 0 if entry.session else entry.line
