"""The person's own `<config>/config.toml`, read. `write_setting` changes it."""

import os
import stat
from pathlib import Path
from typing import Any

from .errors import ConfigError
from .layers import Content, read_content, unknown_key
from .places import Places
from .schema import WrongValue
from .toml_text import BrokenText, decode, parse


def config_file(places: Places) -> Path:
    """Where a person's settings lie."""
    return places.config / "config.toml"


def read_bytes(path: Path) -> bytes | None:
    """What the file holds, through symbolic links; None when there is none. Raises `ConfigError`, OSError."""
    try:
        descriptor = os.open(path, os.O_RDONLY | os.O_CLOEXEC | os.O_NONBLOCK)
    except FileNotFoundError:
        return None
    try:
        if not stat.S_ISREG(os.fstat(descriptor).st_mode):
            raise ConfigError(f"'{path}' is not a regular file; move it away")
        with open(descriptor, "rb", closefd=False) as file:
            return file.read()
    finally:
        os.close(descriptor)


def parse_bytes(path: Path, content: bytes) -> dict[str, Any]:
    """The values in a file's content. Raises `ConfigError`."""
    try:
        return parse(decode(content))
    except BrokenText as error:
        raise ConfigError(f"'{path}' {error}") from None


def checked(path: Path, loaded: dict[str, Any]) -> Content:
    """What the values mean. Raises `ConfigError` on a typo or a wrong value; of a newer file both are passed over."""
    try:
        content = read_content(loaded)
    except WrongValue as error:
        raise ConfigError(f"'{path}': {error}") from None
    if content.newer:
        return content
    if content.unknown:
        raise ConfigError(f"'{path}': {unknown_key(content.unknown[0])}")
    if content.wrong:
        raise ConfigError(f"'{path}': {content.wrong[0]}")
    return content
