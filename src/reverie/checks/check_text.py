"""The text form of a check, as a fact keeps it behind `- check: ` and as a person writes it by hand.

    path `src/app/cache.py`                              path `docs/`
    text `app = "acme-prod"` in `fly.toml`
    symbol `Session.request` in `requests/sessions.py`   symbol `Session`
    signature `Session.request(url!, timeout=None)` in `requests/sessions.py`      `url!` has no default
    signature exactly `retry(times, wait=1)` in `retry.py`                         these and no others, in this order
    value `tool.ruff.line-length = 120` in `pyproject.toml`                        value `check` in `Makefile`
    dependency `urllib3 >=1.21.1,<3` in `setup.cfg`      dependency `click`
    command `git diff --quiet`                           commit `3f2a91c`
    until 2026-12-31                                     absent symbol `Session.get` in `sessions.py`

The pieces stand in code spans as in Markdown, so that a backtick can be in one (https://spec.commonmark.org/0.31.2/#code-spans).
They are one line each; a newline in one is written as a blank.
"""

import re
from collections.abc import Callable
from datetime import date

from .check import (
    AbsentIs,
    AnyCheck,
    CommandIs,
    CommitIs,
    DependencyIs,
    PathIs,
    SignatureIs,
    SymbolIs,
    TextIs,
    UntilIs,
    ValueIs,
)
from .comparing.parameters import parse_parameters, render_parameters
from .spans import code_span, split_spans

_KIND = re.compile(r"\s*(?:-\s+)?(?:check:\s*)?(?P<kind>[A-Za-z]+)\b:?(?P<rest>.*)", re.DOTALL)
_PAIR = re.compile(r"(?P<key>[^=]*?[^=\s:])(?: = |\s*[=]\s*|:\s+)(?P<value>.*)")
_REQUIREMENT = re.compile(r"(?P<name>@?[^\s<>=!~^@\[]+)(?:\[[^\]]*\])?(?:@|\s*)(?P<wanted>.*)")
_COMMIT = re.compile(r"[0-9a-fA-F]{4,64}")
_LOOSE = ("@", "@ in @", "~", "~ in @")
"""Where several bare words are taken for one piece: what they say cannot be prose."""
_LONGEST = 4_000
"""Characters; a longer line is no check."""


def format_check(check: AnyCheck) -> str:
    """Its text form, one line. `parse_check` gives the same check again, unless a piece of it is empty or no piece."""
    match check:
        case PathIs(path=path):
            return f"path {code_span(path)}"
        case TextIs(text=text, path=path):
            return f"text {code_span(text)}{_in(path)}"
        case SymbolIs(name=name, path=path):
            return f"symbol {code_span(name)}{_in(path)}"
        case SignatureIs(is_whole=is_whole):
            call = f"{check.name}({render_parameters(check.parameters)})"
            return f"signature {'exactly ' if is_whole else ''}{code_span(call)}{_in(check.path)}"
        case ValueIs():
            return f"value {_pair(check)}{_in(check.path)}"
        case DependencyIs(name=name, wanted=wanted, path=path):
            return f"dependency {code_span(f'{name} {wanted}'.strip())}{_in(path)}"
        case AbsentIs(what=what):
            return f"absent {format_check(what)}"
        case _:
            return _format_alone(check)


def _format_alone(check: CommandIs | CommitIs | UntilIs) -> str:
    match check:
        case CommandIs(command=command):
            return f"command {code_span(command)}"
        case CommitIs(commit=commit):
            return f"commit {code_span(commit)}"
        case UntilIs(day=day):
            return f"until {day}"


def _in(path: str) -> str:
    return f" in {code_span(path)}" if path else ""


def _pair(check: ValueIs) -> str:
    """`key = value` in one span; in two where the key could be taken for more than that."""
    if check.value is None:
        return f"{code_span(check.key)}{' is set' if '=' in check.key or _PAIR.fullmatch(check.key) else ''}"
    one = f"{check.key} = {check.value}"
    found = _PAIR.fullmatch(one)
    if found is not None and (found["key"], found["value"]) == (check.key, check.value):
        return code_span(one)
    return f"{code_span(check.key)} is {code_span(check.value) if check.value else 'empty'}"


