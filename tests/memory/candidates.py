"""Candidates for the gates, and the names of those that refuse them."""

from collections.abc import Collection, Mapping
from datetime import date
from typing import Any

import msgspec

from reverie.conversation.origin import Origin
from reverie.memory.fact import Fact, TranscriptLine
from reverie.memory.gates import examine
from reverie.memory.gates.context import Binding, Candidate, Cited, Found

from .spoken import SESSION

TODAY = date(2026, 11, 22)
ID = "k7m2q9x4td"
OTHER = "aaaaaaaaaa"
SAID = TranscriptLine(SESSION, 4, "")
HOLDS = Binding(checks=("path `fly.toml`",))


class Facts:
    """The port `KnownFacts`, told what it knows."""

    def __init__(
        self,
        statements: Mapping[str, str] | None = None,
        titles: Mapping[tuple[str, str], str] | None = None,
        purged: Collection[str] = (),
    ) -> None:
        self._statements = statements or {}
        self._titles = titles or {}
        self._purged = purged

    def with_statement(self, key: str) -> tuple[str, ...]:
        return (self._statements[key],) if key in self._statements else ()

    def with_title(self, topic: str, key: str) -> tuple[str, ...]:
        return (self._titles[topic, key],) if (topic, key) in self._titles else ()

    def is_purged(self, key: str) -> bool:
        return key in self._purged


def fact(title: str = "Production runs on Fly", **values: Any) -> Fact:
    given = {"id": ID, "title": title, "kind": "fact", "origin": "human", "seen": "2026-11-22"}
    return Fact(**given | values)


def by_person(said: Fact | None = None, **values: Any) -> Candidate:
    """What a person writes: nothing speaks against it, but for what `values` change."""
    plain = Candidate(said or fact(), "facts", TODAY, Facts(), Found("human"))
    return msgspec.structs.replace(plain, **values)


def by(author: Origin, said: Fact | None = None, cited: tuple[Cited, ...] = (), **found: Any) -> Candidate:
    """What somebody else proposes, with a check that holds and a line of a tool's output to rest on."""
    stated = said or fact("Deploys take longer on ARM because the cache is cold", origin=author, evidence=(SAID,))
    lines = cited or (Cited(SESSION, 4, "cold cache", frozenset({"tool"})),)
    return by_person(stated, found=Found(author, SESSION, lines, **{"binding": HOLDS} | found))


def heard(words: str, line: int = 4, day: date | None = TODAY) -> Cited:
    """A line that a person typed."""
    return Cited(SESSION, line, words, frozenset({"human"}), by_person=words, day=day)


def quoting(words: str, title: str, quote: str = "", body: str = "", **values: Any) -> Candidate:
    """A model's report of what a person said."""
    stated = fact(
        title, body=body, **{"kind": "preference", "evidence": (TranscriptLine(SESSION, 4, quote or words),)} | values
    )
    return by("model", stated, (heard(words),), binding=Binding())


def changed(candidate: Candidate, **values: Any) -> Candidate:
    return msgspec.structs.replace(candidate, **values)


def refused(candidate: Candidate) -> list[str]:
    """The names of the gates that refuse, in order."""
    return [refusal.gate for refusal in examine(candidate)]
