"""The walk over a module's statements that finds what it defines: not into functions, nor into expressions."""

import ast
from typing import NamedTuple

import msgspec

from reverie.code.outlines.overloads import merged
from reverie.code.outlines.wording import body_hash, digest
from reverie.code.values import Imported, Parameter, Symbol, SymbolKind

from .attributes import Assigned, assigned_attributes, assigned_names, blocks_of
from .classes import Fields, constructor, fields_of, is_plain, last_name, named_tuple, style_of
from .parameters import parameters_of, without_first
from .source import Source

AnyFunction = ast.FunctionDef | ast.AsyncFunctionDef

_TYPE_MAKERS = frozenset({"TypeVar", "NewType", "ParamSpec", "TypeVarTuple", "TypeAliasType"})
_NAMESPACES = frozenset({"globals", "vars", "locals"})


class Scope(NamedTuple):
    """Where a statement stands: `prefix` is the enclosing class with its dot, `block` tells branches of `if` apart."""

    prefix: str = ""
    block: int = 0


class Found:
    """What has been found in a file so far. `is_open`: names may come into being in ways that are not followed."""

    def __init__(self) -> None:
        self.imports: list[Imported] = []
        self.is_open = False
        self._symbols: dict[tuple[str, int], Symbol] = {}
        self._added: list[Symbol] = []
        self._overloads: dict[tuple[str, int], list[Symbol]] = {}
        self._fields: dict[str, Fields] = {}
        self._blocks = 0

    def symbols(self) -> tuple[Symbol, ...]:
        """All symbols by line. Overloads count only where no definition follows them, as in stubs."""
        for key, overloads in self._overloads.items():
            if key not in self._symbols:
                parameters = merged(symbol.parameters for symbol in overloads)
                self._symbols[key] = msgspec.structs.replace(overloads[0], parameters=parameters)
        return tuple(sorted(self._symbols.values(), key=lambda symbol: symbol.line))

    def names(self) -> set[str]:
        """The names at the top of the file, imported ones as well."""
        return {symbol.name for symbol in self._added} | {imported.local for imported in self.imports}

    def visit(self, body: list[ast.stmt], scope: Scope, source: Source) -> None:
        """Finds what a block defines. Blocks inside of it count as if they stood in it, each as one possibility."""
        waiting = [(statement, scope) for statement in reversed(body)]
        while waiting:
            statement, where = waiting.pop()
            match statement:
                case ast.FunctionDef() | ast.AsyncFunctionDef():
                    self._function(statement, where, source)
                case ast.ClassDef():
                    self._class(statement, where, source)
                case ast.Assign() | ast.AnnAssign():
                    self._assignment(statement, where, source)
                case ast.Import() | ast.ImportFrom():
                    self._import(statement, source)
                case ast.Expr(value=ast.Call(func=called)):
                    self._call(called)
                case _:
                    for block in reversed(blocks_of(statement)):
                        self._blocks += 1
                        inner = Scope(where.prefix, self._blocks)
                        waiting.extend((each, inner) for each in reversed(block))

    def add(self, symbol: Symbol, scope: Scope) -> None:
        """Keeps a symbol. A later one of the same name replaces an earlier one in the same block."""
        self._symbols[symbol.name, scope.block] = symbol
        self._added.append(symbol)

    def _function(self, node: AnyFunction, scope: Scope, source: Source) -> None:
        decorators = [last_name(decorator) for decorator in node.decorator_list]
        if any(name in ("setter", "deleter", "getter") for name in decorators):
            return
        symbol = self._function_symbol(node, decorators, scope, source)
        if "overload" in decorators:
            self._overloads.setdefault((symbol.name, scope.block), []).append(symbol)
            return
        self.add(symbol, scope)
        if not scope.prefix and node.name == "__getattr__":
            self.is_open = True

    def _function_symbol(self, node: AnyFunction, decorators: list[str], scope: Scope, source: Source) -> Symbol:
        parameters: tuple[Parameter, ...] | None = parameters_of(node.args, source)
        kind: SymbolKind = "method" if scope.prefix else "function"
        if scope.prefix and any(name.endswith("property") or name == "reify" for name in decorators):
            kind, parameters = "attribute", None
        elif parameters and scope.prefix and "staticmethod" not in decorators:
            parameters = without_first(parameters)
        return Symbol(
            name=scope.prefix + node.name,
            kind=kind,
            line=source.line(node),
            parameters=parameters,
            returns=source.of(node.returns) if node.returns else "",
            decorators=tuple(map(source.of, node.decorator_list)),
            body=_body(node, source),
        )

    def _class(self, node: ast.ClassDef, scope: Scope, source: Source) -> None:
        prefix = f"{scope.prefix}{node.name}."
        inner = Scope(prefix, scope.block)
        before = len(self._added)
        self.visit(node.body, inner, source)
        self.visit_attributes(node.body, inner, source)
        members = self._added[before:]
        symbol = Symbol(
            name=scope.prefix + node.name,
            kind="class",
            line=source.line(node),
            parameters=self._constructor(node, members, inner, source),
            bases=tuple(map(source.of, node.bases)),
            decorators=tuple(map(source.of, node.decorator_list)),
            body=_members_hash(members, len(prefix)),
        )
        self.add(symbol, scope)

    def _constructor(
        self, node: ast.ClassDef, members: list[Symbol], scope: Scope, source: Source
    ) -> tuple[Parameter, ...] | None:
        for own in (f"{scope.prefix}__init__", f"{scope.prefix}__new__"):
            written = [symbol for symbol in members if symbol.name == own]
            if written:
                return written[-1].parameters
            if overloads := self._overloads.get((own, scope.block)):
                return merged(symbol.parameters for symbol in overloads)
        for base in node.bases:
            if (parameters := named_tuple(base)) is not None:
                return parameters
        style = style_of(node, self.imports, self._fields)
        if style is None:
            return () if is_plain(node) else None
        fields = fields_of(node, style, self._fields, source)
        if fields is None:
            return None
        self._fields[node.name] = fields
        return constructor(fields)

    def visit_attributes(self, body: list[ast.stmt], scope: Scope, source: Source) -> None:
        """Finds the attributes that the methods of a class set, `__init__` first, which the class does not name."""
        methods = [method for method in body if isinstance(method, AnyFunction)]
        methods.sort(key=lambda method: method.name != "__init__")
        for method in methods:
            if any(last_name(decorator) == "staticmethod" for decorator in method.decorator_list):
                continue
            for assigned in assigned_attributes(method):
                known = self._symbols.get((scope.prefix + assigned.name, scope.block))
                if known is None or (known.kind == "attribute" and not known.value and not known.decorators):
                    self.add(_variable(assigned, "attribute", scope, source), scope)

    def _assignment(self, statement: ast.Assign | ast.AnnAssign, scope: Scope, source: Source) -> None:
        for assigned in assigned_names(statement):
            self.add(_assigned_symbol(assigned, scope, source), scope)
        if isinstance(statement, ast.Assign):
            for target in statement.targets:
                self._subscript(target)

    def _subscript(self, target: ast.expr) -> None:
        # `globals()[name] = …` and `sys.modules[__name__] = …` make names that cannot be seen.
        if isinstance(target, ast.Subscript):
            owner = target.value
            called = isinstance(owner, ast.Call) and last_name(owner.func) in _NAMESPACES
            self.is_open |= called or (isinstance(owner, ast.Attribute) and owner.attr == "modules")

    def _call(self, called: ast.expr) -> None:
        # `globals().update(…)`
        if isinstance(called, ast.Attribute) and isinstance(called.value, ast.Call):
            self.is_open |= last_name(called.value.func) in _NAMESPACES

    def _import(self, statement: ast.Import | ast.ImportFrom, source: Source) -> None:
        line = source.line(statement)
        for alias in statement.names:
            if isinstance(statement, ast.Import):
                local = alias.asname or alias.name.partition(".")[0]
                self.imports.append(Imported(local, alias.name, "", line))
                continue
            module = "." * statement.level + (statement.module or "")
            self.imports.append(Imported(alias.asname or alias.name, module, alias.name, line))
            self.is_open |= alias.name == "*"


