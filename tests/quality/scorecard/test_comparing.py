"""A successor that does worse is flagged where the samples are realistic, and equal ones are not."""

import random
from collections import Counter

import pytest
from benchmarks.scored_turns import claiming_turns

from reverie.quality.measures import TurnMeasures
from reverie.quality.scorecard.comparing import SIGNIFICANCE, Change, chance, compare, corrected, student
from reverie.quality.scorecard.ratio import Drawn


def _changes(seed: int, claims: tuple[int, int], shares: tuple[float, float], **how: float) -> tuple[Change, ...]:
    """Of two models that differ in their false claims alone."""
    random_ = random.Random(seed)
    before = claiming_turns(random_, "old", claims[0], shares[0], **how)  # type: ignore[arg-type]
    after = claiming_turns(random_, "new", claims[1], shares[1], **how)  # type: ignore[arg-type]
    return compare(before, after)


def _of_claims(changes: tuple[Change, ...]) -> Change:
    return next(one for one in changes if one.name == "false_claims")


def _verdicts(runs: int, claims: tuple[int, int], shares: tuple[float, float], **how: float) -> Counter[str]:
    return Counter(_of_claims(_changes(seed, claims, shares, **how)).direction for seed in range(runs))


def test_the_rise_from_16_7_to_29_5_percent_is_flagged_at_some_400_claims() -> None:
    """Power over 200 draws, claims of a turn correlating by 0.1; `benchmarks/scorecard.py` has the whole table."""
    found = _verdicts(200, (380, 410), (0.167, 0.295))
    assert found["worse"] >= 0.85 * 200
    assert found["better"] == 0


def test_the_same_fall_is_told_as_an_improvement() -> None:
    found = _verdicts(100, (410, 380), (0.295, 0.167))
    assert found["better"] >= 0.85 * 100
    assert found["worse"] == 0


@pytest.mark.parametrize(
    ("share", "how"),
    [
        (0.2, {"correlation": 0.0}),
        (0.2, {"correlation": 0.3}),
        (0.2, {"correlation": 0.1, "by_session": 0.05}),
        (0.03, {"correlation": 0.3}),
    ],
)
@pytest.mark.parametrize("claims", [80, 250])
def test_equal_rates_raise_at_most_5_percent_false_alarms(share: float, how: dict[str, float], claims: int) -> None:
    """An alarm is any of the six measures, in either direction; the bound is 5 % and two standard errors."""
    alarms = sum(
        any(one.direction != "same" for one in _changes(seed, (claims, claims), (share, share), **how))
        for seed in range(400)
    )
    assert alarms <= 400 * SIGNIFICANCE + 2 * (400 * 0.05 * 0.95) ** 0.5


def test_claims_taken_as_independent_would_raise_more_alarms() -> None:
    """The control: a plain test of two proportions on the same draws goes over its level, so clusters matter."""
    alarms = 0
    for seed in range(500):
        random_ = random.Random(seed)
        sides = [claiming_turns(random_, name, 250, 0.2, correlation=0.3) for name in ("old", "new")]
        alone = [[_alone(turn, at) for turn in side for at in range(turn.claims)] for side in sides]
        alarms += chance(alone[0], alone[1]) < SIGNIFICANCE
    assert alarms > 500 * 0.1


def _alone(turn: TurnMeasures, at: int) -> Drawn:
    return Drawn(f"{turn.session}/{turn.turn}/{at}", float(at < turn.false_claims), 1.0)


def test_small_samples_are_not_compared() -> None:
    random_ = random.Random(1)
    few = claiming_turns(random_, "old", 20, 0.9)
    many = claiming_turns(random_, "new", 400, 0.1)
    assert compare(few, many) == compare(many, few) == ()


def test_one_session_alone_is_tested_by_its_turns() -> None:
    random_ = random.Random(2)
    old, new = (
        claiming_turns(random_, name, 400, share, session_turns=1000) for name, share in (("old", 0.1), ("new", 0.4))
    )
    change = _of_claims(compare(old, new))
    assert change.direction == "worse"


def test_one_session_that_went_wrong_is_no_verdict_on_a_model() -> None:
    """All false claims of the new one come from one of its sessions."""
    old = [_turn("old", at, 0) for at in range(80)]
    new = [_turn("new", at, 2 if at < 8 else 0) for at in range(80)]
    change = _of_claims(compare(old, new))
    assert change.direction == "same"
    assert change.after.value > change.before.value


def test_nothing_at_all_differs_from_nothing() -> None:
    change = _of_claims(compare([_turn("old", at, 0) for at in range(40)], [_turn("new", at, 0) for at in range(40)]))
    assert (change.p, change.direction) == (1.0, "same")


def _turn(model: str, number: int, false: int) -> TurnMeasures:
    return TurnMeasures(
        at="2026-11-20T09:30:00.000Z",
        session=f"{model}{number // 8}",
        turn=number,
        model=model,
        finished=True,
        claims=3,
        unsupported=false,
    )


def test_a_measure_more_costs_the_first_one_little() -> None:
    """Holm's correction: ordered, each times the weights that are left."""
    assert corrected([0.04], [5.0]) == [0.04]
    assert corrected([0.02, 0.5], [5.0, 1.0]) == pytest.approx([0.024, 0.5])
    assert corrected([0.01, 0.01, 0.2], [1.0, 1.0, 1.0]) == pytest.approx([0.03, 0.03, 0.2])
    assert corrected([0.9, 0.8], [1.0, 1.0]) == [1.0, 1.0]
    assert corrected([], []) == []


@pytest.mark.parametrize(
    ("t", "freedom", "p"), [(2.228, 10, 0.05), (2.042, 30, 0.05), (3.169, 10, 0.01), (2.776, 4, 0.05), (1.0, 8, 0.347)]
)
def test_student_is_that_of_the_tables(t: float, freedom: int, p: float) -> None:
    assert student(t, freedom) == pytest.approx(p, abs=0.004)


def test_other_measures_are_compared_by_turn_too() -> None:
    random_ = random.Random(3)
    old = [_edits("old", at, random_.random() < 0.05) for at in range(300)]
    new = [_edits("new", at, random_.random() < 0.25) for at in range(300)]
    found: dict[str, Change] = {one.name: one for one in compare(old, new)}
    assert found["failed_edits"].direction == "worse"
    assert found["corrections"].direction == "same"


def _edits(model: str, number: int, failed: bool) -> TurnMeasures:
    return TurnMeasures(
        at="2026-11-20T09:30:00.000Z",
        session=f"{model}{number // 8}",
        turn=number,
        model=model,
        finished=True,
        edits=2,
        failed_edits=int(failed),
    )
