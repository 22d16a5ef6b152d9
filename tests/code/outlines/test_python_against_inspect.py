"""Python outlines against the interpreter: its standard library as `inspect` sees it."""

import importlib
import inspect
import types
from pathlib import Path

import pytest
from tests.code.outlines.outlining import outlined

from reverie.code.values import Parameter, Symbol

MODULES = [
    *("argparse", "ast", "bdb", "calendar", "cmd", "code", "configparser", "contextlib", "copy", "csv"),
    *("dataclasses", "difflib", "dis", "fileinput", "fnmatch", "ftplib", "getopt", "glob", "gzip", "imaplib"),
    *("ipaddress", "locale", "mailbox", "optparse", "pdb", "pickletools", "pprint", "queue", "sched"),
    *("shlex", "shutil", "smtplib", "socketserver", "statistics", "string", "subprocess", "tarfile", "tempfile"),
    *("textwrap", "timeit", "tokenize", "traceback", "unittest.case", "urllib.request", "uuid", "zipfile"),
]

KINDS = {
    inspect.Parameter.POSITIONAL_ONLY: "positional",
    inspect.Parameter.POSITIONAL_OR_KEYWORD: "positional",
    inspect.Parameter.KEYWORD_ONLY: "keyword",
    inspect.Parameter.VAR_POSITIONAL: "variadic",
    inspect.Parameter.VAR_KEYWORD: "keywords",
}


def _possible(symbols: tuple[Symbol, ...], name: str) -> list[Symbol]:
    return [symbol for symbol in symbols if symbol.name == name]


def _shape(parameters: tuple[Parameter, ...] | None) -> list[tuple[str, str, bool]]:
    return [(each.name, each.kind, each.default is not None) for each in parameters or ()]


def _expected(function: object, is_method: bool) -> list[tuple[str, str, bool]]:
    parameters = list(inspect.signature(function).parameters.values())[is_method:]  # type: ignore[arg-type]
    return [(each.name, KINDS[each.kind], each.default is not inspect.Parameter.empty) for each in parameters]


def _functions(module: types.ModuleType) -> list[tuple[str, types.FunctionType, bool]]:
    """Qualified name, function, and whether it has a `self`, of what a module's own source defines."""
    found: list[tuple[str, types.FunctionType, bool]] = []
    for owner, members in [("", module)] + [(f"{each.__name__}.", each) for each in _classes(module)]:
        for name, value in vars(members).items():
            function = value.__func__ if isinstance(value, classmethod | staticmethod) else value
            if not isinstance(function, types.FunctionType) or hasattr(function, "__wrapped__"):
                continue
            if function.__module__ == module.__name__ and function.__qualname__ == owner + name:
                is_method = bool(owner) and (name == "__new__" or not isinstance(value, staticmethod))
                found.append((owner + name, function, is_method))
    return found


def _classes(module: types.ModuleType) -> list[type]:
    return [
        value
        for name, value in vars(module).items()
        if isinstance(value, type) and value.__module__ == module.__name__ and value.__qualname__ == name
    ]


@pytest.mark.parametrize("name", MODULES)
def test_signatures_are_those_that_inspect_sees(name: str) -> None:
    module = importlib.import_module(name)
    assert module.__file__ is not None
    outline = outlined(module.__file__, Path(module.__file__).read_text(encoding="utf-8"))
    assert outline.trouble == ""
    compared = 0
    for qualified, function, is_method in _functions(module):
        if function.__code__.co_filename != module.__file__:
            continue  # made by a decorator, as the methods of a dataclass
        symbols = _possible(outline.symbols, qualified)
        assert _expected(function, is_method) in [_shape(symbol.parameters) for symbol in symbols], qualified
        assert function.__code__.co_firstlineno <= symbols[-1].line or len(symbols) > 1, qualified
        compared += 1
    assert compared > 1


@pytest.mark.parametrize("name", MODULES)
def test_defaults_are_written_as_they_are(name: str) -> None:
    module = importlib.import_module(name)
    assert module.__file__ is not None
    outline = outlined(module.__file__, Path(module.__file__).read_text(encoding="utf-8"))
    for qualified, function, _ in _functions(module):
        symbols = _possible(outline.symbols, qualified)
        if len(symbols) != 1 or symbols[0].kind != "function":
            continue
        given = {each.name: each.default for each in inspect.signature(function).parameters.values()}
        for parameter in symbols[0].parameters or ():
            value = given[parameter.name]
            if isinstance(value, int | str | float | tuple | bytes | None) and parameter.default is not None:
                assert eval(parameter.default, vars(module)) == value, (qualified, parameter)


def test_constructors_are_those_that_inspect_sees() -> None:
    compared = 0
    for name in MODULES[:20]:
        module = importlib.import_module(name)
        assert module.__file__ is not None
        outline = outlined(module.__file__, Path(module.__file__).read_text(encoding="utf-8"))
        for each in _classes(module):
            symbols = _possible(outline.symbols, each.__name__)  # none for a class of an extension
            if len(symbols) == 1 and symbols[0].parameters is not None and "__init__" in vars(each):
                assert _shape(symbols[0].parameters) == _expected(each, False), (name, each)
                compared += 1
    assert compared > 60
