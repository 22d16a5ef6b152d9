"""Cargo.toml and Cargo.lock."""

import posixpath

from .declared import Declared, Unreadable, below, table
from .toml_tables import TomlTables

_SECTIONS = (("dependencies", ""), ("dev-dependencies", "dev"), ("build-dependencies", "build"))


def read_cargo_toml(text: str, declared: Declared) -> None:
    toml = TomlTables(text)
    workspace = _Workspace(toml, declared)
    rust = below(toml.tables, "package", "rust-version")
    if isinstance(rust, dict):
        rust = workspace.below("package", "rust-version")
    if isinstance(rust, str):
        declared.add("rust", rust, toml.line("package", "rust-version"))
    for section, group in _SECTIONS:
        _named(toml, declared, (section,), group, workspace)
        for target in table(toml.tables.get("target")):
            _named(toml, declared, ("target", target, section), group, workspace)
    _named(toml, declared, ("workspace", "dependencies"), "", workspace)
    rust = below(toml.tables, "workspace", "package", "rust-version")
    if isinstance(rust, str):
        declared.add("rust", rust, toml.line("workspace", "package", "rust-version"))


class _Workspace:
    """The tables of the workspace that a crate belongs to: its own, or those of the nearest folder above."""

    def __init__(self, toml: TomlTables, declared: Declared) -> None:
        self._toml = toml
        self._declared = declared
        self._found: object = None

    def below(self, *keys: str) -> object:
        if self._found is None:
            self._found = self._toml.tables.get("workspace") or self._above() or {}
        return below(self._found, *keys)

    def _above(self) -> object:
        folder = posixpath.dirname(self._declared.path)
        while folder:
            folder = posixpath.dirname(folder)
            text = self._declared.other(posixpath.join(folder, "Cargo.toml"))
            try:
                if text and (found := TomlTables(text).tables.get("workspace")):
                    return found
            except Unreadable:
                return None
        return None


def _named(toml: TomlTables, declared: Declared, keys: tuple[str, ...], group: str, workspace: _Workspace) -> None:
    for name, given in table(below(toml.tables, *keys)).items():
        crate = name
        wanted: object = given
        if isinstance(given, dict):
            shared = workspace.below("dependencies", name) if given.get("workspace") is True else given
            wanted = shared if isinstance(shared, str) else below(shared, "version")
            crate = str(given.get("package", name))
        declared.add(crate, "" if wanted == "*" else wanted, toml.line(*keys, name), group)


def read_cargo_lock(text: str, declared: Declared) -> None:
    toml = TomlTables(text)
    packages = toml.tables.get("package")
    for number, package in enumerate(packages if isinstance(packages, list) else []):
        name = below(package, "name")
        if isinstance(name, str):
            line = toml.line("package", str(number), "name")
            declared.add(name, below(package, "version"), line, is_locked=True)
