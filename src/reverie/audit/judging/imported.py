"""What an example imports from the project itself: `from requests import Session` says that it offers `Session`."""

import re
from collections.abc import Iterator

from reverie.audit.cutting.passage import Passage
from reverie.checks.candidate import Candidate, Span
from reverie.checks.check import SymbolIs
from reverie.code.codebase import Codebase

_FROM = re.compile(
    r"^[ \t]*(?:>>> )?from (?P<module>[A-Za-z]\w*(?:\.[A-Za-z]\w*)*) import (?P<names>\([^)]*\)|[^\n#(;]+)",
    re.MULTILINE,
)
_NAME = re.compile(r"(?<![\w.])(?<!\bas )(?!as\b)[A-Za-z_]\w*")
_ROOTS = ("", "src/", "lib/", "python/")


def import_candidates(passage: Passage, codebase: Codebase) -> Iterator[Candidate]:
    """Of Python alone: other languages leave open what a package offers."""
    for found in _FROM.finditer(passage.text):
        path = _module(found["module"], codebase)
        whole = Span(found.start() + len(found[0]) - len(found[0].lstrip()), found.end())
        for name in _NAME.finditer(passage.text, *found.span("names")) if path else ():
            yield Candidate(SymbolIs(name[0], path), "claim", whole, Span(*name.span()))


def _module(module: str, codebase: Codebase) -> str:
    """The file of a module of this project; empty when it is none."""
    stem = module.replace(".", "/")
    for root in _ROOTS:
        for path in (f"{root}{stem}/__init__.py", f"{root}{stem}.py"):
            is_package = path.endswith("/__init__.py") or "/" in stem
            if is_package and codebase.kind_of(path) == "file":
                return path
    return ""
