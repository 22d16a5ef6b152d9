"""A request, read for what it says of changes."""

import msgspec

from .names import MOST, paths_in, symbols_in, without_code, words_of_text
from .wording import (
    ASKS_CHANGE,
    CLAUSE_END,
    EXCLUDED,
    EXCLUDED_BEFORE,
    KINDS,
    NO_EDITS,
    NO_KIND,
    NOTHING_ELSE,
    ONLY,
    QUESTION,
    TESTS_ONLY,
    THE_KIND,
    WIDE,
    kind_of_word,
)

_LONGEST_CLAUSE = 1000


class Wish(msgspec.Struct, frozen=True, kw_only=True):
    """What is said of changes.

    `paths` and `symbols` are named, the `definite_` ones by the request or the plan itself; `excluded_` ones are ruled
    out. `kinds` are those of files (`tests`, `docs`, `ci`, `dependencies`), `words` all that may matter. `is_strict`:
    nothing but what is named may change; `forbids_all`: nothing may.
    """

    paths: frozenset[str]
    symbols: frozenset[str]
    definite_paths: frozenset[str]
    definite_symbols: frozenset[str]
    excluded_paths: frozenset[str]
    excluded_symbols: frozenset[str]
    excluded_kinds: frozenset[str]
    kinds: frozenset[str]
    words: frozenset[str]
    is_strict: bool
    is_wide: bool
    is_question: bool
    only_tests: bool
    forbids_all: bool


def read_wish(request: str, plan: str = "", earlier: str = "") -> Wish:
    """A request with the accepted plan and the person's earlier messages, of which the last `MOST` characters are read.

    What is named now may change, though an earlier message had excluded it. That nothing or nothing else may change
    holds for the request that says so alone.
    """
    asked, planned, before = _Read(request[-MOST:]), _Read(plan[-MOST:]), _Read(earlier[-MOST:])
    allowed = asked.allowed + planned.allowed
    definite_paths, definite_symbols = asked.paths | planned.paths, asked.symbols | planned.symbols
    return Wish(
        paths=frozenset(definite_paths | before.paths),
        symbols=frozenset(definite_symbols | before.symbols),
        definite_paths=frozenset(definite_paths),
        definite_symbols=frozenset(definite_symbols),
        excluded_paths=frozenset(
            asked.excluded_paths | ((planned.excluded_paths | before.excluded_paths) - asked.paths)
        ),
        excluded_symbols=frozenset(
            asked.excluded_symbols | ((planned.excluded_symbols | before.excluded_symbols) - asked.symbols)
        ),
        excluded_kinds=frozenset(asked.excluded_kinds | planned.excluded_kinds),
        kinds=frozenset(kind for kind, pattern in KINDS.items() if any(map(pattern.search, allowed))),
        words=words_of_text(" ".join([request[-MOST:], plan[-MOST:], earlier[-MOST:]])),
        is_strict=asked.is_strict,
        is_wide=any(map(_is_wide, allowed)),
        is_question=QUESTION.match(request) is not None and not any(map(ASKS_CHANGE.search, allowed)),
        only_tests=TESTS_ONLY.match(request) is not None,
        forbids_all=asked.forbids_all,
    )


class _Read:
    """What the clauses of a text say, gathered. `allowed` are those that exclude nothing."""

    def __init__(self, text: str) -> None:
        self.paths: set[str] = set()
        self.symbols: set[str] = set()
        self.excluded_paths: set[str] = set()
        self.excluded_symbols: set[str] = set()
        self.excluded_kinds: set[str] = set()
        self.is_strict = self.forbids_all = False
        self.allowed: list[str] = []
        evened = "\n".join(" ".join(line.split()) for line in text.split("\n"))
        for clause in CLAUSE_END.split(evened):
            if clause.strip():
                self._clause(clause[:_LONGEST_CLAUSE])

    def _clause(self, clause: str) -> None:
        if found := NO_KIND.search(clause):
            self.excluded_kinds.add(kind_of_word(found["kind"]))
            clause = clause[: found.start()]
        if NOTHING_ELSE.search(clause):
            self.is_strict = True
            self._allow(clause)
        elif found := NO_EDITS.search(clause):
            self.forbids_all = True
            self._allow(clause[: found.start()])
        elif found := EXCLUDED.search(clause):
            self._allow(clause[: found.start()])
            self._exclude(clause[found.end() :])
        elif found := EXCLUDED_BEFORE.search(clause):
            self._exclude(clause[: found.start()])
        else:
            self._allow(clause)
            self.is_strict |= ONLY.search(clause) is not None and bool(paths_in(clause) or symbols_in(clause))

    def _allow(self, clause: str) -> None:
        self.paths |= paths_in(clause)
        self.symbols |= symbols_in(clause)
        self.allowed.append(clause)

    def _exclude(self, clause: str) -> None:
        self.excluded_paths |= paths_in(clause)
        self.excluded_symbols |= symbols_in(clause)
        if found := THE_KIND.search(clause):
            self.excluded_kinds.add(kind_of_word(found["kind"]))


def _is_wide(clause: str) -> bool:
    return WIDE.search(without_code(clause)) is not None and not NOTHING_ELSE.search(clause)
