"""The index made from the topics again: what is missing is added, what leads nowhere goes, a person's lines stay."""

from collections import Counter
from collections.abc import Collection, Iterator
from contextlib import suppress
from datetime import date

from reverie.memory.draft import Draft
from reverie.memory.fact import Fact
from reverie.memory.layout import INDEX, slug_of_name, topic_name
from reverie.memory.topic import Topic
from reverie.storage.errors import UnusableFile

from .describing import is_due, mark_of, noted, with_description, with_given
from .following import pointer_to
from .page import Page
from .pages import FactsWith, Pages
from .pointer import Pointer
from .settling import Uses, settle
from .words import words_of

_MOST_COUNTED = 400
"""A word that more facts have is common, no matter how many have it."""


def rebuild(draft: Draft, today: date, uses: Uses | None = None, facts_with: FactsWith | None = None) -> None:
    """Make the pointers on the draft agree with its topics; when they do already, nothing changes.

    `uses` and `facts_with` are as for `follow`; without the latter words are counted in the topics. Raises
    UnusableFile when a page of the index is of a newer format or not UTF-8; a topic that cannot be read keeps the
    pointers that it has.
    """
    pages = Pages(draft, facts_with or _counted(draft))
    topics = {topic_name(slug): slug for slug in draft.topic_slugs() if _has_plain_name(slug)}
    _remove_dangling(pages)
    said = pages.pointers_to_topics()
    wanted = {target: pointer for target, slug in topics.items() if (pointer := _wanted(draft, pages, slug, said))}
    _say_anew(pages, wanted)
    _attach_areas(pages)
    missing = [wanted[target] for target in wanted.keys() - reachable(pages)]
    if missing:
        pages.root = pages.root.adding(sorted(missing, key=lambda one: one.target))
    settle(draft, pages, today, frozenset(map(slug_of_name, draft.changed_topics)), uses)


def reachable(pages: Pages) -> set[str]:
    """All files to which pointers lead from the root."""
    found: set[str] = set()
    coming: list[Page | None] = [pages.root]
    while coming:
        page = coming.pop()
        for target, pointer in page.pointers.items() if page else ():
            if target not in found:
                found.add(target)
                if pointer.is_area and pages.is_there(target):
                    coming.append(pages.page(target))
    return found


def _counted(draft: Draft) -> FactsWith:
    """Counts when it is first asked: mostly every topic has a description."""
    counts: Counter[str] = Counter()

    def facts_with(words: Collection[str]) -> dict[str, int]:
        if not counts:
            counts.update(word for topic in _readable(draft) for fact in topic.facts for word in _words_of_fact(fact))
        return {word: min(_MOST_COUNTED, counts[word]) for word in words}

    return facts_with


def _readable(draft: Draft) -> Iterator[Topic]:
    for slug in draft.topic_slugs():
        with suppress(UnusableFile):
            if topic := draft.topic(slug):
                yield topic


def _words_of_fact(fact: Fact) -> set[str]:
    return set(words_of(fact.statement))


def _has_plain_name(slug: str) -> bool:
    """A name that is not UTF-8 cannot stand in a file that is."""
    return not any("\udc80" <= character <= "\udcff" for character in slug)


def _remove_dangling(pages: Pages) -> None:
    for name in (INDEX, *pages.area_names()):
        page = pages.page(name)
        if page is not None:
            pages.put(name, page.without_doubles().removing(one for one in page.pointers if not pages.is_there(one)))


def _wanted(draft: Draft, pages: Pages, slug: str, said: dict[str, Pointer]) -> Pointer | None:
    """What the pointer to a topic should say; None when it cannot be known."""
    try:
        topic = draft.topic(slug)
    except UnusableFile:
        return None
    if topic is None:
        return None
    described = _described(topic, slug, said.get(topic_name(slug)), pages)
    if described is not topic:
        draft.put_topic(slug, described)
    return pointer_to(slug, described)


def _described(topic: Topic, slug: str, said: Pointer | None, pages: Pages) -> Topic:
    """What a person changed, in the topic or in its pointer, is kept."""
    note = noted(topic)
    is_ours = note is not None and note.mark == mark_of(topic.description)
    is_changed = said is not None and said.description and said.description != pointer_to(slug, topic).shown
    if said is not None and is_changed and (is_ours or not topic.description):
        return with_given(topic, said.description)
    if not topic.description and is_due(topic) and topic.facts:
        return with_description(topic, pointer_to(slug, topic), pages.facts_with)
    return topic


def _say_anew(pages: Pages, wanted: dict[str, Pointer]) -> None:
    for name in (INDEX, *pages.area_names()):
        if page := pages.page(name):
            pages.put(name, page.changing(wanted[target] for target in page.pointers if target in wanted))


def _attach_areas(pages: Pages) -> None:
    """An area that nothing leads to is led to again when there is anything in it, else removed."""
    for name in pages.area_names():
        page = pages.page(name)
        if page is None or name in reachable(pages):
            continue
        if page.pointers or page.has_people_text:
            pages.root = pages.root.adding([Pointer(slug_of_name(name), name, " ".join(_words(page)))])
        else:
            pages.put(name, None)


def _words(page: Page) -> list[str]:
    return list(dict.fromkeys(word for pointer in page.pointers.values() for word in pointer.words[:2]))
