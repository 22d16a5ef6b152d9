"""What `reverie config` lists: settings with the layer of each, the fields of model cards, features."""

from collections.abc import Iterator, Mapping
from typing import Any

import msgspec

from reverie.config.features import FEATURES
from reverie.config.key_path import KeyPath
from reverie.config.layers import LayerName, Layers, Value
from reverie.config.layers import as_text as plain_text
from reverie.config.schema import SettingValue


class Beneath(msgspec.Struct, frozen=True):
    """A value that does not hold, because another stands over it."""

    value: SettingValue
    layer: LayerName
    source: str


class SettingLine(msgspec.Struct, frozen=True):
    """One setting. `source` is a file or variable; `variable` and `flag` could stand over it; `value` None: not set."""

    key: str
    parts: tuple[str, ...]
    value: Any
    layer: LayerName
    source: str = ""
    beneath: tuple[Beneath, ...] = ()
    variable: str | None = None
    flag: str | None = None
    line: str = ""


class FeatureLine(msgspec.Struct, frozen=True):
    """One young part: whether it is on here, and because of which layer."""

    name: str
    on: bool
    state: str
    layer: LayerName
    variable: str
    line: str


def setting_lines(layers: Layers) -> Iterator[SettingLine]:
    """Every setting, then every field of the person's model cards."""
    for name, held in layers.values.items():
        yield SettingLine(
            name,
            tuple(name.split(".")),
            held.value,
            held.layer,
            held.source,
            tuple(_beneath(held)),
            held.key.variable,
            held.key.flag,
            held.key.line,
        )
    for parts, value in _fields(layers.catalog, ("catalog",)):
        yield SettingLine(KeyPath(parts, None).name, parts, value, "user", layers.file)


def feature_lines(layers: Layers) -> Iterator[FeatureLine]:
    """Every feature that is declared."""
    for name, feature in FEATURES.items():
        held = layers.values[f"features.{name}"]
        yield FeatureLine(name, bool(held.value), feature.state, held.layer, feature.variable, feature.line)


def is_below(parts: tuple[str, ...], above: tuple[str, ...]) -> bool:
    """Whether a setting is the one of that name, or stands in the table of that name."""
    return parts[: len(above)] == above


def origin_text(line: SettingLine) -> str:
    """Where a value comes from, what it stands over, and what could stand over it."""
    over = "".join(f", over {one.layer} {as_text(one.value)}" for one in line.beneath)
    above = [name for name in (line.variable, line.flag) if name and name != line.source]
    return (
        " ".join(part for part in (line.layer, line.source) if part)
        + over
        + (f"  [{', '.join(above)}]" if above else "")
    )


def as_text(value: object) -> str:
    """A value as it is typed after `config set`."""
    return plain_text(value) if isinstance(value, (str, bool)) else msgspec.json.encode(value, enc_hook=str).decode()


def _beneath(held: Value) -> Iterator[Beneath]:
    while (held_by := held.beneath) is not None:
        if held_by.value is not None and held_by.layer != "default":
            yield Beneath(held_by.value, held_by.layer, held_by.source)
        held = held_by


def _fields(table: Mapping[str, Any], above: tuple[str, ...]) -> Iterator[tuple[tuple[str, ...], Any]]:
    for name, value in table.items():
        if isinstance(value, dict):
            yield from _fields(value, (*above, name))
        else:
            yield (*above, name), value
