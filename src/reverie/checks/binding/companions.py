"""Checks beside those that could never fall.

A file that makes names as it runs, or a function that takes any keyword, lets nobody say that something is not there:
a check of it holds now and is not decided later, whatever happens. So its text is bound as well. A file can become one
of these later, so where a definition is written in a form that styles do not touch, its text is always bound.
"""

from collections.abc import Iterator
from datetime import date

from reverie.checks.check import AnyCheck, SignatureIs, SymbolIs, TextIs, ValueIs, Wanted
from reverie.checks.comparing.lines import find_line
from reverie.checks.comparing.literals import meaning_of
from reverie.checks.running import decide
from reverie.code.codebase import Codebase
from reverie.code.values import Definition, Outline

from .written import SHORTEST, STABLE_FORM, opening_of, parameter_of

_SHORTEST = 7
"""Characters: a text that is shorter is in a file by chance."""
_NOWHERE = "no_such_name_was_ever_here"


def companions_of(check: AnyCheck, codebase: Codebase, today: date) -> Iterator[TextIs]:
    """The texts by which a check that holds can fall, if it cannot by itself."""
    match check:
        case SymbolIs(name=name, path=path) | ValueIs(key=name, path=path):
            one = _definition(name, path, codebase)
            text = opening_of(one, codebase, _SHORTEST) if one else ""
            is_stable = len(text) >= SHORTEST and STABLE_FORM.match(text) is not None
            if text and (is_stable or not _can_fall(SymbolIs(_sibling(name), path), codebase, today)):
                yield TextIs(text, path)
            if isinstance(check, ValueIs) and check.value and meaning_of(check.value).sort == "name":
                yield from _alias(name, check.value, path, codebase)
        case SignatureIs(name=name, path=path, parameters=parameters, is_whole=False) if parameters:
            one = _definition(name, path, codebase)
            if one and not _can_fall(SignatureIs(name, (Wanted(_NOWHERE),), path), codebase, today):
                for wanted in parameters:
                    yield from _text(parameter_of(one, wanted.name, codebase), path)


def _alias(name: str, value: str, path: str, codebase: Codebase) -> Iterator[TextIs]:
    """A name that stands for another one: what that is set to is not compared, so its line is."""
    text, content = f"{name.rpartition('.')[2]} = {value}", codebase.read(path)
    if isinstance(content, str) and find_line(text, content):
        yield TextIs(text, path)


def _sibling(name: str) -> str:
    head, dot, _ = name.rpartition(".")
    return f"{head}{dot}{_NOWHERE}"


def _can_fall(check: AnyCheck, codebase: Codebase, today: date) -> bool:
    """Whether a check like it, of what is surely not there, is refuted."""
    return decide(check, codebase, today=today).word == "refuted"


def _definition(name: str, path: str, codebase: Codebase) -> Definition | None:
    outline = codebase.outline(path) if path else None
    if not isinstance(outline, Outline):
        return None
    return next((Definition(path, symbol) for symbol in outline.symbols if symbol.name == name), None)


def _text(text: str, path: str) -> Iterator[TextIs]:
    if text:
        yield TextIs(text, path)
