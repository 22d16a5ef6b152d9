"""Statements put before the gates, and what passes written as one transaction; what does not is told, line by line."""

from collections.abc import Iterable, Sequence
from contextlib import suppress
from datetime import date, datetime

import msgspec

from reverie.memory.applying import add_fact
from reverie.memory.dates import relative_phrases
from reverie.memory.draft import Draft
from reverie.memory.fact import Fact, Kind, plain_key
from reverie.memory.findings import Prepared
from reverie.memory.gates import examine
from reverie.memory.gates.context import Candidate
from reverie.memory.gates.text import LONGEST_BODY
from reverie.memory.journal import Author, FactChange
from reverie.memory.known import Known
from reverie.memory.layout import slug_for
from reverie.memory.placing import archive_with_room, begin_topic, topic_meant
from reverie.memory.planning import DEFAULT_TOPICS
from reverie.memory.proposal import Add
from reverie.memory.receipt import Receipt, Refusal
from reverie.memory.store import Memory
from reverie.memory.transaction import Overtaken

from .pieces import Passed, Piece, Statement

_ATTEMPTS = 5
_PERSON = Author("human")


class Taken(msgspec.Struct, frozen=True):
    """What became of a statement: the fact that it is now, in the topic of this title."""

    statement: Statement
    id: str
    topic: str
    kind: Kind


class Refused(msgspec.Struct, frozen=True):
    """`there` is the fact that says the same already; empty where another gate said no."""

    statement: Statement
    refusal: Refusal
    there: str = ""


Fate = Taken | Refused | Passed


class Import(msgspec.Struct, frozen=True):
    """The fate of each piece, in order. `receipt` is None when nothing was to be written, or nothing should be."""

    fates: tuple[Fate, ...]
    receipt: Receipt | None = None


class Asked(msgspec.Struct, frozen=True):
    """Pieces with what was found out about their statements, before the memory's lock is taken."""

    pieces: tuple[Piece, ...]
    prepared: tuple[Prepared | None, ...]


def ask(memory: Memory, pieces: Sequence[Piece]) -> Asked:
    """What the gates must know of each statement. A person confirms all of them, so they are the author."""
    now = datetime.fromtimestamp(memory.clock()).astimezone()
    return Asked(tuple(pieces), tuple(_prepared(memory, one, now) for one in pieces))


def try_out(memory: Memory, asked: Asked) -> Import:
    """What `take` would do; nothing is written."""
    memory.known.refresh()
    today = datetime.fromtimestamp(memory.clock()).astimezone().date()
    return Import(tuple(_Taking(Draft(memory.layout, {}), memory.known, today).fates(asked)))


def take(memory: Memory, asked: Asked) -> Import:
    """Write all that may enter, as one transaction, or nothing when there is nothing new.

    Raises what `Memory.write` raises.
    """
    for _ in range(_ATTEMPTS - 1):
        with suppress(Overtaken):
            return _attempt(memory, asked)
    return _attempt(memory, asked)


def _attempt(memory: Memory, asked: Asked) -> Import:
    with memory.writing() as held:
        taking = _Taking(held.draft, memory.known, held.now.date())
        fates = tuple(taking.fates(asked))
        receipt = held.commit("import", _PERSON, tuple(taking.changes)) if taking.changes else None
        return Import(fates, receipt)


def _prepared(memory: Memory, piece: Piece, now: datetime) -> Prepared | None:
    if isinstance(piece, Passed):
        return None
    kept = piece.kept
    add = Add(
        title=piece.title,
        body=piece.body,
        kind=piece.kind,
        origin=piece.origin,
        topic=piece.topic or DEFAULT_TOPICS[piece.kind],
        description=piece.description,
        source=kept.source if kept else None,
        evidence=piece.evidence,
        checks=kept.checks if kept else (),
        seen=piece.seen,
        commit=kept.commit if kept else "",
        about_failure=kept is not None,
    )
    if len(piece.body) > LONGEST_BODY:  # not worth looking at, which takes long
        why = f"it has {len(piece.body):,} characters, more than {LONGEST_BODY:,}"
        return Prepared(add, refusal=Refusal("body", piece.title, why, "cut out what matters"))
    prepared = memory.findings.prepare(add, _PERSON, now)
    if kept is None or prepared.fact is None:
        return msgspec.structs.replace(prepared, refusal=prepared.refusal or _undated(piece))
    fact = msgspec.structs.replace(prepared.fact, id=kept.id, supersedes=kept.supersedes, ended=kept.ended)
    return msgspec.structs.replace(prepared, fact=fact)


