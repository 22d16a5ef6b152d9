"""What classes, interfaces, enums and object literals have."""

from tree_sitter import Node

from reverie.code.outlines.trees.found import Found
from reverie.code.outlines.trees.nodes import code_of, first_of, hash_of, line_of, of_type, text_of, unquoted
from reverie.code.values import Parameter, Symbol, SymbolKind

from .parameters import annotation_of, parameters_of

FUNCTIONS = frozenset({"function_expression", "arrow_function", "generator_function", "function"})
CLASSES = frozenset({"class_declaration", "abstract_class_declaration", "class"})

_FIELDS = frozenset({"field_definition", "public_field_definition"})
_SIGNATURES = frozenset({"method_signature", "abstract_method_signature"})


def function_symbol(node: Node, name: str, kind: SymbolKind, place: Node | None = None) -> Symbol:
    """A function, method, arrow or signature under the name that it has where it stands."""
    return Symbol(
        name=name,
        kind=kind,
        line=line_of(place or node),
        parameters=parameters_of(node),
        returns=annotation_of(node, "return_type"),
        body=hash_of(node.child_by_field_name("body"), name),
    )


def add_class(node: Node, name: str, found: Found, decorators: tuple[str, ...] = ()) -> None:
    """A class with its fields and methods, and what its constructor and methods set on `this`."""
    before = found.count
    body = node.child_by_field_name("body")
    members = body.named_children if body is not None else []
    constructor: tuple[Parameter, ...] | None = None
    for member in members:
        if member.type == "method_definition" and text_of(member.child_by_field_name("name")) == "constructor":
            constructor = parameters_of(member)
        _add_member(member, f"{name}.", found)
    for member in members:
        if member.type == "method_definition":
            add_assigned_to_this(member.child_by_field_name("body"), f"{name}.", found)
    bases = _bases(node)
    if constructor is None and not bases:
        constructor = ()
    listed = tuple(code_of(each).removeprefix("@") for each in of_type(node, "decorator"))
    members_hash = found.members_hash(before, f"{name}.")
    found.add(Symbol(name, "class", line_of(node), constructor, "", "", bases, decorators + listed, members_hash))


def add_interface(node: Node, name: str, found: Found) -> None:
    """An interface, or a type alias; one of an object type with its members."""
    value = node.child_by_field_name("value")
    body = node.child_by_field_name("body") or value
    bases = first_of(node, "extends_type_clause", "extends_clause")
    listed = tuple(code_of(each) for each in bases.named_children) if bases is not None else ()
    found.add(Symbol(name, "type", line_of(node), value=code_of(value), bases=listed))
    if body is not None and body.type in ("interface_body", "object_type"):
        for member in body.named_children:
            _add_member(member, f"{name}.", found)


def add_enum(node: Node, name: str, found: Found) -> None:
    """An enum with its members; those without a value count on from the one before."""
    found.add(Symbol(name, "class", line_of(node), bases=("enum",)))
    body = node.child_by_field_name("body")
    following = 0 if body is not None else None
    for member in body.named_children if body is not None else ():
        if member.type == "comment":
            continue
        value = code_of(member.child_by_field_name("value")) or (str(following) if following is not None else "")
        following = int(value) + 1 if value.isdecimal() else None
        key = member.child_by_field_name("name") or member
        found.add(Symbol(f"{name}.{key_of(key)}", "attribute", line_of(member), value=value))


def add_object(node: Node, prefix: str, found: Found, depth: int = 1) -> None:
    """The members of an object literal, those of objects inside of it left out."""
    for member in node.named_children:
        if member.type == "method_definition":
            _add_method(member, prefix, found)
        elif member.type == "pair":
            name = key_of(member.child_by_field_name("key"))
            value = member.child_by_field_name("value")
            if name and value is not None:
                found.add_new(value_symbol(value, prefix + name, "attribute", member))


