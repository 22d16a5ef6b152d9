"""What a node of C or C++ defines."""

from tree_sitter import Node

from reverie.code.outlines.c_family.declarators import declared_by
from reverie.code.outlines.trees.nodes import text_of

from .tree_symbols import Walk

_RECORDS = frozenset({"struct_specifier", "union_specifier", "class_specifier", "enum_specifier"})
_NAMED = ("alias_declaration", "concept_definition", "preproc_function_def")
_INSIDE = frozenset(
    {
        "linkage_specification",
        "declaration_list",
        "preproc_if",
        "preproc_ifdef",
        "preproc_else",
        "preproc_elif",
        "preproc_elifdef",
    }
    | {"ERROR"}
)


def read_c_family(walk: Walk, node: Node, prefix: str, first: Node) -> None:
    kind = node.type
    if kind == "function_definition":
        _record(walk, node.child_by_field_name("type"), prefix, None)
        _declared(walk, node, prefix, first)
    elif kind in ("declaration", "field_declaration"):
        _declaration(walk, node, prefix, first)
    elif kind == "type_definition":
        _typedef(walk, node, prefix, first)
    elif kind in _RECORDS:
        _record(walk, node, prefix, first)
    elif kind == "template_declaration":
        _template(walk, node, prefix, first)
    elif kind == "namespace_definition":
        _namespace(walk, node, prefix, first)
    elif kind in _NAMED or (kind == "preproc_def" and node.child_by_field_name("value") is not None):
        walk.add(prefix + text_of(node.child_by_field_name("name")), node, first)
    elif kind in _INSIDE:
        walk.visit(node.named_children, prefix)


def _template(walk: Walk, node: Node, prefix: str, first: Node) -> None:
    for inner in node.named_children:
        if inner.type != "template_parameter_list":
            read_c_family(walk, inner, prefix, first)


def _namespace(walk: Walk, node: Node, prefix: str, first: Node) -> None:
    name = text_of(node.child_by_field_name("name")).replace("::", ".")
    body = node.child_by_field_name("body")
    if name:
        walk.add(prefix + name, node, first)
    walk.visit(body.named_children if body is not None else [], f"{prefix}{name}." if name else prefix)


def _declared(walk: Walk, node: Node, prefix: str, first: Node) -> None:
    declared = declared_by(node.child_by_field_name("declarator"))
    if declared.name:
        walk.add(prefix + declared.name, node, first)


def _declaration(walk: Walk, node: Node, prefix: str, first: Node) -> None:
    _record(walk, node.child_by_field_name("type"), prefix, None)
    for declarator in node.children_by_field_name("declarator"):
        declared = declared_by(declarator)
        # Fields belong to their type, methods are symbols.
        if declared.name and (node.type == "declaration" or declared.function is not None):
            walk.add(prefix + declared.name, node, first)


def _typedef(walk: Walk, node: Node, prefix: str, first: Node) -> None:
    kind = node.child_by_field_name("type")
    names = [declared_by(each).name for each in node.children_by_field_name("declarator")]
    own = text_of(kind.child_by_field_name("name")) if kind is not None else ""
    has_body = kind is not None and kind.child_by_field_name("body") is not None
    if has_body and own:
        _record(walk, kind, prefix, first, node)
        return
    for name in names:
        walk.add(prefix + name if name else "", node, first)
        if has_body and kind is not None and kind.type != "enum_specifier":
            _members(walk, kind, f"{prefix}{name}.")


def _record(walk: Walk, node: Node | None, prefix: str, first: Node | None, whole: Node | None = None) -> None:
    if node is None or node.type not in _RECORDS or node.child_by_field_name("body") is None:
        return
    name = declared_by(node.child_by_field_name("name")).name
    if name:
        walk.add(prefix + name, whole or node, first)
        if node.type != "enum_specifier":
            _members(walk, node, f"{prefix}{name}.")


def _members(walk: Walk, node: Node, prefix: str) -> None:
    body = node.child_by_field_name("body")
    walk.visit(body.named_children if body is not None else [], prefix)
