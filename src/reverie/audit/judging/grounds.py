"""Whether there is ground enough to call a sentence untrue. A line that accuses wrongly is worse than ten missed."""

import posixpath
import re

import msgspec

from reverie.audit.passing.placeholders import is_placeholder
from reverie.audit.passing.reasons import Reason
from reverie.audit.past.history import WrittenAt
from reverie.audit.values import Note
from reverie.checks.candidate import Candidate
from reverie.checks.check import (
    DependencyIs,
    PathIs,
    SignatureIs,
    SymbolIs,
    TextIs,
    ValueIs,
)
from reverie.checks.verdict import Verdict
from reverie.code.codebase import Codebase
from reverie.code.outlines.languages import language_of
from reverie.code.values import Unread

from .deciding import Decider
from .foreign import is_aside, is_foreign, is_vendored
from .meant import is_distinct, is_module, is_path_meant, is_written_as_path
from .near import near_names
from .requirements import LANGUAGES, says_need, says_requirement
from .said import is_said
from .signatures import is_signature
from .statements import Statement

_MENTIONED = "named in passing"
_KINDS = re.compile(
    r"\b(?:function|method|class|decorator|exception|coroutine|constant|attribute|helper|mixin|enum)\b", re.I
)


class Ground(msgspec.Struct, frozen=True):
    """What a candidate of a statement is judged with. `is_instructions`: the note is for who works on the
    project, so its paths and commands are the project's own."""

    codebase: Codebase
    note: Note
    statement: Statement
    is_instructions: bool
    decider: Decider
    past: WrittenAt

    def line_of(self, candidate: Candidate) -> int:
        return self.statement.passage.place_of(candidate.names.start)[0]


def accuses(candidate: Candidate, verdict: Verdict, ground: Ground) -> str:
    """Empty when there is ground to; else why there is not."""
    passage = ground.statement.passage
    named = passage.text[candidate.names.start : candidate.names.end]
    if is_placeholder(named.strip("[]()")):
        return "a placeholder"
    if verdict.place is not None and is_vendored(verdict.place.path):
        return "about another project's code"
    if (reason := ground.statement.reason) and not _stands_anyway(candidate, reason, ground):
        return reason.why
    if isinstance(candidate.check, PathIs):
        is_written = is_written_as_path(passage.text, candidate.names)
        return _path(candidate, verdict, ground) if is_written else "perhaps no path"
    if isinstance(candidate.check, SymbolIs):
        return _symbol(candidate.check, candidate, verdict, ground)
    return _said(candidate, named, ground)


def _said(candidate: Candidate, named: str, ground: Ground) -> str:
    """Of parameters, values and versions."""
    if candidate.strength != "claim":
        return _MENTIONED
    match candidate.check:
        case SignatureIs() if named.strip("`~").startswith("."):
            return "a method of something unsaid"
        case SignatureIs() as check if is_signature(check, ground.decider):
            return ""
        case SignatureIs(name=name, path=path) | ValueIs(key=name, path=path) if language_of(path):
            return _of_source(name, path, candidate, ground)
        case DependencyIs(name=name) if name in LANGUAGES:
            return "" if says_requirement(ground.statement.text) else "not what the project itself requires"
        case TextIs(path=path) if posixpath.basename(path) not in ground.statement.text:
            return "its file is not said"
        case DependencyIs():
            return "" if says_need(ground.statement.text) else "a list of versions"
        case SignatureIs() | ValueIs() | TextIs():
            return ""
        case _:
            return "not a statement about the files"


def _of_source(name: str, path: str, candidate: Candidate, ground: Ground) -> str:
    """What has a name is meant for sure when the sentence gives its file, or nothing else of the code is called so."""
    text = ground.statement.passage.text
    said, named = ground.statement.text, text[candidate.names.start : candidate.names.end]
    if is_aside(path) and path not in said:
        return "about tests or examples"
    head, last = name.rpartition(".")[0], name.rpartition(".")[2]
    written = next(iter(re.findall(rf"([\w.]*)\b{re.escape(last)}\b", named)), "").rstrip(".")
    if (head and name not in said) or (written and not head and not is_module(written, path)):
        return "a member of an object whose class is not said"
    if posixpath.basename(path) in said:
        return ""
    if not head and not written and not is_distinct(last):
        return f"`{last}` may be anything"
    own = {one.path for one in ground.codebase.definitions(name) if not is_aside(one.path)}
    return "" if len(own) == 1 else f"several things are called `{name}`"


def _stands_anyway(candidate: Candidate, reason: Reason, ground: Ground) -> bool:
    """Whether what a sentence names must be there, although it is an example, a wish or a denial of something else."""
    check = candidate.check
    if isinstance(check, PathIs):
        return reason.reach == "things" and _had_path(candidate, ground)
    kinds = SymbolIs if reason.reach == "things" else (SymbolIs, SignatureIs)
    return isinstance(check, kinds) and ("." in check.name or bool(check.path))


