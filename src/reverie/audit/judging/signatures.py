"""Signatures as a note writes them: `retry(call, times=3, wait=1)` is one when its names are those of the function, in
their order, and no mere call; then its defaults are those that the note gives."""

import re
from collections.abc import Iterator

import msgspec

from reverie.checks.candidate import Candidate, Span
from reverie.checks.check import SignatureIs, Wanted
from reverie.checks.comparing.parameters import parse_parameters
from reverie.code.codebase import Codebase
from reverie.code.values import Definition

from .deciding import Decider
from .foreign import is_aside, is_vendored
from .statements import Statement

_CALL = re.compile(r"(?<!`)(`{1,2})(?!`)(?P<name>[A-Za-z_][\w.]*)\((?P<parameters>[^`]*=[^`]*)\)\1(?!`)")
_LONGEST = 600


def signature_candidates(statement: Statement, codebase: Codebase, decider: Decider) -> Iterator[Candidate]:
    """One for each that differs from the function's only in its defaults, and in no more than half of these."""
    text, span = statement.passage.text, statement.span
    for found in _CALL.finditer(text, span.start, span.end):
        inner = " ".join(found["parameters"].split())
        wanted = parse_parameters(inner) if len(inner) < _LONGEST else None
        definition = _only(found["name"], codebase) if wanted else None
        if not wanted or not definition:
            continue
        check = SignatureIs(found["name"], wanted, definition.path, is_whole=True)
        if is_signature(check, decider):
            yield Candidate(check, "claim", span, Span(*found.span()))


def _only(name: str, codebase: Codebase) -> Definition | None:
    own = [one for one in codebase.definitions(name) if not is_vendored(one.path) and not is_aside(one.path)]
    return own[0] if len(own) == 1 else None


def is_signature(check: SignatureIs, decider: Decider) -> bool:
    """Whether the names are those of the function, all in order, and at least half of the defaults too."""
    wanted = check.parameters
    names_only = tuple(msgspec.structs.replace(one, default=None) for one in wanted)
    whole = SignatureIs(check.name, names_only, check.path, is_whole=True)
    if not check.is_whole or len(wanted) < 2 or decider.of(whole).word != "verified":
        return False
    holding = [_holds(check, one, decider) for one in wanted if one.default is not None]
    has_required = any(one.default is None for one in wanted)
    return sum(holding) * 2 >= len(holding) and (has_required or any(holding))


def _holds(check: SignatureIs, wanted: Wanted, decider: Decider) -> bool:
    return decider.of(SignatureIs(check.name, (wanted,), check.path)).word == "verified"
