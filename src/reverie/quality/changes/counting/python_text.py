"""Python as text: its comments with its docstrings, also of what is not sound, and of both versions of the language."""

import re
from collections.abc import Iterator
from typing import NamedTuple

Span = tuple[int, int]

_TOKEN = re.compile(
    r"(?P<comment>\#[^\n]*)"
    r"|(?P<broken>^(?:def|class|import|from|async[ ]def|@)(?=[\s\w]))"
    r"|(?P<string>\"\"\"(?:[^\\\"]|\\[\s\S]|\"(?!\"\"))*+(?:\"\"\"|\Z)|'''(?:[^\\']|\\[\s\S]|'(?!''))*+(?:'''|\Z)"
    r"|\"(?:[^\"\\\n]|\\[\s\S])*+\"?|'(?:[^'\\\n]|\\[\s\S])*+'?)"
    r"|(?P<opens>[(\[{])|(?P<closes>[)\]}])|(?P<joined>\\\r?\n)|(?P<row>\n)|(?P<code>[^\n\#\"'()\[\]{}\\]+|\\)",
    re.MULTILINE,
)
_AFTER_DOCSTRING = re.compile(r"[ \t\f\r]*(?:#|;|\n|\Z)")
_PREFIXES = frozenset({"r", "R", "u", "U"})


class PythonText(NamedTuple):
    """`statements`: for each the first row and the last (from 0). `plain`: the text with `_` in the place of each
    character of a string and blanks in that of each of a comment."""

    statements: list[tuple[int, int]]
    plain: str


def python_comments(text: str) -> list[Span]:
    """The spans of comments and docstrings."""
    return [(start, end) for kind, start, end in _tokens(text) if kind == "comment"]


def python_text(text: str) -> PythonText:
    """The text with what a reader of its layout needs."""
    statements: list[tuple[int, int]] = []
    plain: list[str] = []
    done = row = at = 0
    for kind, start, end in _tokens(text):
        row, at = row + text.count("\n", at, start), start
        last = row + text.count("\n", start, end)
        is_comment = text[start] == "#"
        if kind in ("comment", "string"):
            plain += [text[done:start], re.sub(r"[^\n]", " " if is_comment else "_", text[start:end])]
            done = end
        if kind == "begins":
            statements.append((row, row))
        elif statements and not is_comment:
            statements[-1] = (statements[-1][0], last)
    return PythonText(statements, "".join([*plain, text[done:]]))


def _tokens(text: str) -> Iterator[tuple[str, int, int]]:
    """Kinds `comment` (docstrings too), `string`, `begins` (a statement) and `code`, with their spans."""
    depth, is_fresh, prefix = 0, True, 0
    for found in _TOKEN.finditer(text):
        kind, start, end = found.lastgroup or "", found.start(), found.end()
        if kind == "row":
            is_fresh = is_fresh or depth == 0
        elif kind == "comment":
            if start or not text.startswith("#!"):
                yield "comment", start, end
        elif (
            kind == "code"
            and (bare := found[0].strip()) in _PREFIXES | {""}
            and (not bare or text[end : end + 1] in ("'", '"'))
        ):
            prefix = len(found[0]) - len(found[0].lstrip()) - len(found[0]) if bare else 0
            continue
        elif kind == "joined":
            continue
        else:
            if kind == "broken":
                depth, is_fresh = 0, True
            start += prefix
            if is_fresh and depth == 0:
                yield "begins", start, end
            if kind == "string":
                is_alone = is_fresh and depth == 0 and _AFTER_DOCSTRING.match(text, end) is not None
                yield "comment" if is_alone else "string", start, end
            else:
                depth += (kind == "opens") - (kind == "closes" and depth > 0)
                yield "code", start, end
            is_fresh = False
        prefix = 0