def value_symbol(value: Node, name: str, kind: SymbolKind, place: Node) -> Symbol:
    """What an assignment makes of a name: a function when it is one, else something that has a value."""
    if value.type in FUNCTIONS:
        return function_symbol(value, name, "method" if "." in name else "function", place)
    return Symbol(name, kind, line_of(place), value=code_of(value))


def key_of(node: Node | None) -> str:
    """A property's name; empty when it is computed."""
    if node is None or node.type == "computed_property_name":
        return ""
    return unquoted(node) if node.type == "string" else text_of(node)


def add_assigned_to_this(body: Node | None, prefix: str, found: Found) -> None:
    """The attributes that a function's own statements set on `this`."""
    if body is None or b"this." not in (body.text or b""):
        return
    waiting = body.named_children[::-1]
    while waiting:
        statement = waiting.pop()
        if statement.type in ("if_statement", "else_clause", "statement_block", "try_statement"):
            waiting.extend(statement.named_children[::-1])
        elif statement.type == "expression_statement":
            _add_this(statement.named_children[0] if statement.named_children else None, prefix, found)


def _add_this(node: Node | None, prefix: str, found: Found) -> None:
    if node is None or node.type != "assignment_expression":
        return
    left, right = node.child_by_field_name("left"), node.child_by_field_name("right")
    if left is None or right is None or left.type != "member_expression":
        return
    owner = left.child_by_field_name("object")
    if owner is not None and owner.type == "this":
        name = prefix + text_of(left.child_by_field_name("property"))
        found.add_new(value_symbol(right, name, "attribute", node))


def _add_member(member: Node, prefix: str, found: Found) -> None:
    name = key_of(member.child_by_field_name("property") or member.child_by_field_name("name"))
    if not name:
        return
    if member.type == "method_definition":
        _add_method(member, prefix, found)
    elif member.type in _SIGNATURES:
        found.add_overload(function_symbol(member, prefix + name, "method"))
    elif member.type in _FIELDS:
        value = member.child_by_field_name("value")
        _add_field(member, value, prefix + name, found)
    elif member.type == "property_signature":
        annotation = annotation_of(member)
        found.add_new(Symbol(prefix + name, "attribute", line_of(member), returns=annotation))


def _add_field(member: Node, value: Node | None, name: str, found: Found) -> None:
    if value is not None and value.type in FUNCTIONS:
        found.add(function_symbol(value, name, "method", member))
    else:
        annotation = annotation_of(member)
        found.add_new(Symbol(name, "attribute", line_of(member), value=code_of(value), returns=annotation))


def _add_method(member: Node, prefix: str, found: Found) -> None:
    name = prefix + key_of(member.child_by_field_name("name"))
    if name == prefix:
        return
    accessor = next((child.type for child in member.children if child.type in ("get", "set")), "")
    if accessor:
        body = hash_of(member.child_by_field_name("body"), name)
        found.add_new(
            Symbol(name, "attribute", line_of(member), returns=annotation_of(member, "return_type"), body=body)
        )
        return
    found.add(function_symbol(member, name, "method"))
    if name.endswith(".constructor"):
        _add_parameter_properties(member, prefix, found)


def _add_parameter_properties(constructor: Node, prefix: str, found: Found) -> None:
    # TypeScript: `constructor(private readonly x: number)` makes an attribute.
    listed = constructor.child_by_field_name("parameters")
    for parameter in listed.named_children if listed is not None else ():
        if any(child.type in ("accessibility_modifier", "readonly") for child in parameter.children):
            name = prefix + text_of(parameter.child_by_field_name("pattern"))
            value = code_of(parameter.child_by_field_name("value"))
            found.add_new(Symbol(name, "attribute", line_of(parameter), value=value, returns=annotation_of(parameter)))


def _bases(node: Node) -> tuple[str, ...]:
    heritage = first_of(node, "class_heritage")
    if heritage is None:
        return ()
    extends = first_of(heritage, "extends_clause")
    if extends is not None:
        return (code_of(extends.child_by_field_name("value")),)
    if first_of(heritage, "implements_clause") is not None:
        return ()
    return tuple(code_of(each) for each in heritage.named_children)
