"""Another default for a parameter of a Python function, for the benchmark of notes."""

import ast
from collections.abc import Iterator

Function = ast.FunctionDef | ast.AsyncFunctionDef


def changed_default(text: str, name: str, parameter: str, value: str) -> tuple[str, str] | None:
    """The line with the default `value`, and the same with another; None when the one callable of that name has no
    such default, or it does not stand alone in its line."""
    try:
        tree = ast.parse(text)
    except (SyntaxError, ValueError):
        return None
    lines = text.split("\n")
    for default in _defaults(tree, name, parameter):
        new = _other(default.value) if ast.unparse(default) == value.replace('"', "'") else None
        line = lines[default.lineno - 1]
        if new and default.lineno == default.end_lineno and lines.count(line) == 1 and line.isascii():
            return line, line[: default.col_offset] + new + line[default.end_col_offset :]
    return None


def _defaults(tree: ast.AST, name: str, parameter: str) -> Iterator[ast.Constant]:
    for function in _functions(tree, name):
        arguments = function.args
        positional = [*arguments.posonlyargs, *arguments.args]
        pairs = [
            *zip(positional[len(positional) - len(arguments.defaults) :], arguments.defaults, strict=True),
            *zip(arguments.kwonlyargs, arguments.kw_defaults, strict=True),
        ]
        for argument, default in pairs:
            if argument.arg == parameter and isinstance(default, ast.Constant):
                yield default


def _functions(tree: ast.AST, name: str) -> Iterator[Function]:
    """The function of that name, or the constructor of the class."""
    for node in ast.walk(tree):
        if isinstance(node, Function) and node.name == name:
            yield node
        elif isinstance(node, ast.ClassDef) and node.name == name:
            yield from (one for one in node.body if isinstance(one, Function) and one.name == "__init__")


def _other(value: object) -> str | None:
    match value:
        case bool():
            return str(not value)
        case int() | float():
            return str(value + 7)
        case str():
            return repr(f"{value}_other")
        case None:
            return "123"
        case _:
            return None
