"""The text of nodes: as it stands, in one line, as a hash."""

from collections.abc import Iterator

from tree_sitter import Node

from reverie.code.outlines.wording import CommentStyle, body_hash, one_line


def text_of(node: Node | None) -> str:
    """A node's text; empty for None."""
    return (node.text or b"").decode("utf-8", "replace") if node is not None else ""


def line_of(node: Node) -> int:
    """The line where a node begins, from 1."""
    return node.start_point.row + 1


def code_of(node: Node | None, style: CommentStyle = "//") -> str:
    """A node's source in one line; empty for None and for what is too long."""
    return one_line(text_of(node), style) if node is not None else ""


def hash_of(node: Node | None, name: str, style: CommentStyle = "//") -> str:
    """The hash of a function's body; empty when it has none or it is too small."""
    return body_hash(text_of(node), name.rpartition(".")[2], style) if node is not None else ""


def unquoted(node: Node | None) -> str:
    """What a string literal says, its escapes as they are written."""
    return text_of(node)[1:-1]


def of_type(node: Node, *types: str) -> Iterator[Node]:
    """The named children of these types."""
    return (child for child in node.named_children if child.type in types)


def first_of(node: Node, *types: str) -> Node | None:
    """The first named child of these types."""
    return next(of_type(node, *types), None)
