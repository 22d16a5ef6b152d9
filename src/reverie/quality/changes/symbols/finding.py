"""The symbols of a whole file."""

from collections.abc import Sequence

from reverie.quality.changes.counting.kinds import LineKind
from reverie.quality.changes.counting.source import Source

from .layout import laid_out_symbols
from .python_symbols import python_symbols
from .spans import SymbolSpan


def symbols_of(source: Source, kinds: Sequence[LineKind]) -> list[SymbolSpan]:
    """Symbols with their rows; `kinds` are those of the text's lines. None for types of files that have no symbols
    here. What no parser follows is read by its layout."""
    if source.syntax == "python":
        return python_symbols(source.text, kinds)
    if source.language is not None and source.tree is not None:
        from .tree_symbols import tree_symbols

        found = tree_symbols(source.language, source.tree, kinds)
        if found is not None:
            return found
    return laid_out_symbols(source.language or source.syntax, source.text.split("\n"), kinds)
