"""The front matter of a memory file of Claude Code: plain `key: value` lines, one level of them set in.

Read by our own few lines: what is there is a stranger's, and a parser of all of YAML can be made to work for ever.
"""

import re
from collections.abc import Mapping, Sequence

import msgspec

_LINE = re.compile(r"(?P<indent>[ ]*)(?P<key>[\w-]+):(?:[ \t]+(?P<value>.*?))?[ \t]*")
_MOST_LINES = 60


class Front(msgspec.Struct, frozen=True):
    """`last` is its last line, 0 when there is none; keys of a level below stand as `metadata.type`."""

    last: int = 0
    values: Mapping[str, str] = {}

    def get(self, *keys: str) -> str:
        """The first of these that has a value."""
        return next((self.values[key] for key in keys if self.values.get(key)), "")


def front_of(lines: Sequence[str]) -> Front:
    if not lines or lines[0].rstrip() != "---":
        return Front()
    end = next((at for at, line in enumerate(lines[1 : _MOST_LINES + 1], 1) if line.rstrip() == "---"), 0)
    if not end:
        return Front()
    values: dict[str, str] = {}
    above = ""
    for line in lines[1:end]:
        if found := _LINE.fullmatch(line):
            above = above if found["indent"] else found["key"]
            name = f"{above}.{found['key']}" if found["indent"] else found["key"]
            values.setdefault(name, _plain(found["value"] or ""))
    return Front(end + 1, values)


def _plain(value: str) -> str:
    if len(value) > 1 and value[0] == value[-1] == '"':
        try:
            return msgspec.json.decode(value, type=str)
        except (msgspec.DecodeError, UnicodeDecodeError):
            return value[1:-1]
    if len(value) > 1 and value[0] == value[-1] == "'":
        return value[1:-1].replace("''", "'")
    return value
