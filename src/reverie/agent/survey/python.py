"""Commands of a Python project, from pyproject.toml and the files of its tools."""

import re
from collections.abc import Iterator
from typing import Any

from .tasks import task
from .tree import Tree, dig, keys_of
from .values import Command, is_task_name

PROJECT = "pyproject.toml"
_LOCKS = (
    ("uv.lock", "uv sync", "uv run "),
    ("poetry.lock", "poetry install", "poetry run "),
    ("pdm.lock", "pdm install", "pdm run "),
    ("Pipfile.lock", "pipenv install --dev", "pipenv run "),
)
_TOOLS = (  # kind, command, tables of pyproject.toml, files, sections of setup.cfg or tox.ini
    ("Test", "pytest", ("pytest",), ("pytest.ini",), ("tool:pytest", "pytest")),
    ("Check", "ruff check .", ("ruff",), ("ruff.toml", ".ruff.toml"), ()),
    ("Check", "flake8", ("flake8",), (".flake8",), ("flake8",)),
    ("Check", "pyright", ("pyright",), ("pyrightconfig.json",), ()),
    ("Check", "lint-imports", ("importlinter",), (".importlinter",), ("importlinter",)),
    ("Format", "black .", ("black",), (), ()),
    ("Format", "isort .", ("isort",), (".isort.cfg",), ("isort",)),
)
_RUNNERS = (  # command, where its tasks stand in pyproject.toml
    ("pdm run", ("pdm", "scripts")),
    ("poe", ("poe", "tasks")),
    ("task", ("taskipy", "tasks")),
    ("pixi run", ("pixi", "tasks")),
    ("hatch run", ("hatch", "envs", "default", "scripts")),
)
_NOX_SESSION = re.compile(r"@nox\.session[^\n]*\n(?:@[^\n]*\n)*def (\w+)\(")


def python_commands(tree: Tree) -> Iterator[Command]:
    tool = dig(tree.toml(PROJECT), "tool")
    prefix = next((prefix for lock, _, prefix in _LOCKS if tree.has(lock)), "")
    yield from _set_up(tree, tool)
    yield from _own_tasks(tree, tool)
    for kind, line, tables, files, sections in _TOOLS:
        source = configured(tree, tool, tables, files, sections)
        if not source and line == "pytest":
            source = _pytest_elsewhere(tree)
        if source:
            yield Command(kind, prefix + line, source)
    if source := configured(tree, tool, ("mypy",), ("mypy.ini", ".mypy.ini"), ("mypy",)):
        knows_files = dig(tool, "mypy", "files") or dig(tool, "mypy", "packages")
        yield Command("Check", prefix + ("mypy" if knows_files else "mypy ."), source)
    if dig(tool, "ruff", "format") is not None:
        yield Command("Format", f"{prefix}ruff format .", f"{PROJECT}, [tool.ruff.format]")
    if tree.has(".pre-commit-config.yaml"):
        yield Command("Check", "pre-commit run --all-files", ".pre-commit-config.yaml")
    if tree.has("manage.py"):
        yield Command("Run", f"{prefix}python manage.py runserver", "manage.py")
        yield Command("Test", f"{prefix}python manage.py test", "manage.py")
    yield from _environments(tree, tool)


def configured(
    tree: Tree, tool: Any, tables: tuple[str, ...], files: tuple[str, ...], sections: tuple[str, ...]
) -> str:
    """Where a tool is configured; empty when nowhere."""
    for table in tables:
        if dig(tool, table) is not None:
            return f"{PROJECT}, [tool.{table}]"
    if file := tree.first(*files):
        return file
    for file in ("setup.cfg", "tox.ini"):
        for section in sections:
            if re.search(rf"^\[{section}\]", tree.text(file), re.MULTILINE):
                return f"{file}, [{section}]"
    return ""


def _set_up(tree: Tree, tool: Any) -> Iterator[Command]:
    for lock, line, _ in _LOCKS:
        if tree.has(lock):
            yield Command("Set up", line, lock)
            return
    if dig(tool, "poetry") is not None:
        yield Command("Set up", "poetry install", f"{PROJECT}, [tool.poetry]")
        return
    yield from (
        Command("Set up", f"pip install -r {name}", name)
        for name in tree.files
        if re.fullmatch(r"(?:[\w-]*requirements[\w-]*|requirements/(?:dev|test)[\w-]*)\.txt", name)
    )
    project = tree.toml(PROJECT)
    if dig(project, "build-system") is not None:
        extras = [name for name in ("dev", "test", "tests") if dig(project, "project", "optional-dependencies", name)]
        groups = [name for name in ("dev", "test", "tests") if dig(project, "dependency-groups", name) and not extras]
        line = f"pip install -e '.[{','.join(extras)}]'" if extras else "pip install -e ."
        yield Command("Set up", " ".join([line, *(f"--group {name}" for name in groups)]), PROJECT)
    elif tree.has("setup.py"):
        yield Command("Set up", "pip install -e .", "setup.py")


def _own_tasks(tree: Tree, tool: Any) -> Iterator[Command]:
    for runner, keys in _RUNNERS:
        found = dig(tool, *keys)
        for name in keys_of(found):
            runs = found[name] if isinstance(found[name], str) else ""
            if command := task(f"{runner} {name}", name, f"{PROJECT}, [tool.{'.'.join(keys)}]", runs):
                yield command
    for name in keys_of(dig(tree.toml("pixi.toml"), "tasks")):
        if command := task(f"pixi run {name}", name, "pixi.toml"):
            yield command


def _environments(tree: Tree, tool: Any) -> Iterator[Command]:
    """tox and nox, which run other commands in environments of their own."""
    yield from _tox(tree, tool)
    for name in _NOX_SESSION.findall(tree.text("noxfile.py")):
        if command := task(f"nox -s {name}", name, "noxfile.py"):
            yield command


def _tox(tree: Tree, tool: Any) -> Iterator[Command]:
    if tree.has("tox.ini") and re.search(r"^\[(?:tox|testenv)", tree.text("tox.ini"), re.MULTILINE):
        yield Command("Test", "tox", "tox.ini")
        for name in re.findall(r"^\[testenv:([^\]\n]{1,40})\]", tree.text("tox.ini"), re.MULTILINE):
            if is_task_name(name) and (command := task(f"tox -e {name}", name, "tox.ini")):
                yield command
    elif dig(tool, "tox") is not None:
        yield Command("Test", "tox", f"{PROJECT}, [tool.tox]")
        for name in keys_of(dig(tool, "tox", "env")):
            if command := task(f"tox -e {name}", name, f"{PROJECT}, [tool.tox]"):
                yield command


def _pytest_elsewhere(tree: Tree) -> str:
    if file := tree.first("conftest.py", "tests/conftest.py", "test/conftest.py"):
        return file
    if re.search(r"[\"']pytest\b", tree.text(PROJECT)):
        return f"{PROJECT}, a dependency"
    return ""
