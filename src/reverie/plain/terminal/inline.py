"""Inline Markdown (emphasis, code, links) as styled spans."""

import re

from reverie.conversation.visible import visible

from .ansi import BOLD, CYAN, FAINT, ITALIC, UNDERLINED, Line, Span, both
from .commonmark import Token

_BREAK = re.compile(r"<br\s*/?>", re.IGNORECASE)
_STYLES = {"strong_open": BOLD, "em_open": ITALIC, "link_open": UNDERLINED}


def spans_of(tokens: list[Token], style: str = "") -> Line:
    """The spans of an inline token's children; `\\n` in them ends a line."""
    spans: Line = []
    styles = [style]
    links: list[tuple[str, int]] = []
    for token in tokens:
        if token.type in _STYLES:
            styles.append(both(styles[-1], _STYLES[token.type]))
            links += [(str(token.attrs["href"]), len(spans))] if token.type == "link_open" else []
        elif token.nesting < 0:
            styles.pop()
            spans += _address(*links.pop(), spans) if token.type == "link_close" else []
        else:
            spans += _leaf(token, styles[-1])
    return spans


def _leaf(token: Token, style: str) -> Line:
    if token.type == "code_inline":
        mark = Span(token.markup, both(style, FAINT))
        return [mark, Span(visible(token.content).replace("\n", " "), both(style, CYAN)), mark]
    if token.type == "softbreak":
        return [Span(" ", style)]
    if token.type == "hardbreak":
        return [Span("\n", style)]
    if token.type == "image":
        return _image(token, style)
    return [Span(_BREAK.sub("\n", visible(token.content)), style)]


def _image(token: Token, style: str) -> Line:
    described = spans_of(token.children or [], style)
    return [Span("image: ", both(style, FAINT)), *described, *_address(str(token.attrs["src"]), 0, described)]


def _address(address: str, start: int, spans: Line) -> Line:
    """Where a link leads, unless its text (the spans from `start`) says the same: no text can hide an address."""
    text = "".join(span.text for span in spans[start:])
    address = visible(address).replace("\n", " ")
    if text == address or f"mailto:{text}" == address:
        return []
    return [Span(f" ({address})" if text else f"({address})", FAINT)]
