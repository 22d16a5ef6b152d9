"""TOML manifests as tables with the lines of their keys."""

import tomllib
from typing import Any

from reverie.code.settings.toml_lines import lines_of_keys

from .declared import Unreadable

_DEEPEST_LINE = 200


class TomlTables:
    """A parsed TOML text. Raises `Unreadable`."""

    def __init__(self, text: str) -> None:
        if any(line.count("[") + line.count("{") > _DEEPEST_LINE for line in text.split("\n")):
            raise Unreadable("nested too deep")
        try:
            self.tables: dict[str, Any] = tomllib.loads(text.replace("\r\n", "\n"))
        except (tomllib.TOMLDecodeError, RecursionError, ValueError) as error:
            raise Unreadable(str(error) or "nested too deep") from error
        self._lines = lines_of_keys(text)

    def line(self, *keys: str) -> int:
        """A key's line, or that of the nearest table that holds it."""
        ends = (self._lines.get(keys[:end]) for end in range(len(keys), 0, -1))
        return next((line for line in ends if line), 0)
