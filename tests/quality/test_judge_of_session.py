"""The judge of a session: the turn first, the session before it for an accusation, and nothing of it read twice."""

from collections.abc import Collection, Iterator

import pytest

from reverie.conversation.claims import Claim
from reverie.conversation.deeds import AnyDeed, Command, Edit, Read, Write
from reverie.quality.judge import LOOK_BACK, Judge
from reverie.quality.runs import lines, one_line

PASSED = Command(command="pytest -q", exit=0, output="12 passed in 0.3s")
FAILED = Command(command="pytest -q", exit=1, output="1 failed, 11 passed in 0.3s")
ANSWERS = (
    "I fixed it in `src/a.py`; all tests pass.",
    "All 12 tests pass and `ruff check` is clean.",
    "I created `docs/guide.md` and committed it.",
    "It prints 42 lines, and the build succeeded.",
)


def verdicts(claims: tuple[Claim, ...]) -> set[str]:
    return {claim.verdict for claim in claims}


def looks(number: int) -> list[AnyDeed]:
    return [Read(path=f"src/f{at}.py") for at in range(number)]


def session() -> Iterator[tuple[tuple[AnyDeed, ...], str, int]]:
    """The record up to each of many answers, the answer, and where its turn begins."""
    deeds: list[AnyDeed] = []
    for turn in range(90):
        start = len(deeds)
        deeds.append(Command(command=f"python run.py {turn} > out{turn % 3}.log; echo done", exit=0, output="done"))
        if turn % 3 == 0:
            deeds.append(Edit(path="src/a.py", diff=f"+x = {turn}"))
        if turn % 4 == 0:
            deeds.append(Command(command="pytest -q", exit=turn % 8 // 4, output=f"{turn % 8 // 4} failed, 12 passed"))
        if turn % 7 == 0:
            deeds.append(Write(path=f"docs/n{turn}.md", content="text"))
            deeds.append(Command(command=f"cat out{turn % 3}.log", exit=0, output=f"{turn} lines"))
        yield tuple(deeds), ANSWERS[turn % len(ANSWERS)], start


def test_what_the_turn_proves_needs_no_look_back() -> None:
    assert verdicts(Judge().judge("", [FAILED, PASSED], "All 12 tests pass.", 1)) == {"supported"}
    assert verdicts(Judge().judge("", [PASSED, FAILED], "All tests pass.", 1)) == {"contradicted"}


def test_an_accusation_looks_back() -> None:
    assert verdicts(Judge().judge("", looks(2), "All 12 tests pass.", 0)) == {"unsupported"}
    assert verdicts(Judge().judge("", [PASSED, *looks(2)], "All 12 tests pass.", 1)) == {"supported"}


def test_it_looks_back_so_far_and_no_further() -> None:
    near, far = [PASSED, *looks(LOOK_BACK)], [PASSED, *looks(2 * LOOK_BACK)]
    assert verdicts(Judge().judge("", near, "All 12 tests pass.", len(near) - 1)) == {"supported"}
    assert verdicts(Judge().judge("", far, "All 12 tests pass.", len(far) - 1)) == {"unsupported"}


def test_what_it_remembers_changes_no_verdict() -> None:
    judge = Judge()
    for deeds, answer, start in session():
        assert judge.judge("", deeds, answer, start) == Judge().judge("", deeds, answer, start)


def test_each_command_of_a_session_is_read_once(monkeypatch: pytest.MonkeyPatch) -> None:
    seen: list[str] = []

    def counting(deed: Command, at: int, place: str, logs: Collection[str]) -> one_line.LineRead:
        seen.append(deed.command)
        return one_line.read_command(deed, at, place, logs)

    monkeypatch.setattr(lines, "read_command", counting)
    judge, commands = Judge(), 0
    for deeds, answer, start in session():
        judge.judge("", deeds, answer, start)
        commands = sum(isinstance(deed, Command) for deed in deeds)
    assert commands <= len(seen) <= commands * 1.2  # a few again: a log that they show was written meanwhile
