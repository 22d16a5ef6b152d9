"""A Ruby file to its outline. `A::B` and `A#m` are written with dots, whether a class or its objects have a method."""

from collections.abc import Callable, Iterator

from tree_sitter import Node

from reverie.code.values import Parameter, ParameterKind, Symbol

from .overloads import UNKNOWN
from .trees.found import Found
from .trees.nodes import code_of, first_of, hash_of, line_of, of_type, text_of, unquoted

_ATTRIBUTES = frozenset({"attr_accessor", "attr_reader", "attr_writer", "attr", "cattr_accessor", "mattr_accessor"})
_METHODS = frozenset({"define_method", "alias_method", "def_delegator", "def_delegators", "delegate"})
_MIXINS = frozenset({"include", "extend", "prepend"})
_VISIBILITY = frozenset(
    {"private", "public", "protected", "module_function", "private_class_method", "public_class_method"}
    | {"private_constant", "undef_method", "remove_method", "memoize", "helper_method"}
)
_REQUIRE = frozenset({"require", "require_relative", "load"})
_BLOCKS = frozenset({"if", "unless", "else", "elsif", "then", "begin", "rescue", "ensure", "body_statement", "ERROR"})

_KINDS: dict[str, ParameterKind] = {
    "splat_parameter": "variadic",
    "hash_splat_parameter": "keywords",
    "keyword_parameter": "keyword",
    "forward_parameter": "variadic",
}


def read_ruby(root: Node, found: Found) -> None:
    """Finds what a file defines in modules and classes, and at its top."""
    _Definitions(found).visit(root.named_children, "")


