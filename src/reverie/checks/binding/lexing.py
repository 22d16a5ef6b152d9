"""Cutting a block of prose, Markdown or reStructuredText, into pieces and the words between them."""

import re
from collections.abc import Iterator

from reverie.checks.candidate import Span

from .piece import DOTTED, NAME, NUMBER, PATH, REQUIREMENT, UNITS, VERSION, Piece, shape_of

_ROLE = re.compile(r":(?:[\w+-]+:)*(?P<role>[\w+-]+):`(?P<text>[^`]+)`")
_TICKS = re.compile(r"(?P<ticks>`{1,3})(?!`)(?P<text>.+?)(?<!`)(?P=ticks)(?!`)(?P<link>__?(?!\w))?", re.DOTALL)
_LINK_TARGET = re.compile(r"\]\((?P<target><[^>\n]*>|[^()\s]*(?:\([^()\s]*\))?[^()\s]*)(?:\s+\"[^\"]*\")?\)")
_WITH_TARGET = re.compile(r"(?P<text>[^<]*?)\s*<(?P<target>[^<>]+)>", re.DOTALL)
_QUOTED = re.compile(
    r"(?<![\w\"])[rbf]?\"(?P<double>[^\"\n]{1,200})\"(?!\w)|“(?P<curly>[^”\n]{1,200})”|"
    r"„(?P<low>[^“”\n]{1,200})[“”]|(?<![\w'])'(?P<single>[^'\n]{1,80})'(?!\w)"
)
_IDENTIFIER = (
    rf"(?:{NAME}\.)+(?:{NAME})|__\w+__|[a-z][a-z0-9]*(?:_+[a-z0-9]+)+|_+[A-Za-z]\w*|[A-Z][A-Z0-9]*(?:_+[A-Z0-9]+)+|"
    r"[A-Za-z]+[a-z0-9]+[A-Z]\w*|[A-Z]{2,}[a-z][a-z0-9]+\w*|[A-Za-z]\w*_\w+|[A-Z]{3,}\d+|(?<=\s)\.[a-z]\w+|"
    r"(?:(?<=\bclass )|(?<=\bstruct )|(?<=\benum )|(?<=\btrait )|(?<=\bfunction )|(?<=\binterface ))[A-Z]\w+"
)
_LITERAL = r"\"[^\"\n]*\"|'[^'\n]*'|\[[^\]\n]*\]|\{[^}\n]*\}|[^\s,;()\"'`\[\]{}=>][^\s,;()\"'`\[\]{}]*(?:\([^()\n]*\))?"
_PLAIN = re.compile(
    "|".join(
        (
            r"(?P<url>\b[a-z][a-z+]*://[^\s<>\"')\]]+)",
            rf"(?P<call>(?<![\w.])(?:{DOTTED})\((?!s\)|es\)|e?n\)|r\)|in\))[^()\n]*(?:\([^()\n]*\)[^()\n]*)*\))",
            rf"(?P<requirement>(?<![\w.]){REQUIREMENT})",
            rf"(?P<assignment>(?<![\w.])\.?{DOTTED}\s?=\s?(?![=>])(?:{_LITERAL}))",
            rf"(?P<path>(?<![\w/.@:<>-])(?:{PATH})(?:::\w+)*(?![\w/@-]))",
            r"(?P<flag>(?<![\w-])--[A-Za-z][\w-]+)",
            rf"(?P<name>(?<![\w$@/.-])(?:{_IDENTIFIER})(?:\(\))?(?![\w/]))",
            rf"(?P<number>(?<![\w.])(?:{VERSION}\+?|{NUMBER})(?:\s?(?:{UNITS})(?!\w))?(?![\w.]*\w))",
            r"(?P<section>\[{1,2}(?:tool|build|project|testenv|flake8|mypy|pytest|metadata|options)[\w.:-]*\]{1,2})",
        )
    )
)
_TAG = re.compile(
    r"</?[a-z][a-z0-9]*(?:\s+[\w-]+(?:=(?:\"[^\">]*\"|'[^'>]*'|[^\s\">]+))?)*\s*/?>|<!--.*?-->", re.DOTALL
)
_OPENING = re.compile(r"<(?=[a-z/!])|:[\w+-]+(?::[\w+-]+)*:`|`|\]\(|\*\*|(?<!\w)[rbf]?\"|[“„']")
_BOLD = re.compile(rf"\*\*(?P<text>{DOTTED}(?:\([^()*\n]*\))?)\*\*")
_ABBREVIATIONS = re.compile(r"(?:e\.g|i\.e|z\.B|d\.h|u\.a|a\.k\.a|U\.S)\.?", re.IGNORECASE)
_PRODUCTS = re.compile(
    r"(?:Node|Vue|Next|Nuxt|Express|React|Three|D3|Deno|Chart|Ember|Socket)\.(?:js|io)|ASP\.NET|VB\.NET|"
    r"I/O|and/or|TCP/IP|CI/CD|HTTP/\d.*|n/a|read/write|w/o?",
    re.IGNORECASE,
)


