"""The blocks of a Markdown text (https://spec.commonmark.org/0.31.2/, and tables), each with its lines.

Every line that is not blank lies in exactly one block.
"""

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Literal

import msgspec

if TYPE_CHECKING:
    from markdown_it.token import Token

BlockKind = Literal["heading", "paragraph", "item", "step", "code", "table", "quote", "html", "rule", "definition"]


class Block(msgspec.Struct, frozen=True):
    """The lines `first` to `last`, counted from 1. `text` is its words: of an item the first paragraph, of a
    heading the title, else its lines. `rest` belongs to an item; `level` is a heading's, `language` a code block's."""

    kind: BlockKind
    first: int
    last: int
    text: str
    rest: str = ""
    level: int = 0
    language: str = ""


def blocks(lines: Sequence[str], first_line: int = 1) -> list[Block]:
    """The blocks of these lines, of which the first is line `first_line` of its file."""
    from markdown_it import MarkdownIt

    # What stands within a paragraph is not looked at, and takes its time.
    tokens = MarkdownIt("commonmark").enable("table").disable("inline").parse("\n".join(lines))
    found = list(_found(tokens, lines))
    return [_moved(one, first_line - 1) for one in _with_definitions(found, lines)]


def _found(tokens: Sequence["Token"], lines: Sequence[str]) -> Iterator[Block]:
    for number, token in enumerate(tokens):
        if token.map is None or token.nesting < 0:
            continue
        if token.type == "list_item_open" and token.level == 1:
            yield _item(token, tokens[number + 1], lines)
        elif token.level == 0 and (block := _whole(token, tokens[number + 1 : number + 2], lines)):
            yield block


def _whole(token: "Token", following: Sequence["Token"], lines: Sequence[str]) -> Block | None:
    first, last = _place(token, lines)
    raw = "\n".join(lines[first - 1 : last])
    match token.type:
        case "heading_open":
            return Block("heading", first, last, _one_line(following[0].content), level=int(token.tag[1]))
        case "paragraph_open":
            return Block("paragraph", first, last, raw.strip())
        case "fence" | "code_block":
            return Block("code", first, last, raw, language=token.info.strip().split(" ")[0])
        case "table_open":
            return Block("table", first, last, raw)
        case "blockquote_open":
            return Block("quote", first, last, raw)
        case "html_block":
            return Block("html", first, last, raw)
        case "hr":
            return Block("rule", first, last, raw)
    return None


def _item(token: "Token", child: "Token", lines: Sequence[str]) -> Block:
    first, last = _place(token, lines)
    own = [line.expandtabs(4) for line in lines[first - 1 : last]]
    width = len(own[0]) - len(own[0].lstrip()) + len(token.info) + 1
    gap = len(own[0][width:]) - len(own[0][width:].lstrip())
    indent = width + (gap if 0 < gap < 5 else 1)
    text = [own[0][width:].strip(), *(_cut(line, indent).rstrip() for line in own[1:])]
    end = child.map[1] - first + 1 if child.type == "paragraph_open" and child.map else 0
    words, rest = _one_line("\n".join(text[:end])), "\n".join(text[end:]).strip("\n")
    kind: BlockKind = "step" if token.markup in (".", ")") else "item"
    return Block(kind, first, last, words, rest)


def _cut(line: str, width: int) -> str:
    """The line without what sets it in, and without less where it is set in by less."""
    blanks = len(line) - len(line.lstrip())
    return line[width:] if blanks >= width else line.lstrip()


def _place(token: "Token", lines: Sequence[str]) -> tuple[int, int]:
    """Its first and last line that is not blank, from 1."""
    assert token.map is not None
    first, last = token.map[0] + 1, min(token.map[1], len(lines))
    while last > first and not lines[last - 1].strip():
        last -= 1
    return first, last


def _with_definitions(found: Sequence[Block], lines: Sequence[str]) -> Iterator[Block]:
    """The blocks in order; what no block has are definitions of links, which Markdown takes out of the text."""
    done = 0
    for block in sorted(found, key=lambda one: one.first):
        yield from _definitions(lines, done, block.first - 1)
        yield block
        done = block.last
    yield from _definitions(lines, done, len(lines))


def _definitions(lines: Sequence[str], start: int, end: int) -> Iterator[Block]:
    for number in range(start, end):
        if lines[number].strip():
            yield Block("definition", number + 1, number + 1, lines[number].strip())


def _moved(block: Block, by: int) -> Block:
    return msgspec.structs.replace(block, first=block.first + by, last=block.last + by) if by else block


def _one_line(text: str) -> str:
    return " ".join(text.split())
