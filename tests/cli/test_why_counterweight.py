"""`reverie why counterweight`: levels with what they rest on; beside it, facts are asked for as before."""

import json
import random
from pathlib import Path

import pytest
from benchmarks.scored_turns import claiming_turns
from tests.cli.memory_commands import as_json, done, own_places, refused

from reverie.config.places import Places
from reverie.quality.counterweight import counterweight_at_start
from reverie.quality.scorecard.store import Scores


@pytest.fixture
def places(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Places:
    return own_places(tmp_path, monkeypatch)


@pytest.fixture
def filled(places: Places) -> Places:
    scores = Scores(places.state / "ledger.sqlite")
    for turn in claiming_turns(random.Random(5), "own/liar", 200, 0.4):
        scores.add(turn)
    scores.close()
    return places


def test_a_level_is_told_with_its_rate_and_what_would_lower_it(filled: Places) -> None:
    scores = Scores(filled.state / "ledger.sqlite")
    assert counterweight_at_start(scores, "own/liar", lambda: 1_790_000_000.0)
    scores.close()
    first, level, since, moves, *_ = done("why", "counterweight").splitlines()
    assert first.startswith("own/liar: ") and first.endswith(" judged turns")
    assert level.startswith("  claims without proof: level 1 of 3; it rose on 2026-09-21, by ")
    assert "of 200 claims (95 % interval " in level
    assert since == "    since then: no claims yet"
    assert moves.startswith(
        "    falls to 0 at a rate under 3.0 % with an interval that ends under 6.0 %, over 40 claims"
    )


@pytest.mark.usefixtures("filled")
def test_json_has_the_same() -> None:
    told = as_json("why", "counterweight")
    assert (told["is_on"], [one["model"] for one in told["models"]]) == (True, ["own/liar"])
    weakness = told["models"][0]["weaknesses"][0]
    assert set(weakness) == {"weakness", "level", "set", "since"}
    assert (weakness["weakness"], weakness["level"], weakness["set"]) == ("false_claims", 0, None)
    assert set(weakness["since"]) == {"weakness", "rate", "low", "high", "n", "turns"}


def test_nothing_yet(places: Places) -> None:
    assert done("why", "counterweight") == "no model is told anything: no turn was judged yet\n"
    assert not places.state.exists()


@pytest.mark.usefixtures("filled")
def test_switched_off_is_said(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("REVERIE_FEATURE_COUNTERWEIGHT", "off")
    assert done("why", "counterweight").startswith("it is switched off: no model is told anything; reverie config set ")
    assert json.loads(done("why", "counterweight", "--json"))["is_on"] is False


def test_a_damaged_ledger_is_one_line(places: Places) -> None:
    places.state.mkdir(parents=True)
    (places.state / "ledger.sqlite").write_bytes(b"no database " * 400)
    assert "is broken" in refused("why", "counterweight")


@pytest.mark.usefixtures("places")
def test_a_misspelt_word_is_no_fact() -> None:
    assert "there is no fact 'counterweigth'" in refused("why", "counterweigth")
