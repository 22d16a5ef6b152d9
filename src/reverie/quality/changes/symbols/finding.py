"""The symbols of a whole file."""

from collections.abc import Sequence

from reverie.code.outlines.languages import language_of
from reverie.quality.changes.counting.kinds import MOST_PARSED, LineKind
from reverie.quality.changes.counting.syntaxes import syntax_name

from .layout import laid_out_symbols
from .python_symbols import python_symbols
from .spans import SymbolSpan


def symbols_of(path: str, text: str, kinds: Sequence[LineKind]) -> list[SymbolSpan]:
    """Symbols with their rows; `kinds` are those of the text's lines. None for types of files that have no symbols
    here. What no parser follows is read by its layout."""
    if syntax_name(path, text) == "python":
        return python_symbols(text, kinds)
    language = language_of(path, text)
    if language is not None and len(text) <= MOST_PARSED:
        from .tree_symbols import tree_symbols

        found = tree_symbols(language, path, text, kinds)
        if found is not None:
            return found
    return laid_out_symbols(language or syntax_name(path, text), text.split("\n"), kinds)
