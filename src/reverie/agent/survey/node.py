"""Commands of a JavaScript or TypeScript project: the scripts of package.json, with the manager its lock file names."""

from collections.abc import Iterator

from .tasks import task
from .tree import Tree, dig, keys_of
from .values import Command

PACKAGE = "package.json"
_LOCKS = (
    ("pnpm-lock.yaml", "pnpm", "pnpm install"),
    ("yarn.lock", "yarn", "yarn install"),
    ("bun.lock", "bun", "bun install"),
    ("bun.lockb", "bun", "bun install"),
    ("package-lock.json", "npm", "npm ci"),
    ("npm-shrinkwrap.json", "npm", "npm ci"),
)
_INSTALL = {manager: line for _, manager, line in _LOCKS} | {"npm": "npm install"}
_LIFECYCLE = ("pre", "post")


def node_commands(tree: Tree) -> Iterator[Command]:
    if tree.has(PACKAGE):
        yield from _of_package(tree)
    source = tree.first("deno.json", "deno.jsonc")
    for name in keys_of(dig(tree.json(source), "tasks")) if source else ():
        if command := task(f"deno task {name}", name, source):
            yield command


def _of_package(tree: Tree) -> Iterator[Command]:
    manager, set_up = _manager(tree)
    yield set_up
    scripts = dig(tree.json(PACKAGE), "scripts")
    names = keys_of(scripts)
    for name in names:
        runs = scripts[name]
        if not isinstance(runs, str) or "no test specified" in runs or _is_lifecycle(name, names):
            continue
        line = f"{manager} {name}" if name in ("test", "start") and manager != "bun" else f"{manager} run {name}"
        if command := task(line, name, PACKAGE, runs):
            yield command


def _manager(tree: Tree) -> tuple[str, Command]:
    """The package manager, and how it sets up: by the lock file, else by the field `packageManager`, else npm."""
    for lock, manager, line in _LOCKS:
        if tree.has(lock):
            return manager, Command("Set up", line, lock)
    named = dig(tree.json(PACKAGE), "packageManager")
    manager = named.partition("@")[0] if isinstance(named, str) else ""
    manager = manager if manager in _INSTALL else "npm"
    return manager, Command("Set up", _INSTALL[manager], PACKAGE)


def _is_lifecycle(name: str, names: list[str]) -> bool:
    """What runs by itself around another script is no command of its own."""
    return any(name.startswith(word) and name.removeprefix(word) in names for word in _LIFECYCLE)
