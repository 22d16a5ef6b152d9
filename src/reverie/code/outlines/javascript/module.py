"""A JavaScript or TypeScript file to its outline: the walk over its statements, not into functions."""

import re
from collections.abc import Callable

from tree_sitter import Node

from reverie.code.outlines.trees.found import Found
from reverie.code.outlines.trees.grammar import Grammar, tree_of, trouble_of
from reverie.code.outlines.trees.nodes import code_of, line_of, of_type, text_of
from reverie.code.values import Language, Outline, Symbol, SymbolKind

from .assignments import add_assigned, add_default, add_defined_property, add_named, chain_of
from .imports import add_export_list, add_import, add_required
from .members import CLASSES, FUNCTIONS, add_assigned_to_this, add_class, add_enum, add_interface, function_symbol

_FLOW = re.compile(r"@flow\b")

# `exports[name] = …`, and what compilers write for `export *`: names that cannot be seen.
_OPEN = re.compile(r"\b(?:module\.)?exports\[(?![\"'])|\b__export(?:Star)?\(")

_BLOCKS = frozenset(
    {"if_statement", "else_clause", "statement_block", "try_statement", "catch_clause", "finally_clause"}
    | {"labeled_statement", "ambient_declaration"}
)


def read_javascript(language: Language, path: str, text: str, found: Found) -> Outline:
    """The outline of a file. Types in a JavaScript file marked `@flow` are read as TypeScript's, which are similar."""
    root = tree_of(_grammar(language, path), text).root_node
    if language == "javascript" and root.has_error and _FLOW.search(text[:2000]):
        root = tree_of("tsx", text).root_node
    found.is_open = bool(_OPEN.search(text))
    Module(found).visit(root.named_children, "")
    return found.outline(language, trouble_of(root))


def _grammar(language: Language, path: str) -> Grammar:
    if language == "javascript":
        return "javascript"
    return "tsx" if path.endswith("x") else "typescript"


class Module:
    """The walk. `prefix` is the enclosing namespace with its dot."""

    def __init__(self, found: Found) -> None:
        self._found = found
        self._readers: dict[str, Callable[[Node, str], None]] = {
            "function_declaration": self._function,
            "generator_function_declaration": self._function,
            "function_signature": self._signature,
            "interface_declaration": lambda node, prefix: add_interface(node, prefix + _name(node), found),
            "type_alias_declaration": lambda node, prefix: add_interface(node, prefix + _name(node), found),
            "enum_declaration": lambda node, prefix: add_enum(node, prefix + _name(node), found),
            "lexical_declaration": self._variables,
            "variable_declaration": self._variables,
            "internal_module": self._namespace,
            "module": self._namespace,
            "import_statement": lambda node, _: add_import(node, found),
            "import_alias": self._alias,
            "export_statement": self._export,
            "expression_statement": self._expression,
        }
        self._readers |= dict.fromkeys(CLASSES, self._class)

    def visit(self, statements: list[Node], prefix: str) -> None:
        """What these statements define, with the blocks inside of them."""
        waiting = statements[::-1]
        while waiting:
            node = waiting.pop()
            if node.type in _BLOCKS:
                waiting.extend(node.named_children[::-1])
            elif reader := self._readers.get(node.type):
                reader(node, prefix)

    def _function(self, node: Node, prefix: str) -> None:
        name = prefix + _name(node)
        self._found.add(function_symbol(node, name, "function"))
        add_assigned_to_this(node.child_by_field_name("body"), f"{name}.", self._found)

    def _signature(self, node: Node, prefix: str) -> None:
        self._found.add_overload(function_symbol(node, prefix + _name(node), "function"))

    def _class(self, node: Node, prefix: str) -> None:
        above = node.parent
        is_exported = above is not None and above.type == "export_statement"
        decorators = of_type(above, "decorator") if above is not None and is_exported else ()
        listed = tuple(code_of(each).removeprefix("@") for each in decorators)
        add_class(node, prefix + (_name(node) or "default"), self._found, listed)

    def _alias(self, node: Node, prefix: str) -> None:
        if len(node.named_children) == 2:
            local, target = map(text_of, node.named_children)
            self._found.add(Symbol(prefix + local, "variable", line_of(node), value=target))

    def _export(self, node: Node, prefix: str) -> None:
        declaration = node.child_by_field_name("declaration")
        if declaration is not None:
            self.visit([declaration], prefix)
        elif not add_export_list(node, self._found):
            value = node.child_by_field_name("value")
            if value is not None and value.type != "identifier":
                add_default(value, prefix, node, self._found)

    def _variables(self, node: Node, prefix: str) -> None:
        is_constant = any(child.type == "const" for child in node.children[:1])
        for each in of_type(node, "variable_declarator"):
            names = each.child_by_field_name("name")
            targets, value = chain_of(each.child_by_field_name("value"))
            if names is None or add_required(names, value, line_of(each), self._found):
                continue
            if names.type != "identifier":
                self._destructured(names, prefix)
                continue
            kind: SymbolKind = "constant" if is_constant or text_of(names).isupper() else "variable"
            if value is None:
                returns = code_of(each.child_by_field_name("type")).removeprefix(":").strip()
                self._found.add(Symbol(prefix + text_of(names), kind, line_of(each), returns=returns))
            else:
                add_named(value, prefix + text_of(names), kind, each, self._found)
                add_assigned(targets, value, each, prefix, self._found)

    def _destructured(self, names: Node, prefix: str) -> None:
        for each in names.named_children:
            target = each.child_by_field_name("value") or each.child_by_field_name("left") or each
            if target.type in ("identifier", "shorthand_property_identifier_pattern"):
                self._found.add(Symbol(prefix + text_of(target), "variable", line_of(each)))

    def _namespace(self, node: Node, prefix: str) -> None:
        named, body = node.child_by_field_name("name"), node.child_by_field_name("body")
        if named is not None and named.type != "string":
            prefix = f"{prefix}{text_of(named)}."
            self._found.add(Symbol(prefix[:-1], "module", line_of(node)))
        self.visit(body.named_children if body is not None else [], prefix)

    def _expression(self, node: Node, prefix: str) -> None:
        expression = node.named_children[0] if node.named_children else None
        if expression is None:
            return
        if expression.type == "unary_expression":  # `!function () { … }()`
            expression = expression.child_by_field_name("argument") or expression
        match expression.type:
            case "assignment_expression":
                targets, value = chain_of(expression)
                add_assigned(targets, value, expression, prefix, self._found)
            case "internal_module":
                self._namespace(expression, prefix)
            case "sequence_expression" | "parenthesized_expression":
                self._wrapped(expression.named_children)
            case "call_expression":
                add_defined_property(expression, self._found)
                self._wrapped([expression])

    def _wrapped(self, expressions: list[Node]) -> None:
        """A module inside of a function that is called where it stands: `(function () { … })()`, `define(…)`."""
        for call in expressions:
            called = call.child_by_field_name("function")
            while called is not None and called.type in ("parenthesized_expression", "member_expression"):
                called = called.child_by_field_name("object") or next(iter(called.named_children), None)
            if called is None or not (called.type in FUNCTIONS or text_of(called) == "define"):
                continue
            arguments = call.child_by_field_name("arguments")
            self._found.is_open = True
            for function in [called, *(arguments.named_children if arguments is not None else ())]:
                body = function.child_by_field_name("body") if function.type in FUNCTIONS else None
                self.visit(body.named_children if body is not None else [], "")


def _name(node: Node) -> str:
    return text_of(node.child_by_field_name("name"))
