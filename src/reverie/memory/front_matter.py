"""The YAML front matter of a topic: read as YAML, changed line by line, so that what we do not know stays as it is."""

import re
from collections.abc import Mapping
from pathlib import Path

import msgspec

from reverie.storage.errors import BrokenFile

_OPEN = re.compile(r"\ufeff?---[ \t]*\r?\n")
_CLOSE = re.compile(r"^---[ \t]*(?:\r?\n|\Z)", re.MULTILINE)
_MOST_CHARACTERS = 16_000
_PLAIN = re.compile(r"[A-Za-z0-9][A-Za-z0-9 _./+-]*")


class FrontMatter(msgspec.Struct, frozen=True):
    """`text` from the first `---` to the newline after the second, or empty; `values` are its plain values as text."""

    text: str
    values: Mapping[str, str] = {}

    def get(self, key: str) -> str:
        """The value as text; empty when it is missing or no plain value."""
        return self.values.get(key, "")

    def having(self, values: Mapping[str, str], newline: str) -> "FrontMatter":
        """The same with these keys set; a line that says the same already stays."""
        text = self.text or f"---{newline}---{newline}"
        for key, value in values.items():
            if self.get(key) != value:
                text = _with_line(text, key, f"{key}: {_scalar(value)}", newline)
        return FrontMatter(text, {**self.values, **values})


def parse_front_matter(text: str, path: Path) -> tuple[FrontMatter, str]:
    """The front matter of a file, empty when it has none, and what follows it. Raises BrokenFile."""
    opened = _OPEN.match(text)
    if opened is None:
        return FrontMatter(""), text
    closed = _CLOSE.search(text, opened.end(), opened.end() + _MOST_CHARACTERS)
    if closed is None:
        raise BrokenFile(path, "line 1 opens front matter that no later '---' closes")
    head = text[: closed.end()]
    return FrontMatter(head, _values(text[opened.end() : closed.start()], path)), text[closed.end() :]


def _values(text: str, path: Path) -> dict[str, str]:
    import yaml

    try:
        found = yaml.load(text, Loader=getattr(yaml, "CBaseLoader", yaml.BaseLoader))
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        line = mark.line + 2 if mark else 1
        raise BrokenFile(path, f"line {line} of its front matter is not YAML") from None
    if found is None or found == "":
        return {}
    if not isinstance(found, dict):
        raise BrokenFile(path, "line 2: its front matter is not 'key: value' lines")
    return {key: value for key, value in found.items() if isinstance(key, str) and isinstance(value, str)}


def _with_line(text: str, key: str, line: str, newline: str) -> str:
    """A value that went over several lines is replaced with the lines that belong to it, which are set in."""
    there = re.compile(rf"^{re.escape(key)}[ \t]*:[^\n]*\n(?:[ \t]+[^\n]*\n)*", re.MULTILINE)
    if there.search(text):
        return there.sub(lambda _: line + newline, text, count=1)
    end = [found.start() for found in _CLOSE.finditer(text)][-1]
    return text[:end] + line + newline + text[end:]


def _scalar(value: str) -> str:
    """The value on one line of YAML; JSON strings are YAML (https://yaml.org/spec/1.2.2/#chapter-1-introduction-to-yaml)."""
    if _PLAIN.fullmatch(value) and not value.endswith(" "):
        return value
    return msgspec.json.encode(value).decode()
