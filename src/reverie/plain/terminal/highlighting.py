"""Colouring code line by line, while it comes.

The lexers of Pygments remember nothing between two texts. For common languages their state is kept here from line to
line; lines of others are coloured each alone. A wrong colour is no harm, a line that waits would be.
"""

import re
from collections.abc import Iterable
from functools import cache, lru_cache
from typing import Any

from .ansi import BLUE, BOLD, CYAN, FAINT, GREEN, MAGENTA, RED, Line, Span

_MOST_LINES = 3_000
_LONGEST_LINE = 1_000
_SLASH_STAR = frozenset(
    ("C", "C++", "C#", "CSS", "Go", "Java", "JavaScript", "JSX", "Kotlin", "Rust", "SCSS", "TSX", "TypeScript")
)
_REMEMBERING = _SLASH_STAR | {"Bash", "HTML", "Python", "TOML", "XML"}
_OPENED_COMMENT = re.compile(r"""((?:[^"'`/]|/(?![/*]))*)/\*(?!.*\*/)""")
_STYLES = {
    "Token.Comment": FAINT,
    "Token.Keyword": MAGENTA,
    "Token.Operator.Word": MAGENTA,
    "Token.Literal.String": GREEN,
    "Token.Literal.Number": CYAN,
    "Token.Name.Function": BLUE,
    "Token.Name.Class": BLUE,
    "Token.Name.Tag": BLUE,
    "Token.Name.Decorator": CYAN,
    "Token.Name.Attribute": CYAN,
    "Token.Generic.Inserted": GREEN,
    "Token.Generic.Deleted": RED,
    "Token.Generic.Heading": BOLD,
    "Token.Generic.Subheading": BOLD,
    "Token.Generic.Prompt": FAINT,
}


class Highlighter:
    """Colours the lines of one block of code; past 3,000 lines, and in very long ones, it leaves them as they are."""

    def __init__(self, language: str) -> None:
        self._lexer = _lexer(language.lower())
        self._lines = 0
        self._stack: list[str] = ["root"]
        self._in_comment = False

    def line(self, text: str) -> Line:
        """The spans of the next line; their texts together are the line."""
        self._lines += 1
        if self._lexer is None or self._lines > _MOST_LINES or len(text) > _LONGEST_LINE:
            return [Span(text)]
        return self._around_comment(text) if self._lexer.name in _SLASH_STAR else self._lexed(text)

    def _around_comment(self, text: str) -> Line:
        """A `/* comment */` of several lines, which most lexers know only when they see all of it."""
        if self._in_comment:
            comment, end, code = text.partition("*/")
            self._in_comment = not end
            return [Span(comment + end, FAINT), *self._lexed(code)]
        if opened := _OPENED_COMMENT.match(text):
            self._in_comment = True
            return [*self._lexed(opened[1]), Span(text[opened.end(1) :], FAINT)]
        return self._lexed(text)

    def _lexed(self, text: str) -> Line:
        if not text:
            return []
        spans = [Span(part.rstrip("\n"), _style(kind)) for _, kind, part in self._tokens(text + "\n")]
        whole = "".join(span.text for span in spans)
        return spans if whole == text else [Span(text)]  # what is shown must be the code, whatever a lexer does

    def _tokens(self, text: str) -> Iterable[tuple[int, Any, str]]:
        if self._lexer.name not in _REMEMBERING:
            return list(self._lexer.get_tokens_unprocessed(text))
        from pygments.lexer import LexerContext  # type: ignore[import-untyped]

        context = LexerContext(text, 0, stack=self._stack)
        tokens = list(self._lexer.get_tokens_unprocessed(text, context=context))
        self._stack = context.stack
        return tokens


@lru_cache(maxsize=64)
def _lexer(language: str) -> Any:
    """A lexer of Pygments, or None. Its own languages only: a search for plug-ins would take longer than the rest."""
    from pygments.lexers import get_all_lexers, get_lexer_by_name  # type: ignore[import-untyped]

    if not any(language in aliases for _, aliases, _, _ in get_all_lexers(plugins=False)):
        return None
    lexer = get_lexer_by_name(language)
    kind: Any = type(lexer)
    return _remembering(kind)() if lexer.name in _REMEMBERING else lexer


@cache
def _remembering(lexer: Any) -> Any:
    """The same lexer with its state in a context; without one it works as before (lexers call themselves so)."""
    from pygments.lexer import ExtendedRegexLexer, RegexLexer

    def tokens(self: Any, text: str, stack: tuple[str, ...] = ("root",), context: Any = None) -> Iterable[Any]:
        if context is None:
            return RegexLexer.get_tokens_unprocessed(self, text, stack)  # type: ignore[no-any-return]
        return ExtendedRegexLexer.get_tokens_unprocessed(self, context=context)  # type: ignore[no-any-return]

    return type(lexer.__name__, (lexer,), {"get_tokens_unprocessed": tokens})


@cache
def _style(kind: Any) -> str:
    """The style of a kind of token, or of the kind that it belongs to."""
    while kind is not None:
        if (style := _STYLES.get(str(kind))) is not None:
            return style
        kind = kind.parent
    return ""
