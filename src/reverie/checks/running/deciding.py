"""Deciding any check: the one way in."""

from datetime import date
from typing import assert_never

import msgspec

from reverie.checks.check import (
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
from reverie.checks.verdict import Verdict
from reverie.code.codebase import Codebase

from .dependencies import decide_dependency
from .outside import decide_command, decide_commit, decide_until
from .paths import decide_path
from .ports import Commands, History
from .reading import Reading
from .signatures import decide_signature
from .symbols import decide_symbol
from .texts import decide_text
from .values import decide_value
from .words import refuted, unverified, verified


def decide(
    check: AnyCheck,
    codebase: Codebase,
    *,
    today: date,
    history: History | None = None,
    commands: Commands | None = None,
) -> Verdict:
    """What the project's files say to a check now. Raises nothing for any check; OSError of the root folder only.

    Who doubts does not accuse: whatever could not be read as a whole makes it `unverified`. `today` is the local day;
    without `history` a commit, without `commands` a command is not checked.
    """
    reading = Reading(codebase)
    match check:
        case UntilIs():
            return decide_until(check, today)
        case CommitIs():
            return decide_commit(check, history)
        case CommandIs():
            return decide_command(check, commands)
        case AbsentIs(what=what):
            verdict = _absent(_decide(what, reading))
        case _:
            verdict = _decide(check, reading)
    return msgspec.structs.replace(verdict, read=tuple(reading.paths), is_tree_wide=reading.is_tree_wide)


def _decide(check: PathIs | TextIs | SymbolIs | SignatureIs | ValueIs | DependencyIs, reading: Reading) -> Verdict:
    match check:
        case PathIs():
            return decide_path(check, reading)
        case TextIs():
            return decide_text(check, reading)
        case SymbolIs():
            return decide_symbol(check, reading)
        case SignatureIs():
            return decide_signature(check, reading)
        case ValueIs():
            return decide_value(check, reading)
        case DependencyIs():
            return decide_dependency(check, reading)
        case _:
            assert_never(check)


def _absent(verdict: Verdict) -> Verdict:
    """The other way round. What moved is absent from where it was said to be; what may be there is not decided."""
    match verdict.word:
        case "verified":
            return refuted("it is there", verdict.place)
        case "refuted" | "moved":
            return verified(verdict.place)
        case "unverified":
            return unverified(verdict.why, verdict.place)
