"""Deciding `signature`: does a callable have these parameters, with these defaults?"""

import msgspec

from reverie.checks.check import SignatureIs, SymbolIs
from reverie.checks.comparing.names import dotted
from reverie.checks.verdict import Verdict
from reverie.code.codebase import Codebase
from reverie.code.values import Definition

from .callables import callables_of
from .finding import find_in
from .parameters import Answer, answer_of
from .symbols import decide_symbol, find_symbol
from .words import refuted, unverified, verified


def decide_signature(check: SignatureIs, codebase: Codebase) -> Verdict:
    """The symbol first: where it moved, its parameters are judged at the new place."""
    symbol = decide_symbol(SymbolIs(check.name, check.path), codebase)
    if symbol.word == "verified":
        found, _ = find_symbol(dotted(check.name), check.path, codebase)
        return _judge(check, found.definitions, codebase)
    if symbol.word == "moved" and isinstance(symbol.becomes, SymbolIs):
        return _judge_moved(check, symbol, symbol.becomes.path, codebase)
    return symbol


def _judge_moved(check: SignatureIs, symbol: Verdict, path: str, codebase: Codebase) -> Verdict:
    verdict = _judge(check, find_in(path, dotted(check.name), codebase).definitions, codebase)
    if verdict.word != "verified":
        return verdict
    becomes = msgspec.structs.replace(check, path=path)
    return msgspec.structs.replace(symbol, place=verdict.place, becomes=becomes)


def _judge(check: SignatureIs, definitions: tuple[Definition, ...], codebase: Codebase) -> Verdict:
    """Holds when any of the definitions does (overloads, branches); is refuted only when all are."""
    known = callables_of(definitions, codebase)
    if not known:
        return unverified(_why_unknown(check, definitions), definitions[0].place if definitions else None)
    answers = [answer_of(check, one, codebase) for one in known]
    return _best(answers)


def _best(answers: list[Answer]) -> Verdict:
    for word in ("holds", "unknown"):
        for answer in answers:
            if answer.word == word:
                place = answer.definition.place
                return verified(place) if word == "holds" else unverified(answer.says, place)
    last = answers[-1]  # an implementation stands below its overloads
    return refuted(last.says, last.definition.place)


def _why_unknown(check: SignatureIs, definitions: tuple[Definition, ...]) -> str:
    if not definitions:
        return f"`{check.name}` comes from outside of the project"
    return f"the parameters of `{definitions[0].symbol.name}` are not written where it is defined"
