"""Code spans of Markdown: one piece of text in as many backticks as it needs."""

import re
from collections.abc import Iterator

_RUN = re.compile(r"`+")
_QUOTED = re.compile(r"\"([^\"]+)\"|'([^']+)'")
_WORD = re.compile(r"[^\s`\"'][^\s`]*")
_JOINS = frozenset({"in", "is", "set", "empty", "exactly"})


def code_span(text: str) -> str:
    """`text` in one line as a code span: more backticks around it than are in it, and blanks where they would touch."""
    line = re.sub(r"[\r\n]+", " ", text)
    fence = "`" * (max((len(run) for run in _RUN.findall(line)), default=0) + 1)
    needs_blanks = line.startswith("`") or line.endswith("`") or (line != line.strip(" ") and line.strip(" ") != "")
    needs_blanks = needs_blanks and not _is_half_blank(line)
    return f"{fence} {line} {fence}" if needs_blanks else f"{fence}{line}{fence}"


def _is_half_blank(line: str) -> bool:
    """A blank at one end only is no padding, so it stays as it is, unless a backtick is at the other end."""
    return line.startswith(" ") != line.endswith(" ") and not line.startswith("`") and not line.endswith("`")


def split_spans(text: str) -> tuple[str, list[str]] | None:
    """The words between the pieces with `@` for each piece, and the pieces: `"a" in b` gives `@ in @` and [a, b].

    A piece is a code span, what stands in quotes, or a bare word; several bare words in a row are one piece, for which
    `~` stands. None: something is none of these, or there is no piece.
    """
    words: list[str] = []
    pieces: list[str] = []
    for word, piece in _tokens(text):
        if word == "~" and words and words[-1] in ("~", "bare"):
            words[-1] = "~"
            pieces[-1] += f" {piece}"
        elif word in ("@", "~"):
            words.append("@" if word == "@" else "bare")
            pieces.append(piece)
        else:
            words.append(word)
    if not pieces or "?" in words:
        return None
    return " ".join("@" if word == "bare" else word for word in words), pieces


def _tokens(text: str) -> Iterator[tuple[str, str]]:
    """`@` or `~` (bare) with each piece, each joining word, and `?` at the first that is neither."""
    at = 0
    while at < len(text):
        if text[at].isspace():
            at += 1
            continue
        word, piece, at = _next(text, at)
        yield word, piece
        if word == "?":
            return


def _next(text: str, at: int) -> tuple[str, str, int]:
    """The next token and where the text goes on."""
    if text[at] == "`":
        return _span(text, at)
    if quoted := _QUOTED.match(text, at):
        return "@", quoted[1] or quoted[2], quoted.end()
    if bare := _WORD.match(text, at):
        return (bare[0], "", bare.end()) if bare[0] in _JOINS else ("~", bare[0], bare.end())
    return "?", "", at


def _span(text: str, at: int) -> tuple[str, str, int]:
    opening = _RUN.match(text, at)
    assert opening is not None
    for closing in _RUN.finditer(text, opening.end()):
        if closing[0] == opening[0]:
            return "@", _inside(text[opening.end() : closing.start()]), closing.end()
    return "?", "", at


def _inside(text: str) -> str:
    is_padded = len(text) > 1 and text[0] == text[-1] == " " and text.strip(" ") != ""
    return text[1:-1] if is_padded else text
