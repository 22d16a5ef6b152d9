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
from .foreign import is_vendored
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
        if wanted and definition and _is_signature(found["name"], wanted, definition, decider):
            check = SignatureIs(found["name"], wanted, definition.path, is_whole=True)
            yield Candidate(check, "claim", span, Span(*found.span()))


def _only(name: str, codebase: Codebase) -> Definition | None:
    own = [one for one in codebase.definitions(name) if not is_vendored(one.path) and not _is_aside(one.path)]
    return own[0] if len(own) == 1 else None


def _is_aside(path: str) -> bool:
    return bool(re.search(r"(?:^|/)(?:tests?|docs?|examples?|benchmarks?)/", path))


def _is_signature(name: str, wanted: tuple[Wanted, ...], definition: Definition, decider: Decider) -> bool:
    names_only = tuple(msgspec.structs.replace(one, default=None) for one in wanted)
    whole = SignatureIs(name, names_only, definition.path, is_whole=True)
    if len(wanted) < 2 or decider.of(whole).word != "verified":
        return False
    holding = [_holds(name, one, definition, decider) for one in wanted if one.default is not None]
    has_required = any(one.default is None for one in wanted)
    return sum(holding) * 2 >= len(holding) and (has_required or any(holding))


def _holds(name: str, wanted: Wanted, definition: Definition, decider: Decider) -> bool:
    return decider.of(SignatureIs(name, (wanted,), definition.path)).word == "verified"
