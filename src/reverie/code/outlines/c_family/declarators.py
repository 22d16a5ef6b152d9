"""Declarators: what is declared by `int (*const name[3])(int a)`, and with which parameters."""

import re
from collections.abc import Iterator
from typing import NamedTuple

from tree_sitter import Node

from reverie.code.outlines.overloads import UNKNOWN
from reverie.code.outlines.trees.nodes import code_of, of_type, text_of
from reverie.code.values import Parameter

_WRAPPERS = frozenset(
    {"init_declarator", "pointer_declarator", "array_declarator", "reference_declarator", "attributed_declarator"}
    | {"parenthesized_declarator", "function_declarator", "variadic_declarator", "bitfield_clause"}
)
_NOT_NAMES = frozenset(
    {"type_qualifier", "ms_call_modifier", "attribute_specifier", "attribute_declaration", "comment"}
)
_TEMPLATE_ARGUMENTS = re.compile(r"<[^<>]*>")


class Declared(NamedTuple):
    """A name with dots between its parts, and the declarator of a function when it is one."""

    name: str
    function: Node | None
    is_variadic: bool = False


def declared_by(node: Node | None) -> Declared:
    """What a declarator declares; a pointer to a function is no function."""
    function: Node | None = None
    is_variadic = False
    while node is not None and node.type in _WRAPPERS:
        is_variadic |= node.type == "variadic_declarator"
        if node.type == "function_declarator":
            function = node
        elif node.type == "pointer_declarator" and function is not None:
            return Declared(declared_by(node.child_by_field_name("declarator")).name, None)
        node = node.child_by_field_name("declarator") or next(
            (child for child in node.named_children if child.type not in _NOT_NAMES), None
        )
    return Declared(_dotted(node), function, is_variadic)


def _dotted(node: Node | None) -> str:
    if node is None or node.type.startswith("abstract_"):
        return ""
    name = text_of(node)
    if "<" in name and not name.startswith("operator"):
        name = _TEMPLATE_ARGUMENTS.sub("", _TEMPLATE_ARGUMENTS.sub("", name))
    return "".join(name.split()).replace("::", ".").lstrip(".") if "operator" not in name else name.replace("::", ".")


def parameters_of(function: Node) -> tuple[Parameter, ...]:
    """The parameters of a function's declarator; one without a name is `_`."""
    listed = function.child_by_field_name("parameters")
    parameters = tuple(_parameters(listed)) if listed is not None else ()
    is_void = len(parameters) == 1 and parameters[0].name == "_" and parameters[0].annotation == "void"
    return () if is_void else parameters


def _parameters(listed: Node) -> Iterator[Parameter]:
    for node in listed.named_children:
        if node.type == "variadic_parameter":
            yield Parameter("...", None, "variadic")
        elif node.type == "identifier":  # the old style: types follow below
            yield Parameter(text_of(node))
        elif node.type.endswith("parameter_declaration"):
            yield _parameter(node)


def _parameter(node: Node) -> Parameter:
    declarator, value = node.child_by_field_name("declarator"), node.child_by_field_name("default_value")
    declared = declared_by(declarator)
    default = None if value is None else code_of(value) or UNKNOWN
    is_variadic = declared.is_variadic or node.type.startswith("variadic")
    kind = code_of(node.child_by_field_name("type"))
    if declarator is not None and not declared.name:
        kind += code_of(declarator)
    return Parameter(declared.name or "_", default, "variadic" if is_variadic else "positional", kind)


def bases_of(node: Node) -> tuple[str, ...]:
    """The base classes of a C++ class."""
    clauses = of_type(node, "base_class_clause")
    return tuple(
        code_of(each)
        for clause in clauses
        for each in clause.named_children
        if each.type not in ("access_specifier", "virtual", "comment")
    )
