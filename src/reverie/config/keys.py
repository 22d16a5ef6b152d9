"""API keys: from the environment, else from `<config>/keys.toml` (0600). Never from a repository's files."""

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from reverie.storage.atomic import private_folder, replace_file
from reverie.storage.errors import NewerFormat
from reverie.storage.lock import FileLock

from .errors import ConfigError
from .places import Places

FORMAT = 1


def keys_file(places: Places) -> Path:
    return places.config / "keys.toml"


def find_key(variables: Sequence[str], places: Places, environ: Mapping[str, str]) -> str | None:
    """The first of a provider's usual variables that is set; otherwise the first that the key file holds.

    Raises `ConfigError` when the file is broken, or open to others.
    """
    for name in variables:
        if key := environ.get(name, "").strip():
            return key
    stored = _load(keys_file(places)).get("keys", {})
    return next((stored[name] for name in variables if stored.get(name)), None)


def store_key(variable: str, key: str, places: Places) -> None:
    """Keep a key that a person pasted. Raises `ConfigError` when it cannot be a key, OSError when it is not saved."""
    import tomlkit

    key = key.strip()
    if not key or not key.isascii() or not key.isprintable() or " " in key:
        raise ConfigError(f"that is no key for {variable}: one word of plain characters is wanted; paste it again")
    path = keys_file(places)
    private_folder(path.parent)
    with FileLock(path.with_name(".keys.toml.lock")):
        content = _load(path)
        if (found := content.get("format", FORMAT)) != FORMAT:
            raise NewerFormat(path, found, FORMAT)
        document = tomlkit.parse(path.read_text("utf-8")) if path.exists() else tomlkit.document()
        document.setdefault("format", FORMAT)
        document.setdefault("keys", tomlkit.table())[variable] = key
        replace_file(path.resolve(), tomlkit.dumps(document).encode())


def _load(path: Path) -> dict[str, Any]:
    """What the file holds; its `keys` maps variables to keys. One that others can read is refused: they may have."""
    try:
        mode = path.stat().st_mode
        content = path.read_bytes()
    except FileNotFoundError:
        return {}
    if mode & 0o077:
        raise ConfigError(f"'{path}' can be read by other users; run: chmod 600 '{path}'")
    import tomllib

    try:
        loaded = tomllib.loads(content.decode())
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise ConfigError(f"'{path}' is not valid TOML: {error}") from None
    keys = loaded.get("keys", {})
    if not isinstance(keys, dict) or not all(isinstance(key, str) for key in keys.values()):
        raise ConfigError(f"'{path}': [keys] must hold lines like OPENAI_API_KEY = \"…\"")
    return loaded
