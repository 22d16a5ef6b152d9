"""Markdown as passages, by the blocks of https://spec.commonmark.org/0.31.2/ and tables."""

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from .blanking import without_comments
from .commands import commands_in, is_shell
from .headings import Headings
from .passage import Passage, PassageKind, Piece, passage

if TYPE_CHECKING:
    from markdown_it.token import Token


def cut_markdown(text: str) -> Iterator[Passage]:
    from markdown_it import MarkdownIt

    text = without_comments(text)
    lines = text.split("\n")
    # What stands within a paragraph is not looked at here, and takes its time.
    tokens = MarkdownIt("commonmark").enable("table").disable("inline").parse(text)
    yield from _passages(tokens, lines)


def _passages(tokens: Sequence["Token"], lines: Sequence[str]) -> Iterator[Passage]:
    headings = Headings()
    depth = 0
    for number, token in enumerate(tokens):
        if token.type in ("list_item_open", "list_item_close"):
            depth += token.nesting
        if token.map is None:
            continue
        first = token.map[0] + 1
        match token.type:
            case "heading_open":
                title = tokens[number + 1]
                headings.enter(int(token.tag[1]), " ".join(title.content.split()))
                yield from _prose("heading", title, lines, headings)
            case "paragraph_open":
                yield from _prose("item" if depth else "prose", tokens[number + 1], lines, headings)
            case "tr_open":
                yield passage("row", [Piece(first, 0, lines[first - 1])], headings.titles)
            case "fence":
                yield from _fenced(token, lines, headings)


def _prose(kind: PassageKind, token: "Token", lines: Sequence[str], headings: Headings) -> Iterator[Passage]:
    assert token.map is not None
    pieces = []
    for number, text in enumerate(token.content.split("\n"), token.map[0] + 1):
        line = lines[number - 1] if number <= len(lines) else text
        column = line.find(text)
        pieces.append(Piece(number, max(0, column), text.rstrip("\r") if column >= 0 else ""))
    if any(piece.text.strip() for piece in pieces):
        yield passage(kind, pieces, headings.titles)


def _fenced(token: "Token", lines: Sequence[str], headings: Headings) -> Iterator[Passage]:
    assert token.map is not None
    language = token.info.strip().split(" ")[0].strip("{}.").lower()
    first, last = token.map[0] + 1, min(token.map[1], len(lines))
    body = [Piece(number, 0, lines[number - 1].rstrip("\r")) for number in range(first + 1, last)]
    if is_shell(language):
        yield from commands_in(body, headings.titles, needs_prompt=language not in ("sh", "bash", "zsh", "shell"))
    elif body:
        yield passage("example", body, headings.titles)
