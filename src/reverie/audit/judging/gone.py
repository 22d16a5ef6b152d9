"""What a note gives as the project's and that is not there any more: names that nothing in its code has, paths."""

import re
from collections.abc import Iterator, Sequence

from reverie.audit.passing.placeholders import is_placeholder
from reverie.audit.past.history import WrittenAt
from reverie.checks.candidate import Candidate, Span
from reverie.checks.check import PathIs, SymbolIs
from reverie.checks.verdict import Verdict
from reverie.code.codebase import Codebase
from reverie.code.values import Place

from .foreign import is_foreign
from .meant import is_distinct
from .near import renamed_from
from .said import is_said
from .statements import Statement

_MARKED = re.compile(
    r"(?<!`)(`{1,2})(?!`)(?:(?P<path>(?:\./)?[\w.@+-]+(?:/[\w.@+-]+)+/?)|"
    r"[~!.@]?(?P<name>[A-Za-z_]\w*(?:\.[A-Za-z_]\w*)*)(?:\([^`()]*\))?)\1(?!`)"
)


class Gone:
    """Finds such names for one project. What a repository's history defined when the line was written is the project's;
    without a history only a name of which another one of the code is plainly made (`retry`, now `retry_all`)."""

    def __init__(self, codebase: Codebase, past: WrittenAt) -> None:
        self._codebase = codebase
        self._past = past

    def of(self, statement: Statement, note: str, judged: Sequence[Span]) -> Iterator[tuple[Candidate, Verdict]]:
        """Of a statement; `judged` are the places of what was found to be there."""
        passage, span = statement.passage, statement.span
        for found in _MARKED.finditer(passage.text, span.start, span.end):
            names = Span(*found.span())
            if any(one.start < names.end and names.start < one.end for one in judged):
                continue
            line, _ = passage.place_of(names.start)
            if found["path"] and self._was_path(found["path"], statement, note, line):
                gone = Verdict("refuted", Place(found["path"]), "it was there when this was written")
                yield Candidate(PathIs(found["path"]), "claim", span, names), gone
            elif found["name"] and (now := self._now(found["name"], statement, note, line)):
                yield Candidate(SymbolIs(found["name"]), "claim", span, names), now

    def _was_path(self, path: str, statement: Statement, note: str, line: int) -> bool:
        """Of an example it is the reader's own; what git ignores comes and goes."""
        is_own = statement.reason is None or statement.reason.reach == "things"
        if not is_own or is_placeholder(path) or self._codebase.kind_of(path) or self._codebase.is_ignored(path):
            return False
        return not self._codebase.named(path) and self._past.had_path(path, note, line)

    def _now(self, name: str, statement: Statement, note: str, line: int) -> Verdict | None:
        """The refutation; None when it is there, may be, or was never known to be."""
        last = name.rpartition(".")[2]
        if len(last) < 4 or is_said(last, self._codebase):
            return None
        is_plain = statement.reason is None and is_distinct(last) and not is_foreign(name)
        near = renamed_from(last, self._codebase) if is_plain else ()
        if not near and not self._past.defined(last, note, line):
            return None
        said = f"nothing in the code is called `{last}`"
        if len(near) == 1:
            return Verdict("refuted", near[0].place, f"{said}; there is `{near[0].symbol.name}`")
        return Verdict("refuted", None, f"{said} any more")
