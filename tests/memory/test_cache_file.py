"""The cache's file may be deleted, broken or unusable at any time: the answers stay the same."""

import contextlib
import os
import sqlite3
import stat
import subprocess
import sys
from pathlib import Path

import pytest

from reverie.memory.cache import database
from reverie.memory.cache.fact_cache import FactCache
from reverie.memory.layout import Layout
from reverie.memory.opening import open_memory
from reverie.storage.lock import FileLock

from .caches import Ticks, a_cache, a_fact, a_topic, dump, execute, files_read, put, rebuilt
from .folders import add, written

ONE, TWO = "k7m2q9x4td", "aaaaaaaaaa"


def _filled(folder: Path) -> FactCache:
    put(folder, "topics/a.md", a_topic(a_fact(ONE, "One"), a_fact(TWO, "Two")))
    cache = a_cache(folder)
    cache.refresh()
    return cache


def test_the_file_is_this_users_alone(tmp_path: Path) -> None:
    _filled(tmp_path)
    assert stat.S_IMODE((tmp_path / ".cache.sqlite").stat().st_mode) == 0o600


def test_a_deleted_file_is_made_again_while_it_is_open(tmp_path: Path) -> None:
    cache = _filled(tmp_path)
    (tmp_path / ".cache.sqlite").unlink()
    assert cache.slug_of(ONE) == "a"
    assert dump(cache) == rebuilt(tmp_path)
    assert (tmp_path / ".cache.sqlite").exists()
    assert dump(a_cache(tmp_path)) == rebuilt(tmp_path)


@pytest.mark.parametrize(
    "content",
    [b"", b"garbage" * 1000, b"SQLite format 3\0" + b"\0" * 4096, b"SQLite format 3\0" + os.urandom(8192)],
    ids=["empty", "garbage", "zeros", "noise"],
)
def test_what_is_no_database_is_made_anew(tmp_path: Path, content: bytes) -> None:
    cache = _filled(tmp_path)
    (tmp_path / ".cache.sqlite").write_bytes(content)  # in its place, while it is open
    assert cache.search("Two", 5)
    assert dump(cache) == rebuilt(tmp_path)
    cache.close()
    (tmp_path / ".cache.sqlite").write_bytes(content)
    fresh = a_cache(tmp_path)
    assert dump(fresh) == rebuilt(tmp_path)
    assert fresh.notice == ""


def test_a_database_of_others_is_not_kept(tmp_path: Path) -> None:
    _filled(tmp_path).close()
    (tmp_path / ".cache.sqlite").unlink()
    execute(tmp_path, "CREATE TABLE facts (x)")
    cache = a_cache(tmp_path)
    assert dump(cache) == rebuilt(tmp_path)
    assert cache.notice == ""


@pytest.mark.parametrize("sql", ["PRAGMA user_version=999", "PRAGMA application_id=7"])
def test_a_cache_of_another_version_is_made_anew(tmp_path: Path, sql: str) -> None:
    _filled(tmp_path).close()
    execute(tmp_path, "UPDATE facts SET title = 'of another version'")
    execute(tmp_path, sql)
    assert dump(a_cache(tmp_path)) == rebuilt(tmp_path)


@pytest.mark.parametrize("table", ["facts", "words", "state", "files"])
def test_a_table_that_went_missing_is_noticed(tmp_path: Path, table: str) -> None:
    cache = _filled(tmp_path)
    execute(tmp_path, f"DROP TABLE {table}")
    assert [one.id for one in cache.search("two", 5)] == [TWO]
    assert dump(cache) == rebuilt(tmp_path)
    execute(tmp_path, f"DROP TABLE {table}")
    fresh = a_cache(tmp_path)
    assert [one.id for one in fresh.search("two", 5)] == [TWO]
    assert dump(fresh) == rebuilt(tmp_path)


