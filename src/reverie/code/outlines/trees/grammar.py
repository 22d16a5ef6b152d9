"""Grammars, each loaded when it is first needed, and parsing with them."""

import importlib
from collections.abc import Iterator
from functools import cache
from typing import Literal

from tree_sitter import Language, Node, Parser, Tree

from reverie.code.values import Language as CodeLanguage

Grammar = Literal["javascript", "typescript", "tsx"]


@cache
def _language(grammar: str) -> Language:
    package = "typescript" if grammar == "tsx" else grammar
    module = importlib.import_module(f"tree_sitter_{package}")
    function = f"language_{grammar}" if package == "typescript" else "language"
    return Language(getattr(module, function)())


def tree_of(grammar: Grammar | CodeLanguage, text: str) -> Tree:
    """The syntax tree of a text in any language but Python; what is wrong in it are its `ERROR` nodes."""
    return Parser(_language(grammar)).parse(text.encode("utf-8", "replace"))


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
