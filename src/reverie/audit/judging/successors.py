"""What a value, a default or a version is now, as the text that would stand in a note."""

import re

from reverie.checks.check import AnyCheck, DependencyIs, SignatureIs, ValueIs
from reverie.checks.verdict import Verdict
from reverie.code.codebase import Codebase
from reverie.code.values import Settings

_SIMPLE = re.compile(r"[\w.+-]{1,40}|\"[^\"\n]{0,40}\"|'[^'\n]{0,40}'")
_LEAST = re.compile(r"(?:>=|\^|~=|~)?v?(\d+(?:\.\d+)*)(?:,<.*)?")


def value_now(check: AnyCheck, verdict: Verdict, codebase: Codebase) -> tuple[str, str] | None:
    """The old text and the new one; None when there is no one new value that is as simple as the old."""
    if verdict.place is None or not verdict.place.line:
        return None
    match check:
        case ValueIs(value=str(old)):
            return _simple(old, _value_at(verdict, codebase))
        case SignatureIs(parameters=(wanted,)) if wanted.default is not None:
            return _simple(wanted.default, _default_at(check.name, wanted.name, verdict, codebase))
        case DependencyIs(name=name, wanted=old) if found := _LEAST.fullmatch(old):
            return _simple(found[1], _version_at(name, verdict, codebase))
        case _:
            return None


def _simple(old: str, new: str) -> tuple[str, str] | None:
    is_simple = _SIMPLE.fullmatch(old) and _SIMPLE.fullmatch(new)
    return (old, new) if is_simple and old != new else None


def _value_at(verdict: Verdict, codebase: Codebase) -> str:
    assert verdict.place is not None
    settings = codebase.settings(verdict.place.path)
    if isinstance(settings, Settings):
        return next((one.value for one in settings.settings if one.line == verdict.place.line), "")
    outline = codebase.outline(verdict.place.path)
    symbols = getattr(outline, "symbols", ())
    return next((one.value for one in symbols if one.line == verdict.place.line), "")


def _default_at(name: str, parameter: str, verdict: Verdict, codebase: Codebase) -> str:
    """Of the one callable at the place that the verdict names."""
    assert verdict.place is not None
    for definition in codebase.definitions(name.rpartition(".")[2]):
        if definition.place == verdict.place:
            for one in definition.symbol.parameters or ():
                if one.name == parameter:
                    return one.default or ""
    return ""


def _version_at(name: str, verdict: Verdict, codebase: Codebase) -> str:
    found = {_LEAST.fullmatch(one.wanted) for one in codebase.dependencies() if one.place == verdict.place}
    matches = {match[1] for match in found if match}
    return matches.pop() if len(matches) == 1 and name else ""
