"""What a fact rests on is there, says so, did not fail, and is as new as the file it speaks of."""

import pytest

from reverie.conversation.messages import Usage
from reverie.conversation.record import AnyEffect, EditedFile, RanCommand, RanTask
from reverie.memory.fact import CommandRun, FileLine, TranscriptLine
from reverie.memory.gates import examine
from reverie.memory.gates.context import Candidate, Cited

from .candidates import SAID, by, by_person, changed, fact, refused
from .spoken import SESSION, TASK

TITLE = "The cache is cold on ARM"
RUN = CommandRun("make test", 0, SESSION, 4)


def _by_model(*evidence: object, title: str = TITLE, cited: tuple[Cited, ...] = (), **found: object) -> Candidate:
    return by("model", fact(title, origin="model", evidence=evidence), cited, **found)


def _ran(exit_status: int, failed: bool) -> Cited:
    return Cited(SESSION, 4, "out", frozenset({"tool"}), failed, (RanCommand("make test", ".", exit_status),))


def test_a_person_needs_no_evidence_and_a_model_does() -> None:
    assert examine(by_person()) == ()
    assert refused(_by_model()) == ["evidence"]
    assert examine(_by_model(SAID)) == ()
    assert examine(_by_model(FileLine("Makefile", 3))) == ()


def test_evidence_that_is_not_there_is_refused_with_what_is_wrong() -> None:
    (refusal,) = examine(_by_model(SAID, not_there=("there is no file 'a'",)))
    assert (refusal.gate, refusal.why) == ("evidence", "there is no file 'a'")


@pytest.mark.parametrize("origins", [frozenset({"model"}), frozenset()])
def test_a_models_own_words_show_nothing(origins: frozenset[str]) -> None:
    cited = Cited(SESSION, 4, "I believe so", origins)  # type: ignore[arg-type]
    assert refused(_by_model(SAID, cited=(cited,))) == ["evidence"]
    other = Cited(SESSION, 5, "out", frozenset({"tool"}))
    assert examine(_by_model(SAID, TranscriptLine(SESSION, 5), cited=(cited, other))) == ()


def test_a_quote_stands_there_word_for_word() -> None:
    cited = (Cited(SESSION, 4, "the cache\n  is cold here", frozenset({"tool"})),)
    assert examine(_by_model(TranscriptLine(SESSION, 4, "cache is cold"), cited=cited)) == ()
    assert refused(_by_model(TranscriptLine(SESSION, 4, "cache is warm"), cited=cited)) == ["quote"]
    assert "quote" in refused(_by_model(TranscriptLine(SESSION, 5, "cache is cold"), cited=cited))
    assert refused(by_person(fact(evidence=(TranscriptLine(SESSION, 4, "x" * 401),)))) == ["quote"]


@pytest.mark.parametrize("person", [True, False])
def test_a_failed_call_shows_nothing_but_its_failure(person: bool) -> None:
    def rest(title: str, run: CommandRun, cited: Cited, *, about_failure: bool = False) -> list[str]:
        candidate = _by_model(run, title=title, cited=(cited,))
        if person:
            candidate = by_person(fact(title, evidence=(run,)), found=by("human", cited=(cited,)).found)
        return refused(changed(candidate, about_failure=about_failure))

    bad = CommandRun("make test", 2, SESSION, 4)
    assert rest(TITLE, RUN, _ran(0, failed=False)) == []
    assert rest(TITLE, RUN, _ran(0, failed=True)) == ["failed_call"]
    assert rest(TITLE, bad, _ran(2, failed=True)) == ["failed_call"]
    assert rest("The tests fail on ARM", bad, _ran(2, failed=True)) == ["failed_call"]
    assert rest("The tests fail on ARM", bad, _ran(2, failed=True), about_failure=True) == []
    assert rest("All tests pass on ARM", bad, _ran(2, failed=True), about_failure=True) == ["failed_call"]


def test_what_a_person_said_to_a_denied_call_counts() -> None:
    words = "never push to main"
    denied = Cited(SESSION, 4, f"Denied:\n{words}", frozenset({"tool", "human"}), failed=True, by_person=words)
    said = fact(words, kind="preference", evidence=(TranscriptLine(SESSION, 4, words),))
    assert refused(by("model", said, (denied,))) == []
    assert "failed_call" in refused(by("model", fact(words, kind="preference", evidence=(SAID,)), (denied,)))


def test_an_edit_of_a_fact_about_a_failure_names_it_again() -> None:
    bad = CommandRun("make test", 2)
    before = fact("The tests fail on ARM", evidence=(bad,))
    assert refused(by_person(fact("The tests fail on ARM and x86", evidence=(bad,)), before=before)) == []
    assert refused(by_person(fact("The tests fail on ARM", evidence=(bad, CommandRun("make", 2))), before=before)) == []
    assert refused(by_person(fact("All is well", evidence=(CommandRun("make", 2),)), before=before)) == ["failed_call"]


def _edited(line: int, *effects: AnyEffect, session: str = SESSION, failed: bool = False) -> Cited:
    return Cited(session, line, "Edited", frozenset({"tool"}), failed, effects)


APP = EditedFile("src/app.py", "diff")


@pytest.mark.parametrize(
    ("title", "is_about_it"),
    [
        ("The cache in src/app.py is cold on ARM", True),
        ("The cache in `app.py` is cold on ARM", True),
        ("The cache in ./src/app.py, is cold on ARM", True),
        ("The cache in /home/x/src/app.py is cold", True),
        ("The cache in other/app.py is cold on ARM", False),
        ("The cache in src/app.pyi is cold on ARM", False),
        ("The cache is cold on ARM", False),
    ],
)
def test_a_fact_about_a_file_edited_in_this_turn_needs_that_edits_receipt(title: str, is_about_it: bool) -> None:
    edited = (("src/app.py", 9),)
    without = _by_model(SAID, title=title, edited_now=edited)
    assert refused(without) == (["edit"] if is_about_it else [])
    for cited, is_good in (
        (_edited(9, APP), True),
        (_edited(11, APP), True),
        (_edited(9, RanTask(TASK, "look", "done", Usage())), True),
        (_edited(8, APP), False),  # older than the last edit
        (_edited(9, EditedFile("src/lib.py", "diff")), False),
        (_edited(9), False),  # taken back
        (_edited(9, APP, session=TASK), False),
        (_edited(9, APP, failed=True), False),
    ):
        names = refused(
            _by_model(TranscriptLine(cited.session, cited.line), title=title, cited=(cited,), edited_now=edited)
        )
        assert ("edit" not in names) is (is_good or not is_about_it)


def test_a_file_named_in_the_evidence_is_what_it_is_about() -> None:
    assert refused(_by_model(SAID, FileLine("src/app.py", 3), edited_now=(("src/app.py", 9),))) == ["edit"]
    assert refused(_by_model(SAID, FileLine("src/lib.py", 3), edited_now=(("src/app.py", 9),))) == []


def test_a_person_speaks_of_edited_files_as_they_like() -> None:
    found = by("human", edited_now=(("src/app.py", 9),)).found
    assert refused(by_person(fact("The cache in src/app.py is cold"), found=found)) == []
