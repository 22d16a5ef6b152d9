"""The kind of each line of a text, and how many there are of each."""

from typing import Literal

from reverie.quality.changes.left_out import UNKNOWN, why_left_out
from reverie.quality.changes.values import LineCounts

from .lexing import Span, comments_of
from .source import Source
from .syntaxes import syntax_name

LineKind = Literal["code", "comment", "blank"]


def count_lines(path: str, text: str) -> LineCounts:
    """The lines of a file by kind: see `docs/decisions/0041-what-counts-as-a-comment.md`. Never raises."""
    reason = reason_for(path, text)
    if reason:
        return LineCounts(left_out=reason)
    kinds = line_kinds(Source(path, text))
    return LineCounts(kinds.count("code"), kinds.count("comment"), kinds.count("blank"))


def reason_for(path: str, text: str) -> str:
    """Why a file is left out; empty when it is counted."""
    return why_left_out(path, text) or ("" if syntax_name(path, text) else UNKNOWN)


def line_kinds(source: Source) -> list[LineKind]:
    """The kind of each line of a whole file, as `lines_of` gives them."""
    spans = _spans_by_tree(source)
    if spans is None:
        spans = comments_of(source.text, source.syntax) if source.syntax else []
    return kinds_by_spans(source.text, spans)


def _spans_by_tree(source: Source) -> list[Span] | None:
    if source.language is None:
        return None
    # Only now are grammars worth their import.
    from .tree_text import BY_TREE, comments_by_tree

    tree = source.tree if source.language in BY_TREE else None
    return comments_by_tree(tree, source.text) if tree is not None else None


def lines_of(text: str) -> list[str]:
    """Its lines without their ends; a last end begins no further line."""
    lines = text.split("\n")
    if not lines[-1]:
        lines.pop()
    return [line.removesuffix("\r") for line in lines]


def kinds_by_spans(text: str, spans: list[Span]) -> list[LineKind]:
    """The kind of each line, where the comments are in these places, which are in order."""
    kinds: list[LineKind] = []
    at, next_span = 0, 0
    for line in text.split("\n"):
        end = at + len(line)
        while next_span < len(spans) and spans[next_span][1] <= at:
            next_span += 1
        if not line or line.isspace():
            kinds.append("blank")
        elif next_span == len(spans) or spans[next_span][0] >= end:
            kinds.append("code")
        else:
            kinds.append(_kind(text, at, end, spans, next_span))
        at = end + 1
    if text.endswith("\n") or not text:
        kinds.pop()
    return kinds


def _kind(text: str, at: int, end: int, spans: list[Span], first: int) -> LineKind:
    for place in range(first, len(spans)):
        start, stop = spans[place]
        if start >= end or text[at:start].strip():
            break
        at = max(at, stop)
        if at >= end:
            break
    return "code" if text[at:end].strip() else "comment"
