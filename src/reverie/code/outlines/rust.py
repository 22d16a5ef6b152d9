"""A Rust file to its outline. `Type::method` and `module::function` are written with dots."""

from collections.abc import Iterator

from tree_sitter import Node

from reverie.code.values import Parameter, Symbol, SymbolKind

from .trees.found import Found
from .trees.grammar import tree_of
from .trees.nodes import code_of, first_of, hash_of, line_of, of_type, text_of

DEEPEST = 4
"""Macros around macros whose contents are read as items (`cfg_if!`, `lazy_static!`)."""


def read_rust(root: Node, found: Found) -> None:
    """Finds the items of a file."""
    _Items(found, DEEPEST).visit(root.named_children, "")


class _Items:
    def __init__(self, found: Found, depth: int) -> None:
        self._found = found
        self._depth = depth

    def visit(self, nodes: list[Node], prefix: str, is_member: bool = False) -> None:
        """Items of a module, or with `is_member` those of a trait or of an implementation."""
        attributes: list[str] = []
        for node in nodes:
            if node.type == "attribute_item":
                attributes.append(code_of(node).removeprefix("#[").removesuffix("]"))
            elif not node.type.endswith("comment"):
                self._item(node, prefix, is_member, tuple(attributes))
                attributes = []

    def _item(self, node: Node, prefix: str, is_member: bool, attributes: tuple[str, ...]) -> None:
        name = prefix + text_of(node.child_by_field_name("name"))
        match node.type:
            case "function_item" | "function_signature_item":
                self._found.add(_function(node, name, "method" if is_member else "function", attributes))
            case "const_item" | "static_item":
                returns, value = code_of(node.child_by_field_name("type")), code_of(node.child_by_field_name("value"))
                kind: SymbolKind = "constant" if node.type == "const_item" else "variable"
                self._found.add(Symbol(name, kind, line_of(node), value=value, returns=returns))
            case "struct_item" | "union_item" | "enum_item":
                self._type(node, name, attributes)
            case "trait_item" | "impl_item" | "mod_item" | "foreign_mod_item":
                self._block(node, name, prefix, attributes)
            case "type_item" | "associated_type":
                self._found.add(Symbol(name, "type", line_of(node), value=code_of(node.child_by_field_name("type"))))
            case "macro_definition":
                body = hash_of(first_of(node, "macro_rule"), name)
                self._found.add(Symbol(name, "function", line_of(node), decorators=attributes, body=body))
            case "use_declaration" | "extern_crate_declaration":
                _Uses(self._found, node).add()
            case "macro_invocation":
                self._macro(node, prefix, is_member)
            case "expression_statement":
                self.visit(node.named_children, prefix, is_member)

    def _block(self, node: Node, name: str, prefix: str, attributes: tuple[str, ...]) -> None:
        body = node.child_by_field_name("body")
        members = body.named_children if body is not None else []
        if node.type == "foreign_mod_item":
            self.visit(members, prefix)
            return
        if node.type == "impl_item":
            name = prefix + _type_name(node.child_by_field_name("type"))
        else:
            kind: SymbolKind = "type" if node.type == "trait_item" else "module"
            bounds = node.child_by_field_name("bounds")
            bases = tuple(code_of(each) for each in bounds.named_children) if bounds is not None else ()
            self._found.add(Symbol(name, kind, line_of(node), bases=bases, decorators=attributes))
        self.visit(members, f"{name}.", node.type != "mod_item")

    def _type(self, node: Node, name: str, attributes: tuple[str, ...]) -> None:
        before = self._found.count
        body = node.child_by_field_name("body")
        for member in of_type(body, "field_declaration", "enum_variant") if body is not None else ():
            inner = f"{name}.{text_of(member.child_by_field_name('name'))}"
            returns, value = code_of(member.child_by_field_name("type")), code_of(member.child_by_field_name("value"))
            self._found.add(Symbol(inner, "attribute", line_of(member), value=value, returns=returns))
            variant = member.child_by_field_name("body")
            for field in of_type(variant, "field_declaration") if variant is not None else ():
                named = f"{inner}.{text_of(field.child_by_field_name('name'))}"
                returns = code_of(field.child_by_field_name("type"))
                self._found.add(Symbol(named, "attribute", line_of(field), returns=returns))
        members_hash = self._found.members_hash(before, f"{name}.")
        self._found.add(Symbol(name, "class", line_of(node), decorators=attributes, body=members_hash))

    def _macro(self, node: Node, prefix: str, is_member: bool) -> None:
        """What a macro makes cannot be known; the items that are written out inside of it mostly are what they seem."""
        self._found.is_open = True
        inside = first_of(node, "token_tree")
        if inside is None or not self._depth:
            return
        text = text_of(inside)[1:-1].replace("static ref ", "static     ")
        # As many lines above it as in the file, so that its lines count from there.
        root = tree_of("rust", "\n" * inside.start_point.row + text).root_node
        _Items(self._found, self._depth - 1).visit(root.named_children, prefix, is_member)


