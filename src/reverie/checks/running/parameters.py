"""Comparing the parameters that a callable has with those that it must have."""

import re
from typing import Literal

import msgspec

from reverie.checks.check import SignatureIs, Wanted
from reverie.checks.comparing.literals import meaning_of
from reverie.checks.comparing.names import nearest
from reverie.code.codebase import Codebase
from reverie.code.values import Definition, Parameter

from .callables import why_open
from .constants import is_same
from .passing import passed_to
from .words import listed

_MARKS = re.compile(r"^[*&.]+")
_LONGEST_BODY = 200
"""Lines of a function that are looked through for a default set inside of it."""
_SHOWN = 8
_DEEPEST = 3
"""Callables that pass their keywords on to each other."""


class Answer(msgspec.Struct, frozen=True):
    """`says` is what is there instead, or why it cannot be told."""

    word: Literal["holds", "unknown", "fails"]
    definition: Definition
    says: str = ""


def answer_of(check: SignatureIs, definition: Definition, codebase: Codebase) -> Answer:
    """What one callable says to all that is wanted of it: it fails when one parameter does."""
    has = {plain_name(one.name) for one in definition.symbol.parameters or ()}
    implied = {"self", "cls", ""} - has  # people write them out
    wanted = [one for one in check.parameters if plain_name(one.name) not in implied]
    answers = [_answer(one, definition, codebase) for one in wanted]
    if check.is_whole:
        answers.append(_whole(wanted, definition))
    for word in ("fails", "unknown"):
        for answer in answers:
            if answer.word == word:
                return answer
    return Answer("holds", definition)


def plain_name(name: str) -> str:
    """Without the marks of variadic parameters and of optional ones."""
    return _MARKS.sub("", name.strip()).rstrip("?")


def _answer(wanted: Wanted, definition: Definition, codebase: Codebase, depth: int = 0) -> Answer:
    parameters = definition.symbol.parameters or ()
    name = plain_name(wanted.name)
    parameter = next((one for one in parameters if plain_name(one.name) == name), None)
    if parameter is None:
        return _passed(wanted, definition, codebase, depth) or _missing(name, parameters, definition, codebase)
    if wanted.is_required and parameter.default is not None:
        return Answer("fails", definition, shown(parameter))
    if wanted.default is None:
        return Answer("holds", definition)
    return _default(wanted.default, parameter, definition, codebase)


def _passed(wanted: Wanted, definition: Definition, codebase: Codebase, depth: int) -> Answer | None:
    """What those say that get the keywords; None: nobody does, or it is not clear who."""
    if depth > _DEEPEST:
        return None
    answers = [_answer(wanted, one, codebase, depth + 1) for one in passed_to(definition, codebase)]
    return answers[-1] if answers else None


def _missing(name: str, parameters: tuple[Parameter, ...], definition: Definition, codebase: Codebase) -> Answer:
    if why := why_open(definition, codebase):
        return Answer("unknown", definition, f"`{definition.symbol.name}` has no parameter `{name}`, but {why}")
    names = [plain_name(one.name) for one in parameters]
    ordered = [*nearest(name, names), *names]
    has = listed(list(dict.fromkeys(ordered))[:_SHOWN]) if names else "none"
    return Answer("fails", definition, f"no parameter `{name}`; has {has}")


def _default(wanted: str, parameter: Parameter, definition: Definition, codebase: Codebase) -> Answer:
    if parameter.default is None:
        is_plain = parameter.kind in ("positional", "keyword")
        says = f"`{parameter.name}` has no default"
        return Answer(
            "fails" if is_plain and not _may_be_optional(parameter, definition) else "unknown", definition, says
        )
    if wanted.strip() == parameter.default:
        return Answer("holds", definition)
    if parameter.default in ("...", "…"):
        return Answer("unknown", definition, f"the default of `{parameter.name}` is not written out")
    same = is_same(wanted, parameter.default, definition.path, codebase)
    if same:
        return Answer("holds", definition)
    if same is None or _is_set_inside(wanted, parameter, definition, codebase):
        return Answer("unknown", definition, f"{shown(parameter)}: what that is, is decided as it runs")
    return Answer("fails", definition, shown(parameter))


def _may_be_optional(parameter: Parameter, definition: Definition) -> bool:
    """In JavaScript and TypeScript a parameter may be left out without a default being written."""
    return definition.path.endswith((".js", ".ts", ".mjs", ".cjs", ".jsx", ".tsx")) or parameter.name.endswith("?")


def _is_set_inside(wanted: str, parameter: Parameter, definition: Definition, codebase: Codebase) -> bool:
    """Whether a function whose default is nothing says the wanted value beside the parameter in its body."""
    meaning = meaning_of(parameter.default or "")
    text = codebase.read(definition.path)
    if meaning.sort == "value" and meaning.value not in (None, False):
        return False
    if not isinstance(text, str) or (asked := meaning_of(wanted)).value is None:
        return False
    lines = text.splitlines()[definition.symbol.line : definition.symbol.line + _LONGEST_BODY]
    value = re.escape(str(asked.value))
    return any(re.search(rf"\b{re.escape(plain_name(parameter.name))}\b.*(?<!\w){value}(?!\w)", line) for line in lines)


def _whole(wanted: list[Wanted], definition: Definition) -> Answer:
    has = [plain_name(one.name) for one in definition.symbol.parameters or ()]
    if has == [plain_name(one.name) for one in wanted]:
        return Answer("holds", definition)
    return Answer("fails", definition, f"has {listed(has)}" if has else "has no parameters")


def shown(parameter: Parameter) -> str:
    """As it is now: `timeout=30`."""
    return f"`{parameter.name}`" if parameter.default is None else f"`{parameter.name}={parameter.default}`"
