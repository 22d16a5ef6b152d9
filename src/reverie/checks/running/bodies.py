"""The lines of a definition."""

from reverie.code.codebase import Codebase
from reverie.code.values import Definition, Unread

_LONGEST = 800
"""Lines. Of a longer one the beginning is taken."""


def body_of(one: Definition, codebase: Codebase) -> str:
    """Its text, up to the next definition of its file that is not inside of it; empty when it cannot be read."""
    text, outline = codebase.read(one.path), codebase.outline(one.path)
    if isinstance(text, Unread) or isinstance(outline, Unread):
        return ""
    inside = f"{one.symbol.name}."
    first = one.symbol.line
    last = first + _LONGEST
    for symbol in outline.symbols:  # an attribute is set within the function that sets it
        if first < symbol.line < last and symbol.kind != "attribute" and not symbol.name.startswith(inside):
            last = symbol.line
    return "\n".join(text.splitlines()[first - 1 : last - 1])
