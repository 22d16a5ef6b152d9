"""The ways in which a symbol may be called."""

import re
from collections.abc import Iterator, Sequence

from reverie.code.codebase import Codebase
from reverie.code.values import Definition, Parameter

from .bodies import body_of
from .members import Members

_CONSTRUCTORS = ("__init__", "__new__", "constructor", "initialize", "new")
_SAME_SIGNATURE = frozenset(
    {"staticmethod", "classmethod", "overload", "override", "final", "abstractmethod", "contextmanager", "cache"}
    | {"asynccontextmanager", "lru_cache", "deprecated", "cached", "wraps", "fixture", "coroutine", "no_type_check"}
    | {"dataclass", "define", "frozen", "attrs", "s", "total_ordering", "runtime_checkable", "Override", "Deprecated"}
)
_DEEPEST = 8


def callables_of(definitions: Sequence[Definition], codebase: Codebase) -> list[Definition]:
    """Each definition that has parameters; a class by its constructor, which may be another class's."""
    return [found for one in definitions for found in _callables(one, codebase, 0)]


def _callables(one: Definition, codebase: Codebase, depth: int) -> Iterator[Definition]:
    if one.symbol.parameters is not None:
        yield one
    elif one.symbol.kind == "class" and depth < _DEEPEST:
        yield from _inherited(one, codebase, depth)


def _inherited(one: Definition, codebase: Codebase, depth: int) -> Iterator[Definition]:
    """The constructor of the first base that has one that is known."""
    for name in _CONSTRUCTORS:
        found = Members(codebase).find(f"{one.symbol.name}.{name}", one.path)
        written = [each for each in found.definitions if each.symbol.parameters is not None]
        if written:
            yield from written
            return
    for base in one.symbol.bases:
        plain = re.split(r"[\[<(]", base, maxsplit=1)[0].strip()
        bases = Members(codebase).find(plain, one.path).definitions if plain else ()
        found_there = [each for other in bases if other != one for each in _callables(other, codebase, depth + 1)]
        if found_there:
            yield from found_there
            return


def why_open(one: Definition, codebase: Codebase) -> str:
    """Why it may take more parameters than it shows; empty: it does not."""
    for parameter in one.symbol.parameters or ():
        if parameter.kind in ("keywords", "variadic") or _is_options(parameter, one.path):
            return f"`{parameter.name}` may take it"
    if not one.path.endswith((".py", ".pyi")):  # elsewhere they change nothing about the parameters
        return ""
    for decorator in one.symbol.decorators:
        name = re.split(r"[(\[]", decorator.lstrip("@"), maxsplit=1)[0].strip()
        if name.startswith("pytest.mark."):
            continue
        if name.rpartition(".")[2] not in _SAME_SIGNATURE and not _keeps(name, one.path, codebase):
            return f"`{decorator}` may add it"
    return ""


def _is_options(parameter: Parameter, path: str) -> bool:
    """One that is a bag of named options: the way of JavaScript, Ruby and Go to have keywords."""
    if path.endswith((".py", ".pyi", ".rs", ".java", ".c", ".h", ".cpp", ".hpp", ".cc")):
        return False
    name = parameter.name.strip("_$").lower()
    ends = ("options", "opts", "config", "settings", "params", "props", "init", "arguments", "conf")
    return name.endswith(ends) or name.startswith(("{", "...", "["))


def _keeps(decorator: str, path: str, codebase: Codebase) -> bool:
    """Whether a decorator of this tree gives the function back, or one with its signature."""
    found = Members(codebase).find(decorator, path).definitions
    body = body_of(found[0], codebase) if found else ""
    return bool(
        re.search(
            r"\bwraps\(|\bupdate_wrapper\(|\breturn (?:f|fn|func|function|method|cls|wrapped)$", body, re.MULTILINE
        )
    )
