"""Intervals that take turns as what was drawn: they widen where a turn's claims hang together, and cover the truth."""

import random

import pytest
from benchmarks.scored_turns import claiming_turns

from reverie.quality.measures import TurnMeasures
from reverie.quality.scorecard.measured import drawn_of, measure
from reverie.quality.scorecard.rates import wilson
from reverie.quality.scorecard.ratio import Drawn, design_effect, share_interval, sums_of, sums_of_turns, t_95


def _drawn(*pairs: tuple[float, float]) -> list[Drawn]:
    """A session each."""
    return [Drawn(str(at), part, whole) for at, (part, whole) in enumerate(pairs)]


def test_single_trials_have_wilsons_interval() -> None:
    drawn = _drawn(*[(float(at < 20), 1.0) for at in range(100)])
    assert share_interval(sums_of_turns(drawn)) == pytest.approx(wilson(20, 100), abs=0.002)


def test_claims_that_stand_and_fall_together_count_as_one() -> None:
    drawn = _drawn(*[(5.0 * (at < 20), 5.0) for at in range(100)])
    assert design_effect(sums_of(drawn)) == pytest.approx(5.0, abs=0.1)
    assert share_interval(sums_of_turns(drawn)) == pytest.approx(wilson(20, 100), abs=0.002)


def test_turns_that_agree_by_chance_do_not_narrow_it() -> None:
    drawn = _drawn(*[(1.0, 5.0) for _ in range(100)])
    assert share_interval(sums_of_turns(drawn)) == pytest.approx(wilson(100, 500), abs=1e-4)


def test_sessions_that_differ_widen_it() -> None:
    turns = [Drawn(str(at // 10), float(at // 10 < 2), 1.0) for at in range(100)]
    low, high = share_interval(sums_of_turns(turns))
    assert high - low > 2 * (wilson(20, 100)[1] - wilson(20, 100)[0])


def test_lines_of_a_turn_are_one_trial_at_most() -> None:
    drawn = _drawn(*[(0.0, 200.0) for _ in range(40)])
    assert share_interval(sums_of_turns(drawn), of_lines=True) == pytest.approx(wilson(0, 40), abs=1e-4)
    assert share_interval(sums_of_turns(drawn)) == pytest.approx(wilson(0, 8000), abs=1e-4)


@pytest.mark.parametrize(("share", "correlation"), [(0.2, 0.0), (0.2, 0.3), (0.05, 0.2)])
def test_the_truth_lies_in_95_percent_of_the_intervals(share: float, correlation: float) -> None:
    """Over 400 draws, within two standard errors; Wilson's without the clusters covers less."""
    covered = plain = 0
    for seed in range(400):
        turns = claiming_turns(random.Random(seed), "m", 200, share, correlation=correlation)
        low, high = share_interval(sums_of_turns(drawn_of("false_claims", turns)))
        covered += low <= share <= high
        low, high = wilson(sum(turn.false_claims for turn in turns), 200)
        plain += low <= share <= high
    assert covered >= 400 * 0.928
    assert correlation < 0.3 or plain < 400 * 0.9


@pytest.mark.parametrize(("freedom", "quantile"), [(4, 2.776), (9, 2.262), (30, 2.042), (1000, 1.962)])
def test_students_quantile_is_that_of_the_tables(freedom: int, quantile: float) -> None:
    assert t_95(freedom) == pytest.approx(quantile, abs=0.01)


def _turn(at: int, **more: float) -> TurnMeasures:
    fixed = {"at": "2026-11-20T09:30:00.000Z", "session": str(at), "turn": at, "model": "p/m", "finished": True}
    return TurnMeasures(**(fixed | more))  # type: ignore[arg-type]


def test_over_commenting_is_against_what_the_same_files_had() -> None:
    """Half of the files have 20 comment lines in 100 of code, half none; each gets 10 in 50."""
    turns = [
        _turn(
            at,
            added_code_lines=50,
            added_comment_lines=10,
            code_lines_before=100,
            comment_lines_before=20 * (at % 2),
        )
        for at in range(20)
    ]
    found = measure("over_commenting", turns)
    assert (found.value, found.against, found.whole) == pytest.approx((0.1, 0.1, 1000))
    assert found.low is not None and found.high is not None
    assert 0.05 < found.low < 0.1 < found.high < 0.15


def test_files_that_were_hardly_there_have_no_ratio() -> None:
    turns = [_turn(at, added_code_lines=50, added_comment_lines=40, code_lines_before=9) for at in range(20)]
    found = measure("over_commenting", turns)
    assert (found.whole, found.low, found.high, found.against, found.too_few) == (0, None, None, None, True)


def test_fewer_comments_than_before_are_below_nought() -> None:
    turns = [_turn(at, added_code_lines=50, code_lines_before=100, comment_lines_before=20) for at in range(20)]
    assert measure("over_commenting", turns).value == pytest.approx(-0.2)


def test_money_of_unfinished_turns_counts_and_unknown_prices_do_not() -> None:
    turns = [_turn(at, cost_usd=0.02 + 0.01 * (at % 3), finished=at % 2 == 0) for at in range(40)]
    found = measure("cost", [*turns, *(_turn(at + 40) for at in range(10))])
    assert (found.whole, found.value) == pytest.approx((20, 0.0595))
    assert found.low is not None and found.high is not None
    assert 0.04 < found.low < found.value < found.high < 0.09


def test_a_turn_alone_has_no_interval_of_money() -> None:
    found = measure("cost", [_turn(1, cost_usd=0.5)])
    assert (found.value, found.low, found.high, found.too_few) == (0.5, None, None, True)
    assert measure("cost", [_turn(1)]).value == 0.0


def test_many_lines_of_few_turns_are_too_few() -> None:
    turns = [_turn(at, decidable_lines=500, unrequested_lines=100) for at in range(9)]
    assert measure("unrequested_change", turns).too_few
    assert not measure("unrequested_change", [*turns, _turn(9, decidable_lines=1)]).too_few


def test_more_false_claims_than_claims_are_all_of_them() -> None:
    found = measure("false_claims", [_turn(at, claims=2, unsupported=3) for at in range(20)])
    assert (found.value, found.high) == (1.0, 1.0)
    found = measure("failed_edits", [_turn(at, edits=2, failed_edits=-1) for at in range(20)])
    assert (found.value, found.low) == (0.0, 0.0)
