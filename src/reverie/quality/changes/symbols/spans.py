"""Symbols as stretches of rows, and to which of them each row belongs."""

from collections.abc import Sequence
from typing import NamedTuple

OUTSIDE = ""


class SymbolSpan(NamedTuple):
    """From row `first` to row `last`, both from 0 and included, with what stands above it and belongs to it.

    `is_own`: it defines the name; else it only adds rows to it (a Rust `impl`), if another defines it.
    """

    name: str
    first: int
    last: int
    is_own: bool = True


def owners(spans: Sequence[SymbolSpan], rows: int) -> list[str]:
    """For each row the name of the innermost symbol that it is in, `OUTSIDE` of all of them an empty one."""
    defined = {span.name for span in spans if span.is_own}
    found = [OUTSIDE] * rows
    for span in sorted(spans, key=lambda span: (span.first - span.last, span.first)):
        name = span.name if span.name in defined else OUTSIDE
        found[span.first : min(span.last + 1, rows)] = [name] * (min(span.last + 1, rows) - span.first)
    return found