def test_a_file_torn_by_a_power_cut_is_noticed_at_the_next_start(tmp_path: Path) -> None:
    for number in range(30):
        facts = [a_fact(f"{number:0>5}{one:0>5}", f"Fact {one} of {number}", "text " * 40) for one in range(20)]
        put(tmp_path, f"topics/t{number}.md", a_topic(*facts))
    a_cache(tmp_path).refresh()
    path = tmp_path / ".cache.sqlite"
    content = bytearray(path.read_bytes())
    for page in range(10, len(content) // 4096 - 4, 7):  # pages that never reached the disk
        content[page * 4096 : page * 4096 + 4096] = bytes(4096)
    path.write_bytes(content)
    execute(tmp_path, "UPDATE state SET value = value - 1000 WHERE name = 'boot'")
    assert dump(a_cache(tmp_path)) == rebuilt(tmp_path)


_KILLED = """
import os, signal, sys
from pathlib import Path
from reverie.memory.cache.fact_cache import FactCache
from reverie.memory.layout import Layout
cache = FactCache(Layout(Path(sys.argv[1])))
cache.refresh()
with cache._database.transaction():
    os.kill(os.getpid(), signal.SIGKILL)
"""


def _kill_in_the_middle(folder: Path) -> None:
    killed = subprocess.run([sys.executable, "-c", _KILLED, str(folder)], check=False)
    assert killed.returncode == -9
    execute(folder, "UPDATE facts SET title = 'torn'")


def test_what_a_killed_writer_may_have_torn_is_made_anew(tmp_path: Path) -> None:
    cache = _filled(tmp_path)
    _kill_in_the_middle(tmp_path)
    assert [one.title for one in cache.entries(ONE, 1)] == ["One"]  # also where it is open
    assert dump(a_cache(tmp_path)) == rebuilt(tmp_path)
    _kill_in_the_middle(tmp_path)
    fresh = a_cache(tmp_path)
    assert dump(fresh) == rebuilt(tmp_path)
    assert fresh.notice == ""


def test_a_writer_that_is_at_it_is_no_killed_one(tmp_path: Path) -> None:
    cache, other = _filled(tmp_path), _filled(tmp_path)
    inode = (tmp_path / ".cache.sqlite").stat().st_ino
    with cache._database.transaction():
        assert other.slug_of(ONE) == "a"
    cache.refresh()
    assert (tmp_path / ".cache.sqlite").stat().st_ino == inode


def test_a_write_that_fails_leaves_no_mark(tmp_path: Path) -> None:
    cache = _filled(tmp_path)
    with pytest.raises(KeyboardInterrupt), cache._database.transaction():
        cache._database.connection.execute("DELETE FROM facts")
        raise KeyboardInterrupt
    assert not cache._database.is_torn()
    assert dump(cache) == rebuilt(tmp_path)


def test_a_mark_that_somebody_else_holds_is_not_waited_for_in_vain(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A stopped process that has a deleted cache open holds the lock as long as it likes."""
    monkeypatch.setattr(database, "BUSY_SECONDS", 0.01)
    cache = _filled(tmp_path)
    with FileLock(tmp_path / ".cache.lock"):
        put(tmp_path, "topics/b.md", a_topic(a_fact("cccccccccc", "Three")))
        cache.refresh()
        assert cache.slug_of("cccccccccc") == "b"
    assert "cannot be used (another process writes to it)" in cache.notice


def test_a_whole_file_stays_after_another_start_of_the_machine(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = put(tmp_path, "topics/a.md", a_topic(a_fact(ONE, "One")))
    os.utime(path, ns=(0, 1_500_000_000_123_456_789))
    a_cache(tmp_path).refresh()
    execute(tmp_path, "UPDATE state SET value = value - 1000 WHERE name = 'boot'")
    with files_read(monkeypatch) as names:
        assert a_cache(tmp_path).slug_of(ONE) == "a"
    assert names == []


def test_a_link_in_its_place_is_not_followed(tmp_path: Path) -> None:
    outside = tmp_path / "outside"
    outside.write_text("precious")
    folder = tmp_path / "memory"
    put(folder, "topics/a.md", a_topic(a_fact(ONE, "One")))
    (folder / ".cache.sqlite").symlink_to(outside)
    assert a_cache(folder).slug_of(ONE) == "a"
    assert outside.read_text() == "precious"


def test_a_folder_in_its_place_is_done_without(tmp_path: Path) -> None:
    put(tmp_path, "topics/a.md", a_topic(a_fact(ONE, "One")))
    (tmp_path / ".cache.sqlite").mkdir()
    memory = open_memory(tmp_path)
    assert memory.known.slug_of(ONE) == "a"
    (notice,) = memory.notices
    assert f"'{tmp_path}/.cache.sqlite' cannot be used (" in notice
    written(memory, add("Runs on Fly"))
    assert memory.known.search("fly", 5)


def test_a_file_that_stays_locked_is_done_without(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(database, "BUSY_SECONDS", 0.01)
    _filled(tmp_path).close()
    memory = open_memory(tmp_path)
    with contextlib.closing(sqlite3.connect(tmp_path / ".cache.sqlite", isolation_level=None)) as other:
        other.execute("BEGIN EXCLUSIVE")
        written(memory, add("Runs on Fly"))
        written(memory, add("Staging runs on Fly"))
        assert len(memory.known.search("fly", 5)) == 2
    assert dump(a_cache(tmp_path)) == rebuilt(tmp_path)


def test_a_full_disk_fails_no_write(tmp_path: Path) -> None:
    cache = _filled(tmp_path)
    tables = cache._database.connection
    (pages,) = tables.execute("PRAGMA page_count").fetchone()
    tables.execute(f"PRAGMA max_page_count={pages}")
    facts = [a_fact(f"{number:0>10}", f"Fact {number}", "text " * 99) for number in range(90)]
    put(tmp_path, "topics/b.md", a_topic(*facts))
    cache.refresh(thorough=True)
    assert cache.slug_of(f"{80:0>10}") == "b"
    assert "cannot be used (database or disk is full)" in cache.notice
    assert dump(cache) == rebuilt(tmp_path)


def _cannot_be_written(path: Path) -> None:
    raise PermissionError(13, "Permission denied", str(path))


def test_a_file_that_cannot_be_written_is_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = put(tmp_path, "topics/a.md", a_topic(a_fact(ONE, "One")))
    os.utime(path, ns=(0, 1_500_000_000_123_456_789))
    a_cache(tmp_path).refresh()
    monkeypatch.setattr(database, "_make_usual", _cannot_be_written)
    with files_read(monkeypatch) as names:
        cache = a_cache(tmp_path)
        assert cache.slug_of(ONE) == "a"
    assert (names, cache.notice) == ([], "")
    put(tmp_path, "topics/b.md", a_topic(a_fact(TWO, "Two")))
    cache.refresh()
    assert cache.slug_of(TWO) == "b"
    assert "cannot be used (" in cache.notice


def test_a_file_that_cannot_be_made_is_done_without(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    put(tmp_path, "topics/a.md", a_topic(a_fact(ONE, "One")))
    monkeypatch.setattr(database, "_make_usual", _cannot_be_written)
    cache = a_cache(tmp_path)
    assert cache.slug_of(ONE) == "a"
    assert "cannot be used (Permission denied)" in cache.notice


def test_a_sqlite_without_full_text_answers_the_same(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    _filled(tmp_path).close()
    monkeypatch.setattr(database, "_has_full_text", lambda connection: False)
    cache = a_cache(tmp_path)
    assert [one.id for one in cache.search("TWO", 5)] == [TWO]
    assert cache.best_topic("One and two") is None
    assert dump(cache) == rebuilt(tmp_path)
    cache.close()
    monkeypatch.undo()
    again = a_cache(tmp_path)
    assert again._database.has_full_text
    assert dump(again) == rebuilt(tmp_path)


def test_a_folder_that_is_not_there_yet_has_no_cache(tmp_path: Path) -> None:
    folder = tmp_path / "memory"
    cache = FactCache(Layout(folder), monotonic=Ticks())
    assert cache.topics() == ()
    assert not folder.exists()
    put(folder, "topics/a.md", a_topic(a_fact(ONE, "One")))
    assert cache.slug_of(ONE) == "a"
    assert (folder / ".cache.sqlite").exists()
    assert cache.notice == ""


def test_discarding_leaves_no_text_on_disk(tmp_path: Path) -> None:
    put(tmp_path, "topics/a.md", a_topic(a_fact(ONE, "The unspeakable title", "the unspeakable body")))
    cache = a_cache(tmp_path)
    cache.refresh()
    other = a_cache(tmp_path)
    other.refresh()
    assert b"unspeakable" in (tmp_path / ".cache.sqlite").read_bytes()
    put(tmp_path, "topics/a.md", a_topic(a_fact(TWO, "Another title")))
    cache.discard()
    for one in (cache, other, a_cache(tmp_path)):
        one.refresh(thorough=True)
        assert dump(one) == rebuilt(tmp_path)
    for path in tmp_path.rglob("*"):
        assert path.is_dir() or b"unspeakable" not in path.read_bytes()


def test_a_mistake_in_its_use_is_not_taken_for_a_broken_file(tmp_path: Path) -> None:
    cache = _filled(tmp_path)
    inode = (tmp_path / ".cache.sqlite").stat().st_ino
    cache.close()
    with pytest.raises(sqlite3.ProgrammingError):
        cache.slug_of(ONE)
    assert (tmp_path / ".cache.sqlite").stat().st_ino == inode


_WRITER = """
import sys
from pathlib import Path
from reverie.memory.journal import Author
from reverie.memory.opening import open_memory
from reverie.memory.proposal import Add
memory = open_memory(Path(sys.argv[1]))
for number in range(int(sys.argv[3])):
    add = Add(title=f"Fact {number} of writer {sys.argv[2]}", topic=f"Topic {number % 3}")
    print(memory.write([add], Author("human"), key=f"{sys.argv[2]} {number}").saved[0].id, flush=True)
    if number % 5 == 4:
        (Path(sys.argv[1]) / ".cache.sqlite").unlink(missing_ok=True)
assert not memory.known.notice, memory.known.notice
"""


def test_several_processes_use_one_cache_while_it_is_deleted(tmp_path: Path) -> None:
    argv = [sys.executable, "-c", _WRITER, str(tmp_path)]
    writers = [subprocess.Popen([*argv, str(one), "12"], stdout=subprocess.PIPE) for one in range(3)]
    ids = [line for writer in writers for line in writer.communicate()[0].decode().split()]
    assert [writer.returncode for writer in writers] == [0, 0, 0]
    cache = a_cache(tmp_path)
    assert dump(cache) == rebuilt(tmp_path)
    assert len(set(ids)) == 36
    assert all(cache.slug_of(one) for one in ids)
    assert all(cache.write_of(f"{writer} {number}") for writer in range(3) for number in range(12))
