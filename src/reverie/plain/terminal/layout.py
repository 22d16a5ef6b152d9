"""Blocks of Markdown as lines of styled text in a given width."""

from collections.abc import Iterator

from reverie.conversation.visible import visible

from .ansi import BOLD, FAINT, UNDERLINED, Line, Span
from .columns import columns_of
from .commonmark import Token, parse
from .inline import spans_of
from .table import Side, Table, table_lines
from .table_source import mended
from .wrapping import wrap

WIDEST_PROSE = 100
"""Longer lines are hard to read; tables and code may use all of the width."""
_NARROWEST = 8
_RULE = "───"
_QUOTE = "│ "


def markdown_lines(source: str, columns: int, *, break_words: bool = False) -> list[Line]:
    """The lines of complete blocks, without blank ones at start and end; see `wrap` for words that are too long."""
    tokens = parse(mended(source))
    if tokens is None:
        return plain_lines(source, columns, break_words=break_words)
    return _Layout(columns, break_words).blocks(tokens)


def plain_lines(source: str, columns: int, *, break_words: bool = False) -> list[Line]:
    """The same for text that is not taken for Markdown."""
    prose = max(_NARROWEST, min(columns, WIDEST_PROSE))
    return [line for text in source.split("\n") for line in wrap([Span(text)], prose, break_words=break_words)]


class _Layout:
    """Blocks in one width."""

    def __init__(self, columns: int, break_words: bool) -> None:
        self._columns = max(_NARROWEST, columns)
        self._break_words = break_words

    def blocks(self, tokens: list[Token], *, tight: bool = False) -> list[Line]:
        """The lines of blocks that follow one another, with a blank line between them unless `tight`."""
        lines: list[Line] = []
        for block in _split(tokens):
            if lines and not tight:
                lines.append([])
            lines += self._block(block)
        return lines

    def _block(self, block: list[Token]) -> list[Line]:
        kind = block[0].type
        if kind in ("paragraph_open", "heading_open"):
            return self._prose(block)
        if kind in ("bullet_list_open", "ordered_list_open"):
            return self._list(block)
        if kind == "blockquote_open":
            return self._within(Span(_QUOTE, FAINT), Span(_QUOTE, FAINT), block[1:-1])
        if kind == "table_open":
            return table_lines(_table(block), self._columns)
        if kind == "hr":
            return [[Span(_RULE, FAINT)]]
        return [[Span(visible(line))] for line in _code_lines(block[0])]

    def _prose(self, block: list[Token]) -> list[Line]:
        style = {"h1": f"{BOLD};{UNDERLINED}", "p": ""}.get(block[0].tag, BOLD)
        spans = spans_of(block[1].children or [], style)
        return wrap(spans, min(self._columns, WIDEST_PROSE), break_words=self._break_words)

    def _list(self, block: list[Token]) -> list[Line]:
        lines: list[Line] = []
        number = int(block[0].attrs.get("start", 1))
        for position, item in enumerate(_split(block[1:-1])):
            ordered = block[0].type == "ordered_list_open"
            mark = f"{number + position}{item[0].markup} " if ordered else "• "
            tight = any(token.hidden for token in item)
            lines += [[]] if lines and not tight else []
            lines += self._within(Span(mark), Span(" " * len(mark)), item[1:-1], tight=tight)
        return lines

    def _within(self, first: Span, rest: Span, inner: list[Token], *, tight: bool = False) -> list[Line]:
        """Blocks behind a mark at the start of their first line, and another at all others."""
        narrower = _Layout(self._columns - columns_of(first.text), self._break_words)
        lines = narrower.blocks(inner, tight=tight) or [[]]
        return [[rest if number else first, *line] for number, line in enumerate(lines)]


def _split(tokens: list[Token]) -> Iterator[list[Token]]:
    """The tokens of each block, from its opening one to its closing one."""
    depth = start = 0
    for place, token in enumerate(tokens):
        depth += token.nesting
        if depth == 0:
            yield tokens[start : place + 1]
            start = place + 1


def _code_lines(token: Token) -> list[str]:
    lines = token.content.removesuffix("\n").split("\n")
    if token.type == "fence":
        return [token.markup + token.info, *lines, token.markup]
    return ["    " + line for line in lines]


def _table(block: list[Token]) -> Table:
    rows: list[list[Line]] = []
    sides: list[Side] = []
    for place, token in enumerate(block):
        if token.type == "tr_open":
            rows.append([])
        elif token.type in ("th_open", "td_open"):
            rows[-1].append(spans_of(block[place + 1].children or []))
            sides += [_side(token)] if token.type == "th_open" else []
    return Table(rows[0], rows[1:], sides)


def _side(token: Token) -> Side:
    style = str(token.attrs.get("style", ""))
    return "right" if style.endswith("right") else "center" if style.endswith("center") else "left"