def _assigned_symbol(assigned: Assigned, scope: Scope, source: Source) -> Symbol:
    value, annotation = assigned.value, last_name(assigned.annotation)
    name = scope.prefix + assigned.name
    line = source.line(assigned.statement)
    if (fields := named_tuple(value)) is not None:
        return Symbol(name, "class", line, fields, bases=("namedtuple",))
    if isinstance(value, ast.Lambda):
        kind: SymbolKind = "method" if scope.prefix else "function"
        parameters = parameters_of(value.args, source)
        return Symbol(name, kind, line, without_first(parameters) if scope.prefix else parameters)
    if annotation == "TypeAlias" or (isinstance(value, ast.Call) and last_name(value.func) in _TYPE_MAKERS):
        return Symbol(name, "type", line, value=source.of(value))
    if scope.prefix:
        return _variable(assigned, "attribute", scope, source)
    is_constant = annotation == "Final" or (assigned.name.isupper() and not assigned.name.startswith("__"))
    return _variable(assigned, "constant" if is_constant else "variable", scope, source)


def _variable(assigned: Assigned, kind: SymbolKind, scope: Scope, source: Source) -> Symbol:
    annotation = source.of(assigned.annotation) if assigned.annotation else ""
    value = source.of(assigned.value)
    return Symbol(scope.prefix + assigned.name, kind, source.line(assigned.statement), value=value, returns=annotation)


def _body(node: AnyFunction, source: Source) -> str:
    first = node.body[0]
    if isinstance(first, ast.Expr) and isinstance(first.value, ast.Constant) and isinstance(first.value.value, str):
        if len(node.body) == 1:
            return ""
        first = node.body[1]
    return body_hash(source.between(first, node.body[-1]), node.name)


def _members_hash(members: list[Symbol], skipped: int) -> str:
    # A class is known again by its members; with fewer than three, many others look like it.
    if len(members) < 3:
        return ""
    parts = (f"{member.name[skipped:]} {member.value} {member.body}" for member in members)
    return digest("\n".join(parts))
