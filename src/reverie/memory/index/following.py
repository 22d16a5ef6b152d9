"""The index follows the topics: in the transaction that changes them, reading MEMORY.md and, seldom, the areas."""

from collections.abc import Sequence
from datetime import date

from reverie.memory.draft import Draft
from reverie.memory.layout import INDEX, topic_name
from reverie.memory.placing import CONTINUES
from reverie.memory.topic import Topic

from .describing import is_due, mark_of, noted, with_description, with_given
from .limits import root_room
from .page import has_other_format
from .pages import FactsWith, Pages
from .pointer import Pointer, link_of
from .settling import Uses, arranged_of, settle


def follow(draft: Draft, today: date, uses: Uses | None = None, facts_with: FactsWith | None = None) -> None:
    """Bring the pointers to the draft's changed topics, and their descriptions, up to date on the draft.

    `uses` says how much a topic (its slug) is used, to choose what moves down into areas when MEMORY.md is full; it is
    how lately a topic was changed when None. `facts_with` says how common words are, for descriptions. Raises
    UnusableFile when the index is of a newer format or not UTF-8.
    """
    changed = draft.changed_topics
    if not changed:
        return
    if draft.text(INDEX) is None and set(draft.topic_slugs()) - set(changed):
        from .rebuilding import rebuild

        rebuild(draft, today, uses, facts_with)
        return
    if _stands(draft, changed):
        return
    pages = Pages(draft, facts_with)
    for slug in changed:
        Following(draft, pages).follow(slug)
    settle(draft, pages, today, frozenset(changed), uses)


def _stands(draft: Draft, changed: Sequence[str]) -> bool:
    """Whether the index says of these topics what it has to, by a look at MEMORY.md as one text: as mostly."""
    text = draft.text(INDEX)
    if text is None or has_other_format(text) or len(text) > root_room(draft.layout):
        return False
    for slug in changed:
        topic, before = draft.topic(slug), draft.before(slug)
        if topic is None or before is None or is_due(topic, before) or not _is_noted(topic):
            return False
        line = pointer_to(slug, topic).line()
        if line != pointer_to(slug, before).line() or (link_of(topic_name(slug)) in text and line not in text):
            return False
    return True


def _is_noted(topic: Topic) -> bool:
    note = noted(topic)
    return note is not None and note.is_of(topic.description)


class Following:
    """Brings the pointers to single topics up to date."""

    def __init__(self, draft: Draft, pages: Pages) -> None:
        self._draft = draft
        self._pages = pages

    def follow(self, slug: str) -> None:
        topic = self._draft.topic(slug)
        if topic is None:
            self._forget(topic_name(slug))
        else:
            self._point(slug, topic)

    def _point(self, slug: str, topic: Topic) -> None:
        target = topic_name(slug)
        there = self._pages.root.pointers.get(target)
        before = self._draft.before(slug)
        described = self._described(slug, topic, before, there)
        if described is not topic:
            self._draft.put_topic(slug, described)
        pointer = pointer_to(slug, described)
        if there is not None:
            if there.line() != pointer.line():
                self._pages.root = self._pages.root.changing([pointer])
        elif before is None:
            self._pages.root = self._pages.root.adding([pointer])
        elif pointer.line() != pointer_to(slug, before).line():
            self._change_below(pointer)

    def _change_below(self, pointer: Pointer) -> None:
        """A pointer that is nowhere is missing: it begins in the root, like a new one."""
        holders = list(self._pages.areas_with(pointer.target))
        if holders:
            self._pages.root = self._pages.root.noting(str(arranged_of(self._pages.root).and_more(1)))
        for name, page in holders:
            self._pages.put(name, page.changing([pointer]))
        if not holders:
            self._pages.root = self._pages.root.adding([pointer])

    def _described(self, slug: str, topic: Topic, before: Topic | None, there: Pointer | None) -> Topic:
        if there is not None and before is not None and _is_edited(there, pointer_to(slug, before), topic):
            return with_given(topic, there.description)
        if is_due(topic, before) or self._repeats_the_first(topic):
            return with_description(topic, pointer_to(slug, topic), self._pages.facts_with)
        return topic if _is_noted(topic) else with_given(topic, topic.description)

    def _repeats_the_first(self, topic: Topic) -> bool:
        """Whether a further part begins with the description that code made of the part before it."""
        first = topic.head.get(CONTINUES)
        if not first or noted(topic) is not None:
            return False
        whole = self._draft.topic(first)
        return whole is not None and whole.description == topic.description and _is_by_code(whole)

    def _forget(self, target: str) -> None:
        self._pages.root = self._pages.root.removing([target])
        for name, page in list(self._pages.areas_with(target)):
            rest = page.removing([target])
            if rest.pointers or rest.has_people_text or any(one.is_area for one in page.pointers.values()):
                self._pages.put(name, rest)
            else:
                self._pages.put(name, None)
                self._drop_area(name)

    def _drop_area(self, name: str) -> None:
        self._pages.root = self._pages.root.removing([name])
        for holder, page in list(self._pages.areas_with(name)):
            self._pages.put(holder, page.removing([name]))


def pointer_to(slug: str, topic: Topic) -> Pointer:
    return Pointer(topic.title or slug.replace("-", " "), topic_name(slug), topic.description)


def _is_by_code(topic: Topic) -> bool:
    note = noted(topic)
    return note is not None and note.facts is not None and note.is_of(topic.description)


def _is_edited(there: Pointer, ours: Pointer, topic: Topic) -> bool:
    """Whether a person changed what the pointer says, and nobody the topic's description."""
    note = noted(topic)
    return note is not None and note.mark == mark_of(topic.description) and there.description != ours.shown
