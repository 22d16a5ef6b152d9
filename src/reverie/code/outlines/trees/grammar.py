"""Grammars, each loaded when it is first needed, and parsing with them."""

import importlib
import itertools
import time
from collections.abc import Callable, Iterator
from functools import cache
from typing import Literal

from tree_sitter import Language, Node, Parser, Tree

from reverie.code.values import Language as CodeLanguage

from .limits import is_too_deep

Grammar = Literal["javascript", "typescript", "tsx"]


LONGEST_SECONDS = 2.0
"""Of work on one file. Sound files of the largest size take half a second; with odd ones there is no end to it."""

_PIECE = 1 << 16
_CALLS_BETWEEN = 32


@cache
def _language(grammar: str) -> Language:
    package = "typescript" if grammar == "tsx" else grammar
    module = importlib.import_module(f"tree_sitter_{package}")
    function = f"language_{grammar}" if package == "typescript" else "language"
    return Language(getattr(module, function)())


class TooHard(Exception):
    """A text that is nested too deeply for a parser, or that keeps it busy for too long."""


def tree_of(grammar: Grammar | CodeLanguage, text: str, clock: Callable[[], float] = time.thread_time) -> Tree:
    """The syntax tree of a text in any language but Python; what is wrong in it are its `ERROR` nodes.

    `clock` gives seconds that this thread has worked. Raises `TooHard`.
    """
    source = text.encode("utf-8", "replace")
    if is_too_deep(source, "typescript" if grammar == "tsx" else grammar):
        raise TooHard("nested too deeply")
    parser = Parser(_language(grammar))
    try:
        tree = parser.parse(lambda at, _: source[at : at + _PIECE], progress_callback=_limit(clock))
    except ValueError:
        raise TooHard(f"not understood within {LONGEST_SECONDS:.0f} s") from None
    # Only a parse with a callback can be given up, but only one of bytes leaves nodes that know their text. The second
    # reuses the whole tree of the first.
    return parser.parse(source, tree)


def _limit(clock: Callable[[], float]) -> Callable[[int, bool], bool]:
    until = clock() + LONGEST_SECONDS
    calls = itertools.count(1)
    # Asking the clock costs as much as the parsing between two calls.
    return lambda at, has_error: next(calls) % _CALLS_BETWEEN == 0 and clock() > until


def trouble_of(root: Node) -> str:
    """Where a tree's first error is, as a line; empty when it has none."""
    if not root.has_error:
        return ""
    node = root
    for _ in range(1000):
        if node.is_error or node.is_missing:
            break
        inner = next((child for child in _children(node) if child.has_error or child.is_missing), None)
        if inner is None:
            break
        node = inner
    return f"line {node.start_point.row + 1}: not understood as a whole"


def _children(node: Node) -> Iterator[Node]:
    cursor = node.walk()
    more = cursor.goto_first_child()
    while more:
        if cursor.node is not None:
            yield cursor.node
        more = cursor.goto_next_sibling()