def _undated(statement: Statement) -> Refusal | None:
    """A file's last change is not the day on which each of its lines was written."""
    if statement.is_dated:
        return None
    text = f"{statement.title}\n{statement.body}"
    for phrase in relative_phrases(text, date.fromisoformat(statement.seen)):
        why = f"it says '{phrase.text}', and the file does not say from which day"
        return Refusal("dates", statement.title, why, "write the date instead")
    return None


class _Taking:
    """Goes through the statements of one transaction; what is refused leaves the draft as it was."""

    def __init__(self, draft: Draft, known: Known, today: date) -> None:
        self._draft = draft
        self._known = known
        self._today = today
        self._keys: dict[str, str] = {}
        self._titles: set[tuple[str, str]] = set()
        self._ids: set[str] = set()
        self.changes: list[FactChange] = []

    def fates(self, asked: Asked) -> Iterable[Fate]:
        for piece, prepared in zip(asked.pieces, asked.prepared, strict=True):
            if isinstance(piece, Passed):
                yield piece
                continue
            assert prepared is not None
            if prepared.fact is not None:
                yield self._fate(piece, prepared, prepared.fact)
            elif prepared.refusal is not None:
                yield Refused(piece, prepared.refusal)

    def _fate(self, statement: Statement, prepared: Prepared, fact: Fact) -> Fate:
        assert isinstance(prepared.change, Add)
        slug = topic_meant(self._draft, prepared.change.topic, self._known)
        key = plain_key(fact.statement)
        there = self._same_id(fact) or next(iter(self._known.with_statement(key)), "") or self._keys.get(key, "")
        if there:
            return Refused(statement, Refusal("duplicate", fact.title, f"^{there} says the same"), there)
        refusals = self._refusals(statement, fact, prepared, "" if fact.ended else slug or "")
        if refusals:
            return Refused(statement, refusals[0])
        return self._put(statement, prepared.change, fact, slug)

    def _refusals(self, statement: Statement, fact: Fact, prepared: Prepared, slug: str) -> tuple[Refusal, ...]:
        found = (prepared.refusal, self._other_of_id(fact), self._purged(fact))
        candidate = Candidate(
            fact,
            slug,
            self._today,
            self._known,
            prepared.found,
            about_failure=statement.kept is not None,
            others=frozenset(),
            other_titles=frozenset(self._titles),
        )
        return tuple(filter(None, found)) or examine(candidate)

    def _put(self, statement: Statement, add: Add, fact: Fact, slug: str | None) -> Taken:
        today = self._today.isoformat()
        self._keys[plain_key(fact.statement)] = fact.id
        self._ids.add(fact.id)
        if fact.ended:
            self.changes.append(self._archive(add, fact, slug))
            return Taken(statement, fact.id, add.topic, fact.kind)
        if slug is None:
            slug = begin_topic(self._draft, add.topic, add.description, today, self._known)
        self._titles.add((slug, plain_key(fact.title)))
        self.changes.append(add_fact(self._draft, fact, slug, self._today))
        topic = self._draft.topic(slug)
        return Taken(statement, fact.id, topic.title if topic else add.topic, fact.kind)

    def _archive(self, add: Add, fact: Fact, slug: str | None) -> FactChange:
        """One that ended elsewhere is put away here, too: current facts never come from it."""
        name = archive_with_room(self._draft, slug or slug_for(add.topic, lambda _: False), self._today.isoformat())
        archive = self._draft.archive(name)
        assert archive is not None
        self._draft.put_archive(name, archive.adding(fact))
        return FactChange(fact.id, name, "added", fact.title)

    def _same_id(self, fact: Fact) -> str:
        """Its id, when the fact of that id here says the same."""
        entries = self._known.entries(fact.id, 1) if self._known.places_of(fact.id) else ()
        same = [
            one for one in entries if plain_key(f"{one.title}\n{one.body}") == plain_key(f"{fact.title}\n{fact.body}")
        ]
        return fact.id if same else ""

    def _other_of_id(self, fact: Fact) -> Refusal | None:
        if fact.id not in self._ids and not self._known.places_of(fact.id):
            return None
        return Refusal(
            "ambiguous_id", fact.title, f"another fact is called ^{fact.id} here", "see it: reverie memory show"
        )

    def _purged(self, fact: Fact) -> Refusal | None:
        """A person confirms an import as a whole, which is no word on what they once had removed."""
        if not any(self._known.is_purged(plain_key(text)) for text in (fact.statement, fact.title, fact.body) if text):
            return None
        return Refusal("purged", fact.title, "you had it removed for good", "add it yourself if you want it again")
