"""The binder of a memory beside which there is code: finds what a fact says of the files, and keeps what holds now."""

from collections.abc import Callable, Iterable
from datetime import date

from reverie.checks.verdict import Word
from reverie.memory.fact import Fact
from reverie.memory.gates.context import Binding

from .view import Looks, View

COMMIT_CHARACTERS = 12
"""Of a commit's hash, as facts keep it."""

MOST_CHECKS = 12
"""Checks of one fact: each costs time at every recall, and a statement of more is a document."""


class CodeBinder:
    """Fulfils `Binder`. `looks` at the project's files, `head` gives the commit that is checked out, `today` the day.

    Of the checks that a fact was given, those are kept that hold; of a person's also those that cannot be decided now,
    because they know what they wrote. What cannot be looked at is bound to nothing, and so are words of which the files
    contradict a part: that the rest of them holds would make them pass for verified.
    """

    def __init__(self, looks: Looks, head: Callable[[], str], today: Callable[[], date]) -> None:
        self._looks = looks
        self._head = head
        self._today = today

    def bind(self, fact: Fact) -> Binding:
        try:
            with self._looks.view() as view:
                return self._bound(fact, view)
        except OSError:  # the project's folder is gone, or not ours to read
            return Binding()

    def _bound(self, fact: Fact, view: View) -> Binding:
        given = {text: self._word(text, view) for text in dict.fromkeys(fact.checks)}
        fails = [text for text, word in given.items() if word in ("refuted", "moved") or not _stays(fact, word)]
        found, contradicted = self._found(fact.statement, view)
        shown = [] if contradicted else found
        checks = _first([*(text for text in given if text not in fails), *shown])
        return Binding(checks, tuple(dict.fromkeys([*fails, *contradicted])), self._head()[:COMMIT_CHARACTERS])

    def _word(self, text: str, view: View) -> Word:
        from reverie.checks.check_text import parse_check
        from reverie.checks.running import decide

        check = parse_check(text)
        return decide(check, view, today=self._today()).word if check else "unverified"

    def _found(self, statement: str, view: View) -> tuple[list[str], list[str]]:
        """What the words themselves say of the files: as checks that hold, and such that do not.

        What they only mention and does not hold speaks against nothing.
        """
        from reverie.checks.binding.bind import bind
        from reverie.checks.check_text import format_check

        if not statement.strip():
            return [], []
        bound = bind(statement, view, self._today())
        claims = [candidate for candidate, _ in bound.failing if candidate.strength == "claim"]
        return list(map(format_check, bound.checks)), [format_check(one.check) for one in claims]


def _stays(fact: Fact, word: Word) -> bool:
    return word == "verified" or fact.origin == "human"


def _first(checks: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(checks))[:MOST_CHECKS]
