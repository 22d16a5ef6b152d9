"""At a session's start: what is said, what is kept, and how it behaves over many sessions."""

import random
import sqlite3
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path

import msgspec
import pytest

from reverie.quality.counterweight import counterweight_at_start
from reverie.quality.counterweight.explaining import explained, standings
from reverie.quality.counterweight.kept import Kept, Levels
from reverie.quality.counterweight.levels import Evidence
from reverie.quality.counterweight.weaknesses import LEAST_JUDGED
from reverie.quality.measures import TurnMeasures
from reverie.quality.scorecard.store import Scores, ScoresUnusable

MODEL = "own/model"
START = datetime(2026, 1, 5, 9, tzinfo=UTC)


class Life:
    """Sessions of one model, one an hour: each begins with its counterweight, then has three turns."""

    def __init__(self, folder: Path, seed: int = 1) -> None:
        self.scores = Scores(folder / "ledger.sqlite")
        self.random = random.Random(seed)
        self.now = START
        self.sessions = 0
        self.levels: list[int] = []
        self.said: list[str] = []

    def clock(self) -> float:
        return self.now.timestamp()

    def session(self, share: float, **more: int) -> None:
        self.said.append(counterweight_at_start(self.scores, MODEL, self.clock))
        kept = Levels(self.scores).of(MODEL)
        self.levels.append(kept["false_claims"].level if "false_claims" in kept else 0)
        for turn in range(3):
            self.now += timedelta(minutes=10)
            own = self.random.betavariate(share * 9, (1 - share) * 9)  # claims of a turn correlate by 0.1
            claims = self.random.randint(1, 6)
            at = self.now.isoformat(timespec="milliseconds").replace("+00:00", "Z")
            false = sum(self.random.random() < own for _ in range(claims))
            fixed = {"session": str(self.sessions), "turn": turn, "at": at, "model": MODEL, "finished": True}
            numbers = {"claims": claims, "unsupported": false}
            self.scores.add(TurnMeasures(**(fixed | numbers | more)))  # type: ignore[arg-type]
        self.now += timedelta(minutes=30)
        self.sessions += 1

    def changes(self) -> int:
        return sum(one != other for one, other in zip(self.levels, self.levels[1:], strict=False))


@pytest.fixture
def lived(tmp_path: Path) -> Callable[[int], Life]:
    return lambda seed: Life(tmp_path / str(seed), seed)


def test_a_model_with_30_percent_false_claims_climbs_and_stays(lived: Callable[[int], Life]) -> None:
    for seed in range(3):
        life = lived(seed)
        for _ in range(80):
            life.session(0.30)
        steps = [after - before for before, after in zip(life.levels, life.levels[1:], strict=False)]
        assert life.levels[0] == 0 and life.levels[-1] >= 2 and set(steps) <= {0, 1}
        assert max(life.levels) == life.levels[-1]
        assert "claims here were not shown by the record" in life.said[-1]


def test_a_model_that_improves_comes_down(lived: Callable[[int], Life]) -> None:
    for seed in range(2):
        life = lived(seed)
        for _ in range(50):
            life.session(0.30)
        assert life.levels[-1] >= 2
        for _ in range(100):
            life.session(0.005)
        assert life.levels[-1] == 0 and life.said[-1] == ""
        assert life.changes() <= 2 * max(life.levels)


@pytest.mark.parametrize("share", [0.03, 0.06, 0.08, 0.12, 0.14, 0.20])
def test_noise_at_a_step_does_not_flap(lived: Callable[[int], Life], share: float) -> None:
    """Over 200 sessions at a rate that stays, right at one of the steps: a few moves to find its level, no more."""
    life = lived(int(share * 100))
    for _ in range(200):
        life.session(share)
    assert life.changes() <= 4


