"""Where the comments of a text are, by a lexer: for file types without a grammar, and for pieces of a file."""

import re
from collections.abc import Iterator

from .python_text import python_comments
from .syntaxes import SYNTAXES, Syntax, scanner

Span = tuple[int, int]
"""From one character to before another."""

_EMBEDDED = re.compile(
    r"<!--[\s\S]*?(?:-->|\Z)|(?:<(?P<tag>script|style)\b(?P<said>[^>]*)>|(?P<php><\?(?:php\b|=)?))", re.IGNORECASE
)
_NOT_JAVASCRIPT = re.compile(
    r"type\s*=\s*[\"']?(?:application/(?:ld\+)?json|text/(?:x-)?template|text/html)", re.IGNORECASE
)
_BLOCK_SCALAR = re.compile(
    r"^(?P<indent>[ \t]*)(?![ \t#]).*(?:[:\-][ \t]+|^)(?:[!&][^ \n]+[ \t]+)*[|>][0-9+-]{0,2}[ \t]*(?:#.*)?\r?$"
)


def comments_of(text: str, syntax: str, is_piece: bool = False) -> list[Span]:
    """The spans of comments, in order; `is_piece`: the text may be a part of a file, so that nothing frames it."""
    if syntax == "python":
        return python_comments(text)
    if syntax == "html" or (syntax == "php" and (not is_piece or "<?" in text)):
        return list(_in_page(text))
    spans = [(start, end) for kind, start, end in lexed(text, syntax) if kind == "comment"]
    return with_braces(text, spans) if syntax == "javascript" else spans


def with_braces(text: str, spans: list[Span]) -> list[Span]:
    """Those in braces of their own (`{/* … */}`) with these: JSX has no other way to write a comment."""
    return [
        (start - 1, end + 1)
        if text[end - 2 : end] == "*/" and text[start - 1 : start] == "{" and text[end : end + 1] == "}"
        else (start, end)
        for start, end in spans
    ]


def lexed(text: str, name: str) -> Iterator[tuple[str, int, int]]:
    """The comments and strings of a text in one of the `SYNTAXES`, each with its span, in order."""
    syntax, pattern = SYNTAXES[name], scanner(name)
    heredocs = _Heredocs(text)
    skips = iter([*(_block_scalars(text) if name == "yaml" else ()), (len(text) + 1, len(text) + 1)])
    skip, at = next(skips), _line_end(text, 0) if text.startswith("#!") else 0
    while found := pattern.search(text, at):
        start = found.start()
        while start >= skip[1]:
            skip = next(skips)
        if start >= skip[0]:
            at = skip[1]
            continue
        kind = found.lastgroup
        at = max(found.end(), start + 1)
        if kind == "end":
            return
        if kind == "block":
            at = _block_end(text, found, syntax)
        elif kind == "heredoc":
            heredocs.open(found)
        elif kind == "row":
            at = heredocs.after_row(at)
        if kind in ("block", "line", "string"):
            yield "string" if kind == "string" else "comment", start, at


def _block_end(text: str, opened: re.Match[str], syntax: Syntax) -> int:
    opens, closes = next(pair for pair in syntax.blocks if pair[0] == opened["block"])
    if not syntax.nested:
        end = text.find(closes, opened.end())
        return len(text) if end < 0 else end + len(closes)
    depth = 1
    for found in re.compile(f"{re.escape(opens)}|{re.escape(closes)}").finditer(text, opened.end()):
        depth += 1 if found[0] == opens else -1
        if not depth:
            return found.end()
    return len(text)


class _Heredocs:
    """Those that were opened in a row and begin in the next one."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._waiting: list[re.Pattern[str]] = []
        self._endless: set[str] = set()

    def open(self, found: re.Match[str]) -> None:
        indent = "[ \t]*" if found["dash"] else ""
        self._waiting.append(re.compile(rf"^{indent}{found['word']}\r?$", re.MULTILINE))

    def after_row(self, at: int) -> int:
        """Where the text goes on after the bodies; one that never ends is none (`1 <<x`)."""
        for ending in self._waiting:
            found = None if ending.pattern in self._endless else ending.search(self._text, at)
            if found is None:
                self._endless.add(ending.pattern)
            else:
                at = found.end()
        self._waiting.clear()
        return at


def _in_page(text: str) -> Iterator[Span]:
    """Comments of a page, and those of the scripts and styles in it in their own languages."""
    at = 0
    while True:
        found = _EMBEDDED.search(text, at)
        yield from _lexed_part(text, at, found.start() if found else len(text), "html")
        if found is None:
            return
        if found["tag"] is None and found["php"] is None:
            yield found.span()
            at = found.end()
            continue
        end = _embedded_end(text, found)
        yield from _lexed_part(text, found.end(), end, _embedded_syntax(found))
        at = end


def _lexed_part(text: str, start: int, end: int, syntax: str) -> Iterator[Span]:
    part = text[start:end]
    spans = [span[1:] for span in lexed(part, "html")] if syntax == "html" else comments_of(part, syntax, is_piece=True)
    for first, last in spans:
        yield start + first, start + last


def _embedded_end(text: str, found: re.Match[str]) -> int:
    if found["php"]:
        end = text.find("?>", found.end())
    else:
        ending = re.compile(rf"</{found['tag']}\b", re.IGNORECASE).search(text, found.end())
        end = ending.start() if ending else -1
    return len(text) if end < 0 else end


def _embedded_syntax(found: re.Match[str]) -> str:
    if found["php"]:
        return "php"
    if found["tag"].lower() == "style":
        return "scss" if re.search(r"lang\s*=\s*[\"']?(?:scss|sass|less)", found["said"]) else "css"
    return "toml" if _NOT_JAVASCRIPT.search(found["said"]) else "javascript"


def _block_scalars(text: str) -> Iterator[Span]:
    """The lines of texts below `key: |`: all that are indented as their first one at least."""
    start, least = 0, -1
    begun, at, waiting = 0, 0, False
    for line in text.split("\n"):
        end = at + len(line) + 1
        indent = len(line) - len(line.lstrip(" \t"))
        is_blank = not line.strip()
        if waiting and not is_blank:
            waiting = False
            least = indent if indent > begun else -1
            start = at
        if least >= 0 and not waiting and not is_blank and indent < least:
            yield start, at
            least = -1
        if least < 0 and not waiting and (header := _BLOCK_SCALAR.match(line)):
            waiting, begun = True, len(header["indent"])
        at = end
    if least >= 0:
        yield start, len(text) + 1


def _line_end(text: str, at: int) -> int:
    end = text.find("\n", at)
    return len(text) if end < 0 else end
