"""One value of a TOML text changed, every other line kept byte for byte. Text in, text out; no file is touched."""

import re
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

import tomlkit
from tomlkit.exceptions import TOMLKitError

from .toml_text import BrokenText, parse

if TYPE_CHECKING:
    from tomlkit.container import Container


_HEADER = re.compile(r"^[ \t]*\[", re.MULTILINE)


class CannotEdit(Exception):
    """The text has a shape in which this line cannot be changed alone; one line that says so."""


def edited(text: str, parts: Sequence[str], value: object | None) -> str:
    """The text with `value` at the dotted key `parts`; None removes the line. Raises `BrokenText`, `CannotEdit`.

    What comes out is parsed again, by another parser, and compared with what was meant.
    """
    meant = _changed(parse(text), parts, value)
    plain = text.replace("\r\n", "\n")
    uniform = text.count("\r\n") in (0, text.count("\n"))
    try:
        after = _edited(plain if uniform else text, parts, value)
    except TOMLKitError as error:
        raise CannotEdit(f"cannot be changed line by line ({error})") from None
    after = after.replace("\n", "\r\n") if uniform and "\r" in text else after
    if _changed(parse(after), (), None) != meant:
        raise CannotEdit("is written in a way in which this line cannot be changed alone")
    return after


def _edited(text: str, parts: Sequence[str], value: object | None) -> str:
    if value is None:
        document = tomlkit.parse(text)
        _remove(document, parts)
        return tomlkit.dumps(document)
    text += "\n" if text and not text.endswith("\n") else ""  # else what is added may stand behind the last line
    document = tomlkit.parse(text)
    if len(parts) == 1 and parts[0] not in document:
        head, rest = _split(text)
        begun = tomlkit.parse(head)
        _append(begun, begun, parts[0], value)
        return tomlkit.dumps(begun) + rest
    table: Any = document
    for part in parts[:-1]:
        if part not in table:
            table[part] = tomlkit.table()
        table = table[part]
    if parts[-1] in table or not isinstance(table, tomlkit.items.Table):
        table[parts[-1]] = value
    else:
        _append(table, table.value, parts[-1], value)
    return tomlkit.dumps(document)


def _remove(table: Any, parts: Sequence[str]) -> None:
    for part in parts[:-1]:
        table = table.get(part, {})
    if parts[-1] in table:
        table.remove(parts[-1])


def _append(table: Any, container: "Container", name: str, value: object) -> None:
    """After the last line that holds something: comments and empty lines below it are about what follows."""
    body, below = container.body, []
    if any(key is not None for key, _ in body):
        while body[-1][0] is None:
            below.append(body.pop())
    else:
        while body and isinstance(body[-1][1], tomlkit.items.Whitespace):
            below.append(body.pop())
    table[name] = value
    body.extend(reversed(below))


def _split(text: str) -> tuple[str, str]:
    """What stands before the first table, and the rest. Text that ends within a string or list is no TOML."""
    for header in _HEADER.finditer(text):
        head, rest = text[: header.start()], text[header.start() :]
        try:
            parse(head)
        except BrokenText:
            continue
        return head, rest
    return text, ""


def _changed(values: dict[str, Any], parts: Sequence[str], value: object | None) -> dict[str, Any]:
    """The values as they are meant to be afterwards, without empty tables, which mean nothing."""
    table: Any = values
    for part in parts[:-1]:
        table = table.setdefault(part, {})
        if not isinstance(table, dict):
            raise CannotEdit(f"has a value where the table `{part}` belongs; mend it by hand")
    if value is not None:
        table[parts[-1]] = value
    elif parts:
        table.pop(parts[-1], None)
    return _pruned(values)


def _pruned(values: dict[str, Any]) -> dict[str, Any]:
    pruned = {key: _pruned(value) if isinstance(value, dict) else value for key, value in values.items()}
    return {key: value for key, value in pruned.items() if value != {}}
