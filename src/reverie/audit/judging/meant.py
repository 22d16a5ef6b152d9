"""Whether a sentence says of a name that it is in a certain file, and not only names both."""

import posixpath
import re

from reverie.checks.candidate import Candidate, Span
from reverie.code.codebase import Codebase

from .statements import Statement

_JOINS = re.compile(
    r"\b(?:in|from|inside|within|of|at|by|module|file|defines?|has|provides?|exports?|contains?|holds?|offers?)\b|::|:"
)
_ROOT = re.compile(r"^(?:src|lib|python|packages/[^/]+(?:/src)?)/")
_TWO_WORDS = re.compile(r"[A-Za-z0-9]_[A-Za-z]|[a-z][A-Z]|[A-Z]{2,}[a-z]")
_ELSEWHERE = re.compile(r"[`*_]*\]\(\w+:")
_ENDING = re.compile(r"\.[A-Za-z]\w{0,5}\W*\Z|/\Z")
_FAR = 60
"""Characters between a name and its file; what stands further apart is seldom one thought."""


def is_path_meant(path: str, candidate: Candidate, statement: Statement, codebase: Codebase) -> bool:
    """`pkg.mod.name` says it by its own modules, `Class.name` by its class; else a word between name and file must."""
    text = statement.passage.text
    named = text[candidate.names.start : candidate.names.end].strip("`~!.").partition("(")[0]
    head = named.rpartition(".")[0]
    module = _module_of(path)
    if head and is_module(head, path):
        return True
    if head and any(one.path == path for one in codebase.definitions(head)):
        return True
    if head and not head.rpartition(".")[2][:1].isupper():
        return False
    return any(_is_joined(text, place, candidate, statement) for place in (path, posixpath.basename(path), module))


def is_module(name: str, path: str) -> bool:
    """Whether a dotted name is that of the module which a file is."""
    return _ROOT.sub("", _module_of(path)) == name.replace(".", "/")


def is_written_as_path(text: str, names: Span) -> bool:
    """Marked as code or as the target of a link, or with the ending of a file; `owner/project`, words of a link that
    leads elsewhere, is the name of a repository."""
    if _ELSEWHERE.match(text, names.end):
        return False
    named = text[max(0, names.start - 2) : names.end + 1]
    return "`" in named or "](" in named or bool(_ENDING.search(text[names.start : names.end]))


def is_distinct(name: str) -> bool:
    """A name of two words; one of a single word (`run`, `decode`) may be a word, or somebody else's."""
    return bool(_TWO_WORDS.search(name))


def _module_of(path: str) -> str:
    return posixpath.splitext(path)[0].removesuffix("/__init__").removesuffix("/index").removesuffix("/mod")


def _is_joined(text: str, place: str, candidate: Candidate, statement: Statement) -> bool:
    at = text.find(place, statement.span.start, statement.span.end)
    if at < 0:
        return False
    names = candidate.names
    between = text[names.end : at] if at >= names.end else text[at + len(place) : names.start]
    return len(between) <= _FAR and bool(_JOINS.search(between))
