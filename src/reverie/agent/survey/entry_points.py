"""Where a project's programs begin."""

import re
from collections.abc import Iterator

from .python import PROJECT
from .tree import Tree, dig, keys_of
from .values import Remark, is_task_name
from .wording import value


def entry_points(tree: Tree) -> Iterator[Remark]:
    yield from _python(tree)
    yield from _node(tree)
    yield from _rust(tree)


def _python(tree: Tree) -> Iterator[Remark]:
    for keys in (("project", "scripts"), ("project", "gui-scripts"), ("tool", "poetry", "scripts")):
        table = dig(tree.toml(PROJECT), *keys)
        for name in keys_of(table):
            if is_task_name(name) and (target := value(table[name])):
                yield Remark(f"`{name}` is `{target}`", PROJECT)
    for name in tree.files:
        if re.fullmatch(r"(?:src/)?[\w/]+/__main__\.py", name) and name.count("/") <= 2:
            yield Remark(
                f"`python -m {name.removeprefix('src/').removesuffix('/__main__.py').replace('/', '.')}`", name
            )


def _node(tree: Tree) -> Iterator[Remark]:
    package = tree.json("package.json")
    commands = dig(package, "bin")
    if target := value(commands):
        yield Remark(f"the command is `{target}`", "package.json, bin")
    for name in keys_of(commands):
        if is_task_name(name) and (target := value(dig(commands, name))):
            yield Remark(f"`{name}` is `{target}`", "package.json, bin")
    if target := value(dig(package, "main")):
        yield Remark(f"the package is `{target}`", "package.json, main")


def _rust(tree: Tree) -> Iterator[Remark]:
    programs = dig(tree.toml("Cargo.toml"), "bin")
    for program in programs if isinstance(programs, list) else ():
        name, path = value(dig(program, "name")), value(dig(program, "path"))
        if name and is_task_name(name):
            yield Remark(f"`cargo run --bin {name}`" + (f" is `{path}`" if path else ""), "Cargo.toml")
