"""Binding a statement to the checks of it that hold now."""

import re
from datetime import date

import msgspec

from reverie.checks.candidate import Candidate
from reverie.checks.check import AbsentIs, AnyCheck, DependencyIs, PathIs, SignatureIs, SymbolIs, TextIs, ValueIs
from reverie.checks.running import decide
from reverie.checks.verdict import Verdict
from reverie.code.codebase import Codebase

from .companions import companions_of
from .finding import find_candidates

_SAYS_A_VALUE = re.compile(
    r"(?:\bis|\bare|=|\bdefaults? (?:to|is)|\bset to|\btakes|\breturns)\s*(?:[`\"']|-?\d|true\b|false\b|none\b|null\b)",
    re.IGNORECASE,
)
"""What says more than where something is."""

MOST_CHECKS = 12
"""Checks that a statement is bound to: more make a fact slow to doubt, and add nothing."""


class Bound(msgspec.Struct, frozen=True):
    """`checks` hold now, the most specific first, with their paths filled in. `failing` are the candidates that do
    not, with what is there instead; what could not be decided is in neither."""

    checks: tuple[AnyCheck, ...] = ()
    failing: tuple[tuple[Candidate, Verdict], ...] = ()


def bind(text: str, codebase: Codebase, today: date) -> Bound:
    """The checks by which a statement can be doubted later. Must not raise for any text; OSError of the root only."""
    holding: list[AnyCheck] = []
    failing: list[tuple[Candidate, Verdict]] = []
    says_value = says_more = _SAYS_A_VALUE.search(text) is not None
    for candidate in find_candidates(text, codebase):
        held, verdict = _held(candidate, codebase, today)
        if held is not None:
            holding += [held, *companions_of(held, codebase, today)]
        else:
            says_more = says_more or not isinstance(candidate.check, PathIs)
            if verdict.word in ("refuted", "moved"):
                failing.append((candidate, verdict))
    too_little = PathIs | SymbolIs if says_value else PathIs
    if says_more and all(isinstance(one, too_little) for one in holding):
        holding = []  # that something is there shows nothing of what is said of it
    return Bound(_most_specific(holding), tuple(failing))


def _held(candidate: Candidate, codebase: Codebase, today: date) -> tuple[AnyCheck | None, Verdict]:
    """The first of its readings that holds now, with its path; else None and what the first reading's verdict is."""
    first: Verdict | None = None
    for check in (candidate.check, *candidate.also):
        verdict = decide(check, codebase, today=today)
        if verdict.word == "verified":
            return placed(check, verdict), verdict
        first = first or verdict
    assert first is not None
    return None, first


def placed(check: AnyCheck, verdict: Verdict) -> AnyCheck:
    """A check that holds, with the path where it was found, when it says none."""
    place = verdict.place.path if verdict.place is not None else ""
    if isinstance(check, SymbolIs | SignatureIs) and not check.path and place not in ("", "."):
        return msgspec.structs.replace(check, path=place)
    return check


def _most_specific(checks: list[AnyCheck]) -> tuple[AnyCheck, ...]:
    """Without those that another one implies; values and parameters before names, names before paths."""
    unique = list(dict.fromkeys(checks))
    kept = [one for one in unique if not any(other is not one and implies(other, one) for other in unique)]
    return tuple(sorted(kept, key=_rank)[:MOST_CHECKS])


def implies(strong: AnyCheck, weak: AnyCheck) -> bool:
    """Whether `weak` falls only together with `strong`, and then would say less."""
    match weak:
        case PathIs(path=path):
            return getattr(strong, "path", "") == path and not isinstance(strong, PathIs)
        case SymbolIs(name=name, path=path):
            named = isinstance(strong, SignatureIs) and (strong.name, strong.path) == (name, path)
            return named or (isinstance(strong, ValueIs) and (strong.key, strong.path) == (name, path))
        case SignatureIs():
            return isinstance(strong, SignatureIs) and _asks_more(strong, weak)
        case _:
            return False


def _asks_more(strong: SignatureIs, weak: SignatureIs) -> bool:
    is_same = (strong.name, strong.path) == (weak.name, weak.path) and strong.is_whole >= weak.is_whole
    names = {one.name for one in strong.parameters if one.default is not None}
    asked = {(one.name, one.default) for one in strong.parameters}
    return is_same and all(
        (one.name, one.default) in asked or (one.default is None and one.name in names) for one in weak.parameters
    )


def _rank(check: AnyCheck) -> int:
    order = (ValueIs, SignatureIs, DependencyIs, AbsentIs, SymbolIs, TextIs, PathIs)
    return next((place for place, kind in enumerate(order) if isinstance(check, kind)), len(order))
