"""The parameters of a Python class whose `__init__` is made of its fields by a decorator or a base class."""

import ast
from collections.abc import Mapping, Sequence
from typing import Literal, NamedTuple

import msgspec

from reverie.code.outlines.overloads import UNKNOWN
from reverie.code.values import Imported, Parameter

from .source import Source

Style = Literal["dataclass", "attrs", "struct", "model", "tuple", "dict"]
"""Who makes the constructor: dataclasses, attrs, msgspec, pydantic, NamedTuple, TypedDict."""


class Fields(NamedTuple):
    """The fields of a class with those it has from its bases; None stands for one that is no parameter."""

    style: Style
    parameters: dict[str, Parameter | None]


_NEUTRAL_BASES = frozenset({"object", "ABC", "Generic", "Protocol"})
_BASES: dict[str, tuple[Style, str]] = {
    "Struct": ("struct", "msgspec"),
    "BaseModel": ("model", "pydantic"),
    "BaseSettings": ("model", "pydantic"),
    "NamedTuple": ("tuple", "typing"),
    "TypedDict": ("dict", "typing"),
}
_ATTRS = frozenset({"s", "attrs", "attributes", "dataclass", "define", "frozen", "mutable"})
_FIELD_CALLS = frozenset({"field", "Field", "ib", "attrib"})
_KEYWORD_ONLY: frozenset[Style] = frozenset({"model", "dict"})


def style_of(node: ast.ClassDef, imports: Sequence[Imported], known: Mapping[str, Fields]) -> Style | None:
    """Who makes this class's constructor, when it has none of its own and it is someone we know."""
    modules = {imported.local: imported.module for imported in imports}
    for decorator in node.decorator_list:
        called = decorator.func if isinstance(decorator, ast.Call) else decorator
        module, name = _module_and_name(called, modules)
        if name in _ATTRS and module.partition(".")[0] in ("attr", "attrs"):
            return "attrs"
        if name == "dataclass":
            return "dataclass"
    for base in node.bases:
        module, name = _module_and_name(base, modules)
        if name in known and known[name].style not in ("dataclass", "attrs"):
            return known[name].style
        if name in _BASES and _BASES[name][1] in module:
            return _BASES[name][0]
    return None


def fields_of(node: ast.ClassDef, style: Style, known: Mapping[str, Fields], source: Source) -> Fields | None:
    """A class's fields as constructor parameters; None when some come from a base that is not in this file."""
    parameters: dict[str, Parameter | None] = {}
    for base in reversed(node.bases):
        name = last_name(base)
        if name in known:
            parameters.update(known[name].parameters)
        elif name not in _NEUTRAL_BASES and name not in _BASES:
            return None
    options = _options(node)
    if options.get("init") is False:
        return None
    is_keyword = style in _KEYWORD_ONLY or options.get("kw_only") is True
    for statement in node.body:
        if isinstance(statement, ast.AnnAssign) and last_name(statement.annotation).lower() == "kw_only":
            is_keyword = True
        elif field := _field(statement, style, is_keyword, source):
            parameters[field[0]] = field[1]
    return Fields(style, parameters)


def constructor(fields: Fields) -> tuple[Parameter, ...]:
    """The parameters in the order in which a call gives them: those by name only come last."""
    given = [parameter for parameter in fields.parameters.values() if parameter is not None]
    return tuple(sorted(given, key=lambda parameter: parameter.kind == "keyword"))


def is_plain(node: ast.ClassDef) -> bool:
    """Whether nothing but the class itself could give it a constructor, so that it has none when it writes none."""
    if node.keywords or node.decorator_list:
        return False
    return all(last_name(base) in _NEUTRAL_BASES for base in node.bases)


