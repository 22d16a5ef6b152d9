"""Source text made comparable: an expression in one line, and a hash of what a body does."""

import hashlib
import re
from functools import cache
from typing import Literal

LONGEST = 200
"""Characters of a value that are kept. A longer one is a table, not something that prose quotes."""

FEWEST_TOKENS = 12
"""A body with fewer is like too many others to be known again by its hash."""

CommentStyle = Literal["#", "//"]

_STRINGS = {
    "#": r'"""[\s\S]*?"""|\'\'\'[\s\S]*?\'\'\'|"(?:[^"\\\n]|\\.)*"|\'(?:[^\'\\\n]|\\.)*\'',
    "//": r'"(?:[^"\\\n]|\\.)*"|\'(?:[^\'\\\n]|\\.)*\'|`(?:[^`\\]|\\[\s\S])*`',
}
_COMMENTS = {"#": r"#[^\n]*|\\\n", "//": r"//[^\n]*|/\*[\s\S]*?\*/"}


@cache
def _pieces(style: CommentStyle) -> re.Pattern[str]:
    return re.compile(f"({_STRINGS[style]})|(,?)(?:{_COMMENTS[style]}|\\s)+")


@cache
def _tokens(style: CommentStyle) -> re.Pattern[str]:
    # Comments are matched outside of the group, so that they come out as the empty text.
    return re.compile(f"(?:{_COMMENTS[style]})|({_STRINGS[style]}|\\w+|[^\\w\\s])")


def one_line(source: str, style: CommentStyle = "#") -> str:
    """An expression without line breaks, comments and doubled blanks outside of its strings; empty when too long."""
    if len(source) > 8 * LONGEST:
        return ""
    # A text that has neither line breaks nor comments, as most, is taken as it stands.
    if "\n" not in source and "  " not in source and style not in source and "/*" not in source:
        line = source.strip()
    else:
        line = _pieces(style).sub(_shortened, source).strip()
    return line if len(line) <= LONGEST and "\n" not in line else ""


def _shortened(piece: re.Match[str]) -> str:
    if piece[1]:
        return piece[1]
    before, after = piece.string[max(0, piece.start() - 1) : piece.start()], piece.string[piece.end() : piece.end() + 1]
    if after and after in "]}":
        return ""  # with the comma, which formatters put there
    if after == ")" or (before and before in "([{"):
        return piece[2]
    return f"{piece[2]} "


def body_hash(source: str, name: str, style: CommentStyle = "#") -> str:
    """16 hex digits for what a body does, the same whatever its name, comments and layout; empty when it is too small.

    `source` is the body without its documentation. A function that calls itself does so under its own name, which is
    therefore left out, but not `other.name`: there the name is another's.
    """
    tokens = [token for token in _tokens(style).findall(source) if token]
    if len(tokens) < FEWEST_TOKENS:
        return ""
    if name in source:
        tokens = ["_" if token == name and tokens[at - 1] != "." else token for at, token in enumerate(tokens)]
    # Formatters add and remove these; they mean nothing before a closing bracket.
    plain = " ".join(tokens).replace(", )", " )").replace(", ]", " ]").replace(", }", " }")
    return digest(plain)


def digest(text: str) -> str:
    """16 hex digits of a text."""
    return hashlib.blake2b(text.encode("utf-8", "replace"), digest_size=8).hexdigest()
