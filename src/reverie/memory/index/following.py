"""The index follows the topics: in the transaction that changes them."""

from datetime import date

from reverie.memory.draft import Draft
from reverie.memory.layout import INDEX, topic_name
from reverie.memory.topic import Topic

from .describing import describe
from .page import Page, new_page
from .pointer import Pointer


def follow(draft: Draft, today: date) -> None:
    """Bring the pointers to the draft's changed topics, and their descriptions, up to date on the draft.

    Raises UnusableFile when the index is of a newer format or not UTF-8.
    """
    changed = draft.changed_topics
    if not changed:
        return
    text = draft.text(INDEX)
    page = new_page("Memory") if text is None else Page.parse(text, draft.layout.path(INDEX))
    for slug in changed:
        page = _followed(draft, page, slug)
    if page.pointers or text is not None:
        draft.put(INDEX, page.render())


def _followed(draft: Draft, page: Page, slug: str) -> Page:
    topic, target = draft.topic(slug), topic_name(slug)
    if topic is None:
        return page.removing([target])
    if not topic.description:
        topic = topic.with_head(description=describe(topic))
        draft.put_topic(slug, topic)
    pointer = Pointer(_title(topic, slug), target, topic.description)
    if target in page.pointers:
        return page if page.pointers[target].line() == pointer.line() else page.changing(pointer)
    return page.adding([pointer])


def _title(topic: Topic, slug: str) -> str:
    return topic.title or slug.replace("-", " ")