def pieces_of(text: str, start: int, end: int) -> tuple[Piece, ...]:
    """The pieces of a block, in order; none lies in another."""
    return tuple(_marked(text, start, end))


def _marked(text: str, start: int, end: int) -> Iterator[Piece]:
    """Code spans, roles, link targets and quotes; between these the names that stand plain."""
    at = start
    while at < end:
        found = _next_marked(text, at, end)
        if found is None:
            yield from _plain(text, at, end)
            return
        match, pieces = found
        yield from _plain(text, at, match.start())
        yield from pieces
        at = match.end()


def _next_marked(text: str, at: int, end: int) -> tuple[re.Match[str], list[Piece]] | None:
    """The first piece of markup from `at` on."""
    opening = _OPENING.search
    position = at
    while (found := opening(text, position, end)) is not None:
        for pattern, read in (
            (_ROLE, _role),
            (_TICKS, _ticks),
            (_LINK_TARGET, _link),
            (_BOLD, _bold),
            (_QUOTED, _quoted),
        ):
            match = pattern.match(text, found.start(), end)
            if match and match.end() - match.start() < 600:
                return match, read(match)
        position = found.end()
    return None


def _role(match: re.Match[str]) -> list[Piece]:
    target = match["text"]
    if with_target := _WITH_TARGET.fullmatch(target):
        target = with_target["target"]
    role = match["role"].lower()
    shape = "path" if role in ("file", "download", "doc") else shape_of(target)
    if role in ("ref", "issue", "pr", "pull", "commit", "rfc", "pep", "term", "doc", "user", "cve", "ghsa", "gh"):
        return []
    return [Piece(target, shape, _span(match), True, role)]


def _ticks(match: re.Match[str]) -> list[Piece]:
    inner = " ".join(match["text"].split())
    if match["link"] and len(match["ticks"]) == 1:
        target = _WITH_TARGET.fullmatch(inner)
        is_url = target is not None and "://" in target["target"]
        return [
            Piece(
                target["target"] if target and is_url else inner.partition(" <")[0],
                "url" if is_url else "words",
                _span(match),
            )
        ]
    if (
        len(match["ticks"]) == 1
        and (with_target := _WITH_TARGET.fullmatch(inner))
        and shape_of(with_target["target"]) == "name"
    ):
        inner = with_target["target"]
    is_quoted = len(inner) > 1 and inner[0] == inner[-1] and inner[0] in "\"'"
    return [Piece(inner, shape_of(inner), _span(match), True, is_quoted=is_quoted)] if inner else []


def _nothing(match: re.Match[str]) -> list[Piece]:
    """A tag of HTML names nothing."""
    return []


def _bold(match: re.Match[str]) -> list[Piece]:
    """A name in bold is marked as code is: lists of options do so. A plain word in bold is stressed, no more."""
    is_word = match["text"].isalpha() and (
        match["text"].islower() or match["text"].istitle() or match["text"].isupper()
    )
    return [] if is_word else [Piece(match["text"], shape_of(match["text"]), _span(match), True)]


def _link(match: re.Match[str]) -> list[Piece]:
    target = match["target"].strip("<>").partition("#")[0]
    if not target:
        return []
    shape = shape_of(target)
    return [Piece(target, "url" if shape == "url" else "path", _span(match), True, "link")]


def _quoted(match: re.Match[str]) -> list[Piece]:
    inner = match["double"] or match["curly"] or match["low"] or match["single"] or ""
    return [Piece(inner, "literal", _span(match), is_quoted=True)]


def _plain(text: str, start: int, end: int) -> Iterator[Piece]:
    for found in _PLAIN.finditer(text, start, end):
        kind = str(found.lastgroup)
        inner = found[0].rstrip(".,;:") if kind in ("url", "path", "name", "assignment", "requirement") else found[0]
        if not inner or _ABBREVIATIONS.fullmatch(inner) or _PRODUCTS.fullmatch(inner):
            continue
        yield Piece(inner, kind, Span(found.start(), found.start() + len(inner)))  # type: ignore[arg-type]


def _span(match: re.Match[str]) -> Span:
    return Span(match.start(), match.end())
