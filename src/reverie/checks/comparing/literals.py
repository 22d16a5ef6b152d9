"""What a piece of source means as a value, in whichever language it is written: nothing is evaluated but literals."""

import ast
import math
import re
from typing import Literal

import msgspec

_NULLS = frozenset({"none", "null", "nil", "undefined", "nullptr"})
_BOOLEANS = {"true": True, "false": False}
_NUMBER = re.compile(
    r"(?P<digits>0[xob][\da-f_]+|\d[\d_]*(\.[\d_]*)?(e[+-]?\d+)?)(?P<suffix>[uifln]{1,3}\d{0,2}|usize|isize)?",
    re.IGNORECASE,
)
_NAME = re.compile(r"[A-Za-z_$][\w$]*(?:(?:\.|::|->)[A-Za-z_$][\w$]*)*")
_COUNT = r"(?P<count>\d[\d_]*(?:\.\d+)?)"
_DURATIONS = [
    re.compile(form, re.IGNORECASE)
    for form in (
        rf"{_COUNT}\s*\.?(?P<unit>[a-z]+)",  # `30s`, `30 seconds`, Ruby's `30.seconds`
        rf"{_COUNT}\s*\*\s*time\.(?P<unit>[a-z]+)",  # Go
        rf"time\.(?P<unit>[a-z]+)(?:\s*\*\s*{_COUNT})?",
        rf"(?:\w+\.)*timedelta\((?P<unit>[a-z]+)\s*=\s*{_COUNT}\)",
        rf"(?:\w+::)*Duration::from_(?P<unit>[a-z]+)\({_COUNT}\)",  # Rust
        rf"(?:\w+\.)*Duration\.of(?P<unit>[a-z]+)\({_COUNT}\)",  # Java
    )
]
_SECONDS = {
    **dict.fromkeys(("ms", "msec", "millisecond", "milliseconds", "millis"), 0.001),
    **dict.fromkeys(("s", "sec", "secs", "second", "seconds"), 1.0),
    **dict.fromkeys(("min", "mins", "minute", "minutes"), 60.0),
    **dict.fromkeys(("h", "hr", "hrs", "hour", "hours"), 3600.0),
    **dict.fromkeys(("d", "day", "days"), 86400.0),
}
_LONGEST = 2_000
_WIDEST = 64
"""Bits of a shift or a power that is still worked out."""

Sort = Literal["value", "name", "duration", "source"]


class Meaning(msgspec.Struct, frozen=True):
    """`value` is a Python value for a `value`, dotted text for a `name` (a constant, a bare word), seconds for a
    `duration`, and for all other `source` its text without needless blanks."""

    sort: Sort
    value: object


class _NotLiteral(Exception):
    pass


def meaning_of(source: str) -> Meaning:
    """What it means. Must not raise for any text."""
    text = " ".join(source.split()).removesuffix(";").strip()
    if text.lower() in _NULLS:
        return Meaning("value", None)
    if text.lower() in _BOOLEANS:
        return Meaning("value", _BOOLEANS[text.lower()])
    if (number := _number(text)) is not None:
        return Meaning("value", number)
    if (seconds := _duration(text)) is not None:
        return Meaning("duration", seconds)
    if _NAME.fullmatch(text):
        return Meaning("name", re.sub(r"::|->", ".", text))
    try:
        return Meaning("value", _literal(text))
    except (_NotLiteral, SyntaxError, ValueError, ArithmeticError, RecursionError, MemoryError):
        return Meaning("source", re.sub(r"(?<!\w)\s+|\s+(?!\w)", "", text))


def _number(text: str) -> int | float | None:
    found = _NUMBER.fullmatch(text)
    if found is None:
        return None
    try:
        number = ast.literal_eval(found["digits"].lower().rstrip("_"))
    except (SyntaxError, ValueError):  # `08`, and what only looks like a number
        return None
    return number if isinstance(number, int | float) else None


def _duration(text: str) -> float | None:
    for form in _DURATIONS:
        found = form.fullmatch(text)
        unit = _SECONDS.get(found["unit"].lower()) if found else None
        if found and unit:
            return float((found["count"] or "1").replace("_", "")) * unit
    return None


def _literal(text: str) -> object:
    if len(text) > _LONGEST:
        raise _NotLiteral
    if len(text) > 1 and text[0] == text[-1] == "`" and "${" not in text:
        return text[1:-1]
    return _fold(ast.parse(text, mode="eval").body)


def _fold(node: ast.expr) -> object:
    """The value of a literal, of arithmetic on literals, and of containers of those."""
    match node:
        case ast.Constant(value=bytes(value)):
            return value.decode("utf-8", "replace")
        case ast.Constant(value=value) if value is not Ellipsis:
            return value
        case ast.Name(id=name) if name.lower() in _NULLS:
            return None
        case ast.Name(id=name) if name.lower() in _BOOLEANS:
            return _BOOLEANS[name.lower()]
        case ast.UnaryOp() | ast.BinOp():
            return _arithmetic(node)
        case ast.List(elts=parts) | ast.Tuple(elts=parts):
            return [_fold(part) for part in parts]
        case ast.Set(elts=parts):
            return sorted((_fold(part) for part in parts), key=repr)
        case ast.Dict(keys=keys, values=values):
            return {repr(_fold(key)): _fold(value) for key, value in zip(keys, values, strict=True) if key}
        case _:
            raise _NotLiteral


def _arithmetic(node: ast.UnaryOp | ast.BinOp) -> object:
    if isinstance(node, ast.UnaryOp):
        operand = _fold(node.operand)
        if not isinstance(node.op, ast.USub) or not isinstance(operand, int | float):
            raise _NotLiteral
        return -operand
    left, right = _fold(node.left), _fold(node.right)
    if not isinstance(left, int | float) or not isinstance(right, int | float):
        if isinstance(left, str) and isinstance(right, str) and isinstance(node.op, ast.Add):
            return left + right
        raise _NotLiteral
    return _operate(node.op, left, right)


def _operate(operator: ast.operator, left: int | float, right: int | float) -> int | float:
    match operator:
        case ast.Add():
            return left + right
        case ast.Sub():
            return left - right
        case ast.Mult():
            return left * right
        case ast.Div():
            return left / right
        case ast.FloorDiv():
            return left // right
        case ast.LShift() if isinstance(left, int) and isinstance(right, int) and 0 <= right <= _WIDEST:
            return left << right
        case ast.Pow() if abs(left) <= 1024 and 0 <= right <= _WIDEST:
            return math.pow(left, right) if isinstance(left, float) else left**right
        case _:
            raise _NotLiteral