def _had_path(candidate: Candidate, ground: Ground) -> bool:
    """Whether it was there, in any reading, when the line was written."""
    readings = [one.path for one in (candidate.check, *candidate.also) if isinstance(one, PathIs)]
    line = ground.line_of(candidate)
    return any(ground.past.had_path(one, ground.note.place, line) for one in readings)


def _path(candidate: Candidate, verdict: Verdict, ground: Ground) -> str:
    """What is gone must be known to have been: by the history, or because its folder holds its like."""
    if _had_path(candidate, ground):
        return ""
    assert isinstance(candidate.check, PathIs)
    path = candidate.check.path.strip("/").removeprefix("./")
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


def _symbol(check: SymbolIs, candidate: Candidate, verdict: Verdict, ground: Ground) -> str:
    """A name that nothing defines may be anybody's; one that the project defined when this was written is not, nor is
    one below a class or module of this project."""
    if why := _why_not_own(check, candidate, ground):
        return why
    last = check.name.rpartition(".")[2]
    if check.path and any(path.endswith(check.path) for path in ground.codebase.with_word(last)):
        return f"that file speaks of `{last}`"  # a sentence may say where a thing is used
    if ground.past.defined(last, ground.note.place, ground.line_of(candidate)):
        return ""
    if verdict.word == "moved":  # it is there for all to see
        return "" if candidate.strength == "claim" or "." in check.name else _MENTIONED
    if check.path and posixpath.basename(check.path) in ground.statement.text:
        return _symbol_of_file(check, candidate, ground)
    if is_said(last, ground.codebase):
        return f"the code says `{last}`"
    if check.path:
        return _symbol_of_file(check, candidate, ground)
    head, _, _ = check.name.rpartition(".")
    if not head:
        return "a name without its module"
    owners = ground.codebase.definitions(head)
    if len({one.path for one in owners}) == 1 and owners[0].symbol.kind in ("class", "type"):
        return "" if not is_vendored(owners[0].path) else "about another project's code"
    return _of_module(check, head, candidate, ground) if not owners else f"`{head}` is not certain"


def _why_not_own(check: SymbolIs, candidate: Candidate, ground: Ground) -> str:
    """Why a name may not be the project's, or not in the file that binding found for it; empty when it is."""
    text, names = ground.statement.passage.text, candidate.names
    named = text[names.start : names.end]
    if "`" not in text[max(0, names.start - 2) : names.end]:
        return "a word, perhaps not meant as a name"
    if is_foreign(check.name):
        return "a name of the language or its library"
    if "@" in named or re.search(r"(?<!:):(?!:)\w", named.strip(":`")):
        return "a notation of its own"
    if check.name not in named:
        return "a member of an object whose class is not said"
    if check.path and is_aside(check.path) and check.path not in ground.statement.text:
        return "about tests or examples"
    if check.path and not is_path_meant(check.path, candidate, ground.statement, ground.codebase):
        return f"perhaps not meant to be in `{check.path}`"
    return ""


def _symbol_of_file(check: SymbolIs, candidate: Candidate, ground: Ground) -> str:
    """`Session.send` in a file that is there; a bare name only when its form or a near one says that it is a symbol."""
    if candidate.strength != "claim" and "." not in check.name:
        return _MENTIONED
    owner = check.name.rpartition(".")[0]
    if owner and any(one.path == check.path for one in ground.codebase.definitions(owner)):
        return ""
    return "" if _is_called(candidate, ground) or _near_in(check, ground) else "perhaps not a symbol"


def _of_module(check: SymbolIs, head: str, candidate: Candidate, ground: Ground) -> str:
    """`trio.whatever`: below a module anything may be meant, a logger or a command, unless its form says more."""
    verdict = ground.decider.of(SymbolIs(head))
    if verdict.word != "verified" or verdict.place is None:
        return f"`{head}` is not certain"
    inside = msgspec.structs.replace(check, name=check.name.rpartition(".")[2], path=verdict.place.path)
    return "" if _is_called(candidate, ground) or _near_in(inside, ground) else "perhaps not a symbol"


def _is_called(candidate: Candidate, ground: Ground) -> bool:
    """Written with brackets, or said to be a function, a class and the like."""
    text = ground.statement.passage.text
    around = text[max(0, candidate.names.start - 24) : candidate.names.end + 24]
    return "()`" in text[candidate.names.start : candidate.names.end + 1] or bool(_KINDS.search(around))


def _near_in(check: SymbolIs, ground: Ground) -> bool:
    outline = ground.codebase.outline(check.path)
    names = () if isinstance(outline, Unread) else [one.last_name for one in outline.symbols]
    return bool(near_names(check.name.rpartition(".")[2], names))
