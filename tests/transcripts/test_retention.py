"""Retention: what is old goes, the oldest first; what is open or needed stays."""

import os
import shutil
from pathlib import Path

import pytest

from reverie.storage.lock import FileLock
from reverie.transcripts.retention import Caps, Stored, is_due, retire, retire_daily
from reverie.transcripts.session_folder import SessionFolder

DAY = 86_400
NOW = 1_795_000_000.0
IDS = [f"01JD4K8ZQ5T7ABCDEFGHJKMNP{letter}" for letter in "ABCDE"]


def clock() -> float:
    return NOW


def put(folder: Path, number: int, *, days: float, size: int = 100) -> str:
    """A session last written to so many days ago; half of its size are outputs."""
    path = folder / f"{IDS[number]}.jsonl"
    path.write_bytes(b"x" * (size // 2))
    outputs = path.with_suffix("") / "outputs"
    outputs.mkdir(parents=True)
    (path.with_suffix("") / "lock").touch()
    (outputs / "1").write_bytes(b"y" * (size - size // 2))
    os.utime(path, (NOW - days * DAY, NOW - days * DAY))
    return IDS[number]


@pytest.mark.parametrize(
    ("days", "total", "caps", "expected"),
    [
        (31, 0, Caps(30, 0), True),
        (29, 0, Caps(30, 0), False),
        (400, 9 << 20, Caps(0, 0), False),
        (1, (5 << 20) + 1, Caps(0, 5), True),
        (1, 5 << 20, Caps(0, 5), False),
        (-5, 0, Caps(1, 0), False),
    ],
)
def test_a_session_is_due_by_age_or_by_what_is_left(days: float, total: int, caps: Caps, expected: bool) -> None:
    assert is_due(Stored("x", NOW - days * DAY, 1), total, caps, NOW) is expected


def test_the_old_go_with_all_that_is_theirs(tmp_path: Path) -> None:
    old, young = put(tmp_path, 0, days=31), put(tmp_path, 1, days=29)
    (tmp_path / f"{old}.jsonl.torn").write_bytes(b"t")
    (tmp_path / "notes.txt").touch()
    done = retire(SessionFolder(tmp_path), Caps(), keep=(), clock=clock)
    assert done.removed == (old,) and done.bytes == 101
    assert sorted(os.listdir(tmp_path)) == [young, f"{young}.jsonl", "notes.txt"]


def test_beyond_the_size_the_oldest_go_until_the_rest_fits(tmp_path: Path) -> None:
    found = [put(tmp_path, number, days=10 - number, size=600_000) for number in range(5)]
    done = retire(SessionFolder(tmp_path), Caps(0, 2), keep=(), clock=clock)
    assert done.removed == tuple(found[:2])


def test_what_is_open_current_or_needed_stays_and_the_next_goes(tmp_path: Path) -> None:
    opened, current, needed, free, later = (put(tmp_path, number, days=90 - number) for number in range(5))
    asked: list[str] = []

    def release(session: str) -> bool:
        assert (tmp_path / f"{session}.jsonl").exists(), "it is asked before anything is removed"
        asked.append(session)
        return session != needed

    with FileLock(tmp_path / opened / "lock"):
        done = retire(SessionFolder(tmp_path), Caps(), keep=(current,), release=release, clock=clock)
    assert done.removed == (free, later) and done.stays == (opened, needed)
    assert asked == [needed, free, later]
    assert SessionFolder(tmp_path).ids() == [needed, current, opened]


def test_one_that_cannot_be_removed_is_told_and_the_others_go(tmp_path: Path) -> None:
    bad, good = put(tmp_path, 0, days=50), put(tmp_path, 1, days=40)

    def release(session: str) -> bool:
        if session == bad:
            raise OSError(28, "No space left on device")
        return True

    done = retire(SessionFolder(tmp_path), Caps(), keep=(), release=release, clock=clock)
    assert done.removed == (good,)
    assert done.problems == (f"session {bad} is old but could not be removed: No space left on device",)


def test_what_a_kill_in_the_middle_of_a_removal_left_goes_too(tmp_path: Path) -> None:
    for number, days in ((0, 40), (1, 0.5)):
        session = put(tmp_path, number, days=days)
        (tmp_path / f"{session}.jsonl").unlink()
        os.utime(tmp_path / session, (NOW - days * DAY, NOW - days * DAY))
    assert retire(SessionFolder(tmp_path), Caps(), keep=(), clock=clock).removed == (IDS[0],)
    assert os.listdir(tmp_path) == [IDS[1]]


def test_a_link_out_of_the_folder_takes_nothing_with_it(tmp_path: Path) -> None:
    sessions, outside = tmp_path / "sessions", tmp_path / "outside"
    sessions.mkdir()
    outside.mkdir()
    (outside / "kept").touch()
    session = put(sessions, 0, days=50)
    shutil.rmtree(sessions / session)
    (sessions / session).symlink_to(outside)
    done = retire(SessionFolder(sessions), Caps(), keep=(), clock=clock)
    assert (outside / "kept").exists() and len(done.problems) == 1


def test_it_ends_when_its_time_is_over_and_goes_on_the_next_time(tmp_path: Path) -> None:
    for number in range(5):
        put(tmp_path, number, days=50 - number)
    times = iter([0.0, 0.1, 0.2, 0.9])
    done = retire(SessionFolder(tmp_path), Caps(), keep=(), clock=clock, timer=lambda: next(times), longest_s=0.5)
    assert (done.removed, done.finished) == (tuple(IDS[:2]), False)
    assert retire(SessionFolder(tmp_path), Caps(), keep=(), clock=clock).removed == tuple(IDS[2:])


def test_it_is_done_once_a_day(tmp_path: Path) -> None:
    folder = SessionFolder(tmp_path)
    time = [NOW]

    def daily() -> tuple[str, ...] | None:
        done = retire_daily(folder, Caps(), keep=(), clock=lambda: time[0])
        return None if done is None else done.removed

    put(tmp_path, 0, days=50)
    assert daily() == (IDS[0],)
    put(tmp_path, 1, days=50)
    assert daily() is None
    time[0] += DAY + 1
    assert daily() == (IDS[1],)
    time[0] -= 10 * DAY  # the clock went backwards: the stamp lies in the future
    assert daily() == ()
    (tmp_path / ".retention").write_text("nonsense")
    assert daily() == ()


def test_two_processes_do_not_do_it_at_once_and_no_cap_does_nothing(tmp_path: Path) -> None:
    put(tmp_path, 0, days=50)
    folder = SessionFolder(tmp_path)
    with FileLock(tmp_path / ".retention.lock"):
        assert retire_daily(folder, Caps(), keep=(), clock=clock) is None
    assert retire_daily(folder, Caps(0, 0), keep=(), clock=clock) is None
    assert folder.ids() == [IDS[0]]
