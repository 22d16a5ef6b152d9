"""The one way in: a file's text to its keys, by the kind that its name says it is."""

import re
from collections.abc import Callable

from reverie.code.values import Settings

from .found import Found, Trouble

MOST_CHARACTERS = 2_000_000
"""What is longer is no configuration."""

_LOCKS = re.compile(r"(?:^|[-.])lock(?:\.json|\.yaml|\.yml)?$|^(?:package-lock|npm-shrinkwrap)\.json$|^go\.sum$")
_JSON_NAMES = frozenset({".babelrc", ".eslintrc", ".prettierrc", ".jshintrc", ".swcrc", ".nycrc", ".jscsrc"})
_INI_NAMES = frozenset({".flake8", ".pylintrc", "pylintrc", ".coveragerc", ".editorconfig", ".npmrc", ".pypirc"})
_MAKE_NAMES = frozenset({"Makefile", "makefile", "GNUmakefile"})
_JUST_NAMES = frozenset({"justfile", "Justfile", ".justfile"})
_ENV_NAME = re.compile(r"^\.env(?:\.[\w.-]+)?$|\.env$")
_DOCKER_NAME = re.compile(r"^(?:Dockerfile|Containerfile)(?:\.[\w.-]+)?$|\.[Dd]ockerfile$")

Reader = Callable[[str, Found], None]
"""Adds what a text holds; raises `Trouble` when it cannot be read further."""


def settings_of(path: str, text: str) -> Settings | None:
    """The keys of a file; None when it is no kind of settings that is read, a lock file among them."""
    name = path.rpartition("/")[2]
    reader = None if _LOCKS.search(name) else _reader_for(name)
    if reader is None:
        return None
    if len(text) > MOST_CHARACTERS:
        return Settings(trouble=f"{len(text) / 1_000_000:.0f} million characters, too large")
    found = Found()
    try:
        reader(text.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n"), found)
    except Trouble as trouble:
        return Settings(tuple(found.settings), str(trouble))
    return Settings(tuple(found.settings), found.doubt)


def _reader_for(name: str) -> Reader | None:
    return _by_name(name) or _by_ending(name.rpartition(".")[2].lower())


def _by_name(name: str) -> Reader | None:
    """Readers are loaded one by one: yaml alone would double the time of a start."""
    if _ENV_NAME.search(name):
        from .dotenv import read_dotenv

        return read_dotenv
    if name in _MAKE_NAMES:
        from .makefile import read_makefile

        return read_makefile
    if name in _JUST_NAMES:
        from .justfile import read_justfile

        return read_justfile
    if _DOCKER_NAME.search(name):
        from .dockerfile import read_dockerfile

        return read_dockerfile
    return _by_ending("json" if name in _JSON_NAMES else "ini" if name in _INI_NAMES else "")


def _by_ending(ending: str) -> Reader | None:
    if ending == "toml":
        from .toml import read_toml

        return read_toml
    if ending in ("json", "jsonc", "json5", "webmanifest"):
        from .json import read_json

        return read_json
    if ending in ("yaml", "yml", "cff"):
        from .yaml import read_yaml

        return read_yaml
    if ending in ("ini", "cfg", "properties"):
        from .ini import read_ini

        return read_ini
    if ending in ("mk", "mak"):
        from .makefile import read_makefile

        return read_makefile
    if ending == "just":
        from .justfile import read_justfile

        return read_justfile
    return None