def parse_check(text: str) -> AnyCheck | None:
    """The check that a line says; None for a line that is none. What a person types is taken as it is meant: without
    code spans, in quotes, with a colon behind the kind, in capitals.
    """
    found = _KIND.fullmatch(text) if len(text) <= _LONGEST else None
    if found is None:
        return None
    kind = found["kind"].lower()
    if kind == "absent":
        what = parse_check(found["rest"])
        is_absent = isinstance(what, PathIs | TextIs | SymbolIs | SignatureIs | ValueIs | DependencyIs)
        return AbsentIs(what) if is_absent else None  # type: ignore[arg-type]  # the check of the line above
    read = _READERS.get(kind)
    pieces = split_spans(found["rest"])
    return read(*pieces) if read and pieces else None


def _path(words: str, pieces: list[str]) -> AnyCheck | None:
    return PathIs(pieces[0]) if words == "@" else None


def _text(words: str, pieces: list[str]) -> AnyCheck | None:
    return TextIs(pieces[0], pieces[1]) if words == "@ in @" else None


def _symbol(words: str, pieces: list[str]) -> AnyCheck | None:
    if words not in ("@", "@ in @"):
        return None
    is_operator = pieces[0].endswith("operator()")  # C++ has one of that name
    return SymbolIs(pieces[0] if is_operator else pieces[0].removesuffix("()"), _second(pieces))


def _signature(words: str, pieces: list[str]) -> AnyCheck | None:
    is_whole = words.startswith("exactly ")
    name, _, rest = pieces[0].strip().partition("(")
    if words.removeprefix("exactly ") not in _LOOSE or not rest.endswith(")") or not name.strip():
        return None
    parameters = parse_parameters(rest.removesuffix(")"))
    return None if parameters is None else SignatureIs(name.strip(), parameters, _second(pieces), is_whole)


def _value(words: str, pieces: list[str]) -> AnyCheck | None:
    path = pieces[-1] if words.endswith(" in @") else ""
    match words.removesuffix(" in @"):
        case "@ is @":
            return ValueIs(pieces[0], path, pieces[1])
        case "@ is set":
            return ValueIs(pieces[0], path)
        case "@ is empty":
            return ValueIs(pieces[0], path, "")
        case "@" | "~" if found := _PAIR.fullmatch(pieces[0]):
            return ValueIs(found["key"], path, found["value"])
        case "@":
            emptied = re.fullmatch(r"([^=]*[^=\s])\s*=\s*", pieces[0])  # the blank behind `KEY =` was lost
            return ValueIs(emptied[1], path, "") if emptied else ValueIs(pieces[0], path)
        case _:
            return None


def _dependency(words: str, pieces: list[str]) -> AnyCheck | None:
    found = _REQUIREMENT.fullmatch(pieces[0].strip())
    if words not in _LOOSE or found is None:
        return None
    return DependencyIs(found["name"], found["wanted"].strip(), _second(pieces))


def _command(words: str, pieces: list[str]) -> AnyCheck | None:
    return CommandIs(pieces[0]) if words in ("@", "~") else None


def _commit(words: str, pieces: list[str]) -> AnyCheck | None:
    return CommitIs(pieces[0].lower()) if words == "@" and _COMMIT.fullmatch(pieces[0]) else None


def _until(words: str, pieces: list[str]) -> AnyCheck | None:
    if words != "@" or not re.fullmatch(r"\d{4}-\d\d-\d\d", pieces[0]):
        return None
    try:
        date.fromisoformat(pieces[0])
    except ValueError:
        return None
    return UntilIs(pieces[0])


def _second(pieces: list[str]) -> str:
    return pieces[1] if len(pieces) > 1 else ""


_READERS: dict[str, Callable[[str, list[str]], AnyCheck | None]] = {
    "path": _path,
    "text": _text,
    "symbol": _symbol,
    "signature": _signature,
    "value": _value,
    "dependency": _dependency,
    "command": _command,
    "commit": _commit,
    "until": _until,
}
