"""Any order of writes, other people's changes, rewinds and rewinds of rewinds: files are as a simple model says."""

import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import get_args

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reverie.agent.rewind import judging
from reverie.agent.rewind.values import Point, What
from reverie.conversation.messages import Message, TextPart, UserMessage
from tests.agent.rewinding import Scene

PATHS = ("a", "b/c")
Content = str | None

ours = st.tuples(st.just("ours"), st.sampled_from(PATHS), st.sampled_from(("1", "2", "3")))
theirs = st.tuples(st.just("theirs"), st.sampled_from(PATHS), st.booleans())
backs = st.tuples(st.just("back"), st.integers(0, 9), st.sampled_from(get_args(What)))
reopens = st.tuples(st.just("reopen"), st.none(), st.none())
Steps = list[tuple[str, object, object]]
steps: st.SearchStrategy[Steps] = st.lists(st.one_of(ours, ours, theirs, backs, backs, reopens), max_size=14)


class Change(msgspec.Struct, frozen=True):
    line: int
    path: str
    before: Content
    after: Content


class World:
    """The session, and beside it what a plain list of our changes says that files must be."""

    def __init__(self, folder: Path) -> None:
        self.scene = Scene(folder)
        self.files: dict[str, Content] = dict.fromkeys(PATHS)
        self.changes: list[Change] = []
        self.histories: dict[int, tuple[Message, ...]] = {}
        self._number = 0

    def ours(self, path: str, content: str) -> None:
        self._note_history()
        line = self.scene.file.next_line
        self.scene.write(path, content)
        self.changes.append(Change(line, path, self.files[path], content))
        self.files[path] = content

    def theirs(self, path: str, is_there: bool) -> None:
        """Somebody else's content is always one that was never there before."""
        self._number += 1
        found = self.scene.root / path
        self.files[path] = f"theirs {self._number}" if is_there else None
        if is_there:
            found.parent.mkdir(exist_ok=True)
            found.write_text(f"theirs {self._number}")
        else:
            found.unlink(missing_ok=True)

    def back(self, number: int, what: What) -> None:
        points = self.scene.points()
        if not points:
            return
        point = points[number % len(points)]
        self._note_history()
        line = self.scene.file.next_line
        before, messages = dict(self.files), self.scene.session.history.messages
        done = self.scene.back(point, what)
        assert not done.problem
        if what != "conversation":
            self._take_back(point, line)
        for path, content in before.items():
            if content is not None and content.startswith("theirs") and self._not_ours_since(path, content):
                assert self.scene.content(path) == content, "somebody else's change was lost"
        self._check_history(point, what, messages)

    def check(self) -> None:
        assert {path: self.scene.content(path) for path in PATHS} == self.files

    def _take_back(self, point: Point, line: int) -> None:
        for path in PATHS:
            then = self._then(path, point)
            if then != self.files[path]:
                self.changes.append(Change(line, path, self.files[path], then))
                self.files[path] = then

    def _then(self, path: str, point: Point) -> Content:
        """The file as it was before our first change from the point on, unless anybody's change would be lost."""
        mine = [change for change in self.changes if change.path == path and change.line >= point.line]
        if not mine:
            return self.files[path]
        chain = [*(change.before for change in mine[1:]), self.files[path]]
        unbroken = all(change.after == then for change, then in zip(mine, chain, strict=True))
        return mine[0].before if unbroken else self.files[path]

    def _not_ours_since(self, path: str, content: str) -> bool:
        """Whether the content is there by somebody else's hand, not because a rewind put it back."""
        return not any(change.path == path and change.after == content for change in self.changes)

    def _note_history(self) -> None:
        self.histories[self.scene.file.next_line] = self.scene.session.history.messages

    def _check_history(self, point: Point, what: What, before: tuple[Message, ...]) -> None:
        now = self.scene.session.history.messages
        wanted = before if what == "files" else self.histories[point.line]
        assert now[: len(wanted)] == wanted and all(is_note(message) for message in now[len(wanted) :])


def is_note(message: Message) -> bool:
    return isinstance(message, UserMessage) and all(
        isinstance(part, TextPart) and part.origin == "tool" for part in message.parts
    )


@contextmanager
def new_world() -> Iterator[World]:
    with tempfile.TemporaryDirectory() as folder:
        world = World(Path(folder).resolve())
        yield world
        world.scene.file.close()


def play(done: Steps) -> None:
    with new_world() as world:
        for name, *arguments in done:
            if name == "reopen":
                world.scene.reopen()
            else:
                getattr(world, name)(*arguments)
            world.check()


@settings(max_examples=80)
@given(steps)
def test_files_and_history_are_as_the_model_says(done: Steps) -> None:
    play(done)


LOST_BETWEEN: Steps = [("ours", "a", "1"), ("theirs", "a", True), ("ours", "a", "2"), ("back", 1, "files")]
LOST_SINCE: Steps = [("ours", "a", "1"), ("theirs", "a", True), ("back", 0, "files")]


@pytest.mark.parametrize(("name", "played"), [("_foreign", LOST_SINCE), ("_foreign_between", LOST_BETWEEN)])
def test_the_model_finds_a_rewind_that_loses_changes(monkeypatch: pytest.MonkeyPatch, name: str, played: Steps) -> None:
    play(played)
    monkeypatch.setattr(judging, name, lambda *arguments: "")
    with pytest.raises(AssertionError):
        play(played)
