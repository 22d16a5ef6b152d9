"""One side of a change: its lines with their kinds and the symbols that they belong to."""

import re
from collections import defaultdict
from collections.abc import Sequence

from .counting.kinds import LineKind
from .values import Became, ChangedSymbol

_WORD = re.compile(r"[^\W\d]\w*")
_MOST_WORDS = 5000


class Side:
    """`is_changed` says of each line whether it is on this side only. `owners` are names of symbols,
    empty outside of them; `names` are all that are defined."""

    def __init__(
        self, lines: Sequence[str], kinds: Sequence[LineKind], owners: Sequence[str], names: frozenset[str]
    ) -> None:
        self.lines = lines
        self.kinds = kinds
        self.owners = owners
        self.names = names
        self.is_changed = [True] * len(lines)

    def keep(self, rows: Sequence[int]) -> None:
        """These are on both sides."""
        for row in rows:
            self.is_changed[row] = False

    def count(self, kind: LineKind, changed_only: bool = True) -> int:
        """How many lines of a kind there are."""
        return sum(
            each == kind and (changed or not changed_only)
            for each, changed in zip(self.kinds, self.is_changed, strict=True)
        )

    def own_rows(self) -> dict[str, list[int]]:
        """The rows of each symbol that are not blank."""
        rows: dict[str, list[int]] = defaultdict(list)
        for row, (owner, kind) in enumerate(zip(self.owners, self.kinds, strict=True)):
            if kind != "blank":
                rows[owner].append(row)
        return rows

    def words(self, rows: Sequence[int]) -> frozenset[str]:
        """The names in some rows."""
        return frozenset(_WORD.findall("\n".join(self.lines[row] for row in rows[:_MOST_WORDS])))


def changed_symbols(before: Side, after: Side) -> tuple[ChangedSymbol, ...]:
    """Symbols that are on one side only or whose own lines are not the same."""
    old, new = before.own_rows(), after.own_rows()
    found = []
    for name in sorted((before.names | after.names) - {""}):
        was, now = old.get(name, []), new.get(name, [])
        if name in before.names and name in after.names:
            if [before.lines[row] for row in was] == [after.lines[row] for row in now]:
                continue
            became: Became = "changed"
        else:
            became = "added" if name in after.names else "removed"
        found.append(_symbol(name, became, before, was, after, now))
    return tuple(found)


def _symbol(name: str, became: Became, before: Side, was: list[int], after: Side, now: list[int]) -> ChangedSymbol:
    gone = [row for row in was if before.is_changed[row]]
    come = [row for row in now if after.is_changed[row]]
    still = [row for row in now if not after.is_changed[row]]
    return ChangedSymbol(
        name, became, len(gone) + len(come), before.words(gone) | after.words(come), after.words(still)
    )


def outside(before: Side, after: Side) -> tuple[int, frozenset[str]]:
    """How many changed lines belong to no symbol, and the names in them."""
    gone, come = _outside_rows(before), _outside_rows(after)
    return len(gone) + len(come), before.words(gone) | after.words(come)


def _outside_rows(side: Side) -> list[int]:
    rows = zip(side.owners, side.kinds, side.is_changed, strict=True)
    return [row for row, (owner, kind, changed) in enumerate(rows) if not owner and changed and kind != "blank"]
