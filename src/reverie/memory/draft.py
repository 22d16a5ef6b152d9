"""The files of a memory as a transaction would leave them: read once under the lock, changed as values."""

from collections.abc import Callable

from reverie.storage.errors import BrokenFile

from .fact import Fact
from .layout import ARCHIVE, TOPICS, Layout, archive_name, slug_of_name, topic_name
from .patch import FilePatch, patch
from .publish import NotOurs, read_bytes
from .topic import Topic, parse_topic

Remembered = dict[str, tuple[str, Topic]]
"""Parsed topics by name, with the text that they were parsed from; what an open memory keeps to stay quick."""


class Draft:
    """Reads through to the disk. A file that is not UTF-8 or cannot be parsed raises BrokenFile and stays as it is."""

    def __init__(self, layout: Layout, remembered: Remembered | None = None) -> None:
        self.layout = layout
        self._remembered: Remembered = {} if remembered is None else remembered
        self._before: dict[str, str | None] = {}
        self._after: dict[str, str | None] = {}
        self._topics: dict[tuple[str, str], Topic] = {}

    def text(self, name: str) -> str | None:
        """The text of a file as it would be; None when it would not be there."""
        return self._after[name] if name in self._after else self._text_before(name)

    def put(self, name: str, text: str | None) -> None:
        self._text_before(name)
        self._after[name] = text

    def topic(self, slug: str) -> Topic | None:
        return self._parsed(topic_name(slug))

    def put_topic(self, slug: str, topic: Topic | None) -> None:
        """None removes it."""
        self._put_parsed(topic_name(slug), topic)

    def archive(self, slug: str) -> Topic | None:
        return self._parsed(archive_name(slug))

    def put_archive(self, slug: str, topic: Topic | None) -> None:
        self._put_parsed(archive_name(slug), topic)

    def topic_slugs(self) -> list[str]:
        """All topics as they would be."""
        return self._slugs(TOPICS)

    def archive_slugs(self) -> list[str]:
        return self._slugs(ARCHIVE)

    @property
    def texts(self) -> dict[str, str | None]:
        """The files that differ from the disk, as they shall be."""
        return {name: text for name, text in self._after.items() if text != self._before[name]}

    @property
    def changed_topics(self) -> tuple[str, ...]:
        """The slugs of topics that differ from the disk."""
        return tuple(slug_of_name(name) for name in self.texts if name.startswith(f"{TOPICS}/"))

    def before(self, slug: str) -> Topic | None:
        """A topic as it is on disk."""
        name = topic_name(slug)
        return self._parse(name, self._text_before(name))

    def patches(self) -> tuple[FilePatch, ...]:
        return tuple(patch(name, self._before[name], text) for name, text in sorted(self.texts.items()))

    def _slugs(self, folder: str) -> list[str]:
        names = set(self.layout.names(folder))
        names.update(name for name, text in self._after.items() if name.startswith(f"{folder}/") and text is not None)
        return sorted(slug_of_name(name) for name in names if self._after.get(name, "") is not None)

    def _parsed(self, name: str) -> Topic | None:
        return self._parse(name, self.text(name))

    def _parse(self, name: str, text: str | None) -> Topic | None:
        """Each text of a file is parsed once: the one before and the one after are both asked for more than once."""
        if text is None:
            return None
        topic = self._topics.get((name, text))
        if topic is None:
            known = self._remembered.get(name)
            is_known = known is not None and known[0] == text
            topic = known[1] if known and is_known else parse_topic(text.encode(), self.layout.path(name))
            self._topics[name, text] = topic
            if name not in self._after:
                self._remembered[name] = (text, topic)
        return topic

    def _put_parsed(self, name: str, topic: Topic | None) -> None:
        text = None if topic is None else topic.render()
        self.put(name, text)
        if topic is not None and text is not None:
            self._topics[name, text] = topic
            self._remembered[name] = (text, topic)

    def _text_before(self, name: str) -> str | None:
        if name not in self._before:
            self._before[name] = _read(self.layout, name)
        return self._before[name]


def place_of(draft: Draft, fact_id: str, find: Callable[[str], str | None]) -> tuple[str, Fact] | None:
    """The topic (slug) that holds a fact, and the fact; `find` guesses the topic, else all are searched."""
    guess = find(fact_id)
    for slug in [guess, *draft.topic_slugs()] if guess else draft.topic_slugs():
        topic = draft.topic(slug)
        if topic is not None and (fact := topic.fact(fact_id)):
            return slug, fact
    return None


def _read(layout: Layout, name: str) -> str | None:
    path = layout.path(name)
    try:
        content = read_bytes(layout, name)
    except NotOurs as error:
        raise BrokenFile(path, str(error)) from None
    if content is None:
        return None
    try:
        return content.decode()
    except UnicodeDecodeError as error:
        line = content.count(b"\n", 0, error.start) + 1
        raise BrokenFile(path, f"line {line} is not UTF-8") from None
