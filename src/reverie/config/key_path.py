"""A setting's name as a person types it: `model`, `features.tasks`, `catalog."openai/gpt-x".context_window`."""

import re
from pathlib import Path

import msgspec

from .errors import ConfigError
from .layers import unknown_key
from .schema import KEYS, SETTINGS, Key
from .user_file import parse_bytes, read_bytes

_PART = re.compile(r'"([^"\\]*)"|\'([^\']*)\'|([A-Za-z0-9_-]+)')
_FIELD = re.compile(r"(?P<model>[^\"'/]+/.+?)(?P<fields>(\.price)?\.[a-z_]+)?")
"""A shell takes the quotes away: then the last words of small letters are the card's field."""


class KeyPath(msgspec.Struct, frozen=True):
    """`parts` lead to a line of the file; `key` is the setting, None for a table and below `catalog`."""

    parts: tuple[str, ...]
    key: Key | None

    @property
    def name(self) -> str:
        """As it is written in TOML."""
        return ".".join(part if _is_bare(part) else f'"{part}"' for part in self.parts)

    @property
    def is_card_field(self) -> bool:
        return self.parts[0] == "catalog" and len(self.parts) > 2


def parse_key(typed: str) -> KeyPath:
    """The setting of that name. Raises `ConfigError` with a suggestion when there is none."""
    parts = split_key(typed)
    name = ".".join(parts)
    known = parts[0] == "catalog" or name in SETTINGS or name in KEYS
    if not known or name == "format":
        raise ConfigError(_why_not(name))
    return KeyPath(parts, SETTINGS.get(name))


def key_to_remove(typed: str, file: Path) -> KeyPath:
    """The same, or a line of the person's file that names no setting, which they want to be rid of."""
    parts = split_key(typed)
    if parts[0] not in KEYS or parts[0] == "features":
        table: object = parse_bytes(file, read_bytes(file) or b"")
        for part in parts:
            table = table.get(part) if isinstance(table, dict) else None
        if table is not None:
            return KeyPath(parts, None)
    return parse_key(typed)


def split_key(typed: str) -> tuple[str, ...]:
    """The parts of a dotted name, whether there is such a setting or not. Raises `ConfigError`."""
    if typed.startswith("catalog.") and (found := _FIELD.fullmatch(typed, len("catalog."))):
        fields = (found["fields"] or "").split(".")[1:]
        return ("catalog", found["model"], *fields)
    parts: list[str] = []
    place = 0
    while found := _PART.match(typed, place):
        parts.append(next(group for group in found.groups() if group is not None))
        place = found.end() + 1
        if found.end() == len(typed):
            return tuple(parts)
        if typed[found.end()] != ".":
            break
    raise ConfigError(f"{typed!r} is no name of a setting; write one like model or features.tasks")


def _why_not(name: str) -> str:
    if name == "format":
        return "`format` is written by Reverie itself"
    if name.upper() == name and name.endswith(("_KEY", "_TOKEN")):
        return f"keys are kept apart: give {name!r} by the environment, or let `reverie` ask for it"
    if name.partition(".")[0] in KEYS and not name.startswith("features."):
        return f"`{name.partition('.')[0]}` is one value and has nothing below it"
    return unknown_key(name)


def _is_bare(part: str) -> bool:
    return bool(re.fullmatch(r"[A-Za-z0-9_-]+", part))
