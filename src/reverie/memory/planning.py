"""Changes put before the gates and, when all pass, carried out on a draft."""

from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING

import msgspec

from .applying import add_fact, block_hash, change_fact, edited, retire, supersede
from .draft import Draft
from .fact import Fact, plain_key
from .findings import Prepared
from .gates import examine, examine_retirement
from .gates.authority import origin_of_edit
from .gates.context import Candidate
from .journal import FactChange
from .known import Known
from .placing import begin_topic, first_part, topic_meant
from .proposal import Add, Edit, Retire
from .receipt import Refusal, Refused
from .slots.questions import Question

if TYPE_CHECKING:
    from .slots.succeeding import Succession


class Planned(msgspec.Struct, frozen=True):
    """What was done to the draft, and what code could not decide about it."""

    changes: tuple[FactChange, ...]
    questions: tuple[Question, ...] = ()


class Planner:
    """Goes through the changes of one transaction in order; what was refused leaves the draft as it was."""

    def __init__(self, draft: Draft, known: Known, today: date) -> None:
        self._draft = draft
        self._known = known
        self._today = today
        self.questions: list[Question] = []
        self._keys: set[str] = set()
        self._titles: set[tuple[str, str]] = set()

    def plan(self, prepared: Prepared) -> tuple[FactChange, ...] | tuple[Refusal, ...]:
        """What one change did to the draft, or why it may not."""
        if prepared.refusal is not None:
            return (prepared.refusal,)
        match prepared.change:
            case Add() as add:
                assert prepared.fact is not None
                return self._add(add, prepared.fact, prepared)
            case Edit() as edit:
                return self._edit(edit, prepared)
            case Retire() as wish:
                return self._retire(wish)

    def _add(self, add: Add, fact: Fact, prepared: Prepared) -> tuple[FactChange, ...] | tuple[Refusal, ...]:
        replaced = [self._place(one) for one in fact.supersedes]
        missing = [one for one, place in zip(fact.supersedes, replaced, strict=True) if place is None]
        if missing:
            return (self._not_found(missing[0], fact.title),)
        places = [place for place in replaced if place]
        found = self._succession(self._candidate(fact, "", prepared))
        places += found.replaced
        ids = (*fact.supersedes, *(place[1].id for place in found.replaced))
        fact = msgspec.structs.replace(fact, supersedes=ids)
        slug = self._topic(add, [place[0] for place in places])
        candidate = self._candidate(fact, slug or "", prepared, about_failure=add.about_failure)
        refusals = examine(msgspec.structs.replace(candidate, replaces=tuple(place[1] for place in places)))
        if refusals:
            return refusals
        self.questions += found.questions
        if slug is None:
            title = add.topic or _default_topic(fact)
            slug = begin_topic(self._draft, title, add.description, self._today.isoformat(), self._known)
        self._keys.add(plain_key(fact.statement))
        self._titles.add((slug, plain_key(fact.title)))
        changes = [add_fact(self._draft, fact, slug, self._today)]
        changes += [supersede(self._draft, *place, fact, self._today) for place in places]
        return tuple(changes)

    def _succession(self, candidate: Candidate) -> "Succession":
        """Imported here, because opening a memory is on the path of a start and needs none of it."""
        from .slots.succeeding import succession

        return succession(candidate, self._known, self._place)

    def _edit(self, edit: Edit, prepared: Prepared) -> tuple[FactChange, ...] | tuple[Refusal, ...]:
        place = self._place(edit.id)
        if place is None:
            return (self._not_found(edit.id, edit.title or ""),)
        slug, before = place
        if stale := self._stale(slug, before, edit.expected):
            return (stale,)
        after = edited(before, edit)
        origin = origin_of_edit(before, after, edit.origin, prepared.found)
        after = msgspec.structs.replace(after, origin=origin, commit=_commit_of(before, after, prepared))
        candidate = self._candidate(after, slug, prepared, before=before)
        return examine(candidate) or (change_fact(self._draft, slug, after, self._today),)

    def _retire(self, wish: Retire) -> tuple[FactChange, ...] | tuple[Refusal, ...]:
        place = self._place(wish.id)
        if place is None:
            return (self._not_found(wish.id, ""),)
        slug, fact = place
        if refusal := self._stale(slug, fact, wish.expected) or examine_retirement(fact, wish):
            return (refusal,)
        return (retire(self._draft, slug, fact, wish.because, self._today),)

    def _candidate(
        self, fact: Fact, slug: str, prepared: Prepared, *, about_failure: bool = False, before: Fact | None = None
    ) -> Candidate:
        return Candidate(
            fact,
            slug,
            self._today,
            self._known,
            prepared.found,
            about_failure,
            before,
            others=frozenset(self._keys),
            other_titles=frozenset(self._titles),
        )

    def _topic(self, add: Add, replaced: list[str]) -> str | None:
        """The first part of the topic that a fact belongs to; None when it has to be begun."""
        if add.topic:
            return topic_meant(self._draft, add.topic, self._known)
        if replaced:
            return first_part(self._draft, replaced[0])
        guess = self._known.best_topic(f"{add.title}\n{add.body}")
        if guess and self._draft.topic(guess) is not None:
            return first_part(self._draft, guess)
        return topic_meant(self._draft, DEFAULT_TOPICS[add.kind], self._known)

    def _place(self, fact_id: str) -> tuple[str, Fact] | None:
        """The topic that holds a fact, where it was last seen or, when a person moved it, elsewhere.

        None also when two are called so: nobody can know which one is meant.
        """
        if len(self._known.places_of(fact_id)) > 1:
            return None
        guess = self._known.slug_of(fact_id)
        for slug in [guess] if guess else []:
            topic = self._draft.topic(slug)
            if topic is not None and (fact := topic.fact(fact_id)):
                return slug, fact
        for slug in self._draft.changed_topics:
            topic = self._draft.topic(slug)
            if topic is not None and (fact := topic.fact(fact_id)):
                return slug, fact
        return None

    def _not_found(self, fact_id: str, title: str) -> Refusal:
        names = self._known.places_of(fact_id)
        if len(names) < 2:
            why, hint = f"there is no current fact ^{fact_id}", "search for it"
            return Refusal("unknown_fact", title or f"^{fact_id}", why, hint)
        why = f"{len(names)} facts are called ^{fact_id}, in {' and '.join(dict.fromkeys(names))}"
        return Refusal("ambiguous_id", title or f"^{fact_id}", why, "remove one of them, or give it another id")

    def _stale(self, slug: str, fact: Fact, expected: str) -> Refusal | None:
        topic = self._draft.topic(slug)
        assert topic is not None
        if not expected or block_hash(topic.block(fact.id)) == expected:
            return None
        return Refusal("changed_meanwhile", fact.title, "it was changed since it was read", "read it again")


DEFAULT_TOPICS = {
    "preference": "Preferences",
    "feedback": "Feedback",
    "decision": "Decisions",
    "fact": "Facts",
    "procedure": "Procedures",
    "reference": "References",
}
"""Where a fact goes when nobody named a topic and none is clearly like it."""


def plan_changes(draft: Draft, prepared: Sequence[Prepared], known: Known, today: date) -> Planned | Refused:
    """Carry all changes out on the draft, or say of each that may not why."""
    planner = Planner(draft, known, today)
    changes: list[FactChange] = []
    refusals: list[Refusal] = []
    for one in prepared:
        for result in planner.plan(one):
            (refusals if isinstance(result, Refusal) else changes).append(result)  # type: ignore[arg-type]
    return Refused(tuple(refusals)) if refusals else Planned(tuple(changes), tuple(planner.questions))


def _commit_of(before: Fact, after: Fact, prepared: Prepared) -> str:
    """The one at which its checks were seen to hold."""
    is_bound_anew = after.checks != before.checks and prepared.found.binding.commit
    return prepared.found.binding.commit if is_bound_anew else before.commit


def _default_topic(fact: Fact) -> str:
    return DEFAULT_TOPICS[fact.kind]
