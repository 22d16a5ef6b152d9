"""What a project calls itself in code, where no folder says so: the name of a crate, npm package or Go module."""

import re
from collections.abc import Callable

from .values import Settings, Unread

_KEYS = {"pyproject.toml": "project.name", "package.json": "name", "Cargo.toml": "package.name"}
_MODULE = re.compile(r"^module\s+(\S+)", re.MULTILINE)
_MAJOR_VERSION = re.compile(r"/v\d+$")


def own_names(read: Callable[[str], str | Unread], settings: Callable[[str], Settings | Unread]) -> frozenset[str]:
    """By the manifests of the root, as identifiers write them (`my_crate`)."""
    found: set[str] = set()
    for path, key in _KEYS.items():
        of_file = settings(path)
        if not isinstance(of_file, Unread):
            found.update(setting.value for setting in of_file.settings if setting.key == key)
    module = read("go.mod")
    if isinstance(module, str):
        found.update(_MAJOR_VERSION.sub("", name) for name in _MODULE.findall(module))
    return frozenset(name.rpartition("/")[2].replace("-", "_") for name in found)
