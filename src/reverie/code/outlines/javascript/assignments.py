"""What assignments define: `exports.x = …`, `module.exports = {…}`, `Foo.prototype.bar = function …`."""

from tree_sitter import Node

from reverie.code.outlines.trees.found import Found
from reverie.code.outlines.trees.nodes import code_of, line_of, text_of, unquoted
from reverie.code.values import Symbol, SymbolKind

from .imports import add_required, required_module
from .members import (
    CLASSES,
    FUNCTIONS,
    add_assigned_to_this,
    add_class,
    add_object,
    function_symbol,
    key_of,
    value_symbol,
)

_EXPORTS = frozenset({"exports", "module.exports"})
_GLOBALS = frozenset({"window", "global", "globalThis", "self", "root"})


def chain_of(value: Node | None) -> tuple[list[Node], Node | None]:
    """`a = b = 1` as its targets and the value that all of them get."""
    targets: list[Node] = []
    while value is not None and value.type == "assignment_expression":
        left = value.child_by_field_name("left")
        targets += [left] if left is not None else []
        value = value.child_by_field_name("right")
    if value is not None and value.type in ("as_expression", "satisfies_expression") and value.named_children:
        value = value.named_children[0]  # `3 as const` is 3
    return targets, value


def add_assigned(targets: list[Node], value: Node | None, place: Node, prefix: str, found: Found) -> None:
    """What these targets become."""
    for target in targets if value is not None else ():
        assert value is not None
        name = text_of(target)
        if name in _EXPORTS:
            _export_whole(value, place, found)
        elif target.type == "member_expression":
            _add_member(name, value, place, prefix, found)


def add_named(value: Node, name: str, kind: SymbolKind, place: Node, found: Found) -> None:
    """A name with the value it is given, and what belongs to that: a class's members, an object's, a constructor's."""
    if value.type in CLASSES:
        add_class(value, name, found)
        return
    found.add(value_symbol(value, name, kind, place))
    if value.type == "object":
        add_object(value, f"{name}.", found)
    elif value.type in FUNCTIONS:
        add_assigned_to_this(value.child_by_field_name("body"), f"{name}.", found)


def add_default(value: Node, prefix: str, place: Node, found: Found) -> None:
    """What `export default` or `module.exports =` gives away, under its own name if it has one."""
    name = text_of(value.child_by_field_name("name")) if value.type in FUNCTIONS | CLASSES else ""
    add_named(value, prefix + (name or "default"), "variable", place, found)


def add_defined_property(call: Node, found: Found) -> None:
    """`Object.defineProperty(exports, "x", …)` and `Object.assign(Foo.prototype, {…})`."""
    listed = call.child_by_field_name("arguments")
    arguments = listed.named_children if listed is not None else []
    called = text_of(call.child_by_field_name("function"))
    if len(arguments) < 2:
        return
    owner = text_of(arguments[0])
    prefix = "" if owner in _EXPORTS else owner.removesuffix(".prototype") + "."
    if called == "Object.defineProperty" and arguments[1].type == "string":
        name = unquoted(arguments[1])
        if name != "__esModule":
            found.add_new(Symbol(prefix + name, "attribute" if prefix else "variable", line_of(call)))
    elif called == "Object.assign":
        for each in arguments[1:]:
            if each.type == "object":
                add_object(each, prefix, found)


def _add_member(name: str, value: Node, place: Node, prefix: str, found: Found) -> None:
    owner, _, last = "".join(name.split()).rpartition(".")
    if last == "prototype":
        if value.type == "object":
            add_object(value, f"{prefix}{owner}.", found)
        return
    owner = owner.removesuffix(".prototype")
    if owner in _EXPORTS or owner in _GLOBALS:
        _export_one(last, value, place, prefix, found)
    elif owner.isidentifier() and owner != "this":
        found.add(value_symbol(value, f"{prefix}{owner}.{last}", "attribute", place))


def _export_one(name: str, value: Node, place: Node, prefix: str, found: Found) -> None:
    line = line_of(place)
    if value.type == "identifier" and text_of(value) != "undefined":
        found.add_other_name(name, text_of(value), line)
    elif module := required_module(value):
        found.add_import(name, module, "", line)
    elif code_of(value) != "void 0":  # what compilers write first, before the real values
        add_named(value, prefix + name, "constant" if name.isupper() else "variable", place, found)


def _export_whole(value: Node, place: Node, found: Found) -> None:
    if module := required_module(value):
        found.add_import("*", module, "*", line_of(place))
    elif value.type == "object":
        for member in value.named_children:
            _export_property(member, found)
    elif value.type != "identifier":
        add_default(value, "", place, found)


def _export_property(member: Node, found: Found) -> None:
    line = line_of(member)
    if member.type == "shorthand_property_identifier":
        if text_of(member) not in found:
            found.add_other_name(text_of(member), text_of(member), line)
    elif member.type == "method_definition":
        name = key_of(member.child_by_field_name("name"))
        if name:
            found.add(function_symbol(member, name, "function"))
    elif member.type == "pair":
        key, value = key_of(member.child_by_field_name("key")), member.child_by_field_name("value")
        if key and value is not None and not add_required(member.child_by_field_name("key"), value, line, found):
            _export_one(key, value, member, "", found)
    elif member.type == "spread_element":
        found.is_open = True
