"""Markdown for a terminal while it comes: each part is given once, when nothing later can change it."""

from collections.abc import Callable, Iterable

from reverie.conversation.visible import visible

from .ansi import FAINT, Line, Span, painted
from .blocks import Blocks, CodeLine, FenceLine, Piece, Prose
from .columns import columns_of, rows_of, start_of
from .highlighting import Highlighter

_MOST_PREVIEWED = 4_096
_TAB = 4


class MarkdownStream:
    """One answer in Markdown as text for the terminal: newlines and, with `colour`, SGR sequences; nothing else moves.

    `width` gives the terminal's columns; it is asked anew for every part, so a resize changes only what comes later.
    Code stands at the left margin between its fences, and no newline is put into its lines: so it can be copied.
    How the answer is divided into deltas makes no difference to what comes out.
    """

    def __init__(self, width: Callable[[], int], *, colour: bool) -> None:
        self._width = width
        self._colour = colour
        self._blocks = Blocks()
        self._highlighter: Highlighter | None = None
        self._partial: list[str] = []

    def feed(self, delta: str) -> str:
        """Take the next piece of the answer; gives what became final by it: whole lines, or nothing."""
        if "\n" not in delta:
            self._partial.append(delta)
            return ""
        *lines, rest = ("".join(self._partial) + delta).split("\n")
        self._partial = [rest]
        return "".join(self._rendered(piece) for line in lines for piece in self._blocks.line(_clean(line)))

    def live(self, rows: int) -> str:
        """The end of what is not final yet, in at most `rows` lines that fit the width; no newline at its end."""
        lines = self._live_lines(rows) if rows > 0 else []
        return "\n".join(lines[-rows:])

    def finish(self) -> str:
        """The answer is complete: gives the rest."""
        partial, self._partial = "".join(self._partial), []
        pieces = list(self._blocks.line(_clean(partial))) if partial else []
        return "".join(self._rendered(piece) for piece in [*pieces, *self._blocks.end()])

    def _rendered(self, piece: Piece) -> str:
        lines = self._code(piece) if isinstance(piece, FenceLine | CodeLine) else _prose(piece, self._width())
        return "".join(painted(line, colour=self._colour) + "\n" for line in lines)

    def _code(self, piece: FenceLine | CodeLine) -> list[Line]:
        if isinstance(piece, CodeLine):
            return [self._highlighter.line(piece.text) if self._highlighter else [Span(piece.text)]]
        self._highlighter = Highlighter(piece.language) if self._colour and piece.language else None
        fence: list[Line] = [[Span(piece.text, FAINT)]]
        return [[], *fence] if piece.apart else fence

    def _live_lines(self, rows: int) -> list[str]:
        width = max(1, self._width())
        most = max(_MOST_PREVIEWED, 4 * rows * width)
        partial = _clean(_end_of(self._partial, most))
        if self._blocks.in_code or len(partial) >= most:
            cut = rows_of(partial.expandtabs(_TAB), width)[-rows:] if partial else []
            return [start_of(row, width) for row in cut]
        lines: list[Line] = []
        for piece in self._blocks.preview(partial):
            lines += _prose(_last(piece, most), width, break_words=True) if isinstance(piece, Prose) else _raw(piece)
        return [painted(_clipped(line, width), colour=self._colour) for line in lines[-rows:]]


def _clean(line: str) -> str:
    """A line without its carriage return and with everything shown that a terminal would obey."""
    return visible(line.removesuffix("\r"))


def _prose(piece: Prose, width: int, *, break_words: bool = False) -> list[Line]:
    from .layout import markdown_lines, plain_lines

    columns = width - piece.indent
    lines = (plain_lines if piece.plain else markdown_lines)(piece.source, columns, break_words=break_words) or [[]]
    shown = [[Span(" " * piece.indent if number else piece.first), *line] for number, line in enumerate(lines)]
    return [[], *shown] if piece.apart else shown


def _raw(piece: FenceLine | CodeLine) -> list[Line]:
    line = [Span(piece.text, FAINT)]
    return [[], line] if isinstance(piece, FenceLine) and piece.apart else [line]


def _last(piece: Prose, most: int) -> Prose:
    """A long piece without its beginning, which no person can see in the live lines."""
    if len(piece.source) <= most:
        return piece
    return Prose(piece.source[-most:], " " * piece.indent, piece.indent, False, plain=True)


def _end_of(parts: list[str], most: int) -> str:
    """The last characters of a text in parts, without putting all of it together."""
    kept: list[str] = []
    length = 0
    for part in reversed(parts):
        kept.append(part)
        length += len(part)
        if length >= most:
            break
    return "".join(reversed(kept))[-most:]


def _clipped(line: Iterable[Span], width: int) -> Line:
    """A line of which nothing stands beyond the width, however narrow the terminal is."""
    clipped: Line = []
    for text, style in line:
        shown = start_of(text, width)
        clipped.append(Span(shown, style))
        width -= columns_of(shown)
    return clipped
