"""Lines that were read before: the same runs as without them, each line read once, and no more kept than may be."""

from collections.abc import Collection, Iterator, Sequence

import pytest

from reverie.conversation.deeds import AnyDeed, Command, Edit
from reverie.quality.runs import Lines, lines, one_line, runs_of

SESSION: tuple[AnyDeed, ...] = (
    Command(command="cat notes.txt", exit=0, output="3 passed in 0.1s", directory="/p/src"),
    Command(command="pytest -q > log.txt 2>&1; echo done", exit=0, output="done", directory="/p/src"),
    Edit(path="a.py"),
    Command(command="cat log.txt", exit=0, output="2 failed, 3 passed in 0.2s", directory="/p/src"),
    Command(command="git stash", exit=0, output="Saved working directory", directory="/p"),
    Command(command="cat log.txt notes.txt", exit=0, output="4 passed in 0.2s", directory="/p"),
    Command(command="cd src && ruff check . && pytest -q tests", exit=1, output="1 failed in 0.1s", directory="/p"),
    Command(command="git stash pop", exit=0, output="Dropped", directory="/p"),
    Command(command="npm test", exit=None, output="", background=True),
)


@pytest.fixture
def read(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The commands that were read, in order."""
    seen: list[str] = []
    really = one_line.read_command

    def counting(deed: Command, at: int, place: str, logs: Collection[str]) -> one_line.LineRead:
        seen.append(deed.command)
        return really(deed, at, place, logs)

    monkeypatch.setattr(lines, "read_command", counting)
    return seen


def windows(deeds: Sequence[AnyDeed]) -> Iterator[Sequence[AnyDeed]]:
    for end in range(1, len(deeds) + 1):
        for start in (end - 1, max(0, end - 3), 0):
            yield deeds[start:end]


def test_runs_are_the_same_with_lines_that_were_read_before() -> None:
    kept = Lines()
    for window in windows(SESSION):
        assert runs_of(window, kept) == runs_of(window)


def test_a_line_is_read_once_while_a_session_goes_on(read: list[str]) -> None:
    session = tuple(Command(command=f"pytest tests/t{number}.py", exit=0, output="1 passed") for number in range(30))
    kept = Lines()
    for end in range(1, 31):
        runs_of(session[:end], kept)
    runs_of(session[20:], kept)
    assert read == [deed.command for deed in session]


def test_an_equal_deed_is_another_one(read: list[str]) -> None:
    kept = Lines()
    for _ in range(2):
        runs_of([Command(command="make", exit=0)], kept)
    assert len(read) == 2


def test_the_oldest_lines_go() -> None:
    few, short = Lines(most=10), Lines(characters=100)
    session = [Command(command="make", exit=0, output="x" * 30) for _ in range(40)]
    assert runs_of(session, few) == runs_of(session, short) == runs_of(session)
    assert (len(few), len(short)) == (10, 3)


def test_one_long_output_alone_is_kept() -> None:
    kept = Lines(characters=100)
    runs_of([Command(command="make", exit=0), Command(command="make", exit=0, output="x" * 300)], kept)
    assert len(kept) == 1
