"""Styled text: spans with the parameters of ANSI's SGR sequence, the only escape sequence this package ever writes."""

from collections.abc import Iterable
from typing import NamedTuple

from reverie.conversation.visible import visible

BOLD = "1"
FAINT = "2"
ITALIC = "3"
UNDERLINED = "4"
RED = "31"
GREEN = "32"
YELLOW = "33"
BLUE = "34"
MAGENTA = "35"
CYAN = "36"


class Span(NamedTuple):
    """A piece of text with its style: SGR parameters such as `1;36`, or nothing."""

    text: str
    style: str = ""


Line = list[Span]


def both(outer: str, inner: str) -> str:
    """One style within another."""
    return f"{outer};{inner}" if outer and inner else outer or inner


def painted(line: Iterable[Span], *, colour: bool) -> str:
    """One line for the terminal, without its newline and without blanks at its end.

    Every text passes `visible` here, whatever was done to it before: a parser may decode what was hidden.
    """
    spans = _without_blank_end(line)
    if not colour:
        return visible("".join(span.text for span in spans))
    pieces = []
    for text, style in _joined(spans):
        shown = visible(text)
        pieces.append(f"\x1b[{style}m{shown}\x1b[0m" if style and shown else shown)
    return "".join(pieces)


def _joined(spans: Iterable[Span]) -> Iterable[Span]:
    """Neighbours of the same style as one."""
    texts: list[str] = []
    current = ""
    for text, style in spans:
        if style != current:
            yield Span("".join(texts), current)
            texts, current = [], style
        texts.append(text)
    yield Span("".join(texts), current)


def _without_blank_end(line: Iterable[Span]) -> Line:
    spans = list(line)
    while spans:
        text, style = spans.pop()
        if text := text.rstrip(" \t"):
            return [*spans, Span(text, style)]
    return []