def named_tuple(call: ast.expr | None) -> tuple[Parameter, ...] | None:
    """The fields of `namedtuple("Point", "x y")`; None for any other expression."""
    if not isinstance(call, ast.Call) or last_name(call.func) != "namedtuple" or len(call.args) < 2:
        return None
    names = _constant(call.args[1])
    if isinstance(call.args[1], ast.List | ast.Tuple):
        names = " ".join(str(_constant(name)) for name in call.args[1].elts)
    if not isinstance(names, str) or {keyword.arg for keyword in call.keywords} - {"module"}:
        return None
    return tuple(Parameter(name) for name in names.replace(",", " ").split())


def last_name(node: ast.expr | None) -> str:
    """`field` of `dataclasses.field(…)`, `Generic` of `typing.Generic[T]`; empty for what has no name."""
    while isinstance(node, ast.Call | ast.Subscript):
        node = node.func if isinstance(node, ast.Call) else node.value
    if isinstance(node, ast.Attribute):
        return node.attr
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        return node.value.partition("[")[0].rpartition(".")[2]
    return node.id if isinstance(node, ast.Name) else ""


def _module_and_name(node: ast.expr, modules: Mapping[str, str]) -> tuple[str, str]:
    if isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name):
        return modules.get(node.value.id, node.value.id), node.attr
    name = last_name(node)
    return modules.get(name, ""), name


def _options(node: ast.ClassDef) -> dict[str, object]:
    calls = [decorator for decorator in node.decorator_list if isinstance(decorator, ast.Call)]
    keywords = [*node.keywords, *(keyword for call in calls for keyword in call.keywords)]
    return {keyword.arg: _constant(keyword.value) for keyword in keywords if keyword.arg}


def _field(statement: ast.stmt, style: Style, is_keyword: bool, source: Source) -> tuple[str, Parameter | None] | None:
    if isinstance(statement, ast.Assign):
        if (
            style != "attrs"
            or not isinstance(statement.value, ast.Call)
            or last_name(statement.value) not in _FIELD_CALLS
        ):
            return None
        target, annotation = statement.targets[0], None
    elif isinstance(statement, ast.AnnAssign):
        target, annotation = statement.target, statement.annotation
    else:
        return None
    if not isinstance(target, ast.Name) or last_name(annotation) == "ClassVar":
        return None
    if style == "model" and (target.id.startswith("_") or target.id == "model_config"):
        return None
    parameter = _from_field(target.id, statement.value, is_keyword, source)
    if parameter is not None and annotation is not None:
        parameter = msgspec.structs.replace(parameter, annotation=source.of(annotation))
    if parameter is not None and style == "attrs":
        parameter = msgspec.structs.replace(parameter, name=parameter.name.lstrip("_"))
    return target.id, parameter


def _from_field(name: str, value: ast.expr | None, is_keyword: bool, source: Source) -> Parameter | None:
    if not isinstance(value, ast.Call) or last_name(value.func) not in _FIELD_CALLS:
        default = None if value is None else source.of(value) or UNKNOWN
        return Parameter(name, default, "keyword" if is_keyword else "positional")
    options = {keyword.arg: keyword.value for keyword in value.keywords if keyword.arg}
    if _constant(options.get("init")) is False:
        return None
    if "kw_only" in options:
        is_keyword = _constant(options["kw_only"]) is True
    alias = _constant(options.get("alias"))
    default = _field_default(value, options, source)
    return Parameter(alias if isinstance(alias, str) else name, default, "keyword" if is_keyword else "positional")


def _field_default(call: ast.Call, options: Mapping[str, ast.expr], source: Source) -> str | None:
    factory = options.get("default_factory") or options.get("factory")
    if factory is not None:
        made = source.of(factory)
        return f"{made}()" if made and not isinstance(factory, ast.Lambda) else UNKNOWN
    value = options.get("default") or (call.args[0] if call.args else None)
    if value is None or _constant(value) is ...:  # pydantic writes `Field(...)` for "must be given"
        return None
    return source.of(value) or UNKNOWN


def _constant(node: ast.expr | None) -> object:
    return node.value if isinstance(node, ast.Constant) else None
