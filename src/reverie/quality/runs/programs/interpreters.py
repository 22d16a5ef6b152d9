"""Interpreters: `python -m pytest`, `node --test`, `php artisan test`, and scripts given to them."""

from collections.abc import Callable
from typing import NamedTuple

from reverie.quality.runs.programs.scope import is_dry, known_as, scope_of
from reverie.quality.runs.programs.scripts import script_purpose
from reverie.quality.runs.programs.testers import DJANGO_TEST, NODE_TEST, UNITTEST
from reverie.quality.runs.programs.values import Known, Tool, words
from reverie.quality.runs.values import Purpose

_PYTHON_TAKES = frozenset({"-W", "-X"})
_MODULES: dict[str, Tool] = {
    "unittest": UNITTEST,
    "doctest": Tool("doctest", "test"),
    "build": Tool("python -m build", "build", operands=False),
    "compileall": Tool("compileall", "build"),
    "py_compile": Tool("py_compile", "build"),
    "http.server": Tool("http.server", "start", operands=False),
    "venv": Tool("venv", "create"),
    "virtualenv": Tool("virtualenv", "create"),
    "ensurepip": Tool("ensurepip", "install"),
    "json.tool": Tool("json.tool", "read"),
    "tabnanny": Tool("tabnanny", "lint"),
    "sphinx": Tool("sphinx-build", "build", takes=words("-b -d -D"), operands=False),
    "timeit": Tool("timeit", "other"),
    "ast": Tool("ast", "read"),
}
_MANAGE: dict[str, tuple[str, Purpose]] = {
    "migrate": ("manage.py migrate", "migrate"),
    "makemigrations": ("manage.py makemigrations", "create"),
    "showmigrations": ("manage.py showmigrations", "state"),
    "runserver": ("manage.py runserver", "start"),
    "check": ("manage.py check", "lint"),
    "collectstatic": ("manage.py collectstatic", "build"),
    "startapp": ("manage.py startapp", "create"),
    "loaddata": ("manage.py loaddata", "other"),
    "flush": ("manage.py flush", "delete"),
    "compilemessages": ("manage.py compilemessages", "build"),
}
_SETUP: dict[str, tuple[str, Purpose]] = {
    "test": ("setup.py test", "test"),
    "build": ("setup.py build", "build"),
    "build_ext": ("setup.py build_ext", "build"),
    "sdist": ("setup.py sdist", "build"),
    "bdist_wheel": ("setup.py bdist_wheel", "build"),
    "develop": ("setup.py develop", "install"),
    "install": ("setup.py install", "install"),
}


class Interpreter(NamedTuple):
    """`inner` gives the program that the arguments name, `known` what is left."""

    inner: Callable[[tuple[str, ...]], tuple[str, ...]]
    known: Callable[[str, tuple[str, ...]], Known]


def _after(arguments: tuple[str, ...], takes: frozenset[str]) -> tuple[str, ...]:
    at = 0
    while at < len(arguments) and arguments[at].startswith("-") and arguments[at] not in ("-m", "-c"):
        at += 2 if arguments[at] in takes else 1
    return arguments[at:]


def _python_inner(arguments: tuple[str, ...]) -> tuple[str, ...]:
    rest = _after(arguments, _PYTHON_TAKES)
    if rest[:1] == ("-m",) and len(rest) > 1 and rest[1] not in _MODULES:
        module = rest[1].removesuffix(".__main__")
        return (module.split(".", 1)[0] if module.startswith(("pytest", "ruff", "black")) else module, *rest[2:])
    if rest and rest[0].rsplit("/", 1)[-1] in (
        "pytest",
        "tox",
        "nox",
        "mypy",
        "flake8",
        "black",
        "pip",
        "alembic",
        "coverage",
    ):
        return rest
    return ()


def _python(name: str, arguments: tuple[str, ...]) -> Known:
    rest = _after(arguments, _PYTHON_TAKES)
    if rest[:1] == ("-m",) and len(rest) > 1:
        return known_as(_MODULES[rest[1]], rest[2:]) if rest[1] in _MODULES else Known(rest[1], "other")
    if not rest or rest[0] == "-c":
        return Known(name, "other")
    script = rest[0].replace("\\", "/").rsplit("/", 1)[-1]
    verb = rest[1] if len(rest) > 1 else ""
    if script == "manage.py":
        return _manage(verb, rest[2:])
    if script == "setup.py" and verb in _SETUP:
        return Known(*_SETUP[verb])
    return _script(name, rest)


def _manage(verb: str, arguments: tuple[str, ...]) -> Known:
    if verb == "test":
        return known_as(DJANGO_TEST, arguments)
    program, purpose = _MANAGE.get(verb, (f"manage.py {verb}".strip(), "other"))
    dry = is_dry(arguments) or "--plan" in arguments or (verb == "makemigrations" and "--check" in arguments)
    return Known(program, purpose, scope_of(Tool(program, purpose), arguments), dry_run=dry)


