"""Names that assignments set: `a, b = 1, 2`, and the `self.x = …` of a method."""

import ast
from collections.abc import Iterator
from typing import NamedTuple


class Assigned(NamedTuple):
    """One name that is set, where, and to what (None: nothing, or a part of something)."""

    name: str
    statement: ast.stmt
    value: ast.expr | None
    annotation: ast.expr | None = None


def assigned_names(statement: ast.Assign | ast.AnnAssign) -> Iterator[Assigned]:
    """The plain names that a statement sets."""
    for target, value in _targets(statement):
        if isinstance(target, ast.Name):
            yield Assigned(target.id, statement, value, getattr(statement, "annotation", None))


def assigned_attributes(function: ast.FunctionDef | ast.AsyncFunctionDef) -> Iterator[Assigned]:
    """The attributes of its first parameter that a method sets, those of functions inside of it left out."""
    arguments = function.args.posonlyargs or function.args.args
    if not arguments:
        return
    owner = arguments[0].arg
    for statement in _statements(function.body):
        if isinstance(statement, ast.Assign | ast.AnnAssign):
            for target, value in _targets(statement):
                of = target.value if isinstance(target, ast.Attribute) else None
                if isinstance(target, ast.Attribute) and isinstance(of, ast.Name) and of.id == owner:
                    yield Assigned(target.attr, statement, value, getattr(statement, "annotation", None))


def _targets(statement: ast.Assign | ast.AnnAssign) -> Iterator[tuple[ast.expr, ast.expr | None]]:
    if isinstance(statement, ast.AnnAssign):
        yield statement.target, statement.value
        return
    for target in statement.targets:
        if isinstance(target, ast.Tuple | ast.List):
            yield from _pairs(target, statement.value)
        else:
            yield target, statement.value


def _pairs(target: ast.Tuple | ast.List, value: ast.expr) -> Iterator[tuple[ast.expr, ast.expr | None]]:
    values = value.elts if isinstance(value, ast.Tuple | ast.List) else []
    parts = [*target.elts, *values]
    if len(values) == len(target.elts) and not any(isinstance(part, ast.Starred) for part in parts):
        yield from zip(target.elts, values, strict=True)
    else:
        yield from ((part, None) for part in target.elts)


_LEAVES = (ast.Expr, ast.Return, ast.Assign, ast.Raise, ast.AugAssign, ast.Pass, ast.AnnAssign)


def _statements(body: list[ast.stmt]) -> Iterator[ast.stmt]:
    # A stack of our own, because a chain of `elif` is as deep as it is long.
    waiting = body[::-1]
    while waiting:
        statement = waiting.pop()
        yield statement
        if not isinstance(statement, _LEAVES):
            waiting.extend(inner for block in blocks_of(statement)[::-1] for inner in block[::-1])


def blocks_of(statement: ast.stmt) -> list[list[ast.stmt]]:
    """The bodies of a compound statement that run where it stands (`if`, `for`, `with`, `try`, `match`); else none."""
    if isinstance(statement, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef):
        return []
    blocks = [getattr(statement, name, None) for name in ("body", "orelse", "finalbody")]
    branches = [*getattr(statement, "handlers", ()), *getattr(statement, "cases", ())]
    return [block for block in blocks if block] + [branch.body for branch in branches]
