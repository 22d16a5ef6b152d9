"""Settings: the person's `<config>/config.toml`, and the environment over it. Flags go over both; the caller does that.

A repository has no say here. `tomllib` and `tomlkit` are imported only when a file is there or is written.
"""

import contextlib
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal, get_args

import msgspec

from reverie.storage.atomic import private_folder, replace_file
from reverie.storage.errors import NewerFormat
from reverie.storage.lock import FileLock

from .errors import ConfigError
from .places import Places

if TYPE_CHECKING:
    import tomlkit

FORMAT = 1
PermissionMode = Literal["ask", "accept-edits", "plan"]
MODES: tuple[str, ...] = get_args(PermissionMode)

_TEXTS = ("model", "base_url", "permission_mode")
_KEYS = ("format", *_TEXTS, "catalog")
_TWINS = {"model": "REVERIE_MODEL", "base_url": "REVERIE_BASE_URL"}


class Settings(msgspec.Struct, frozen=True):
    """What a person set; None is "not set". `catalog` maps PROVIDER/NAME to fields of a model card that it overrides.

    `notices` are lines for the person.
    """

    model: str | None = None
    base_url: str | None = None
    permission_mode: PermissionMode | None = None
    catalog: dict[str, dict[str, Any]] = {}
    notices: tuple[str, ...] = ()


def config_file(places: Places) -> Path:
    return places.config / "config.toml"


def load_settings(places: Places, environ: Mapping[str, str]) -> Settings:
    """The settings, the environment's over the file's. Raises `ConfigError` on a typo, a wrong type, or broken TOML."""
    path = config_file(places)
    content = _load(path)
    newer = _check_format(path, content) > FORMAT
    notices = (f"'{path}' is of a newer Reverie: settings unknown to this one are ignored",) if newer else ()
    for key, value in content.items():
        if key in _KEYS:
            _check_value(path, key, value)
        elif not newer:
            raise ConfigError(f"'{path}': {_unknown(key)}")
    texts = {key: content[key] for key in _TEXTS if key in content}
    given = {key: environ[name] for key, name in _TWINS.items() if environ.get(name)}
    if "base_url" not in given and _provider(given.get("model")) not in (None, _provider(texts.get("model"))):
        texts.pop("base_url", None)  # it is the address of the file's model: another provider's key must not go there
    texts |= given
    return Settings(**texts, catalog=content.get("catalog", {}), notices=notices)


def _provider(model: str | None) -> str | None:
    return None if model is None else model.strip().partition("/")[0]


def set_setting(places: Places, key: str, value: str | None) -> None:
    """Write one setting (None removes it) and leave every comment and other line of the file as it is.

    Raises `ConfigError` for what could not be loaded again, `NewerFormat`, or OSError.
    """
    import tomlkit

    if key not in _TEXTS:
        raise ConfigError(_unknown(key, _TEXTS))
    path = config_file(places)
    if value is not None:
        _check_value(path, key, value)
    private_folder(path.parent)
    with FileLock(path.with_name(".config.toml.lock")):
        content = _load(path)
        if (found := _check_format(path, content)) > FORMAT:
            raise NewerFormat(path, found, FORMAT)
        document = tomlkit.parse(path.read_text("utf-8")) if path.exists() else tomlkit.document()
        _put(document, key, value)
        _write(path, tomlkit.dumps(document))


def _put(document: "tomlkit.TOMLDocument", key: str, value: str | None) -> None:
    if "format" not in document:
        document.add("format", FORMAT)
    if value is not None:
        document[key] = value
    elif key in document:
        document.remove(key)


def _write(path: Path, text: str) -> None:
    """Through a symbolic link (a dotfiles folder), and with the mode the file had."""
    real = path.resolve()
    mode = 0o600
    with contextlib.suppress(FileNotFoundError):
        mode = real.stat().st_mode & 0o777
    replace_file(real, text.encode(), mode=mode)


def _load(path: Path) -> dict[str, Any]:
    try:
        text = path.read_bytes().decode()
    except FileNotFoundError:
        return {}
    except UnicodeDecodeError as error:
        raise ConfigError(f"'{path}' is not UTF-8 text (byte {error.start}); save it as UTF-8") from None
    import tomllib

    try:
        return tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise ConfigError(f"'{path}' is not valid TOML: {error}") from None


def _check_format(path: Path, content: dict[str, Any]) -> int:
    """A file written by hand may leave it out."""
    found = content.get("format", FORMAT)
    if not isinstance(found, int) or isinstance(found, bool) or found < 1:
        raise ConfigError(f"'{path}': `format` must be a number, like {FORMAT}, not {found!r}")
    return found


def _check_value(path: Path, key: str, value: object) -> None:
    if key in _TEXTS and (not isinstance(value, str) or not value.strip()):
        raise ConfigError(f"'{path}': `{key}` must be a text in quotes, not {_kind(value)}")
    if key == "permission_mode" and value not in MODES:
        raise ConfigError(f"'{path}': `permission_mode` must be one of {', '.join(MODES)}, not {value!r}")
    if key == "catalog":
        _check_catalog(path, value)


def _check_catalog(path: Path, value: object) -> None:
    if not isinstance(value, dict):
        raise ConfigError(f"'{path}': `catalog` must hold tables like [catalog.\"provider/name\"], not {_kind(value)}")
    for model, card in value.items():
        if not isinstance(card, dict) or "/" not in model:
            raise ConfigError(f"'{path}': write [catalog.\"provider/name\"] as a table; '{model}' is not one")


def _unknown(key: str, known: tuple[str, ...] = _KEYS) -> str:
    import difflib

    near = difflib.get_close_matches(key, known, 1)
    return f"unknown key '{key}'; " + (f"did you mean '{near[0]}'?" if near else f"known are {', '.join(known)}")


def _kind(value: object) -> str:
    names: dict[type, str] = {bool: "a boolean", int: "a number", float: "a number", list: "a list", dict: "a table"}
    if isinstance(value, str):
        return "a text" if value.strip() else "an empty text"
    return names.get(type(value), "a date")