def _script(name: str, rest: tuple[str, ...]) -> Known:
    stem = rest[0].replace("\\", "/").rsplit("/", 1)[-1].rsplit(".", 1)[0]
    purpose = script_purpose(stem)
    if stem.startswith("test_") or stem.endswith(("_test", ".test", ".spec", "_spec")):
        return Known(f"{name} {rest[0]}", "test", (rest[0],), dry_run=is_dry(rest), opaque=True)
    purpose = purpose if purpose in ("test", "lint", "migrate", "build") else "other"
    return Known(f"{name} {rest[0]}", purpose, dry_run=is_dry(rest), opaque=True)


def _node_inner(arguments: tuple[str, ...]) -> tuple[str, ...]:
    rest = _after(arguments, frozenset({"-r", "--require", "--import", "--loader"}))
    if rest and "node_modules/" in rest[0]:
        path = rest[0].split("node_modules/", 1)[1]
        package = path.removeprefix(".bin/").split("/", 1)[0]
        return ({"jest": "jest", "typescript": "tsc"}.get(package, package), *rest[1:])
    return ()


def _node(name: str, arguments: tuple[str, ...]) -> Known:
    if "--test" in arguments:
        return known_as(NODE_TEST, [argument for argument in arguments if argument != "--test"])
    if "--check" in arguments or arguments[:1] == ("-c",):
        return Known("node --check", "lint", scope_of(Tool("node", "lint"), arguments))
    rest = _after(arguments, frozenset({"-r", "--require", "--import", "--loader"}))
    if not rest or rest[0].startswith("-"):
        return Known(name, "other")
    if rest[0] == "ace":
        return Known("ace", {"test": "test", "migration:run": "migrate"}.get(rest[1] if len(rest) > 1 else "", "other"))  # type: ignore[arg-type]
    return _script(name, rest)


def _php_inner(arguments: tuple[str, ...]) -> tuple[str, ...]:
    rest = _after(arguments, frozenset({"-d", "-c"}))
    return (
        rest
        if rest and ("vendor/bin/" in rest[0] or rest[0] in ("artisan", "bin/console", "phpunit", "composer.phar"))
        else ()
    )


def _php(name: str, arguments: tuple[str, ...]) -> Known:
    if "-l" in arguments:
        return Known("php -l", "lint", scope_of(Tool("php", "lint"), arguments))
    rest = _after(arguments, frozenset({"-d", "-c", "-S", "-r"}))
    return (
        _script(name, rest)
        if rest and not rest[0].startswith("-")
        else Known(name, "start" if "-S" in arguments else "other")
    )


def _ruby_inner(arguments: tuple[str, ...]) -> tuple[str, ...]:
    rest = _after(arguments, frozenset({"-I", "-r"}))
    return rest if rest and rest[0].rsplit("/", 1)[-1] in ("rails", "rspec", "rake", "rubocop") else ()


def _ruby(name: str, arguments: tuple[str, ...]) -> Known:
    rest = _after(arguments, frozenset({"-I", "-r", "-e"}))
    if rest[:1] == ("-c",):
        return Known("ruby -c", "lint", rest[1:])
    return _script(name, rest) if rest and not rest[0].startswith("-") else Known(name, "other")


def _perl(name: str, arguments: tuple[str, ...]) -> Known:
    if "-c" in arguments:
        return Known(f"{name} -c", "lint", scope_of(Tool(name, "lint"), arguments))
    rest = _after(arguments, frozenset({"-I", "-e"}))
    return _script(name, rest) if rest and not rest[0].startswith("-") else Known(name, "other")


def _nothing(_: tuple[str, ...]) -> tuple[str, ...]:
    return ()


INTERPRETERS: dict[str, Interpreter] = {
    "python": Interpreter(_python_inner, _python),
    "pypy": Interpreter(_python_inner, _python),
    "py": Interpreter(_python_inner, _python),
    "node": Interpreter(_node_inner, _node),
    "tsx": Interpreter(_nothing, _node),
    "ts-node": Interpreter(_nothing, _node),
    "php": Interpreter(_php_inner, _php),
    "ruby": Interpreter(_ruby_inner, _ruby),
    "perl": Interpreter(_nothing, _perl),
    "lua": Interpreter(_nothing, _perl),
    "julia": Interpreter(_nothing, _perl),
    "Rscript": Interpreter(_nothing, _perl),
    "elixir": Interpreter(_nothing, _perl),
    "java": Interpreter(_nothing, lambda name, arguments: Known(name, "start")),
}
