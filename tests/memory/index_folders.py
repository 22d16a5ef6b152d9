"""Memories whose topics and index are changed without a journal, step by step, and what can be said of them."""

import re
from collections.abc import Sequence
from datetime import date
from pathlib import Path

from reverie.memory.draft import Draft
from reverie.memory.fact import Fact
from reverie.memory.index.following import follow
from reverie.memory.index.rebuilding import rebuild
from reverie.memory.index.settling import Uses
from reverie.memory.layout import INDEX, Layout
from reverie.memory.publish import _groups, make_folders
from reverie.memory.topic import Topic, new_topic

TODAY = date(2026, 11, 20)
_LINK = re.compile(r"^- \[[^\]]*\]\(([^)]+)\)", re.MULTILINE)
_THINGS = (
    "fly",
    "kafka",
    "redis",
    "invoice",
    "login",
    "parser",
    "worker",
    "schema",
    "router",
    "ledger",
    "backup",
    "alert",
)
_WAYS = ("deploys", "retries", "rotates", "caches", "rejects", "signs", "streams", "batches", "shards", "audits")


class Folder:
    """A memory folder. Each change is published step by step; after each step all pointers must resolve."""

    def __init__(self, folder: Path) -> None:
        self.layout = Layout(folder)
        make_folders(self.layout)

    def follow(self, *topics: tuple[str, Topic | None], uses: Uses | None = None) -> dict[str, str | None]:
        """Put these topics, let the index follow, publish; gives the files that changed."""
        draft = Draft(self.layout)
        for slug, topic in topics:
            draft.put_topic(slug, topic)
        follow(draft, TODAY, uses)
        return self.publish(draft)

    def rebuild(self) -> dict[str, str | None]:
        draft = Draft(self.layout)
        rebuild(draft, TODAY)
        return self.publish(draft)

    def publish(self, draft: Draft) -> dict[str, str | None]:
        """In the order of a write, or of its recovery, which has the files by name."""
        texts = dict(sorted(draft.texts.items()))
        links = {page: set(self.links(page)) for page in (INDEX, *self.areas())}
        there = {*self.layout.names("topics"), *self.areas()}
        before = {link for found in links.values() for link in found} - there
        for group in _groups(texts, self.layout):
            for name in group:
                self._step(name, texts[name])
                there = there - {name} if texts[name] is None else there | {name}
                if not name.startswith("topics/"):
                    links[name] = set(self.links(name))
                dangling = {link for found in links.values() for link in found} - there - before
                assert not dangling, (name, dangling)
        return texts

    def _step(self, name: str, text: str | None) -> None:
        path = self.layout.path(name)
        if text is None:
            path.unlink()
        else:
            path.write_bytes(text.encode())

    def text(self, name: str = INDEX) -> str:
        return self.layout.path(name).read_bytes().decode()

    def put(self, name: str, text: str) -> None:
        self.layout.path(name).write_bytes(text.encode())

    def areas(self) -> list[str]:
        return self.layout.names("areas")

    def links(self, name: str = INDEX) -> list[str]:
        path = self.layout.path(name)
        return _LINK.findall(path.read_text()) if path.exists() else []

    def reached(self) -> set[str]:
        found: set[str] = set()
        coming = [INDEX]
        while coming:
            for link in self.links(coming.pop()):
                if link not in found:
                    found.add(link)
                    coming.append(link)
        return found

    def lost(self) -> set[str]:
        return set(self.layout.names("topics")) - self.reached()


def a_topic(title: str, *statements: str, description: str = "", updated: str = "2026-11-20") -> Topic:
    topic = new_topic(title, description, updated)
    for number, statement in enumerate(statements):
        topic = topic.adding(a_fact(title, number, statement))
    return topic


def a_fact(title: str, number: int, statement: str) -> Fact:
    id_ = "".join("0123456789abcdefghjkmnpqrstvwxyz"[(hash_of(title) >> shift) & 31] for shift in range(0, 40, 5))
    return Fact(id=f"{id_}{number:02d}", title=statement, kind="fact", origin="human", seen="2026-11-20")


def hash_of(text: str) -> int:
    return sum((place + 7) * ord(one) ** 3 for place, one in enumerate(text))


def many_topics(count: int) -> Sequence[tuple[str, Topic]]:
    """Topics of one fact each, with words of which some are in several topics and one in this alone."""
    made = []
    for number in range(count):
        thing, way = _THINGS[number % len(_THINGS)], _WAYS[number // len(_THINGS) % len(_WAYS)]
        title = f"{thing} {way} part{number}"
        made.append((title.replace(" ", "-"), a_topic(title, f"The {thing} {way} its thing{number} before noon")))
    return made
