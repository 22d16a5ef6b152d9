"""Every setting, as data: checks, suggestions, `config list` and the test of the documentation are made from it."""

from collections.abc import Iterable
from typing import Literal

import msgspec

from .features import FEATURES

Kind = Literal["number", "text", "choice", "switch", "count", "table"]
SettingValue = str | bool | int
FORMAT = 1


class Key(msgspec.Struct, frozen=True):
    """One setting. `default` None is "not set"; `choices` go from the strictest to the loosest.

    `tightens`: a trusted repository may set it, to something stricter only: of choices an earlier one, of switches off.
    `variable` and `flag` stand over the files. A `count` is a whole number from 0 on.
    """

    name: str
    kind: Kind
    line: str
    default: SettingValue | None = None
    choices: tuple[str, ...] = ()
    tightens: bool = False
    variable: str | None = None
    flag: str | None = None

    def strictness(self, value: object) -> int:
        """Of two values the one with the lower number is stricter."""
        return self.choices.index(str(value)) if self.choices else int(bool(value))


KEYS: dict[str, Key] = {
    key.name: key
    for key in (
        Key("format", "number", "the version of this file"),
        Key("model", "text", "which model answers, PROVIDER/NAME", variable="REVERIE_MODEL", flag="--model"),
        Key("base_url", "text", "the address of its server", variable="REVERIE_BASE_URL", flag="--base-url"),
        Key(
            "permission_mode",
            "choice",
            "what runs unasked",
            default="ask",
            choices=("plan", "ask", "accept-edits"),
            tightens=True,
            variable="REVERIE_PERMISSION_MODE",
            flag="--permission-mode",
        ),
        Key("claude_instructions", "switch", "whether your ~/.claude/CLAUDE.md is loaded too; asked once"),
        Key(
            "screen_reader",
            "switch",
            "plain lines, nothing redrawn, words instead of symbols",
            default=False,
            variable="REVERIE_SCREEN_READER",
        ),
        Key("editor_mode", "choice", "which keys edit your input", default="emacs", choices=("emacs", "vi")),
        Key("transcript_days", "count", "sessions older than this are removed; 0 keeps them", default=30),
        Key("transcript_megabytes", "count", "the oldest sessions beyond this are removed; 0 keeps them", default=2048),
        Key("catalog", "table", "fields of model cards, by PROVIDER/NAME"),
        Key("features", "table", "young parts, on or off"),
    )
}
"""The keys at the top of a file."""

SETTINGS: dict[str, Key] = {
    **{name: key for name, key in KEYS.items() if key.kind not in ("number", "table")},
    **{
        f"features.{name}": Key(
            f"features.{name}",
            "switch",
            feature.line,
            default=feature.default,
            tightens=True,
            variable=feature.variable,
        )
        for name, feature in FEATURES.items()
    },
}
"""Whatever holds one value, by its dotted name. The catalog's fields are the models' own business."""

_LARGEST_COUNT = 10**9
_SWITCH = {"on": True, "true": True, "yes": True, "1": True, "off": False, "false": False, "no": False, "0": False}


class WrongValue(Exception):
    """The text says what is wanted and what was found."""


def check_value(key: Key, value: object) -> None:
    """Raises `WrongValue` when a value of a file is not of its key's kind."""
    if key.kind == "switch":
        if not isinstance(value, bool):
            raise WrongValue(f"`{key.name}` must be true or false, not {_kind(value)}")
    elif key.kind == "count":
        if not isinstance(value, int) or isinstance(value, bool) or not 0 <= value <= _LARGEST_COUNT:
            raise WrongValue(f"`{key.name}` must be a whole number from 0 on, like {key.default}, not {_quoted(value)}")
    elif not isinstance(value, str) or not value.strip():
        raise WrongValue(f"`{key.name}` must be a text in quotes, not {_kind(value)}")
    elif key.choices and value not in key.choices:
        raise WrongValue(f"`{key.name}` must be one of {', '.join(key.choices)}, not {_quoted(value)}")


def check_card(model: str, card: object) -> None:
    """Raises `WrongValue` when an entry of the catalog is no table of a model."""
    if not isinstance(card, dict) or "/" not in model:
        raise WrongValue(f'write [catalog."provider/name"] as a table; {_quoted(model)} is not one')


def check_table(name: str, value: object) -> None:
    """Raises `WrongValue` when `catalog` or `features` is something else than a table."""
    if not isinstance(value, dict):
        shape = 'tables like [catalog."provider/name"]' if name == "catalog" else "lines like tasks = false"
        raise WrongValue(f"`{name}` must hold {shape}, not {_kind(value)}")


def check_format(value: object) -> int:
    """The format number of a file. Raises `WrongValue`."""
    if not isinstance(value, int) or isinstance(value, bool) or value < 1:
        raise WrongValue(f"`format` must be a number, like {FORMAT}, not {_quoted(value)}")
    return value


def value_of(key: Key, text: str) -> SettingValue:
    """The value that a person typed, or set in the environment. Raises `WrongValue`, with a suggestion."""
    typed = text.strip()
    if key.kind == "switch":
        if typed.casefold() not in _SWITCH:
            raise WrongValue(f"must be on or off, not {_quoted(text)}")
        return _SWITCH[typed.casefold()]
    if key.kind == "count":
        if not (typed.isascii() and typed.isdigit()) or int(typed[:11]) > _LARGEST_COUNT:
            raise WrongValue(f"must be a whole number from 0 on, like {key.default}, not {_quoted(text)}")
        return int(typed)
    if not typed or not typed.isprintable():
        raise WrongValue("must be one line of text")
    if key.choices and typed not in key.choices:
        near = _nearest(typed, key.choices)
        raise WrongValue(f"must be one of {', '.join(key.choices)}, not {_quoted(text)}" + near)
    return typed


def unknown(name: str, known: Iterable[str]) -> str:
    """What is said about a key that there is not, with the one that was perhaps meant."""
    known = tuple(known)
    return f"unknown key {_quoted(name)}" + (_nearest(name, known) or f"; known are {', '.join(known)}")


def _nearest(typed: str, known: tuple[str, ...]) -> str:
    import difflib

    near = difflib.get_close_matches(typed, known, 1)
    return f"; did you mean '{near[0]}'?" if near else ""


def _quoted(value: object) -> str:
    """Any text of a file on one line, not too long, without characters that act on a terminal."""
    text = repr(value)
    return text if len(text) <= 80 else f"{text[:60]}…{text[-1]}"


def _kind(value: object) -> str:
    names: dict[type, str] = {bool: "a boolean", int: "a number", float: "a number", list: "a list", dict: "a table"}
    if isinstance(value, str):
        return "a text" if value.strip() else "an empty text"
    return names.get(type(value), "a date")
