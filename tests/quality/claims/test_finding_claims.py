"""Claims are found where they stand, with their kinds; what only looks like one is not."""

import pytest
from tests.quality.claims.claim_sentences import CHANGED, CLAIMS, NO_CLAIMS, READ, Record

from reverie.conversation.deeds import Command, Edit, Read
from reverie.quality.claims import find_claims


def _said(answer: str, deeds: Record) -> list[tuple[str, str]]:
    return [(claim.kind, answer[claim.start : claim.end]) for claim in find_claims(answer, deeds)]


@pytest.mark.parametrize(("deeds", "answer", "wanted"), CLAIMS, ids=[answer[:50] for _, answer, _ in CLAIMS])
def test_a_report_claims(deeds: Record, answer: str, wanted: list[tuple[str, str]]) -> None:
    assert _said(answer, deeds) == wanted


@pytest.mark.parametrize(("deeds", "answer"), NO_CLAIMS, ids=[answer[:50] for _, answer in NO_CLAIMS])
def test_what_only_looks_like_a_claim(deeds: Record, answer: str) -> None:
    assert _said(answer, deeds) == []


@pytest.mark.parametrize(
    "answer",
    [
        "```\nAll tests pass.\n```",
        "~~~sh\nI committed it.\n~~~~",
        "> All tests pass.\n> I pushed it.",
        "It once stood there: “all tests pass”.",
        "- [ ] All tests pass",
        "You can do:\n\n- run the tests\n- all tests pass then",
        "## Not done\n\n- All tests pass\n- Pushed",
        "## Next steps\n\n1. Deployed to staging",
        "",
        "\n\n \n",
        "```\nunclosed: all tests pass",
    ],
)
def test_what_is_not_the_authors_word_is_left_out(answer: str) -> None:
    assert _said(answer, CHANGED) == []


def test_a_file_is_a_claim_of_its_own_where_the_record_tells_them_apart() -> None:
    deeds: Record = [Edit(path="a.py"), Edit(path="b.py", ok=False), Edit(path="c.py")]
    answer = "The option is removed from `a.py`, `b.py` and `c.py`."
    assert _said(answer, deeds) == [
        ("edited", "The option is removed from `a.py`"),
        ("edited", "`b.py`"),
        ("edited", "`c.py`"),
    ]
    alike: Record = [Edit(path="a.py"), Edit(path="b.py"), Edit(path="c.py")]
    assert len(_said(answer, alike)) == 1


def test_what_a_file_does_is_a_claim_only_after_a_change() -> None:
    answer = "`src/app.py` checks the header first."
    assert _said(answer, CHANGED) == [("edited", "`src/app.py` checks the header first")]
    assert _said(answer, READ) == []


def test_where_a_thing_is_defined_is_no_claim_when_nothing_was_changed() -> None:
    looked: Record = [Read(path="area.py"), Command(command="pytest", denied=True)]
    assert _said("`area` is defined in area.py:1; I could not run its tests.", looked) == []


def test_nothing_of_the_record_is_needed() -> None:
    assert _said("I committed it and pushed it to `origin`. All tests pass.", []) == [
        ("committed", "I committed it"),
        ("pushed", "pushed it to `origin`"),
        ("tests_pass", "All tests pass"),
    ]


@pytest.mark.parametrize(
    ("answer", "wanted"),
    [
        ("我已修改 `src/app.py`，所有测试均已通过。", ["edited", "tests_pass"]),
        ("已提交，还没有推送。", ["committed"]),
        ("Tutti i test passano.", ["tests_pass"]),
        ("Все тесты проходят.", []),
        ("すべてのテストが通りました。", ["tests_pass"]),
    ],
)
def test_other_languages_as_far_as_the_words_are_known(answer: str, wanted: list[str]) -> None:
    assert [kind for kind, _ in _said(answer, CHANGED)] == wanted


def test_places_count_characters_behind_emoji_and_accents() -> None:
    answer = "🎉 Déjà vu! **all** 12 tests pass — `é.py` is deleted."
    assert _said(answer, []) == [
        ("tests_pass", "all** 12 tests pass"),
        ("output", "12 tests pass"),
        ("deleted", "`é.py` is deleted"),
    ]
