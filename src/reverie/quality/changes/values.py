"""What became of a file, as values. Lines are those of a unified diff, without line ends; blank ones count nowhere."""

from typing import Literal

import msgspec

Became = Literal["added", "changed", "removed"]


class LineCounts(msgspec.Struct, frozen=True):
    """How many lines of each kind a text has. `left_out`: why it is not counted (then all are 0); empty when it is."""

    code: int = 0
    comment: int = 0
    blank: int = 0
    left_out: str = ""


class ChangedSymbol(msgspec.Struct, frozen=True):
    """A function, method, class or constant, by its name in its file (`Cart.total`).

    `lines` are the changed ones of its own (added and removed, code and comment), without those of members that are
    symbols themselves. `words` are the names that stand in them, `around` those in its other lines.
    """

    name: str
    became: Became
    lines: int = 0
    words: frozenset[str] = frozenset()
    around: frozenset[str] = frozenset()


class FileChange(msgspec.Struct, frozen=True, kw_only=True):
    """The change of one file. Counts are 0 where it is left out of them, for the reason `left_out`.

    `outside_lines` are changed lines that belong to no symbol, with their names in `outside_words`; both are there
    also for prose and data, which have no code or comments to count.
    """

    path: str
    became: Became = "changed"
    added_code: int = 0
    added_comment: int = 0
    removed_code: int = 0
    removed_comment: int = 0
    code_before: int = 0
    comment_before: int = 0
    symbols: tuple[ChangedSymbol, ...] = ()
    outside_lines: int = 0
    outside_words: frozenset[str] = frozenset()
    left_out: str = ""

    @property
    def changed_lines(self) -> int:
        """Of its symbols and outside of them."""
        return self.outside_lines + sum(symbol.lines for symbol in self.symbols)
