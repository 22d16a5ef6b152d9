"""JSON, also with comments and trailing commas, by a scan of our own that keeps lines and never calls itself."""

import json
import re
from collections.abc import Iterator

import msgspec

from .found import TABLE, Found, Path, Trouble, as_json, check_depth

_TOKEN = re.compile(
    r"(?P<blank>[\s\ufeff]+|//[^\n]*|/\*.*?\*/)"
    r"|(?P<text>\"(?:[^\"\\\n]|\\.)*\"|'(?:[^'\\\n]|\\.)*')"
    r"|(?P<mark>[{}\[\],:])"
    r"|(?P<bare>[^\s{}\[\],:\"'/]+)",
    re.DOTALL,
)
_MOST_IN_A_LIST = 1000


class _Token(msgspec.Struct, frozen=True):
    kind: str
    text: str
    line: int


class _Open(msgspec.Struct):
    """A table or list that is not closed yet. `place` is where its own value stands among the settings."""

    is_table: bool
    path: Path
    place: int
    count: int = 0
    scalars: list[object] = []
    is_flat: bool = True


def read_json(text: str, found: Found) -> None:
    """Keys of objects; a list has a value, and keys of its own when it holds more than plain values."""
    _Reader(found).read(_tokens(text))


class _Reader:
    def __init__(self, found: Found) -> None:
        self._found = found
        self._open: list[_Open] = []
        self._key: str | None = None

    def read(self, tokens: Iterator[_Token]) -> None:
        seen = False
        held: _Token | None = None  # a text that is a key if `:` follows
        for token in tokens:
            seen = True
            if token.kind == "mark":
                held = self._mark(token, held)
            elif held is not None:
                raise Trouble(f"line {token.line}: a comma is missing")
            else:
                held = token
        if held is not None:
            self._value(held)
        if self._open:
            raise Trouble("it ends in the middle")
        if not seen:
            raise Trouble("empty")

    def _mark(self, token: _Token, held: _Token | None) -> _Token | None:
        if token.text == ":":
            if held is None or not self._open or not self._open[-1].is_table or self._key is not None:
                raise Trouble(f"line {token.line}: ':' without a key")
            self._key = _plain_text(held)
            return None
        if held is not None:
            self._value(held)
        if token.text in "{[":
            self._begin(token)
        elif token.text in "}]":
            self._end(token)
        return None

    def _path(self, line: int) -> Path:
        """Where the value that comes now belongs."""
        if not self._open:
            return ()
        holder = self._open[-1]
        if holder.is_table:
            if self._key is None:
                raise Trouble(f"line {line}: a value without a key")
            key, self._key = self._key, None
            return (*holder.path, key)
        holder.count += 1
        return (*holder.path, str(holder.count - 1))

    def _value(self, token: _Token) -> None:
        in_list = bool(self._open) and not self._open[-1].is_table
        path = self._path(token.line)
        value = _plain_text(token) if token.kind == "text" else token.text
        if in_list:
            self._open[-1].scalars.append(value if token.kind == "text" else _number_or_word(value))
            if self._open[-1].is_flat:
                return
        if path:
            self._found.add(path, value, token.line)

    def _begin(self, token: _Token) -> None:
        check_depth(len(self._open))
        if self._open and not self._open[-1].is_table:
            self._open[-1].is_flat = False
        path = self._path(token.line)
        place = len(self._found.settings)
        if path:
            self._found.add(path, TABLE if token.text == "{" else "[]", token.line)
        self._open.append(_Open(token.text == "{", path, place))

    def _end(self, token: _Token) -> None:
        if not self._open or self._open[-1].is_table != (token.text == "}") or self._key is not None:
            raise Trouble(f"line {token.line}: '{token.text}' closes nothing")
        closed = self._open.pop()
        if not closed.is_table and closed.path:
            self._found.revalue(closed.place, as_json(closed.scalars[:_MOST_IN_A_LIST]))


def _tokens(text: str) -> Iterator[_Token]:
    place, line = 0, 1
    while place < len(text):
        match = _TOKEN.match(text, place)
        if match is None:
            raise Trouble(f"line {line}: {text[place : place + 20]!r} is not JSON")
        if match.lastgroup != "blank":
            yield _Token(match.lastgroup or "", match[0], line)
        line += match[0].count("\n")
        place = match.end()


def _plain_text(token: _Token) -> str:
    if token.text.startswith("'"):
        return token.text[1:-1]
    if not token.text.startswith('"'):
        return token.text
    try:
        return str(json.loads(token.text, strict=False)).encode(errors="replace").decode()
    except ValueError:
        return token.text[1:-1]


def _number_or_word(text: str) -> object:
    try:
        return json.loads(text)
    except (ValueError, RecursionError):
        return text
