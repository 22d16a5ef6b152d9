"""The interval of a proportion: known values, its edges, and its coverage."""

import math

import pytest

from reverie.quality.scorecard.rates import Rate, wilson


@pytest.mark.parametrize(
    ("successes", "trials", "low", "high"),
    [
        (0, 10, 0.0, 0.2775),
        (10, 10, 0.7225, 1.0),
        (81, 263, 0.2553, 0.3662),
        (15, 148, 0.0624, 0.1605),
        (1, 29, 0.0061, 0.1718),
    ],
)
def test_intervals_are_those_of_the_literature(successes: int, trials: int, low: float, high: float) -> None:
    """81/263, 15/148 and 1/29 are the examples of R. G. Newcombe, Statistics in Medicine 17 (1998), table I."""
    assert wilson(successes, trials) == pytest.approx((low, high), abs=5e-5)


def test_nothing_tried_says_nothing() -> None:
    assert wilson(0, 0) == (0.0, 1.0)
    assert Rate.of(0, 0).value == 0.0


@pytest.mark.parametrize("trials", [1, 2, 3, 30, 1000, 10**9])
def test_the_rate_lies_in_its_interval(trials: int) -> None:
    for successes in {0, 1, trials // 2, trials - 1, trials}:
        low, high = wilson(successes, trials)
        assert 0 <= low <= successes / trials <= high <= 1


@pytest.mark.parametrize("share", [0.02, 0.1, 0.167, 0.295, 0.5])
@pytest.mark.parametrize("trials", [30, 100, 400])
def test_it_holds_the_truth_about_as_often_as_it_says(share: float, trials: int) -> None:
    """The exact coverage, from the binomial distribution itself."""
    covered = sum(
        math.comb(trials, k) * share**k * (1 - share) ** (trials - k)
        for k in range(trials + 1)
        if wilson(k, trials)[0] <= share <= wilson(k, trials)[1]
    )
    assert 0.92 <= covered <= 0.99


def test_small_samples_are_too_few() -> None:
    assert Rate.of(3, 29).too_few
    assert not Rate.of(3, 30).too_few
