"""The measures of turns in the ledger: durable, numbers alone, and one clear line when it cannot be used."""

import sqlite3
import threading
from pathlib import Path

import msgspec
import pytest

from reverie.quality.measures import TurnMeasures
from reverie.quality.scorecard.store import Scores, ScoresUnusable
from reverie.storage.migrations.ledger import LEDGER
from reverie.storage.sqlite import open_database

TURN = TurnMeasures(
    at="2026-11-20T09:30:00.123Z",
    session="01JD4K8ZQ5T7",
    turn=3,
    model="anthropic/claude-x-5",
    finished=True,
    claims=4,
    unsupported=1,
    contradicted=1,
    corrected=1,
    added_code_lines=30,
    added_comment_lines=9,
    code_lines_before=200,
    comment_lines_before=25,
    decidable_lines=39,
    unrequested_lines=12,
    edits=3,
    failed_edits=1,
    calls=14,
    repeated_failing_calls=2,
    cost_usd=0.0421,
)


@pytest.fixture
def ledger(tmp_path: Path) -> Path:
    return tmp_path / "state" / "ledger.sqlite"


def test_what_was_added_is_there_for_the_next_process(ledger: Path) -> None:
    scores = Scores(ledger)
    bare = msgspec.structs.replace(TURN, turn=4, cost_usd=None, finished=False)
    scores.add(TURN)
    scores.add(bare)
    scores.close()
    again = Scores(ledger)
    assert again.of_all() == (TURN, bare)
    assert again.of("anthropic/claude-x-5") == (TURN, bare)
    assert again.of("anthropic/claude-x-4") == ()
    again.close()


def test_a_table_has_the_columns_that_turns_have(ledger: Path) -> None:
    connection = open_database(ledger, LEDGER)
    columns = [row[1] for row in connection.execute("PRAGMA table_info(turn_measures)")]
    connection.close()
    assert sorted(columns) == sorted(TurnMeasures.__struct_fields__)


def test_the_person_sets_a_turn_right_and_it_stays_so(ledger: Path) -> None:
    scores = Scores(ledger)
    scores.add(TURN)
    scores.mark_corrected(TURN.session, TURN.turn)
    scores.mark_corrected(TURN.session, 99)
    scores.add(msgspec.structs.replace(TURN, claims=5))
    (found,) = scores.of_all()
    assert (found.was_corrected, found.claims) == (True, 5)
    scores.close()


def test_turns_come_in_the_order_of_their_time(ledger: Path) -> None:
    scores = Scores(ledger)
    for turn, at in ((1, "2026-11-21"), (2, "2026-11-19"), (3, "2026-11-20")):
        scores.add(msgspec.structs.replace(TURN, turn=turn, at=f"{at}T00:00:00.000Z"))
    assert [turn.turn for turn in scores.of_all()] == [2, 3, 1]
    scores.close()


def test_reading_makes_nothing(ledger: Path) -> None:
    assert Scores(ledger).of_all() == ()
    assert not ledger.parent.exists()


@pytest.mark.parametrize("version", range(len(LEDGER)))
def test_a_ledger_of_before_keeps_what_it_had(ledger: Path, version: int) -> None:
    connection = open_database(ledger, LEDGER[:version])
    if version > 0:
        connection.execute(
            "INSERT INTO spend (at, run, session, process, model, reserved_usd) VALUES ('t', 'r', 's', 1, 'm', 0.5)"
        )
    if version > 1:
        connection.execute("INSERT INTO fact_use (memory, fact, last) VALUES ('user', 'k7m2q9x4td', '2026-11-20')")
    connection.close()
    scores = Scores(ledger)
    assert scores.of_all() == ()
    scores.add(TURN)
    assert scores.of_all() == (TURN,)
    scores.close()
    connection = open_database(ledger, LEDGER)
    assert connection.execute("SELECT count(*) FROM spend").fetchone() == (int(version > 0),)
    assert connection.execute("SELECT count(*) FROM fact_use").fetchone() == (int(version > 1),)
    connection.close()


def test_a_damaged_ledger_is_one_line_and_left_alone(ledger: Path) -> None:
    ledger.parent.mkdir()
    ledger.write_bytes(b"no database " * 400)
    for ask in (Scores(ledger).of_all, lambda: Scores(ledger).add(TURN), lambda: Scores(ledger).mark_corrected("s", 1)):
        with pytest.raises(ScoresUnusable, match=r"^'.*ledger\.sqlite' is broken .*move it away to start afresh$"):
            ask()
    assert ledger.read_bytes() == b"no database " * 400


def test_a_ledger_of_a_newer_reverie_is_one_line(ledger: Path) -> None:
    open_database(ledger, (*LEDGER, "CREATE TABLE later (x INTEGER)")).close()
    with pytest.raises(ScoresUnusable, match="of a newer Reverie"):
        Scores(ledger).of_all()


def test_a_table_that_somebody_dropped_is_one_line(ledger: Path) -> None:
    connection = open_database(ledger, LEDGER)
    connection.execute("DROP TABLE turn_measures")
    connection.close()
    with pytest.raises(ScoresUnusable, match=r"the ledger '.*' cannot be used: no such table: turn_measures"):
        Scores(ledger).of_all()


def test_a_folder_in_the_way_is_one_line(ledger: Path) -> None:
    ledger.mkdir(parents=True)
    with pytest.raises(ScoresUnusable, match=r"the ledger '.*' cannot be used"):
        Scores(ledger).of_all()


def test_sessions_that_write_at_once_lose_nothing(ledger: Path) -> None:
    def write(session: int) -> None:
        scores = Scores(ledger)
        for turn in range(10):
            scores.add(msgspec.structs.replace(TURN, session=str(session), turn=turn))
        scores.close()

    writers = [threading.Thread(target=write, args=(session,)) for session in range(4)]
    for writer in writers:
        writer.start()
    for writer in writers:
        writer.join()
    scores = Scores(ledger)
    assert len(scores.of_all()) == 40
    scores.close()


def test_no_text_can_be_kept(ledger: Path) -> None:
    """Only these columns are texts: an instant, an id, a model's name."""
    connection = open_database(ledger, LEDGER)
    texts = [row[1] for row in connection.execute("PRAGMA table_info(turn_measures)") if row[2] == "TEXT"]
    connection.close()
    assert texts == ["at", "session", "model"]
    assert sqlite3.sqlite_version_info >= (3, 37)
