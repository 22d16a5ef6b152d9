"""What a JavaScript file has from others: `import`, `export … from`, `require`."""

from tree_sitter import Node

from reverie.code.outlines.trees.found import Found
from reverie.code.outlines.trees.nodes import first_of, line_of, of_type, text_of, unquoted


def add_import(node: Node, found: Found) -> None:
    """The names of an `import` statement."""
    line = line_of(node)
    if (required := first_of(node, "import_require_clause")) is not None:
        name = text_of(first_of(required, "identifier"))
        found.add_import(name, unquoted(required.child_by_field_name("source")), "", line)
        return
    module = unquoted(node.child_by_field_name("source"))
    clause = first_of(node, "import_clause")
    for part in clause.named_children if clause is not None else ():
        if part.type == "identifier":
            found.add_import(text_of(part), module, "default", line)
        elif part.type == "namespace_import":
            found.add_import(text_of(first_of(part, "identifier")), module, "", line)
        else:
            for each in of_type(part, "import_specifier"):
                local, name = _renamed(each)
                found.add_import(local, module, name, line)


def add_export_list(node: Node, found: Found) -> bool:
    """The names of `export {…}`, `export * from …`; whether it was one."""
    source, line = node.child_by_field_name("source"), line_of(node)
    clause, whole = first_of(node, "export_clause"), first_of(node, "namespace_export")
    if clause is None and source is None:
        return False
    module = unquoted(source)
    for each in of_type(clause, "export_specifier") if clause is not None else ():
        other, name = _renamed(each)
        if source is not None:
            found.add_import(other, module, name, line)
        else:
            found.add_other_name(other, name, line)
    if whole is not None:
        found.add_import(text_of(whole.named_children[0]), module, "", line)
    elif clause is None:
        found.add_import("*", module, "*", line)
    return True


def add_required(names: Node | None, value: Node | None, line: int, found: Found) -> bool:
    """`const x = require("m")`, `const {x, y: z} = require("m")`, `x = require("m").y`; whether it was one."""
    if names is None or value is None:
        return False
    name = ""
    if value.type == "member_expression":
        name = text_of(value.child_by_field_name("property"))
        value = value.child_by_field_name("object") or value
    module = required_module(value)
    if not module:
        return False
    if names.type != "object_pattern":
        found.add_import(text_of(names), module, name, line)
        return True
    for each in names.named_children:
        if each.type == "pair_pattern":
            local = text_of(each.child_by_field_name("value"))
            found.add_import(local, module, text_of(each.child_by_field_name("key")), line)
        elif each.type == "shorthand_property_identifier_pattern":
            found.add_import(text_of(each), module, text_of(each), line)
    return True


def required_module(value: Node) -> str:
    """`m` of `require("m")`, also within `__importStar(…)`; empty for other expressions."""
    for _ in range(2):
        if value.type != "call_expression":
            return ""
        arguments = value.child_by_field_name("arguments")
        first = arguments.named_children[0] if arguments is not None and arguments.named_children else None
        called = text_of(value.child_by_field_name("function"))
        if first is None:
            return ""
        if called == "require" and first.type == "string":
            return unquoted(first)
        if not called.rpartition(".")[2].startswith(("__import", "_interop")):
            return ""
        value = first
    return ""


def _renamed(each: Node) -> tuple[str, str]:
    name = text_of(each.child_by_field_name("name")).strip("\"'")
    alias = each.child_by_field_name("alias")
    return (text_of(alias).strip("\"'") if alias is not None else name), name
