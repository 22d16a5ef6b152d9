"""The parameters of a JavaScript or TypeScript function."""

from collections.abc import Iterator

import msgspec
from tree_sitter import Node

from reverie.code.outlines.overloads import UNKNOWN
from reverie.code.outlines.trees.nodes import code_of, text_of
from reverie.code.values import Parameter

LEFT_OUT = "undefined"
"""The default of what may be left out: `x?: number` in TypeScript."""


def parameters_of(function: Node) -> tuple[Parameter, ...]:
    """All parameters of a function, method, arrow or signature.

    A destructured object gives one parameter for each of its names, because that is how a caller gives them and how
    prose speaks of them; they are of the kind `keyword`.
    """
    listed = function.child_by_field_name("parameters")
    if listed is None:
        single = function.child_by_field_name("parameter")  # `a => …`
        return (Parameter(text_of(single)),) if single is not None else ()
    return tuple(each for node in listed.named_children if node.type != "comment" for each in _each(node))


def _each(node: Node) -> Iterator[Parameter]:
    if node.type in ("required_parameter", "optional_parameter"):
        yield from _typed(node)
    elif node.type == "assignment_pattern":
        yield from _pattern(node.child_by_field_name("left"), _default(node.child_by_field_name("right")))
    else:
        yield from _pattern(node, None)


def _typed(node: Node) -> Iterator[Parameter]:
    pattern = node.child_by_field_name("pattern")
    if pattern is None or pattern.type == "this":
        return
    value = node.child_by_field_name("value")
    default = _default(value) if value is not None else LEFT_OUT if node.type == "optional_parameter" else None
    annotation = annotation_of(node)
    for parameter in _pattern(pattern, default):
        is_whole = parameter.kind in ("positional", "variadic")
        yield msgspec.structs.replace(parameter, annotation=annotation) if is_whole else parameter


def _pattern(node: Node | None, default: str | None) -> Iterator[Parameter]:
    if node is None or node.type == "decorator":
        return
    if node.type == "object_pattern":
        for each in node.named_children:
            yield from _destructured(each, default)
    elif node.type == "rest_pattern":
        inner = node.named_children[0] if node.named_children else None
        yield Parameter(text_of(inner), None, "variadic")
    else:
        yield Parameter(code_of(node), default)


def _destructured(node: Node, whole: str | None) -> Iterator[Parameter]:
    # Where the object itself may be left out, so may each of its parts.
    default = LEFT_OUT if whole is not None else None
    if node.type == "rest_pattern":
        yield Parameter(text_of(node).lstrip(". "), None, "keywords")
    elif node.type == "shorthand_property_identifier_pattern":
        yield Parameter(text_of(node), default, "keyword")
    elif node.type == "object_assignment_pattern":
        value = _default(node.child_by_field_name("right"))
        yield Parameter(text_of(node.child_by_field_name("left")), value, "keyword")
    elif node.type == "pair_pattern":
        target = node.child_by_field_name("value")
        if target is not None and target.type == "assignment_pattern":
            default = _default(target.child_by_field_name("right"))
        yield Parameter(text_of(node.child_by_field_name("key")), default, "keyword")


def _default(node: Node | None) -> str:
    return code_of(node) or UNKNOWN


def annotation_of(node: Node, field: str = "type") -> str:
    """A type without its colon."""
    return code_of(node.child_by_field_name(field)).removeprefix(":").strip()
