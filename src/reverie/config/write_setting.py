"""One setting of the person, written back: under a lock, whole or not at all, through symbolic links."""

import os
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

from reverie.storage.atomic import private_folder, replace_file
from reverie.storage.errors import NewerFormat
from reverie.storage.lock import FileLock

from .errors import ConfigError
from .key_path import KeyPath
from .places import Places
from .schema import FORMAT, Key, WrongValue, check_format, check_value
from .toml_edit import CannotEdit, edited
from .toml_text import decode
from .user_file import checked, config_file, parse_bytes, read_bytes

_BOM = "\ufeff"
Catalog = Mapping[str, Mapping[str, Any]]


class ReadOnlySettings(OSError):
    """The person, or a tool of theirs, wants the file left alone; one line."""


def write_setting(
    places: Places, path: KeyPath, value: object | None, accept: Callable[[Catalog], object] = dict
) -> bool:
    """Set it (None removes it); whether anything changed. Comments, order and every other line stay as they are.

    `accept` raises when the catalog that would be written cannot be used. Raises `ConfigError` for what could not be
    loaded again, `NewerFormat`, `ReadOnlySettings`, or OSError; then nothing is written.
    """
    if path.key is not None and value is not None:
        _check(path.key, value)
    file = config_file(places)
    private_folder(file.parent)
    with FileLock(file.with_name(".config.toml.lock")):
        before = read_bytes(file) or b""
        after = _after(file, before, path, value)
        if after == before:
            return False
        accept(checked(file, parse_bytes(file, after)).catalog)
        _replace(file, after)
    return True


def _check(key: Key, value: object) -> None:
    try:
        check_value(key, value)
    except WrongValue as error:
        raise ConfigError(str(error)) from None


def _after(file: Path, before: bytes, path: KeyPath, value: object | None) -> bytes:
    loaded = parse_bytes(file, before)
    try:
        found = check_format(loaded.get("format", FORMAT))
    except WrongValue as error:
        raise ConfigError(f"'{file}': {error}") from None
    if found > FORMAT:
        raise NewerFormat(file, found, FORMAT)
    text = decode(before)
    mark = _BOM if before.startswith(_BOM.encode()) else ""
    if not text.strip() and value is not None:
        ends = "\r\n" if "\r" in text else "\n"
        text += (ends if text and not text.endswith("\n") else "") + f"format = {FORMAT}{ends}"
    try:
        return (mark + edited(text, path.parts, value)).encode()
    except CannotEdit as error:
        raise ConfigError(f"'{file}' {error}; set `{path.name}` in it by hand") from None


def _replace(file: Path, content: bytes) -> None:
    """Through symbolic links (a dotfiles folder), and with the mode the file had."""
    real = Path(os.path.realpath(file))
    try:
        mode = real.stat().st_mode & 0o777
    except FileNotFoundError:
        mode = 0o600
    else:
        if not mode & 0o222 or not os.access(real, os.W_OK):
            raise ReadOnlySettings(f"'{real}' is read-only and was left as it is; to allow it: chmod u+w '{real}'")
    replace_file(real, content, mode=mode)
