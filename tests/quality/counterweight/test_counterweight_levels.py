"""Levels move by proof, one at a time, and what they say fits its budget."""

from collections.abc import Iterator, Sequence
from itertools import product

import pytest

from reverie.conversation.messages import tokens_of
from reverie.quality.counterweight.levels import Evidence, evidence_of, level_of
from reverie.quality.counterweight.weaknesses import HIGHEST, STEPS, WEAKNESSES, Weakness
from reverie.quality.counterweight.wording import paragraphs
from reverie.quality.measures import TurnMeasures


def seen(
    rate: float, low: float, high: float, n: int = 200, turns: int = 50, weakness: Weakness = "false_claims"
) -> Evidence:
    return Evidence(weakness, rate, low, high, n, turns)


@pytest.mark.parametrize(
    ("before", "evidence", "after"),
    [
        (0, seen(0.30, 0.24, 0.37), 1),
        (1, seen(0.30, 0.24, 0.37), 2),
        (2, seen(0.30, 0.24, 0.37), 3),
        (3, seen(0.30, 0.24, 0.37), 3),
        (0, seen(0.08, 0.05, 0.12), 0),  # the point is above the step, its interval is not
        (1, seen(0.13, 0.09, 0.18), 1),
        (1, seen(0.05, 0.03, 0.08), 1),  # between the step down and the step up
        (1, seen(0.01, 0.00, 0.04), 0),
        (1, seen(0.02, 0.00, 0.07), 1),  # it may still be above
        (3, seen(0.01, 0.00, 0.04), 2),
        (0, seen(0.01, 0.00, 0.04), 0),
        (0, seen(0.9, 0.8, 0.95, n=39), 0),
        (0, seen(0.9, 0.8, 0.95, turns=9), 0),
        (2, None, 2),
    ],
)
def test_a_level_moves_only_by_proof_and_by_one(before: int, evidence: Evidence | None, after: int) -> None:
    assert level_of(before, evidence) == after


@pytest.mark.parametrize("weakness", WEAKNESSES)
def test_no_evidence_is_a_reason_to_rise_at_one_level_and_to_fall_at_the_next(weakness: Weakness) -> None:
    """Hysteresis: from no level can the same evidence lead up and then back down."""
    marks = [step / 50 for step in range(51)]
    for low, rate, high in (
        (low, rate, high) for low, rate, high in product(marks, marks, marks) if low <= rate <= high
    ):
        evidence = seen(rate, low, high, n=10_000, weakness=weakness)
        for before in range(HIGHEST + 1):
            after = level_of(before, evidence)
            assert abs(after - before) <= 1
            assert (level_of(after, evidence) - after) * (after - before) >= 0


@pytest.mark.parametrize("weakness", WEAKNESSES)
def test_steps_down_lie_well_below_steps_up(weakness: Weakness) -> None:
    steps = STEPS[weakness]
    assert all(down <= 0.75 * up for down, up in zip(steps.down, steps.up, strict=True))
    assert list(steps.up) == sorted(steps.up) and list(steps.down) == sorted(steps.down)


WORST: dict[Weakness, Evidence] = {
    "false_claims": seen(1.0, 1, 1, n=9_999),
    "unrequested_change": seen(1.0, 1, 1, n=99_999, weakness="unrequested_change"),
    "over_commenting": seen(9.99, 1, 1, n=99_999, weakness="over_commenting"),
}


def _all_levels() -> Iterator[dict[Weakness, int]]:
    for levels in product(range(HIGHEST + 1), repeat=len(WEAKNESSES)):
        yield dict(zip(WEAKNESSES, levels, strict=True))


def test_all_of_it_stays_below_150_tokens() -> None:
    assert max(tokens_of(paragraphs(levels, WORST)) for levels in _all_levels()) <= 150


def test_level_0_says_nothing() -> None:
    assert paragraphs(dict.fromkeys(WEAKNESSES, 0), WORST) == ""
    assert all(
        paragraphs(levels, WORST).count("\n") + 1 == sum(map(bool, levels.values()))
        for levels in _all_levels()
        if any(levels.values())
    )


def test_every_paragraph_has_its_rate_and_its_rule() -> None:
    evidence = {"false_claims": seen(0.24, 0.18, 0.31, n=212)}
    said = [paragraphs({"false_claims": level}, evidence) for level in (1, 2, 3)]  # type: ignore[arg-type]
    assert all(text.startswith("24 % of your last 212 claims here were not shown by the record: ") for text in said)
    assert len(set(said)) == 3 and [len(text) for text in said] == sorted(len(text) for text in said)


def test_what_the_newest_turns_no_longer_show_is_not_held_against_it() -> None:
    levels: dict[Weakness, int] = dict.fromkeys(WEAKNESSES, 3)
    clean: dict[Weakness, Evidence] = {
        "false_claims": seen(0.0, 0, 0.02),
        "over_commenting": seen(-0.1, -0.2, 0, weakness="over_commenting"),
    }
    assert paragraphs(levels, clean) == ""


def _turns(*claims: tuple[int, int]) -> Sequence[TurnMeasures]:
    """A minute apart, each with so many claims and false ones."""
    return [
        TurnMeasures(
            at=f"2026-11-20T{at // 60:02}:{at % 60:02}:00.000Z",
            session=str(at),
            turn=at,
            model="p/m",
            finished=True,
            claims=count,
            unsupported=false,
        )
        for at, (count, false) in enumerate(claims)
    ]


def test_only_the_newest_window_counts() -> None:
    turns = _turns(*[(5, 5)] * 40, *[(5, 0)] * 40)
    evidence = evidence_of("false_claims", turns, "")
    assert evidence is not None and (evidence.n, evidence.rate, evidence.turns) == (200, 0.0, 40)


def test_only_what_came_after_the_last_move_counts() -> None:
    turns = _turns(*[(5, 5)] * 20, *[(5, 0)] * 10)
    evidence = evidence_of("false_claims", turns, turns[19].at)
    assert evidence is not None and (evidence.n, evidence.rate) == (50, 0.0)
    assert evidence_of("false_claims", turns, turns[-1].at) is None
    assert evidence_of("unrequested_change", turns, "") is None
