"""Cards a model, in the order of their versions, with the sentences that follow from them."""

import random
from datetime import datetime, timedelta

from benchmarks.scored_turns import START, claiming_turns

from reverie.quality.measures import TurnMeasures
from reverie.quality.scorecard.cards import Scorecard, scorecards
from reverie.quality.scorecard.facts import ModelFacts, ancestors
from reverie.quality.scorecard.telling import headline, interval_of, sample_of, sentences, title, value_of

ROW = {
    "claude-x-3": ModelFacts("anthropic/claude-x-3", "claude-x", "3"),
    "claude-x-4": ModelFacts("anthropic/claude-x-4", "claude-x", "4", predecessor="anthropic/claude-x-3"),
    "claude-x-5": ModelFacts("anthropic/claude-x-5", "claude-x", "5", "Sol", predecessor="anthropic/claude-x-4"),
}


def facts_of(name: str) -> ModelFacts:
    return ROW.get(name.partition("/")[2], ModelFacts(name))


def _turns(name: str, claims: int, share: float, seed: int = 6, start: datetime = START) -> list[TurnMeasures]:
    return claiming_turns(random.Random(seed), f"anthropic/{name}", claims, share, start=start)


def _cards(*turns: list[TurnMeasures]) -> tuple[Scorecard, ...]:
    return scorecards([turn for some in turns for turn in some], facts_of)


def test_the_case_of_the_seed_is_said_in_its_words() -> None:
    cards = _cards(_turns("claude-x-5", 410, 0.295, 3), _turns("claude-x-4", 380, 0.167, 4))
    assert [card.facts.version for card in cards] == ["4", "5"]
    said = list(sentences(cards))
    old, new = (card.of("false_claims") for card in cards)
    assert said == [
        f"claude-x-5 claims falsely more often than claude-x-4, which it replaces: {value_of(new)} of 410 claims"
        f" against {value_of(old)} of 380 (95 % intervals {interval_of(new)} and {interval_of(old)})"
    ]


def test_an_improvement_is_one_line() -> None:
    (said,) = sentences(_cards(_turns("claude-x-5", 410, 0.08), _turns("claude-x-4", 380, 0.295)))
    assert said.startswith("claude-x-5 does better than claude-x-4, which it replaces: false claims ")


def test_equal_models_differ_by_no_more_than_chance() -> None:
    (said,) = sentences(_cards(_turns("claude-x-5", 400, 0.2, 8), _turns("claude-x-4", 400, 0.2, 9)))
    assert said == "claude-x-5 differs from claude-x-4, which it replaces, by no more than chance allows"


def test_too_few_turns_are_said_to_be_so() -> None:
    (said,) = sentences(_cards(_turns("claude-x-5", 12, 0.9), _turns("claude-x-4", 400, 0.1)))
    assert said == "too few to tell whether claude-x-5 does worse than claude-x-4, which it replaces"


def test_a_version_that_was_hardly_used_is_passed_over() -> None:
    cards = _cards(_turns("claude-x-5", 410, 0.3), _turns("claude-x-4", 12, 0.1), _turns("claude-x-3", 400, 0.1))
    found = cards[-1].predecessor
    assert found is not None and (found.beside, found.is_direct) == ("anthropic/claude-x-3", False)
    assert any("than claude-x-3, an earlier one of its kind:" in said for said in sentences(cards))


def test_a_model_that_gets_worse_under_its_own_name_is_told() -> None:
    late = START + timedelta(weeks=30)
    again = [
        TurnMeasures(
            **{name: getattr(one, name) for name in one.__struct_fields__} | {"session": f"late {one.session}"}
        )
        for one in _turns("claude-x-3", 300, 0.4, 7, late)
    ]
    (said,) = sentences(_cards(_turns("claude-x-3", 300, 0.1, 6), again))
    assert said.startswith("in its last four weeks claude-x-3 claims falsely more often than it did before: ")


def test_weeks_are_those_of_the_calendar() -> None:
    (card,) = _cards(_turns("claude-x-3", 400, 0.2))
    assert [week.week for week in card.weeks][:2] == ["2026-W37", "2026-W38"]
    assert sum(week.turns for week in card.weeks) == card.turns
    claims = [one.whole for week in card.weeks for one in week.measures if one.name == "false_claims"]
    assert sum(claims) == 400


def test_a_card_that_names_itself_ends_the_row() -> None:
    circle = {"p/a": ModelFacts("p/a", predecessor="p/b"), "p/b": ModelFacts("p/b", predecessor="p/a")}
    assert [one.full_name for one in ancestors(circle["p/a"], circle.__getitem__)] == ["p/b"]
    own = ModelFacts("p/c", predecessor="p/c")
    assert ancestors(own, lambda _: own) == []


def test_a_model_that_no_catalog_knows_has_its_card() -> None:
    (card,) = scorecards(claiming_turns(random.Random(1), "own/model", 50, 0.1), ModelFacts)
    assert (title(card), card.predecessor) == ("own/model", None)
    assert list(sentences([card])) == []


def test_numbers_are_told_with_their_units() -> None:
    (card,) = _cards(_turns("claude-x-5", 410, 0.295))
    assert title(card) == "anthropic/claude-x-5 “Sol”, version 5 of claude-x"
    assert headline(card).startswith(f"{card.turns} turns ({card.turns} finished), 2026-09-07 to ")
    assert sample_of(card.of("false_claims")) == "410 claims"
    assert value_of(card.of("over_commenting")).startswith(("+", "-"))
    assert sample_of(card.of("over_commenting")).endswith("; before 12.5")
    assert (value_of(card.of("cost")), interval_of(card.of("cost"))) == ("$0.000", "")


def test_no_turns_are_no_cards() -> None:
    assert scorecards([], facts_of) == ()
