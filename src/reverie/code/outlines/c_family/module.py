"""A C or C++ file to its outline: the walk over its declarations, in all branches of `#if`."""

from collections.abc import Callable

import msgspec
from tree_sitter import Node

from reverie.code.outlines.overloads import merged
from reverie.code.outlines.trees.found import Found
from reverie.code.outlines.trees.nodes import code_of, first_of, hash_of, line_of, of_type, text_of
from reverie.code.values import Parameter, Symbol, SymbolKind

from .declarators import Declared, bases_of, declared_by, parameters_of

_RECORDS = frozenset({"struct_specifier", "union_specifier", "class_specifier"})


def read_c_family(root: Node, found: Found) -> None:
    """Finds the declarations of a file."""
    _Declarations(found).visit(root.named_children, "")


class _Declarations:
    def __init__(self, found: Found) -> None:
        self._found = found
        self._readers: dict[str, Callable[[Node, str], None]] = {
            "function_definition": self._function,
            "declaration": self._declaration,
            "field_declaration": self._declaration,
            "type_definition": self._typedef,
            "alias_declaration": self._alias,
            "concept_definition": self._alias,
            "enum_specifier": self._enum,
            "preproc_def": self._macro,
            "preproc_function_def": self._macro,
            "preproc_include": self._include,
            "using_declaration": self._using,
            "namespace_definition": self._namespace,
            **dict.fromkeys(_RECORDS, self._record),
            **dict.fromkeys(
                ("template_declaration", "linkage_specification", "declaration_list", "ERROR"), self._inside
            ),
            **dict.fromkeys(("preproc_if", "preproc_ifdef", "preproc_else", "preproc_elif"), self._inside),
            "preproc_elifdef": self._inside,
        }

    def visit(self, nodes: list[Node], prefix: str) -> None:
        """What these nodes declare; `prefix` is the enclosing class or namespace with its dot."""
        for node in nodes:
            if reader := self._readers.get(node.type):
                reader(node, prefix)

    def _inside(self, node: Node, prefix: str) -> None:
        self.visit(node.named_children, prefix)

    def _namespace(self, node: Node, prefix: str) -> None:
        name = text_of(node.child_by_field_name("name")).replace("::", ".")
        body = node.child_by_field_name("body")
        if name:
            self._found.add_new(Symbol(prefix + name, "module", line_of(node)))
        self.visit(body.named_children if body is not None else [], f"{prefix}{name}." if name else prefix)

    def _function(self, node: Node, prefix: str) -> None:
        self._types(node, prefix)
        declared = declared_by(node.child_by_field_name("declarator"))
        if declared.function is None or not declared.name:
            return
        symbol = self._function_symbol(node, declared, prefix)
        # Defaults stand where a C++ method is declared, not where it is defined.
        before = self._found.overloaded(symbol.name, len(symbol.parameters or ()))
        if before is not None:
            symbol = msgspec.structs.replace(symbol, parameters=before.parameters)
        self._found.add(symbol)

    def _function_symbol(self, node: Node, declared: Declared, prefix: str) -> Symbol:
        assert declared.function is not None
        name = prefix + declared.name
        above = node.parent.parent if node.parent and node.parent.type == "template_declaration" else node.parent
        in_class = above is not None and above.type == "field_declaration_list"
        body = hash_of(node.child_by_field_name("body"), name)
        returns = code_of(node.child_by_field_name("type"))
        kind: SymbolKind = "method" if in_class or "." in declared.name else "function"
        return Symbol(name, kind, line_of(node), parameters_of(declared.function), "", returns, body=body)

    def _declaration(self, node: Node, prefix: str) -> None:
        self._types(node, prefix)
        is_field = node.type == "field_declaration"
        defaults = node.children_by_field_name("default_value")
        for declarator in node.children_by_field_name("declarator"):
            declared = declared_by(declarator)
            if not declared.name:
                continue
            if declared.function is not None:
                self._found.add_overload(self._function_symbol(node, declared, prefix))
                continue
            following = declarator.next_named_sibling
            default = following if following in defaults else None
            value = code_of(declarator.child_by_field_name("value") or default)
            returns = code_of(node.child_by_field_name("type"))
            kind = "attribute" if is_field else _kind_of_variable(node)
            symbol = Symbol(prefix + declared.name, kind, line_of(declarator), value=value, returns=returns)
            self._found.add(symbol) if value else self._found.add_new(symbol)

    def _types(self, node: Node, prefix: str) -> str:
        """Adds the struct or enum that a declaration declares in passing; its name."""
        kind = node.child_by_field_name("type")
        if kind is None or kind.child_by_field_name("body") is None:
            return ""
        if kind.type in _RECORDS or kind.type == "enum_specifier":
            self.visit([kind], prefix)
            return prefix + text_of(kind.child_by_field_name("name"))
        return ""

    def _typedef(self, node: Node, prefix: str) -> None:
        written = node.child_by_field_name("type")
        named = self._types(node, prefix).removeprefix(prefix)
        for declarator in node.children_by_field_name("declarator"):
            name = declared_by(declarator).name
            if not name or written is None:
                continue
            has_body = written.child_by_field_name("body") is not None
            if has_body and named:
                self._found.add_other_name(prefix + name, prefix + named, line_of(declarator))
            elif has_body and written.type in _RECORDS:
                self._add_record(written, prefix + name)
            elif has_body:
                self._found.add(Symbol(prefix + name, "class", line_of(declarator), bases=("enum",)))
            else:
                value = code_of(node).removeprefix("typedef").rstrip("; ").strip()
                self._found.add_new(Symbol(prefix + name, "type", line_of(declarator), value=value))

    def _record(self, node: Node, prefix: str) -> None:
        name = declared_by(node.child_by_field_name("name")).name
        if node.child_by_field_name("body") is not None and name:
            self._add_record(node, prefix + name)

    def _add_record(self, node: Node, name: str) -> None:
        before = self._found.count
        body = node.child_by_field_name("body")
        self.visit(body.named_children if body is not None else [], f"{name}.")
        self._found.add(
            Symbol(
                name=name,
                kind="class",
                line=line_of(node),
                parameters=self._constructors(body, name.rpartition(".")[2]),
                bases=bases_of(node),
                body=self._found.members_hash(before, f"{name}."),
            )
        )

    def _constructors(self, body: Node | None, name: str) -> tuple[Parameter, ...] | None:
        written = []
        for member in body.named_children if body is not None else ():
            inner = member.named_children[-1] if member.type == "template_declaration" else member
            declared = declared_by(inner.child_by_field_name("declarator"))
            if declared.function is not None and declared.name == name:
                written.append(parameters_of(declared.function))
        # Those that copy or move an object of the class are not how one is made.
        made = [given for given in written if not (len(given) == 1 and given[0].annotation.strip("& ") == name)]
        return merged(made)

    def _enum(self, node: Node, prefix: str) -> None:
        name, body = text_of(node.child_by_field_name("name")), node.child_by_field_name("body")
        if body is None:
            return
        if name:
            self._found.add(Symbol(prefix + name, "class", line_of(node), bases=("enum",)))
        is_scoped = any(child.type in ("class", "struct") for child in node.children)
        following: int | None = 0
        for member in of_type(body, "enumerator"):
            value = code_of(member.child_by_field_name("value")) or (str(following) if following is not None else "")
            following = int(value) + 1 if value.isdecimal() else None
            own = text_of(member.child_by_field_name("name"))
            full = f"{prefix}{name}.{own}" if is_scoped else prefix + own
            self._found.add(Symbol(full, "attribute" if is_scoped else "constant", line_of(member), value=value))

    def _alias(self, node: Node, prefix: str) -> None:
        name, value = text_of(node.child_by_field_name("name")), node.child_by_field_name("type")
        self._found.add(Symbol(prefix + name, "type", line_of(node), value=code_of(value)))

    def _macro(self, node: Node, prefix: str) -> None:
        name, value = text_of(node.child_by_field_name("name")), node.child_by_field_name("value")
        listed = node.child_by_field_name("parameters")
        if listed is None:
            self._found.add(Symbol(name, "constant", line_of(node), value=code_of(value).replace("\\ ", "")))
            return
        names = [text_of(each) for each in listed.children if each.type in ("identifier", "...")]
        parameters = tuple(Parameter(each, None, "variadic" if each == "..." else "positional") for each in names)
        self._found.add(Symbol(name, "function", line_of(node), parameters, body=hash_of(value, name)))

    def _include(self, node: Node, prefix: str) -> None:
        self._found.add_import(
            "*", text_of(node.child_by_field_name("path"))[1:-1], "*", line_of(node), is_offered=False
        )

    def _using(self, node: Node, prefix: str) -> None:
        path = text_of(first_of(node, "qualified_identifier"))
        module, _, name = path.rpartition("::")
        if name:
            self._found.add_import(name, module, name, line_of(node))


def _kind_of_variable(node: Node) -> SymbolKind:
    qualifiers = {text_of(child) for child in of_type(node, "type_qualifier")}
    return "constant" if qualifiers & {"const", "constexpr"} else "variable"
