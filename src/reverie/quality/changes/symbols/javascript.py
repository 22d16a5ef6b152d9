"""What a node of JavaScript or TypeScript defines."""

from tree_sitter import Node

from reverie.code.outlines.trees.nodes import of_type, text_of, unquoted

from .tree_symbols import Walk

_FUNCTIONS = frozenset(
    {"function_expression", "function", "arrow_function", "generator_function", "function_declaration"}
    | {"generator_function_declaration", "function_signature"}
)
_CLASSES = frozenset({"class", "class_declaration", "abstract_class_declaration"})
_PLAIN = frozenset({"type_alias_declaration", "enum_declaration"})
_BLOCKS = frozenset({"if_statement", "else_clause", "statement_block", "try_statement", "ambient_declaration"})
_METHODS = frozenset({"method_definition", "method_signature", "abstract_method_signature"})
_FIELDS = frozenset({"field_definition", "public_field_definition"})
_EXPORTS = ("exports", "module.exports")


def read_javascript(walk: Walk, node: Node, prefix: str, first: Node) -> None:
    kind = node.type
    if kind == "export_statement":
        _export(walk, node, prefix, first)
    elif kind in _FUNCTIONS | _PLAIN:
        walk.add(prefix + (_name(node) or "default"), node, first)
    elif kind in _CLASSES or kind == "interface_declaration":
        _class(walk, node, prefix + (_name(node) or "default"), first)
    elif kind in ("lexical_declaration", "variable_declaration"):
        for each in of_type(node, "variable_declarator"):
            _variable(walk, each, prefix, node, first)
    elif kind in ("internal_module", "module"):
        _namespace(walk, node, prefix, first)
    elif kind in _BLOCKS:
        walk.visit(node.named_children, prefix)
    elif kind == "expression_statement" and node.named_children:
        _expression(walk, node.named_children[0], prefix, first)


def _name(node: Node) -> str:
    return text_of(node.child_by_field_name("name"))


def _members(node: Node) -> list[Node]:
    body = node.child_by_field_name("body")
    return body.named_children if body is not None else []


def _export(walk: Walk, node: Node, prefix: str, first: Node) -> None:
    declared = node.child_by_field_name("declaration") or node.child_by_field_name("value")
    if declared is None:
        return
    if declared.type in _FUNCTIONS | _CLASSES or node.child_by_field_name("declaration") is not None:
        read_javascript(walk, declared, prefix, first)
    elif declared.type != "identifier":
        walk.add(f"{prefix}default", node, first)


def _class(walk: Walk, node: Node, name: str, first: Node) -> None:
    walk.add(name, node, first)
    above: Node | None = None
    for member in _members(node):
        if member.type == "decorator":
            above = above or member
            continue
        if member.type in _METHODS or (member.type in _FIELDS and _value_type(member) in _FUNCTIONS):
            named = member.child_by_field_name("name") or member.child_by_field_name("property")
            own = _key(named)
            if own:
                walk.add(f"{name}.{own}", member, above or member)
        if not member.type.endswith("comment"):
            above = None


def _key(node: Node | None) -> str:
    if node is None or node.type == "computed_property_name":
        return ""
    return unquoted(node) if node.type == "string" else text_of(node)


def _value_type(node: Node) -> str:
    value = node.child_by_field_name("value")
    return value.type if value is not None else ""


def _variable(walk: Walk, node: Node, prefix: str, statement: Node, first: Node) -> None:
    named, value = node.child_by_field_name("name"), node.child_by_field_name("value")
    if named is None or _is_required(value):
        return
    if named.type != "identifier":
        for each in named.named_children:
            target = each.child_by_field_name("value") or each.child_by_field_name("left") or each
            if "identifier" in target.type:
                walk.add(prefix + text_of(target), statement, first)
    elif value is not None and value.type in _CLASSES:
        walk.add(prefix + text_of(named), statement, first)
        _class(walk, value, prefix + text_of(named), first)
    else:
        walk.add(prefix + text_of(named), statement, first)


def _is_required(value: Node | None) -> bool:
    """`require("x")`, also with a member of it: an import."""
    while value is not None and value.type in ("member_expression", "await_expression"):
        value = value.child_by_field_name("object") or next(iter(value.named_children), None)
    return (
        value is not None
        and value.type == "call_expression"
        and text_of(value.child_by_field_name("function")) in ("require", "import")
    )


def _namespace(walk: Walk, node: Node, prefix: str, first: Node) -> None:
    named = node.child_by_field_name("name")
    if named is not None and named.type != "string":
        prefix = f"{prefix}{text_of(named)}."
        walk.add(prefix[:-1], node, first)
    walk.visit(_members(node), prefix)


def _expression(walk: Walk, node: Node, prefix: str, first: Node) -> None:
    if node.type == "internal_module":
        _namespace(walk, node, prefix, first)
    elif node.type == "assignment_expression":
        left, value = node.child_by_field_name("left"), node.child_by_field_name("right")
        if left is not None and value is not None:
            _assignment(walk, node, text_of(left), value, prefix, first)
    elif node.type in ("call_expression", "parenthesized_expression", "unary_expression"):
        _wrapped(walk, node)


def _assignment(walk: Walk, node: Node, left: str, value: Node, prefix: str, first: Node) -> None:
    owner, _, last = "".join(left.split()).rpartition(".")
    is_definition = value.type in _FUNCTIONS | _CLASSES
    if left in _EXPORTS and is_definition:
        name = _name(value) or "default"
    elif owner in _EXPORTS and value.type != "identifier" and not _is_required(value):
        name = last
    elif is_definition and owner.removesuffix(".prototype").isidentifier() and owner != "this":
        name = f"{owner.removesuffix('.prototype')}.{last}"
    else:
        return
    if value.type in _CLASSES:
        _class(walk, value, prefix + name, first)
    walk.add(prefix + name, node, first)


def _wrapped(walk: Walk, node: Node) -> None:
    """A module inside of a function that is called where it stands: `(function () { … })()`."""
    called: Node | None = node
    while called is not None and called.type in (
        "call_expression",
        "parenthesized_expression",
        "unary_expression",
        "member_expression",
    ):
        called = (
            called.child_by_field_name("function")
            or called.child_by_field_name("object")
            or called.child_by_field_name("argument")
            or next(iter(called.named_children), None)
        )
    if called is not None and called.type in _FUNCTIONS:
        walk.visit(_members(called), "")
