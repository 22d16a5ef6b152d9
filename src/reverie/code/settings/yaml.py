"""YAML by libyaml's events: no values are built, so that aliases cannot multiply and deep nesting cannot crash.

Plain values are given as they are written (`on`, `3.10`), not as YAML 1.1 would read them; only nothing is `null`.
Merged (`<<`) and aliased tables are written out, up to the cap of keys. Of several documents each later one's keys
begin with its number (`1.kind`).
"""

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

import msgspec

from reverie.code.values import Setting

from .found import TABLE, Found, Path, Trouble, as_json, check_depth

if TYPE_CHECKING:
    import yaml

_NOTHING = ("", "~", "null", "Null", "NULL")
_MERGE = "<<"


class _Open(msgspec.Struct):
    """A table or list that is not closed yet; `place` is where its own value stands among the settings."""

    is_table: bool
    path: Path
    place: int
    anchor: str | None
    key: str | None = None
    key_line: int = 0
    is_key_next: bool = True
    count: int = 0
    scalars: list[str] = []
    merged: list[Setting] = []


def read_yaml(text: str, found: Found) -> None:
    import yaml

    loader: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    reader = _Reader(found)
    try:
        for event in yaml.parse(text, Loader=loader):
            reader.take(event)
    except (yaml.YAMLError, RecursionError, ValueError) as error:
        raise Trouble(_reason(error)) from error


class _Reader:
    def __init__(self, found: Found) -> None:
        self._found = found
        self._open: list[_Open] = []
        self._anchored: dict[str, tuple[str, list[Setting]]] = {}
        self._documents = 0

    def take(self, event: "yaml.Event") -> None:
        import yaml

        line = event.start_mark.line + 1 if event.start_mark else 0
        if isinstance(event, yaml.DocumentStartEvent):
            self._documents += 1
            self._anchored = {}
        elif isinstance(event, yaml.ScalarEvent):
            value = "null" if event.implicit[0] and event.value in _NOTHING else event.value
            self._scalar(value, line, event.anchor)
        elif isinstance(event, (yaml.MappingStartEvent, yaml.SequenceStartEvent)):
            self._begin(isinstance(event, yaml.MappingStartEvent), line, event.anchor)
        elif isinstance(event, (yaml.MappingEndEvent, yaml.SequenceEndEvent)):
            self._end()
        elif isinstance(event, yaml.AliasEvent):
            self._alias(event.anchor, line)

    def _path(self, line: int) -> tuple[Path, int] | None:
        """Where the value that comes now belongs, and the line of its key; None when it is a key itself."""
        if not self._open:
            return (() if self._documents < 2 else (str(self._documents - 1),)), line
        holder = self._open[-1]
        if not holder.is_table:
            holder.count += 1
            return (*holder.path, str(holder.count - 1)), line
        holder.is_key_next = not holder.is_key_next
        if holder.is_key_next is False:
            holder.key_line = line
            return None
        return (*holder.path, holder.key or ""), holder.key_line

    def _scalar(self, value: str, line: int, anchor: str | None) -> None:
        in_list = bool(self._open) and not self._open[-1].is_table
        place = self._path(line)
        if place is None:
            self._open[-1].key = value
            return
        path, line = place
        if anchor:
            self._anchored[anchor] = (value, [])
        if in_list:
            self._open[-1].scalars.append(value)
        if path:
            self._found.add(path, value, line)

    def _begin(self, is_table: bool, line: int, anchor: str | None) -> None:
        check_depth(len(self._open))
        place = self._path(line)
        if place is None:
            raise Trouble(f"line {line}: a key that is a table or list")
        path, line = place
        self._open.append(_Open(is_table, path, len(self._found.settings), anchor))
        if path:
            self._found.add(path, TABLE if is_table else "[]", line)

    def _end(self) -> None:
        closed = self._open.pop()
        self._merge(closed)
        below = closed.place + bool(closed.path)
        if not closed.is_table:
            if closed.path:
                self._found.revalue(closed.place, as_json(closed.scalars))
            if len(closed.scalars) == closed.count:  # a list of plain values is told by its value
                del self._found.settings[below:]
        if closed.anchor:
            value = self._found.settings[closed.place].value if closed.path else TABLE
            self._anchored[closed.anchor] = (value, list(_relative(closed.path, self._found.settings[below:])))

    def _alias(self, anchor: str | None, line: int) -> None:
        value, below = self._anchored.get(anchor or "", (TABLE, []))
        place = self._path(line)
        if place is None:
            self._open[-1].key = value
            return
        path, line = place
        if path[-1:] == (_MERGE,) and self._open[-1].is_table:
            self._open[-1].merged += below
            return
        if path:
            self._found.add(path, value, line)
        for setting in below:
            self._found.add((*path, setting.key), setting.value, setting.line)

    def _merge(self, closed: _Open) -> None:
        """Add the keys of merged tables that the table has not itself."""
        if closed.merged:
            own = {setting.key for setting in self._found.settings[closed.place :]}
            for setting in closed.merged:
                if ".".join((*closed.path, setting.key)) not in own:
                    self._found.add((*closed.path, setting.key), setting.value, setting.line)


def _relative(path: Path, settings: list[Setting]) -> Iterator[Setting]:
    cut = len(".".join(path)) + bool(path)
    for setting in settings:
        yield Setting(setting.key[cut:], setting.value, setting.line)


def _reason(error: Exception) -> str:
    mark = getattr(error, "problem_mark", None)
    where = f"line {mark.line + 1}: " if mark else ""
    return where + str(getattr(error, "problem", None) or str(error).split("\n")[0] or "nested too deep")
