"""Finding the manifests of a tree and reading each; the root's first, then those of its folders."""

import posixpath
import re
from collections.abc import Callable, Sequence

import msgspec

from reverie.code.values import Dependency, Unread

from .declared import Declared, Unreadable

_MOST_MANIFESTS = 500
_REQUIREMENTS = re.compile(r"(?:^|[-_.])requirements?(?:[-_.][\w.-]*)?\.(?:txt|in)$")

Reader = Callable[[str, Declared], None]
"""Adds what a text declares; raises `Unreadable`."""


class Manifests(msgspec.Struct, frozen=True):
    """`unread` are those that could not be read as a whole."""

    dependencies: tuple[Dependency, ...] = ()
    unread: tuple[Unread, ...] = ()


def read_manifests(files: Sequence[str], read: Callable[[str], str | Unread]) -> Manifests:
    """Those of folders nearer to the root first, in a folder those that people write before those that are locked."""
    found = sorted(
        ((_rank(path), path, reader) for path in files if (reader := reader_for(path))), key=lambda one: one[:2]
    )
    dependencies: list[Dependency] = []
    unread = [Unread(path, f"more than {_MOST_MANIFESTS} manifests") for _, path, _ in found[_MOST_MANIFESTS:]]

    def other(path: str) -> str | None:
        inside = posixpath.normpath(path)
        text = None if inside.startswith("..") else read(inside)
        return text if isinstance(text, str) else None

    for _, path, reader in found[:_MOST_MANIFESTS]:
        text = read(path)
        if isinstance(text, Unread):
            unread.append(text)
            continue
        declared = Declared(path, text, other)
        try:
            reader(text, declared)
        except Unreadable as error:
            declared.doubt = str(error)
        dependencies += declared.dependencies
        if declared.doubt:
            unread.append(Unread(path, declared.doubt))
    return Manifests(tuple(dependencies), tuple(unread))


def _rank(path: str) -> tuple[int, str, bool]:
    folder, _, name = path.rpartition("/")
    return (path.count("/"), folder, "lock" in name)


def reader_for(path: str) -> Reader | None:
    """By the file's name. Readers are loaded when they are needed."""
    folder, _, name = path.rpartition("/")
    if _REQUIREMENTS.search(name) or (folder.rpartition("/")[2] == "requirements" and name.endswith((".txt", ".in"))):
        from .requirements import read_requirements

        return read_requirements
    return _python(name) or _javascript(name) or _others(name)


def _python(name: str) -> Reader | None:
    if name == "pyproject.toml":
        from .pyproject import read_pyproject

        return read_pyproject
    if name == "setup.cfg":
        from .setup_cfg import read_setup_cfg

        return read_setup_cfg
    if name == "setup.py":
        from .setup_py import read_setup_py

        return read_setup_py
    if name in ("Pipfile", "Pipfile.lock", "uv.lock", "poetry.lock", "pdm.lock"):
        from . import python_locks

        return {"Pipfile": python_locks.read_pipfile, "Pipfile.lock": python_locks.read_pipfile_lock}.get(
            name, python_locks.read_package_tables
        )
    return None


def _javascript(name: str) -> Reader | None:
    if name == "package.json":
        from .package_json import read_package_json

        return read_package_json
    if name in ("package-lock.json", "npm-shrinkwrap.json", "yarn.lock", "pnpm-lock.yaml"):
        from . import javascript_locks

        return {"yarn.lock": javascript_locks.read_yarn_lock, "pnpm-lock.yaml": javascript_locks.read_pnpm_lock}.get(
            name, javascript_locks.read_package_lock
        )
    return None


def _others(name: str) -> Reader | None:
    if name in ("Cargo.toml", "Cargo.lock"):
        from . import cargo

        return cargo.read_cargo_toml if name == "Cargo.toml" else cargo.read_cargo_lock
    if name == "go.mod":
        from .go_mod import read_go_mod

        return read_go_mod
    if name in (
        ".python-version",
        ".nvmrc",
        ".node-version",
        ".tool-versions",
        "rust-toolchain",
        "rust-toolchain.toml",
    ):
        from .tool_versions import read_tool_versions

        return read_tool_versions
    return None
