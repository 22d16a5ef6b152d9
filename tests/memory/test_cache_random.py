"""After any sequence of writes, hand edits and accidents the cache says what one made now would say."""

import os
import tempfile
from collections.abc import Callable
from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st

from reverie.memory.cache.fact_cache import FactCache
from reverie.memory.draft import Remembered
from reverie.memory.errors import NoSuchFact
from reverie.memory.findings import FindingsFromDisk
from reverie.memory.layout import Layout
from reverie.memory.proposal import Add, Edit, Retire
from reverie.memory.publish import make_folders
from reverie.memory.store import Memory
from reverie.memory.undo import undo_last
from reverie.storage.errors import UnusableFile

from .caches import Ticks, a_fact, a_topic, dump, rebuilt
from .folders import NOON, PERSON

_IDS = [f"{letter * 10}" for letter in "abcde"]
_TOPICS = ["one", "two", "three"]
_HAND = st.sampled_from(
    [
        "",
        "not a topic at all",
        "---\ntitle: [\n---\n",
        "---\nformat: 2\ntitle: Newer\n---\n",
        "## Broken ^dddddddddd\nno list\n",
        *(a_topic(a_fact(id_, f"By hand {id_}"), title="By hand").render() for id_ in _IDS),
        a_topic(a_fact("eeeeeeeeee", "Twice"), a_fact("eeeeeeeeee", "Twice"), title="Twins").render(),
        a_topic(a_fact("ffffffffff", "Goes on"), continues="one").render(),
    ]
)
_NAME = st.builds("{}/{}.md".format, st.sampled_from(["topics", "archive"]), st.sampled_from(_TOPICS))
_NUMBER = st.integers(0, 9)
_STEP = st.one_of(
    st.tuples(st.just("add"), st.sampled_from(_TOPICS), _NUMBER),
    st.tuples(st.sampled_from(["edit", "retire", "supersede", "undo", "ask"]), _NUMBER, _NUMBER),
    st.tuples(st.just("put"), _NAME, _HAND),
    st.tuples(st.just("bytes"), _NAME, st.binary(max_size=40)),
    st.tuples(st.just("move"), _NAME, _NAME),
    st.tuples(st.just("link"), _NAME, _NAME),
    st.tuples(st.just("remove"), _NAME, _NUMBER),
    st.tuples(st.sampled_from(["no cache", "no journal", "wait", "reopen"]), _NUMBER, _NUMBER),
)


class _World:
    """A memory with two caches open on it, one of which is asked at random and falls behind."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.layout = Layout(folder)
        make_folders(self.layout)
        self.ticks = Ticks()
        self.open()

    def open(self) -> None:
        remembered: Remembered = {}
        cache = FactCache(self.layout, remembered, monotonic=self.ticks)
        self.memory = Memory(self.layout, cache, FindingsFromDisk(None), lambda: NOON, remembered=remembered)
        self.other = FactCache(self.layout, monotonic=self.ticks)

    def close(self) -> None:
        self.memory.close()
        self.other.close()

    def do(self, name: str, first: str | int, second: str | int | bytes) -> None:
        step: Callable[..., None] = getattr(self, f"_{name.replace(' ', '_')}")
        try:
            step(first, second)
        except (UnusableFile, OSError, NoSuchFact):  # a file by hand stands in the way: said, and nothing is written
            return

    def _add(self, topic: str, number: int) -> None:
        self.memory.write([Add(title=f"Fact {number} of {topic}", topic=topic)], PERSON, key=f"{topic} {number}")

    def _id(self, number: int) -> str:
        found = self.memory.known.entries("", 99)
        return found[number % len(found)].id if found else _IDS[0]

    def _edit(self, number: int, text: int) -> None:
        self.memory.write([Edit(id=self._id(number), body=f"Edited as {text}")], PERSON)

    def _retire(self, number: int, _: int) -> None:
        self.memory.write([Retire(id=self._id(number), because="gone")], PERSON)

    def _supersede(self, number: int, text: int) -> None:
        self.memory.write([Add(title=f"Instead {text}", topic="one", supersedes=(self._id(number),))], PERSON)

    def _undo(self, _: int, __: int) -> None:
        with self.memory.writing() as held:
            undo_last(held, PERSON)

    def _ask(self, number: int, _: int) -> None:
        self.other.entries(_IDS[number % 5], 1)

    def _put(self, name: str, text: str) -> None:
        self._bytes(name, text.encode())

    def _bytes(self, name: str, content: bytes) -> None:
        path = self.folder / name
        if not path.is_symlink():
            path.write_bytes(content)

    def _move(self, name: str, to: str) -> None:
        os.replace(self.folder / name, self.folder / to)

    def _link(self, name: str, to: str) -> None:
        if name != to:
            (self.folder / name).unlink(missing_ok=True)
            (self.folder / name).symlink_to(self.folder / to)

    def _remove(self, name: str, _: int) -> None:
        (self.folder / name).unlink(missing_ok=True)

    def _no_cache(self, _: int, __: int) -> None:
        (self.folder / ".cache.sqlite").unlink(missing_ok=True)

    def _no_journal(self, _: int, __: int) -> None:
        self.layout.journal.unlink(missing_ok=True)

    def _wait(self, _: int, __: int) -> None:
        self.ticks.now += 6

    def _reopen(self, _: int, __: int) -> None:
        self.close()
        self.open()


@settings(max_examples=60)
@given(st.lists(_STEP, max_size=14))
def test_the_cache_says_what_the_files_say(steps: list[tuple[str, str | int, str | int | bytes]]) -> None:
    with tempfile.TemporaryDirectory() as folder:
        world = _World(Path(folder))
        for step in steps:
            world.do(*step)
        expected = rebuilt(Path(folder))
        assert isinstance(world.memory.known, FactCache)
        assert dump(world.memory.known) == expected
        assert dump(world.other) == expected
        world.close()
