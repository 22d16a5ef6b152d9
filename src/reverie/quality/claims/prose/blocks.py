"""Blocks: the lines of an answer that its author speaks in, each with its heading; fences and quoted lines are none."""

import re
from collections.abc import Iterator
from typing import Literal

import msgspec

Shape = Literal["text", "item", "row", "heading"]

_FENCE = re.compile(r"\s{0,12}(?:[-*+]\s+)?(`{3,}|~{3,})")
_HEADING = re.compile(r"\s{0,3}#{1,6}\s+")
_BOLD_HEADING = re.compile(r"\s*(?:\*\*|__)[^*_\n]{1,80}(?:\*\*|__):?\s*$")
_ITEM = re.compile(r"\s*(?:[-*+•–—]|\d{1,3}[.)])\s+(?:\[[ xX]\]\s+)?")
_STATUS = re.compile("\\s*[\u2705\u2611\u2714\u2713\u274c\u2717\U0001f534\U0001f7e2\u26a0\u27a1]")
_OPEN_BOX = re.compile(r"\s*[-*+]\s+\[ \]")
_SHORT_LINE = 60
_RULE = re.compile(r"\s*\|?[\s:|+=_*-]*$")


class Block(msgspec.Struct):
    """Characters `start` to `end` of the answer. `heading` is the text it stands under, `below` its lead-in's."""

    start: int
    end: int
    shape: Shape
    heading: str = ""
    lead: str = ""


def blocks_of(answer: str) -> Iterator[Block]:
    """In order. Wrapped lines of a paragraph or an item are one block; each row of a table is one."""
    heading, lead = "", ""
    block: Block | None = None
    for start, line in _spoken_lines(answer):
        if not line.strip() or _RULE.match(line):
            if block:
                yield block
            lead, block = _lead(answer, block, lead), None
            continue
        shape, skipped = _shape(line)
        if shape == "text" and block and block.shape in ("text", "item") and not _begins_anew(answer, block, line):
            block.end = start + len(line.rstrip())
            continue
        if block:
            yield block
            lead = _lead(answer, block, lead)
        if shape == "heading":
            heading, lead = line.strip(" #*_:"), ""
        block = Block(start + skipped, start + len(line.rstrip()), shape, heading, lead if shape != "text" else "")
    if block:
        yield block


def _shape(line: str) -> tuple[Shape, int]:
    """And how many characters of markup it begins with."""
    if found := _HEADING.match(line):
        return "heading", found.end()
    if _BOLD_HEADING.match(line):
        return "heading", 0
    if line.lstrip().startswith("|"):
        return "row", 0
    if found := _ITEM.match(line):
        return "item", found.end()
    return ("item" if _STATUS.match(line) else "text"), 0


def _begins_anew(answer: str, block: Block, line: str) -> bool:
    """A line after a short one, with a capital or a mark: no wrapped paragraph, but lines of their own."""
    before = answer.rfind("\n", block.start, block.end)
    length = block.end - (before if before >= 0 else block.start)
    return length < _SHORT_LINE and (line[:1].isupper() or line.startswith(("*", "`")))


def _lead(answer: str, block: Block | None, before: str) -> str:
    """The sentence that ends in a colon before a list, kept for all of the list."""
    if block is None or block.shape in ("item", "row"):
        return before
    text = answer[block.start : block.end].rstrip()
    return text[-200:] if text.endswith((":", "：")) else ""


def _spoken_lines(answer: str) -> Iterator[tuple[int, str]]:
    """Lines with their offsets; an empty one in place of each block that is not the author's words."""
    at, fence = 0, ""
    for line in answer.splitlines(keepends=True):
        found = _FENCE.match(line)
        if fence:
            if found and found[1].startswith(fence) and not line.strip().strip(fence[0]):
                fence = ""
            yield at, ""
        elif found:
            fence = found[1]
            yield at, ""
        else:
            is_other = line.lstrip().startswith(">") or _OPEN_BOX.match(line)
            yield at, "" if is_other else line.rstrip("\r\n")
        at += len(line)