def test_nothing_is_said_before_30_turns_are_judged(lived: Callable[[int], Life]) -> None:
    life = lived(1)
    for _ in range(LEAST_JUDGED // 3):
        life.session(0.9)
    assert set(life.said) == {""} and set(life.levels) == {0}
    life.session(0.9)
    assert life.said[-1].endswith("say only what you ran or saw.") and life.levels[-1] == 1


def test_a_level_moves_once_for_the_same_turns(lived: Callable[[int], Life]) -> None:
    life = lived(1)
    for _ in range(20):
        life.session(0.9)
    before = life.levels[-1]
    said = [counterweight_at_start(life.scores, MODEL, life.clock) for _ in range(5)]
    assert Levels(life.scores).of(MODEL)["false_claims"].level <= before + 1
    assert len(set(said)) == 1


def test_all_weaknesses_are_weighed(lived: Callable[[int], Life]) -> None:
    life = lived(1)
    more = {
        "added_code_lines": 40,
        "added_comment_lines": 30,
        "code_lines_before": 200,
        "comment_lines_before": 10,
        "decidable_lines": 60,
        "unrequested_lines": 30,
    }
    for _ in range(60):
        life.session(0.3, **more)
    first, second, third = life.said[-1].splitlines()
    assert "claims here were not shown" in first
    assert second.startswith("50 % of your last ") and "were not asked for" in second
    assert third.startswith("You add 70 comment lines per 100 of code more than the files had: ")


def test_models_are_apart(lived: Callable[[int], Life]) -> None:
    life = lived(1)
    for _ in range(40):
        life.session(0.9)
    assert counterweight_at_start(life.scores, "own/other", life.clock) == ""
    assert Levels(life.scores).of("own/other") == {}


def test_where_there_is_no_ledger_none_is_made(tmp_path: Path) -> None:
    scores = Scores(tmp_path / "state" / "ledger.sqlite")
    assert counterweight_at_start(scores, MODEL, START.timestamp) == ""
    assert standings(scores) == () and Levels(scores).of(MODEL) == {}
    assert not (tmp_path / "state").exists()


def test_two_sessions_at_once_move_it_once(tmp_path: Path) -> None:
    scores = Scores(tmp_path / "ledger.sqlite")
    by = Evidence("false_claims", 0.3, 0.2, 0.4, 100, 30)
    first, second = Kept(1, "2026-11-20T09:00:00.000Z", by, "rose"), Kept(1, "2026-11-20T09:00:00.001Z", by, "rose")
    assert Levels(scores).move(MODEL, None, first)
    assert not Levels(scores).move(MODEL, None, second)
    third = Kept(2, "2026-11-21T09:00:00.000Z", by, "rose")
    assert Levels(scores).move(MODEL, first, third)
    assert not Levels(scores).move(MODEL, first, msgspec.structs.replace(third, since="2026-11-22T09:00:00.000Z"))
    assert Levels(scores).of(MODEL) == {"false_claims": third}


def test_a_damaged_ledger_is_one_line(tmp_path: Path) -> None:
    (tmp_path / "ledger.sqlite").write_bytes(b"no database " * 400)
    with pytest.raises(ScoresUnusable, match=r"is broken"):
        counterweight_at_start(Scores(tmp_path / "ledger.sqlite"), MODEL, START.timestamp)


def test_a_level_beyond_the_highest_is_the_highest(lived: Callable[[int], Life]) -> None:
    life = lived(1)
    for _ in range(20):
        life.session(0.9)
    with life.scores.connection() as connection:
        connection.execute("UPDATE counterweight SET level = 9")
    assert "claims here were not shown by the record" in counterweight_at_start(life.scores, MODEL, life.clock)
    assert Levels(life.scores).of(MODEL)["false_claims"].level == 3


def test_a_level_is_explained(lived: Callable[[int], Life]) -> None:
    life = lived(3)
    for _ in range(60):
        life.session(0.30)
    life.scores.add(TurnMeasures(at="2026-01-01T00:00:00.000Z", session="x", turn=1, model="a/new", finished=True))
    new, old = standings(life.scores)
    assert list(explained(new)) == [
        "a/new: 1 judged turn",
        "  nothing is said to it before 30 of its turns are judged",
    ]
    lines = list(explained(old))
    level = life.levels[-1]
    assert lines[0] == "own/model: 180 judged turns"
    assert lines[1].startswith(f"  claims without proof: level {level} of 3; it rose on 2026-01-0")
    assert "% of " in lines[1] and "(95 % interval " in lines[1]
    assert lines[2].startswith("    since then: ")
    assert lines[3].startswith(f"    falls to {level - 1} at a rate under ")
    assert level in (2, 3)
    assert "unrequested change: level 0, nothing is said; no changed lines yet" in lines[4]
    assert lines[5] == (
        "    rises to 1 when the interval begins above 12.0 %, over 300 changed lines and 10 turns at least"
    )


def test_what_the_next_start_will_do_is_told(lived: Callable[[int], Life]) -> None:
    life = lived(3)
    for _ in range(10):
        life.session(0.9)
    (standing,) = standings(life.scores)
    assert list(explained(standing))[2] == "    rises to 1 when the next session with it starts"
    assert counterweight_at_start(life.scores, MODEL, life.clock)
    (standing,) = standings(life.scores)
    assert standing.weaknesses[0].level == 1


def test_no_text_of_a_conversation_can_be_kept(tmp_path: Path) -> None:
    scores = Scores(tmp_path / "ledger.sqlite")
    with scores.connection() as connection:
        assert isinstance(connection, sqlite3.Connection)
        texts = [row[1] for row in connection.execute("PRAGMA table_info(counterweight)") if row[2] == "TEXT"]
    assert texts == ["model", "weakness", "since", "reason"]
    scores.close()
