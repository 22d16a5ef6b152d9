"""Whether there is ground enough to call a sentence untrue. A line that accuses wrongly is worse than ten missed."""

import posixpath

import msgspec

from reverie.audit.cutting.passage import Passage
from reverie.audit.passing.placeholders import is_placeholder
from reverie.audit.passing.reasons import Reason
from reverie.checks.candidate import Candidate
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

from .deciding import Decider
from .near import near_names

_LANGUAGES = frozenset({"python", "node", "rust", "go"})
_MENTIONED = "named in passing"


class Ground(msgspec.Struct, frozen=True):
    """What a candidate is judged with. `reason` is a loose one; `is_instructions`: the note is for who works on the
    project, so its paths and commands are the project's own."""

    codebase: Codebase
    passage: Passage
    reason: Reason | None
    is_instructions: bool
    decider: Decider


def accuses(candidate: Candidate, verdict: Verdict, ground: Ground) -> str:
    """Empty when there is ground to; else why there is not."""
    named = ground.passage.text[candidate.names.start : candidate.names.end]
    if is_placeholder(named):
        return "a placeholder"
    check = candidate.check
    if ground.reason is not None and not _is_about_symbols(check):
        return ground.reason.why
    match check:
        case PathIs():
            return _path(check, verdict, ground)
        case SymbolIs():
            return _symbol(check, candidate, ground)
        case SignatureIs() | ValueIs() | DependencyIs() | TextIs():
            return "" if candidate.strength == "claim" else _MENTIONED
        case AbsentIs() | CommandIs() | CommitIs() | UntilIs():
            return "not a statement about the files"


def _is_about_symbols(check: AnyCheck) -> bool:
    return isinstance(check, SymbolIs | SignatureIs) and ("." in check.name or bool(check.path))


def _path(check: PathIs, verdict: Verdict, ground: Ground) -> str:
    """What moved is there for all to see. What is gone must be known to have been: a folder of the project holds its
    like, or its own name but for a letter or two."""
    path = check.path.strip("/").removeprefix("./")
    folder, _, name = path.rpartition("/")
    if not folder:
        return "a name without its folder"
    top = path.partition("/")[0]
    if verdict.word == "moved":
        is_here = ground.codebase.kind_of(top) == "folder" or ground.is_instructions
        return "" if is_here else f"no folder `{top}` is here"
    if ground.codebase.kind_of(folder) != "folder":
        return f"no folder `{folder}` is here"
    beside = [posixpath.basename(one) for one in ground.codebase.files if posixpath.dirname(one) == folder]
    if ground.is_instructions and beside:
        return ""
    return "" if near_names(name, beside) else "nothing like it was ever seen here"


def _symbol(check: SymbolIs, candidate: Candidate, ground: Ground) -> str:
    """A name that nothing defines may be anybody's; one below a class or module of this project is not."""
    if check.path:
        return "" if candidate.strength == "claim" or "." in check.name else _MENTIONED
    head, _, _ = check.name.rpartition(".")
    if not head:
        return "a name without its module"
    owners = ground.codebase.definitions(head)
    if len({one.path for one in owners}) == 1 and owners[0].symbol.kind in ("class", "type"):
        return ""
    return "" if not owners and ground.decider.of(SymbolIs(head)).word == "verified" else f"`{head}` is not certain"
