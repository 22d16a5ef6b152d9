import sqlite3
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from reverie.storage.errors import BrokenFile, NewerFormat
from reverie.storage.sqlite import open_database

STEPS = ("CREATE TABLE a (x INTEGER)", "ALTER TABLE a ADD COLUMN y TEXT; INSERT INTO a VALUES (1, 'one')")


def _pragma(connection: sqlite3.Connection, name: str) -> object:
    return connection.execute(f"PRAGMA {name}").fetchone()[0]


def test_a_new_database_is_private_durable_and_at_the_last_version(tmp_path: Path) -> None:
    path = tmp_path / "state" / "d.sqlite"
    connection = open_database(path, STEPS)
    assert connection.execute("SELECT x, y FROM a").fetchall() == [(1, "one")]
    assert (_pragma(connection, "user_version"), _pragma(connection, "journal_mode")) == (2, "wal")
    assert _pragma(connection, "synchronous") == 2  # FULL
    connection.close()
    assert path.stat().st_mode & 0o777 == 0o600


def test_only_the_missing_steps_are_run(tmp_path: Path) -> None:
    path = tmp_path / "d.sqlite"
    connection = open_database(path, STEPS[:1])
    connection.execute("INSERT INTO a VALUES (7)")
    connection.close()
    connection = open_database(path, STEPS)
    assert connection.execute("SELECT x, y FROM a ORDER BY x").fetchall() == [(1, "one"), (7, None)]
    connection.close()


def test_a_step_that_fails_leaves_the_version_before_it(tmp_path: Path) -> None:
    path = tmp_path / "d.sqlite"
    open_database(path, STEPS[:1]).close()
    with pytest.raises(sqlite3.OperationalError):
        open_database(path, (STEPS[0], "CREATE TABLE b (x INTEGER); CREATE NONSENSE"))
    connection = open_database(path, STEPS[:1])
    assert connection.execute("SELECT count(*) FROM sqlite_master WHERE name = 'b'").fetchone() == (0,)
    connection.close()


def test_a_newer_database_is_refused_by_name(tmp_path: Path) -> None:
    path = tmp_path / "d.sqlite"
    open_database(path, STEPS).close()
    with pytest.raises(NewerFormat, match=r"d\.sqlite' has format 2 of a newer Reverie \(this one knows 1\)"):
        open_database(path, STEPS[:1])


def test_what_is_no_database_is_refused_and_left_alone(tmp_path: Path) -> None:
    path = tmp_path / "d.sqlite"
    path.write_bytes(b"these are notes, " * 100)
    with pytest.raises(BrokenFile, match=r"d\.sqlite' is broken"):
        open_database(path, STEPS)
    assert path.read_bytes() == b"these are notes, " * 100


def test_many_openers_at_once_migrate_once(tmp_path: Path) -> None:
    def rows() -> int:
        connection = open_database(tmp_path / "d.sqlite", STEPS)
        (count,) = connection.execute("SELECT count(*) FROM a").fetchone()
        connection.close()
        return int(count)

    with ThreadPoolExecutor(8) as pool:
        assert [future.result() for future in [pool.submit(rows) for _ in range(8)]] == [1] * 8
