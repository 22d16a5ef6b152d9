"""Rules: the lines of a person's message that say how things are to be done, found by code.

The items of a list under a heading such as "Rules:" are taken as rules, the rest is judged sentence by sentence.
"""

import re
from collections.abc import Iterator

from reverie.conversation.messages import tokens_of
from reverie.conversation.truncation import shorten_line

from .rule_sentence import NO_ORDER, is_rule
from .rule_words import STANDING

LONG_MESSAGE = 2_000
"""Tokens. What is longer was pasted rather than written: there a line must read like prose to count."""
_LONG_LINE = 400
_LONGEST_RULE = 1_000

_ITEM = re.compile(r"\s*(?:[-*+•–]|\(?\d{1,3}[.)])\s+(?P<text>\S.*)")
_FENCE = re.compile(r"^\s*(```|~~~)")
_PASTED = re.compile(
    r"^\s*(?:\d{2,4}[-:/.]\d|\[|>|#!|at |File |Traceback|\w*(?:Error|Exception|Warning)\b)|[{};=<>|\\]|\w\(\S"
)
_SENTENCE = re.compile(r"(?<=[.!?;])\s+|(?<=[。！？；])")
_HEADING = re.compile(
    r"""(?:rules?|conventions?|guidelines?|standards?|principles?|style|policy|policies|we\s+work|work\s+here|remember|
    regeln|konventionen|richtlinien|règles|conventions|reglas|convenciones|regole|convenzioni|regels|afspraken|правила|规则|规范|
    ルール|規約)\b[^:：]{0,60}[:：]\W*$""",
    re.IGNORECASE | re.VERBOSE,
)


def rules_of(text: str) -> tuple[str, ...]:
    """The lines of a message that read as rules, each as it stands but for the white space around it."""
    is_long = tokens_of(text) > LONG_MESSAGE
    kept: dict[str, None] = {}
    is_list_of_rules = False
    for line in _lines_outside_code(text):
        if not _ITEM.match(line):
            is_list_of_rules = not is_long and _HEADING.search(line) is not None
        for piece in _pieces(line, is_long=is_long):
            if (is_list_of_rules and _is_order(line)) or (reads_as_rule(piece) and not (is_long and _is_pasted(piece))):
                kept[piece] = None
    return tuple(kept)


def reads_as_rule(line: str) -> bool:
    """Whether one of its sentences is a rule."""
    item = _ITEM.match(line)
    return any(map(is_rule, _SENTENCE.split(item["text"] if item else line.strip())))


def _lines_outside_code(text: str) -> Iterator[str]:
    """The lines of a text that are not in a fenced block; a fence that is never closed hides nothing."""
    lines = text.splitlines()
    fences = [number for number, line in enumerate(lines) if _FENCE.match(line)]
    code = {line for first, last in zip(fences[::2], fences[1::2], strict=False) for line in range(first, last + 1)}
    return (line.strip() for number, line in enumerate(lines) if line.strip() and number not in code)


def _pieces(line: str, *, is_long: bool) -> list[str]:
    """A line, or the sentences of a long one; what is longer still is no prose in a paste, and is cut elsewhere."""
    pieces = _SENTENCE.split(line) if len(line) > _LONG_LINE else [line]
    if is_long:
        return [piece for piece in pieces if len(piece) <= _LONGEST_RULE]
    return [shorten_line(piece, _LONGEST_RULE, _place(piece)) for piece in pieces]


def _place(piece: str) -> int:
    found = STANDING.search(piece) if len(piece) > _LONGEST_RULE else None
    return found.start() if found else 0


def _is_order(line: str) -> bool:
    """Whether an item of a list begins like an order: with a word that is no article, pronoun or question."""
    item = _ITEM.match(line)
    first = item["text"].split()[0].strip("*_`\"'“”,.:;") if item else ""
    return first.isalpha() and not NO_ORDER.match(first)


def _is_pasted(line: str) -> bool:
    """Whether a line of a long message looks like code or a log rather than like prose."""
    letters = sum(character.isalpha() or character.isspace() for character in line)
    return bool(_PASTED.search(line)) or len(line.split()) < 2 or letters < 0.6 * len(line)
