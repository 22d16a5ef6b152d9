"""Questions on a face: what a typed answer means."""

import asyncio
from pathlib import Path

import msgspec
import pytest
from tests.plain.fake_face import FakeFace

from reverie.conversation.access import CommandAccess, ProposedCall, WriteAccess
from reverie.conversation.ports import Question
from reverie.plain.questions import FaceQuestions, approval
from reverie.safety.authoriser import Answer, ForProject, ForSession, No, Once
from reverie.safety.rules import Rule

ONE = (Rule("shell", "exact", "make"),)
TWO = (*ONE, Rule("shell"))


def asked(typed: str | None, offers: tuple[Rule, ...] = ONE) -> tuple[Answer, FakeFace]:
    face = FakeFace()
    face.answers = [typed]
    call = ProposedCall("c", "shell", CommandAccess("make", Path("/")), "$ make\n\x1b[2K", "a\nb\n")
    return asyncio.run(FaceQuestions(face).ask(call, "no grant", offers)), face


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("y", Once()),
        (" YES ", Once()),
        ("", No()),
        ("n", No()),
        (None, No("the input was closed")),
        ("s", ForSession(ONE[0])),
        ("A", ForProject(ONE[0])),
        ("a1", No("a1")),
        ("s01", No("s01")),
        ("yy", No("yy")),
        ("s2", No("s2")),
        ("a0", No("a0")),
        ("y\nrm", No("y\nrm")),
        ("sure", No("sure")),
        ("use make instead", No("use make instead")),
    ],
)
def test_only_an_offered_answer_is_a_yes(typed: str | None, meant: Answer) -> None:
    assert asked(typed)[0] == meant


@pytest.mark.parametrize("typed", ["a", "s", "a3", "s0", "a01", "a²", "y1"])
def test_a_choice_that_was_not_offered_grants_nothing(typed: str) -> None:
    assert asked(typed, TWO)[0] == No(typed)
    assert asked("a2", TWO)[0] == ForProject(TWO[1])


def test_a_command_that_nobody_can_look_at_can_only_be_refused() -> None:
    face = FakeFace()
    face.answers = ["y", "s", "y"]
    longest = ProposedCall("c", "shell", CommandAccess("x", Path("/")), "$ x (+1 line)", "x" * 200_000)
    longer = msgspec.structs.replace(longest, preview="x" * 200_001)
    one_line = msgspec.structs.replace(longest, preview="", summary="$ " + "x" * 200_000)
    answers = [asyncio.run(FaceQuestions(face).ask(call, "why", ONE)) for call in (longer, one_line, longest)]
    assert answers == [No("y"), No("s"), Once()]
    assert [[choice.key for choice in each.choices] for each in face.asked] == [["n"], ["n"], ["y", "s", "a", "n"]]
    assert "can only be refused: 200,001 characters" in face.asked[0].text and len(face.asked[1].heading) < 200
    assert face.asked[2].preview == "x" * 200_000


def test_all_that_is_offered_is_shown_with_its_key_and_nothing_can_pass_for_it() -> None:
    _, face = asked("n", TWO)
    assert [choice.key for choice in face.asked[0].choices] == ["y", "s1", "a1", "s2", "a2", "n"]
    assert face.asked[0].heading == "$ make\\n\\x1b[2K" and face.asked[0].preview == "a\nb"


@pytest.mark.parametrize(
    ("typed", "answer"), [(["2"], "blue"), (["", " ", "1"], "red"), (["green"], "green"), (["3"], "3"), ([None], None)]
)
def test_a_question_is_answered_by_number_or_in_own_words_and_never_by_nothing(
    typed: list[str | None], answer: str | None
) -> None:
    face = FakeFace()
    face.answers = list(typed)
    assert asyncio.run(FaceQuestions(face).answer(Question("colour", "which?", ("red", "blue")))) == answer


def test_one_question_stands_at_a_time() -> None:
    standing: list[bool] = []

    async def both() -> None:
        face = FakeFace()
        face.answers = ["1", "2"]
        questions = FaceQuestions(face, standing.append)
        await asyncio.gather(questions.answer(Question("a", "?")), questions.answer(Question("b", "?")))

    asyncio.run(both())
    assert standing == [True, False, True, False]


def test_a_grant_of_writing_is_offered_in_words_from_the_projects_root() -> None:
    root = Path("/home/p")
    offers = (Rule("edit", "exact", "/home/p/src/a.py"), Rule("edit"), Rule("read", "exact", "/etc/hosts"))
    call = ProposedCall("c", "edit", WriteAccess(root / "src/a.py"), "edit src/a.py", "")
    meanings = [choice.meaning for choice in approval(call, "why", offers, root).choices if choice.key[0] == "s"]
    assert meanings == [
        "yes, in this session: edit(src/a.py)",
        "yes, in this session: edit, any file of the project",
        "yes, in this session: read(/etc/hosts)",
    ]
