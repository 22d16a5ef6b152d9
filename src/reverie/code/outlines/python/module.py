"""A Python file to its outline: by `ast` as a whole, or tolerantly when that fails."""

import ast

from reverie.code.values import Outline

from .source import ParseError, Source, parse
from .statements import Found, Scope


def read_python(text: str) -> Outline:
    """The outline of a file whose line ends are `\\n`. Does not raise."""
    found = Found()
    try:
        module = parse(text)
        found.visit(module.body, Scope(), Source(text))
    except ParseError as error:
        from .tolerant import read_tolerantly

        return read_tolerantly(text, _trouble(error))
    is_partial = found.is_open or not _exports(module) <= found.names()
    return Outline("python", found.symbols(), tuple(found.imports), "", is_partial)


def _exports(module: ast.Module) -> set[str]:
    """The names in `__all__`, as far as it is written out: one that is not defined is made in a way we cannot see."""
    names: set[str] = set()
    for statement in module.body:
        targets = statement.targets if isinstance(statement, ast.Assign) else [getattr(statement, "target", None)]
        if any(isinstance(target, ast.Name) and target.id == "__all__" for target in targets):
            value = getattr(statement, "value", None)
            parts = value.elts if isinstance(value, ast.List | ast.Tuple) else []
            names.update(part.value for part in parts if isinstance(part, ast.Constant) and isinstance(part.value, str))
    return names


def _trouble(error: BaseException) -> str:
    if isinstance(error, SyntaxError) and error.lineno:
        return f"line {error.lineno}: {' '.join(str(error.msg).split())[:150]}"
    if isinstance(error, RecursionError | MemoryError):
        return "nested too deeply"
    return " ".join(str(error).split())[:150] or "could not be parsed"
