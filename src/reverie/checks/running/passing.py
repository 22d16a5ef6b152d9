"""Following `**kwargs`: to the constructor of a base, or to the one function that they are given to."""

import re

from reverie.code.codebase import Codebase
from reverie.code.values import Definition

from .bodies import body_of
from .callables import callables_of
from .members import Members

_UNSAID = re.compile(r"""(?s)\"{3}.*?\"{3}|'{3}.*?'{3}|#[^\n]*""")


def passed_to(one: Definition, codebase: Codebase) -> list[Definition]:
    """The callables of the tree that get a callable's keywords, when that is all that becomes of them; else none."""
    keywords = next((each for each in one.symbol.parameters or () if each.kind == "keywords"), None)
    if keywords is None or not one.path.endswith(".py"):
        return []
    body = _UNSAID.sub(" ", _of_function(one, codebase))
    name = re.escape(keywords.name.lstrip("*"))
    calls = re.findall(rf"(?<!def )\b([\w.]+(?:\(\))?(?:\.\w+)?)\((?:[^()]|\([^()]*\))*\*\*{name}\b", body)
    said = len(re.findall(rf"\b{name}\b", body)) - 1  # once where it is declared
    if len(calls) != 1 or said != 1:
        return []
    return callables_of(_called(calls[0], one, codebase), codebase)


def _of_function(one: Definition, codebase: Codebase) -> str:
    """The text of what has the parameters: of a class, those of its constructor."""
    if one.symbol.kind != "class":
        return body_of(one, codebase)
    found = Members(codebase).find(f"{one.symbol.name}.__init__", one.path).definitions
    return body_of(found[0], codebase) if found else ""


def _called(call: str, one: Definition, codebase: Codebase) -> tuple[Definition, ...]:
    owner = one.symbol.name if one.symbol.kind == "class" else one.symbol.name.rpartition(".")[0]
    members = Members(codebase)
    if call.startswith("super()."):
        return members.inherited(owner, call.removeprefix("super()."), one.path).definitions
    if call.startswith(("self.", "cls.")):
        return members.find(f"{owner}.{call.partition('.')[2]}", one.path).definitions
    return members.find(call, one.path).definitions
