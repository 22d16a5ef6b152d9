"""The symbols of a file by its syntax tree: a walk over definitions, not into functions."""

from collections.abc import Callable, Iterable, Sequence

from tree_sitter import Node, Tree

from reverie.code.values import Language
from reverie.quality.changes.counting.kinds import LineKind

from .spans import SymbolSpan

_ABOVE = frozenset({"attribute_item", "inner_attribute_item", "decorator", "marker_annotation", "annotation"})


class Walk:
    """The symbols found so far. A language's reader calls `add` for what a node defines, `visit` for what it holds."""

    def __init__(self, read: "Reader", kinds: Sequence[LineKind]) -> None:
        self.found: list[SymbolSpan] = []
        self._read = read
        self._kinds = kinds

    def visit(self, nodes: Iterable[Node], prefix: str) -> None:
        """What these siblings define; `prefix` is the name around them with its dot."""
        above: Node | None = None
        for node in nodes:
            if node.type in _ABOVE:
                above = above or node
            elif not node.type.endswith("comment"):
                self._read(self, node, prefix, above or node)
                above = None

    def add(self, name: str, node: Node, first: Node | None = None, is_own: bool = True) -> None:
        """A symbol that is all of a node, from `first` on where that stands before it."""
        start = (first or node).start_point.row
        last = node.end_point.row - (node.end_point.column == 0)
        while start and self._kinds[start - 1] == "comment":
            start -= 1
        if name:
            self.found.append(SymbolSpan(name, start, max(start, last), is_own))


Reader = Callable[[Walk, Node, str, Node], None]
"""Reads one node: the walk, the node, the prefix, and the first of what belongs to it (a decorator, `export`)."""


def tree_symbols(language: Language, tree: Tree, kinds: Sequence[LineKind]) -> list[SymbolSpan] | None:
    """The symbols of a file in any language with a grammar; None when it is nested too deeply."""
    walk = Walk(_reader(language), kinds)
    try:
        walk.visit(tree.root_node.named_children, "")
    except RecursionError:
        return None
    return walk.found


def _reader(language: Language) -> Reader:
    # Each is imported when a file of its language comes.
    if language in ("javascript", "typescript"):
        from .javascript import read_javascript

        return read_javascript
    if language in ("c", "cpp"):
        from .c_family import read_c_family

        return read_c_family
    from . import go_rust_java_ruby as others

    readers: dict[str, Reader] = {"go": others.read_go, "rust": others.read_rust, "java": others.read_java}
    return readers.get(language, others.read_ruby)
