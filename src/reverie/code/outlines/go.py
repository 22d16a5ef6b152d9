"""A Go file to its outline. A method is `Type.Method`, whatever its receiver is."""

import re
from collections.abc import Callable, Iterator

from tree_sitter import Node

from reverie.code.values import Parameter, Symbol, SymbolKind

from .trees.found import Found
from .trees.nodes import code_of, first_of, hash_of, line_of, of_type, text_of, unquoted

_IOTA = re.compile(r"\biota\b")
_VERSION = re.compile(r"v\d+")


def read_go(root: Node, found: Found) -> None:
    """Finds what a file declares at its top."""
    for node in root.named_children:
        if reader := _READERS.get(node.type):
            reader(node, found)


def _specs(node: Node, kind: str) -> Iterator[Node]:
    grouped = first_of(node, f"{kind}_list")
    return of_type(grouped if grouped is not None else node, kind)


def _function(node: Node, name: str, kind: SymbolKind) -> Symbol:
    listed = node.child_by_field_name("parameters")
    parameters = tuple(each for part in (listed.named_children if listed is not None else ()) for each in _each(part))
    returns = code_of(node.child_by_field_name("result"))
    return Symbol(
        name, kind, line_of(node), parameters, "", returns, body=hash_of(node.child_by_field_name("body"), name)
    )


def _each(node: Node) -> Iterator[Parameter]:
    if node.type not in ("parameter_declaration", "variadic_parameter_declaration"):
        return
    kind = node.child_by_field_name("type")
    is_variadic = node.type.startswith("variadic")
    # Where Go gives types only, a parameter has no name of its own.
    for name in [text_of(each) for each in node.children_by_field_name("name") if each.is_named] or ["_"]:
        yield Parameter(name, None, "variadic" if is_variadic else "positional", code_of(kind))


def _add_method(node: Node, found: Found) -> None:
    receiver = node.child_by_field_name("receiver")
    declared = first_of(receiver, "parameter_declaration") if receiver is not None else None
    owner = text_of(declared.child_by_field_name("type")) if declared is not None else ""
    owner = owner.lstrip("*( ").partition("[")[0].rstrip(") ")
    name = text_of(node.child_by_field_name("name"))
    found.add(_function(node, f"{owner}.{name}" if owner else name, "method"))


def _add_type(spec: Node, found: Found) -> None:
    name, definition = text_of(spec.child_by_field_name("name")), spec.child_by_field_name("type")
    if definition is None:
        return
    members = first_of(definition, "field_declaration_list") if definition.type == "struct_type" else definition
    before = found.count
    if definition.type == "struct_type" and members is not None:
        bases = tuple(_embedded(field) for field in of_type(members, "field_declaration") if _is_embedded(field))
        _add_fields(members, name, found)
        found.add(Symbol(name, "class", line_of(spec), bases=bases, body=found.members_hash(before, f"{name}.")))
    elif definition.type == "interface_type":
        for method in of_type(definition, "method_elem", "method_spec"):
            found.add(_function(method, f"{name}.{text_of(method.child_by_field_name('name'))}", "method"))
        bases = tuple(code_of(each) for each in of_type(definition, "type_elem"))
        found.add(Symbol(name, "type", line_of(spec), bases=bases, body=found.members_hash(before, f"{name}.")))
    else:
        found.add(Symbol(name, "type", line_of(spec), value=code_of(definition)))


def _is_embedded(field: Node) -> bool:
    return field.child_by_field_name("name") is None


def _embedded(field: Node) -> str:
    return code_of(field.child_by_field_name("type"))


def _add_fields(members: Node, owner: str, found: Found) -> None:
    for field in of_type(members, "field_declaration"):
        returns = code_of(field.child_by_field_name("type"))
        names = [text_of(each) for each in field.children_by_field_name("name") if each.is_named]
        for name in names or [returns.partition("[")[0].rpartition(".")[2]]:
            found.add(Symbol(f"{owner}.{name}", "attribute", line_of(field), returns=returns))


def _add_constants(node: Node, found: Found) -> None:
    # In a group, one without a value repeats the expression above it, with `iota` counted on.
    last: Node | None = None
    for iota, spec in enumerate(of_type(node, "const_spec")):
        last = spec.child_by_field_name("value") or last
        _add_values(spec, last, "constant", found, iota)


def _add_values(spec: Node, values: Node | None, kind: SymbolKind, found: Found, iota: int | None = None) -> None:
    given = [code_of(each) for each in values.named_children if each.type != "comment"] if values is not None else []
    returns = code_of(spec.child_by_field_name("type"))
    # The grammar counts the commas among the names.
    for at, named in enumerate(each for each in spec.children_by_field_name("name") if each.is_named):
        name = text_of(named)
        if name == "_":
            continue
        value = given[at] if at < len(given) else ""
        value = value if iota is None else _IOTA.sub(str(iota), value)
        found.add(Symbol(name, kind, line_of(named), value=value, returns=returns))


def _add_import(spec: Node, found: Found) -> None:
    module = unquoted(spec.child_by_field_name("path"))
    alias = text_of(spec.child_by_field_name("name"))
    if alias == "_":
        return
    parts = [part for part in module.split("/") if not _VERSION.fullmatch(part)]
    # A package offers only what it declares itself: not even `import . "x"` adds to that.
    found.add_import("*" if alias == "." else alias or parts[-1] if parts else module, module, "", line_of(spec), False)


def _add_function(node: Node, found: Found) -> None:
    found.add(_function(node, text_of(node.child_by_field_name("name")), "function"))


def _add_types(node: Node, found: Found) -> None:
    for spec in of_type(node, "type_spec", "type_alias"):
        _add_type(spec, found)


def _add_variables(node: Node, found: Found) -> None:
    for spec in _specs(node, "var_spec"):
        _add_values(spec, spec.child_by_field_name("value"), "variable", found)


def _add_imports(node: Node, found: Found) -> None:
    for spec in _specs(node, "import_spec"):
        _add_import(spec, found)


_READERS: dict[str, Callable[[Node, Found], None]] = {
    "function_declaration": _add_function,
    "method_declaration": _add_method,
    "type_declaration": _add_types,
    "const_declaration": _add_constants,
    "var_declaration": _add_variables,
    "import_declaration": _add_imports,
}