class _Definitions:
    def __init__(self, found: Found) -> None:
        self._found = found
        self._readers: dict[str, Callable[[Node, str], None]] = {
            "module": self._module,
            "class": self._class,
            "singleton_class": self._singleton,
            "method": self._method,
            "singleton_method": self._method,
            "assignment": self._assignment,
            "operator_assignment": self._assignment,
            "alias": self._alias,
            "call": self._call,
        }

    def visit(self, nodes: list[Node], prefix: str) -> None:
        """What these nodes define; `prefix` is the enclosing module or class with its dot."""
        waiting = nodes[::-1]
        while waiting:
            node = waiting.pop()
            if node.type in _BLOCKS or node.type.endswith("_modifier"):
                waiting.extend(node.named_children[::-1])
            elif reader := self._readers.get(node.type):
                reader(node, prefix)

    def _module(self, node: Node, prefix: str) -> None:
        name = prefix + _constant(node.child_by_field_name("name"))
        self._found.add_new(Symbol(name, "module", line_of(node)))
        self._inside(node, f"{name}.")

    def _class(self, node: Node, prefix: str) -> None:
        name = prefix + _constant(node.child_by_field_name("name"))
        above = node.child_by_field_name("superclass")
        bases = tuple(code_of(each) for each in above.named_children) if above is not None else ()
        before = self._found.count
        self._inside(node, f"{name}.")
        mixed_in = tuple(_mixed_in(node.child_by_field_name("body")))
        parameters = self._found.parameters_of(f"{name}.initialize", before)
        if parameters is None and not bases and not mixed_in:
            parameters = ()
        members_hash = self._found.members_hash(before, f"{name}.")
        self._found.add(Symbol(name, "class", line_of(node), parameters, bases=bases + mixed_in, body=members_hash))

    def _singleton(self, node: Node, prefix: str) -> None:
        self._inside(node, prefix)

    def _inside(self, node: Node, prefix: str) -> None:
        body = node.child_by_field_name("body")
        self.visit(body.named_children if body is not None else [], prefix)

    def _method(self, node: Node, prefix: str) -> None:
        owner = node.child_by_field_name("object")
        if owner is not None and owner.type == "constant" and not prefix.endswith(f"{text_of(owner)}."):
            prefix = f"{prefix}{text_of(owner)}."
        name = prefix + text_of(node.child_by_field_name("name"))
        listed = node.child_by_field_name("parameters")
        parameters = tuple(_parameters(listed)) if listed is not None else ()
        body = hash_of(node.child_by_field_name("body"), name, "#")
        self._found.add(Symbol(name, "method" if prefix else "function", line_of(node), parameters, body=body))

    def _assignment(self, node: Node, prefix: str) -> None:
        left, right = node.child_by_field_name("left"), node.child_by_field_name("right")
        if left is None:
            return
        if left.type == "left_assignment_list":
            values = right.named_children if right is not None and right.type == "right_assignment_list" else []
            for at, each in enumerate(left.named_children):
                self._set(each, values[at] if len(values) == left.named_child_count else None, node, prefix)
        else:
            self._set(left, right, node, prefix)

    def _set(self, target: Node, value: Node | None, place: Node, prefix: str) -> None:
        name = text_of(target)
        if target.type in ("constant", "scope_resolution"):
            if value is not None and self._record(value, prefix + _constant(target), place):
                return
            text = code_of(value, "#").removesuffix(".freeze")
            self._found.add(Symbol(prefix + _constant(target), "constant", line_of(place), value=text))
        elif target.type in ("class_variable", "global_variable", "instance_variable"):
            self._found.add_new(Symbol(prefix + name, "variable", line_of(place), value=code_of(value, "#")))

    def _record(self, value: Node, name: str, place: Node) -> bool:
        """`Struct.new(:x, :y)`, `Data.define(:x)` and `Class.new(Base)`, with what their block defines."""
        called = f"{text_of(value.child_by_field_name('receiver'))}.{text_of(value.child_by_field_name('method'))}"
        if value.type != "call" or called not in ("Struct.new", "Data.define", "Class.new", "Module.new"):
            return False
        fields = tuple(_symbols(value)) if called in ("Struct.new", "Data.define") else ()
        is_known = called in ("Struct.new", "Data.define")
        parameters = tuple(Parameter(field) for field in fields) if is_known else None
        self._found.add(Symbol(name, "class", line_of(place), parameters, bases=(called,)))
        for field in fields:
            self._found.add(Symbol(f"{name}.{field}", "attribute", line_of(value)))
        block = value.child_by_field_name("block")
        if block is not None:
            self._inside(block, f"{name}.")
        return True

    def _alias(self, node: Node, prefix: str) -> None:
        name = text_of(node.child_by_field_name("name")).lstrip(":")
        self._found.add(Symbol(prefix + name, "method" if prefix else "function", line_of(node)))

    def _call(self, node: Node, prefix: str) -> None:
        called = text_of(node.child_by_field_name("method"))
        arguments = node.child_by_field_name("arguments")
        if node.child_by_field_name("receiver") is not None or arguments is None:
            return
        if called in _REQUIRE and (module := first_of(arguments, "string")) is not None:
            self._found.add_import("*", unquoted(module), "*", line_of(node), is_offered=False)
        elif called in _VISIBILITY:
            self.visit(arguments.named_children, prefix)
        elif called in _ATTRIBUTES:
            for name in _symbols(node):
                self._found.add_new(Symbol(prefix + name, "attribute", line_of(node)))
        elif called in _METHODS:
            names = list(_symbols(node))
            for name in names[:1] if called in ("define_method", "alias_method") else names:
                self._found.add(Symbol(prefix + name, "method", line_of(node)))
        elif called not in _MIXINS and any(_symbols(node)):
            # A macro of someone's own (`has_many :posts`, `autoload :X`): it may define anything.
            self._found.is_open = True


def _constant(node: Node | None) -> str:
    return text_of(node).removeprefix("::").replace("::", ".")


def _symbols(call: Node) -> Iterator[str]:
    arguments = call.child_by_field_name("arguments")
    for each in arguments.named_children if arguments is not None else ():
        if each.type == "simple_symbol":
            yield text_of(each).lstrip(":")
        elif each.type == "string":
            yield unquoted(each)


def _mixed_in(body: Node | None) -> Iterator[str]:
    for node in of_type(body, "call") if body is not None else ():
        arguments = node.child_by_field_name("arguments")
        if text_of(node.child_by_field_name("method")) in ("include", "prepend") and arguments is not None:
            yield from map(code_of, arguments.named_children)


def _parameters(listed: Node) -> Iterator[Parameter]:
    for node in listed.named_children:
        name = text_of(node.child_by_field_name("name"))
        value = node.child_by_field_name("value")
        default = None if value is None else code_of(value, "#") or UNKNOWN
        if node.type == "identifier" or node.type == "destructured_parameter":
            yield Parameter(text_of(node))
        elif node.type == "block_parameter":
            yield Parameter(name or "&", "nil")
        elif node.type != "comment":
            yield Parameter(name or text_of(node), default, _KINDS.get(node.type, "positional"))
