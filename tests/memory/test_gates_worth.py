"""What a model proposes of its own is finished, and more than one look at the files would tell."""

import pytest

from reverie.memory.gates import examine

from .candidates import SAID, by, by_person, fact, quoting, refused

GUESSES = [
    "Maybe the cache is cold",
    "The cache is probably cold",
    "I think the cache is cold",
    "It seems that the cache is cold",
    "The cache might be cold on ARM",
    "The cache appears to be cold",
    "Not sure whether the cache is cold",
    "TODO: warm the cache",
    "Let me look at the cache",
    "I will warm the cache",
    "Next, I warm the cache",
    "Need to check the cache",
    "The cache needs further work",
    "Is the cache cold?",
    "The owner of the cache is TBD",
    "Vermutlich ist der Cache kalt",
    "Quizás la cache está fría",
    "The cache is cold. I think it is ARM.",
]

LOOKUPS = [
    "The file src/app.py exists",
    "`src/app.py` exists",
    "There is a file called fly.toml",
    "There is a Makefile at scripts/Makefile",
    "`parse_fact` is defined in `memory/fact_text.py`",
    "The function parse_fact is in memory/fact_text.py",
    "class Planner lives in planning.py",
    "planning.py contains the Planner class",
    "`fact.py` defines the Fact class",
    "The project uses msgspec",
    "The project uses msgspec 0.22",
    "The project depends on httpx2 >=2.16",
    "The project uses Python 3.11",
    "msgspec is pinned to 0.22.1",
    "The version of msgspec is 0.22.1",
    "The tests are in tests/unit",
    "Tests live in `tests/`",
    "The project is written in Python",
]

KEPT = [
    "Deploys take longer on ARM because the cache is cold",
    "The cache is cold on ARM",
    "msgspec was chosen over pydantic because importing it costs 30 ms",
    "`make test` needs a running Postgres",
    "The staging database is reset every night",
    "Production runs as the Fly app acme-prod",
    "The importer drops rows without an id",
    "parse_fact keeps unknown lines, so that hand-edited files survive",
    "Releases are cut from main by hand",
    "The flag `--maybe` skips the TODO check",
    'The log line "I think this is bad" comes from the watcher',
    "The API answers 429 after 100 requests a minute",
]


@pytest.mark.parametrize("title", GUESSES)
def test_a_models_guess_question_or_plan_is_refused_and_a_persons_is_not(title: str) -> None:
    assert "half_formed" in refused(by("model", fact(title, origin="model", evidence=(SAID,))))
    assert "half_formed" in refused(by("peer", fact(title, origin="peer", evidence=(SAID,))))
    assert examine(by_person(fact(title))) == ()


@pytest.mark.parametrize("title", LOOKUPS)
def test_what_one_look_answers_is_refused_from_a_model_and_not_from_a_person(title: str) -> None:
    assert "cheap_lookup" in refused(by("model", fact(title, origin="model", evidence=(SAID,))))
    assert examine(by_person(fact(title))) == ()


@pytest.mark.parametrize("title", KEPT)
def test_what_took_work_to_know_is_kept(title: str) -> None:
    assert examine(by("model", fact(title, origin="model", evidence=(SAID,)))) == ()


def test_a_reason_makes_a_lookup_worth_keeping() -> None:
    stated = fact("The project uses msgspec", body="Importing pydantic costs 45 ms.", origin="model", evidence=(SAID,))
    assert examine(by("model", stated)) == ()
    stated = fact("The project uses msgspec", body="It is pinned to 0.22.1.", origin="model", evidence=(SAID,))
    assert refused(by("model", stated)) in ([], ["cheap_lookup"])


def test_a_reference_is_a_place_and_nothing_else() -> None:
    stated = fact("The runbook is in docs/runbook.md", kind="reference", origin="model", evidence=(SAID,))
    assert examine(by("model", stated)) == ()


def test_a_persons_guess_may_be_reported_as_a_guess() -> None:
    assert examine(quoting("I think we should use Postgres", "I think we should use Postgres")) == ()
    assert "origin" in refused(quoting("I think we should use Postgres", "We should use Postgres"))


def test_an_edit_answers_for_new_sentences_alone() -> None:
    before = fact("The cache is cold", body="Maybe on ARM.", origin="model", evidence=(SAID,))
    after = fact("The cache is cold today, 2026-11-22", body="Maybe on ARM.", origin="model", evidence=(SAID,))
    assert "half_formed" not in refused(by_person(after, before=before, found=by("model").found))
