"""A Java file to its outline. Each overload is a symbol; a class's parameters are those of all its constructors."""

from collections.abc import Iterator

from tree_sitter import Node

from reverie.code.values import Parameter, Symbol, SymbolKind

from .overloads import merged
from .trees.found import Found
from .trees.nodes import code_of, first_of, hash_of, line_of, of_type, text_of

_TYPES = frozenset(
    {"class_declaration", "interface_declaration", "enum_declaration", "record_declaration"}
    | {"annotation_type_declaration"}
)
_METHODS = frozenset({"method_declaration", "annotation_type_element_declaration"})
_FIELDS = frozenset({"field_declaration", "constant_declaration"})


def read_java(root: Node, found: Found) -> None:
    """Finds the types of a file with their members."""
    for node in root.named_children:
        if node.type == "import_declaration":
            _add_import(node, found)
        elif node.type in _TYPES:
            _add_type(node, "", found)
        elif node.type in _METHODS:  # a file without a class, as newer versions allow it
            found.add(_method(node, "", found))


def _add_type(node: Node, prefix: str, found: Found) -> None:
    name = prefix + text_of(node.child_by_field_name("name"))
    before = found.count
    members = list(_members(node.child_by_field_name("body")))
    for member in members:
        _add_member(member, name, node.type, found)
    for part in _components(node):
        found.add(Symbol(f"{name}.{part.name}", "attribute", line_of(node), returns=part.annotation))
    found.add(
        Symbol(
            name=name,
            kind="type" if node.type in ("interface_declaration", "annotation_type_declaration") else "class",
            line=line_of(node.child_by_field_name("name") or node),
            parameters=_constructors(node, members),
            bases=tuple(_bases(node)),
            decorators=_annotations(node),
            body=found.members_hash(before, f"{name}."),
        )
    )


def _members(body: Node | None) -> Iterator[Node]:
    for node in body.named_children if body is not None else ():
        if node.type == "enum_body_declarations":
            yield from node.named_children
        else:
            yield node


def _add_member(node: Node, owner: str, owner_type: str, found: Found) -> None:
    if node.type in _TYPES:
        _add_type(node, f"{owner}.", found)
    elif node.type in _METHODS:
        found.add(_method(node, f"{owner}.", found))
    elif node.type in _FIELDS:
        modifiers = text_of(first_of(node, "modifiers")).split()
        is_constant = {"static", "final"} <= set(modifiers) or owner_type == "interface_declaration"
        returns = code_of(node.child_by_field_name("type"))
        for each in of_type(node, "variable_declarator"):
            name = f"{owner}.{text_of(each.child_by_field_name('name'))}"
            value = code_of(each.child_by_field_name("value"))
            kind: SymbolKind = "constant" if is_constant else "attribute"
            found.add(Symbol(name, kind, line_of(each), value=value, returns=returns))
    elif node.type == "enum_constant":
        name = f"{owner}.{text_of(node.child_by_field_name('name'))}"
        found.add(Symbol(name, "attribute", line_of(node), value=code_of(node.child_by_field_name("arguments"))))


def _method(node: Node, prefix: str, found: Found) -> Symbol:
    named = node.child_by_field_name("name") or node
    name = prefix + text_of(named)
    return Symbol(
        name=name,
        kind="method" if prefix else "function",
        line=line_of(named),
        parameters=_parameters(node.child_by_field_name("parameters")),
        value=code_of(node.child_by_field_name("value")),
        returns=code_of(node.child_by_field_name("type")),
        decorators=_annotations(node),
        body=hash_of(node.child_by_field_name("body"), name),
    )


def _parameters(listed: Node | None) -> tuple[Parameter, ...]:
    return tuple(map(_parameter, of_type(listed, "formal_parameter", "spread_parameter"))) if listed is not None else ()


def _parameter(node: Node) -> Parameter:
    if node.type == "formal_parameter":
        name, kind = text_of(node.child_by_field_name("name")), node.child_by_field_name("type")
        return Parameter(name, None, "positional", code_of(kind))
    parts = [child for child in node.named_children if child.type != "modifiers"]
    return Parameter(text_of(parts[-1] if parts else None), None, "variadic", code_of(parts[0] if parts else None))


def _constructors(node: Node, members: list[Node]) -> tuple[Parameter, ...] | None:
    if node.type in ("interface_declaration", "annotation_type_declaration"):
        return None
    if node.type == "record_declaration":
        return _components(node)
    written = [
        _parameters(member.child_by_field_name("parameters"))
        for member in members
        if member.type == "constructor_declaration"
    ]
    # Constructors are not inherited in Java: a class that writes none has one without parameters.
    return merged(written) if written else ()


def _components(node: Node) -> tuple[Parameter, ...]:
    is_record = node.type == "record_declaration"
    return _parameters(node.child_by_field_name("parameters")) if is_record else ()


def _bases(node: Node) -> Iterator[str]:
    for clause in of_type(node, "superclass", "super_interfaces", "extends_interfaces"):
        for each in clause.named_children:
            yield from map(code_of, each.named_children if each.type == "type_list" else [each])


def _annotations(node: Node) -> tuple[str, ...]:
    modifiers = first_of(node, "modifiers")
    listed = of_type(modifiers, "marker_annotation", "annotation") if modifiers is not None else ()
    return tuple(code_of(each).removeprefix("@") for each in listed)


def _add_import(node: Node, found: Found) -> None:
    path = text_of(first_of(node, "scoped_identifier", "identifier"))
    is_whole = first_of(node, "asterisk") is not None
    module, _, name = (path, "", "*") if is_whole else path.rpartition(".")
    found.add_import(name, module, name, line_of(node), is_offered=False)