def _function(node: Node, name: str, kind: SymbolKind, attributes: tuple[str, ...]) -> Symbol:
    listed = node.child_by_field_name("parameters")
    parameters = tuple(_parameters(listed)) if listed is not None else ()
    body = hash_of(node.child_by_field_name("body"), name)
    returns = code_of(node.child_by_field_name("return_type"))
    return Symbol(name, kind, line_of(node), parameters, "", returns, decorators=attributes, body=body)


def _parameters(listed: Node) -> Iterator[Parameter]:
    for node in listed.named_children:
        if node.type == "variadic_parameter":
            yield Parameter("...", None, "variadic")
        elif node.type == "parameter":
            name = code_of(node.child_by_field_name("pattern")) or "_"
            if name != "self":
                yield Parameter(name, None, annotation=code_of(node.child_by_field_name("type")))


def _type_name(node: Node | None) -> str:
    while node is not None and node.type in ("generic_type", "reference_type", "scoped_type_identifier"):
        node = node.child_by_field_name("type") or node.child_by_field_name("name")
    return code_of(node)


class _Uses:
    """The names of a `use` declaration. Only `pub use` offers them to others, so only its `*` leaves a file open."""

    def __init__(self, found: Found, node: Node) -> None:
        self._found = found
        self._node = node
        self._is_offered = first_of(node, "visibility_modifier") is not None

    def add(self) -> None:
        """Adds all of them."""
        if self._node.type == "extern_crate_declaration":
            name = text_of(self._node.child_by_field_name("name"))
            self._add(text_of(self._node.child_by_field_name("alias")) or name, name, "")
            return
        argument = self._node.child_by_field_name("argument")
        waiting = [(argument, "")] if argument is not None else []
        while waiting:
            node, path = waiting.pop()
            if node.type == "scoped_use_list":
                path = _joined(path, text_of(node.child_by_field_name("path")))
                node = node.child_by_field_name("list") or node
            if node.type in ("use_list", "scoped_use_list"):
                waiting.extend((each, path) for each in reversed(node.named_children))
            else:
                self._leaf(node, path)

    def _leaf(self, node: Node, path: str) -> None:
        if node.type == "use_wildcard":
            self._add("*", _joined(path, "::".join(map(text_of, node.named_children))), "*")
            return
        written = text_of(node.child_by_field_name("path")) if node.type == "use_as_clause" else text_of(node)
        module, _, name = _joined(path, "" if written == "self" else written).rpartition("::")
        alias = text_of(node.child_by_field_name("alias")) if node.type == "use_as_clause" else ""
        self._add(alias or name, module, name)

    def _add(self, local: str, module: str, name: str) -> None:
        self._found.add_import(local, module, name, line_of(self._node), self._is_offered)


def _joined(*parts: str) -> str:
    return "::".join(part for part in parts if part)
