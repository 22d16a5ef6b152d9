"""Layers: which value of a setting holds, and where it comes from.

Defaults, the person's file, the repository's file (it may only tighten), the environment; flags come last and are the
command line's business. The reasons: `docs/decisions/0029-a-repository-only-tightens.md`.
"""

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any, Literal

import msgspec

from .errors import ConfigError
from .features import FEATURES
from .schema import (
    FORMAT,
    KEYS,
    SETTINGS,
    Key,
    SettingValue,
    WrongValue,
    check_card,
    check_format,
    check_table,
    check_value,
    unknown,
    value_of,
)

LayerName = Literal["default", "user", "repository", "environment"]
_MOST_NAMED = 5


class Value(msgspec.Struct, frozen=True):
    """A setting's value. `beneath` is what it stands over.

    `source` is the file or variable it comes from; of a default, why it holds although something is set.
    """

    key: Key
    value: SettingValue | None
    layer: LayerName = "default"
    source: str = ""
    beneath: "Value | None" = None


class Content(msgspec.Struct, frozen=True):
    """What one file says: settings by dotted name, model cards, and a line for each thing that is wrong."""

    values: dict[str, SettingValue]
    catalog: dict[str, dict[str, Any]]
    unknown: tuple[str, ...]
    wrong: tuple[str, ...]
    newer: bool


class Layers(msgspec.Struct, frozen=True):
    """All settings by dotted name, and the catalog of the person's `file`. `notices` are lines for the person."""

    values: dict[str, Value]
    catalog: dict[str, dict[str, Any]]
    file: str
    notices: tuple[str, ...] = ()


def read_content(loaded: Mapping[str, Any]) -> Content:
    """What the values of a file mean. Raises `WrongValue` for a wrong format number alone."""
    newer = check_format(loaded.get("format", FORMAT)) > FORMAT
    values: dict[str, SettingValue] = {}
    catalog: dict[str, dict[str, Any]] = {}
    strange: list[str] = []
    wrong: list[str] = []
    for name, value in _leaves(loaded, wrong):
        try:
            if name.startswith("catalog."):
                model = name.removeprefix("catalog.")
                check_card(model, value)
                catalog[model] = value
            elif (key := SETTINGS.get(name)) is None:
                strange.append(name)
            else:
                check_value(key, value)
                values[name] = value
        except WrongValue as error:
            wrong.append(str(error))
    return Content(values, catalog, tuple(strange), tuple(wrong), newer)


def _leaves(loaded: Mapping[str, Any], wrong: list[str]) -> Iterator[tuple[str, Any]]:
    for name, value in loaded.items():
        if name == "format":
            continue
        if name not in ("catalog", "features"):
            yield name, value
            continue
        try:
            check_table(name, value)
        except WrongValue as error:
            wrong.append(str(error))
            continue
        yield from ((f"{name}.{inner}", held) for inner, held in value.items())


def unknown_key(name: str) -> str:
    """What is said about a key that there is not."""
    table, dot, feature = name.partition(".")
    if dot and table == "features":
        return f"{unknown(feature, FEATURES)} (in [features])"
    return unknown(name, KEYS)


def defaults() -> dict[str, Value]:
    """What holds when nobody said anything."""
    return {name: Value(key, key.default) for name, key in SETTINGS.items()}


def put(values: dict[str, Value], name: str, value: SettingValue, layer: LayerName, source: str) -> None:
    """Lay a value over what held until now."""
    values[name] = Value(SETTINGS[name], value, layer, source, values[name])


def tighten(values: dict[str, Value], content: Content, path: Path) -> Iterator[str]:
    """Lay a repository's file over the person's; a line for what is not used of it. Nothing is ever loosened."""
    yield from of_newer(path, content)
    refused = [] if content.newer else [f"{name!r}" for name in content.unknown]
    refused += [f"'{name}'" for name in content.values if not SETTINGS[name].tightens]
    refused += ["'catalog'"] if content.catalog else []
    if refused:
        yield f"'{path}': {_named(refused)} not used; a repository may only tighten permission_mode and features"
    if content.wrong and not content.newer:
        yield f"'{path}': {content.wrong[0]}; it is not used"
    for name, value in content.values.items():
        key, held = SETTINGS[name], values[name].value
        if not key.tightens or value == held:
            continue
        if key.strictness(value) < key.strictness(held):
            put(values, name, value, "repository", str(path))
        else:
            wanted = f"{name} = {as_text(value)}"
            yield f"'{path}': {wanted} is not used; a repository may only tighten, and it is {as_text(held)}"


def of_newer(path: Path, content: Content) -> Iterator[str]:
    """What is said about a file of a newer Reverie; nothing about any other."""
    if content.newer:
        wrong = f" ({'; '.join(content.wrong[:_MOST_NAMED])})" if content.wrong else ""
        yield f"'{path}' is of a newer Reverie: settings unknown to this one are ignored{wrong}"


def _named(names: list[str]) -> str:
    shown = ", ".join(name if len(name) <= 40 else f"{name[:38]}…'" for name in names[:_MOST_NAMED])
    return shown + (f" and {len(names) - _MOST_NAMED} more" if len(names) > _MOST_NAMED else "")


def put_environment(values: dict[str, Value], environ: Mapping[str, str]) -> Iterator[str]:
    """Lay the environment over the files; an empty variable counts as not set. Raises `ConfigError`.

    A line for each variable of a feature that there is not: it may be of another version.
    """
    given = {name: key.variable for name, key in SETTINGS.items() if key.variable and environ.get(key.variable)}
    for name, variable in given.items():
        try:
            value = value_of(SETTINGS[name], environ[variable])
        except WrongValue as error:
            raise ConfigError(f"the environment variable {variable} {error}") from None
        put(values, name, value, "environment", variable)
    known = {feature.variable for feature in FEATURES.values()}
    for variable in environ:
        if variable.startswith("REVERIE_FEATURE_") and variable not in known:
            yield f"{variable} is not used: there is no such feature; see what there is: reverie config features"


def as_text(value: object) -> str:
    """A value as a person types it: true and false as TOML has them."""
    if isinstance(value, bool):
        return "true" if value else "false"
    return str(value)
