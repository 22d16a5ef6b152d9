"""What a node of Go, Rust, Java or Ruby defines."""

from tree_sitter import Node

from reverie.code.outlines.trees.nodes import first_of, of_type, text_of

from .tree_symbols import Walk

_JAVA_TYPES = frozenset(
    {
        "class_declaration",
        "interface_declaration",
        "enum_declaration",
        "record_declaration",
        "annotation_type_declaration",
    }
)
_JAVA_METHODS = frozenset(
    {
        "method_declaration",
        "constructor_declaration",
        "compact_constructor_declaration",
        "annotation_type_element_declaration",
    }
)
_RUST_ITEMS = frozenset(
    {"function_item", "function_signature_item", "const_item", "static_item", "struct_item", "union_item", "enum_item"}
    | {"type_item", "associated_type", "macro_definition"}
)
_RUBY_BLOCKS = frozenset(
    {
        "body_statement",
        "begin",
        "begin_block",
        "if",
        "unless",
        "then",
        "else",
        "program",
        "argument_list",
        "singleton_class",
    }
)


def _name(node: Node | None) -> str:
    return text_of(node.child_by_field_name("name")) if node is not None else ""


def _members(node: Node, field: str = "body") -> list[Node]:
    body = node.child_by_field_name(field)
    return body.named_children if body is not None else []


def read_go(walk: Walk, node: Node, prefix: str, first: Node) -> None:
    match node.type:
        case "function_declaration":
            walk.add(_name(node), node, first)
        case "method_declaration":
            walk.add(f"{_receiver(node)}{_name(node)}", node, first)
        case "type_declaration" | "const_declaration" | "var_declaration":
            kinds = ("type_spec", "type_alias", "const_spec", "var_spec")
            grouped = first_of(node, "var_spec_list") or node
            specs = list(of_type(grouped, *kinds))
            is_group = any(child.type == "(" for child in grouped.children)
            for spec in specs:
                _go_spec(walk, spec, None if is_group else node)
        case _:
            return


def _go_spec(walk: Walk, spec: Node, whole: Node | None) -> None:
    for named in spec.children_by_field_name("name"):
        if named.is_named and text_of(named) != "_":
            walk.add(text_of(named), whole or spec)
    kind = spec.child_by_field_name("type")
    if spec.type == "type_spec" and kind is not None and kind.type == "interface_type":
        for method in of_type(kind, "method_elem", "method_spec"):
            walk.add(f"{_name(spec)}.{_name(method)}", method)


def _receiver(node: Node) -> str:
    receiver = node.child_by_field_name("receiver")
    declared = first_of(receiver, "parameter_declaration") if receiver is not None else None
    owner = text_of(declared.child_by_field_name("type")) if declared is not None else ""
    owner = owner.lstrip("*( ").partition("[")[0].rstrip(") ")
    return f"{owner}." if owner else ""


def read_rust(walk: Walk, node: Node, prefix: str, first: Node) -> None:
    if node.type in _RUST_ITEMS:
        walk.add(prefix + _name(node), node, first)
    elif node.type in ("trait_item", "mod_item"):
        walk.add(prefix + _name(node), node, first)
        walk.visit(_members(node), f"{prefix}{_name(node)}.")
    elif node.type == "impl_item":
        name = prefix + _type_name(node.child_by_field_name("type"))
        walk.add(name, node, first, is_own=False)
        walk.visit(_members(node), f"{name}.")
    elif node.type == "foreign_mod_item":
        walk.visit(_members(node), prefix)


def _type_name(node: Node | None) -> str:
    while node is not None and node.type in ("generic_type", "reference_type", "scoped_type_identifier"):
        node = node.child_by_field_name("type") or node.child_by_field_name("name")
    return text_of(node)


def read_java(walk: Walk, node: Node, prefix: str, first: Node) -> None:
    if node.type in _JAVA_TYPES:
        name = prefix + _name(node)
        walk.add(name, node, first)
        walk.visit(_members(node), f"{name}.")
    elif node.type in _JAVA_METHODS:
        walk.add(prefix + _name(node), node, first)
    elif node.type == "enum_body_declarations":
        walk.visit(node.named_children, prefix)
    elif node.type == "constant_declaration" or (node.type == "field_declaration" and _is_constant(node)):
        for declared in of_type(node, "variable_declarator"):
            walk.add(prefix + _name(declared), node, first)


def _is_constant(node: Node) -> bool:
    return {"static", "final"} <= set(text_of(first_of(node, "modifiers")).split())


def read_ruby(walk: Walk, node: Node, prefix: str, first: Node) -> None:
    if node.type in _RUBY_BLOCKS or node.type.endswith("_modifier"):
        walk.visit(node.named_children, prefix)
    elif node.type in ("module", "class"):
        name = prefix + _name(node).removeprefix("::").replace("::", ".")
        walk.add(name, node, first)
        walk.visit(_members(node), f"{name}.")
    elif node.type in ("method", "singleton_method"):
        owner = text_of(node.child_by_field_name("object"))
        inner = f"{owner}." if owner not in ("", "self") and not prefix.endswith(f"{owner}.") else ""
        walk.add(prefix + inner + _name(node), node, first)
    elif node.type == "call" and node.child_by_field_name("receiver") is None:
        # `private def x`; anything else that is called is no definition.
        arguments = node.child_by_field_name("arguments")
        for method in of_type(arguments, "method", "singleton_method") if arguments is not None else ():
            read_ruby(walk, method, prefix, first)
    elif node.type == "assignment":
        left = node.child_by_field_name("left")
        if left is not None and left.type in ("constant", "scope_resolution"):
            walk.add(prefix + text_of(left).removeprefix("::").replace("::", "."), node, first)
