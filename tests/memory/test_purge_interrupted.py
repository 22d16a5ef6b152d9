"""A purge that is killed, refused by the disk, or meets an open session: it goes on, and loses nothing else."""

import errno
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from reverie.memory.history import commit_pending, history_lines
from reverie.memory.history.folder import git_folder
from reverie.memory.proposal import Add
from reverie.memory.purge import Purged, finish_purges, pending_lines, purge, purge_lines
from reverie.storage.git import find_git
from reverie.transcripts.records import UnknownRecord, read_records

from .folders import PERSON, facts, written
from .purging import BODY, BYSTANDER, OTHER, QUOTE, SESSION, TEXTS, TITLE, Home

pytestmark = pytest.mark.skipif(find_git() is None, reason="no git on this machine")

_CALLS = ("rename", "replace", "unlink", "rmdir", "fsync", "ftruncate", "mkdir", "posix_spawn")
_MOST_POINTS = int(os.environ.get("REVERIE_TEST_POINTS", "12"))
"""A run of all of them takes a minute."""


def _begin(root: Path, fact: str) -> None:
    home = Home(root)
    purge(home.memory, [fact], PERSON, home.reach, texts=[QUOTE])


def _counted(before: Callable[[str, object], None]) -> None:
    """Let each call that changes the disk be told before it happens."""
    for name in _CALLS:
        original = getattr(os, name)

        def call(
            *args: object, _name: str = name, _original: Callable[..., object] = original, **kwargs: object
        ) -> object:
            before(_name, args[0])
            return _original(*args, **kwargs)

        setattr(os, name, call)


def _in_child(run: Callable[[], None]) -> int:
    """Run it in a process of its own, which may end at any point; its exit status."""
    child = os.fork()
    if child == 0:
        try:
            run()
        except BaseException:  # noqa: BLE001 - a child of pytest must not go on as pytest
            os._exit(1)
        os._exit(0)
    return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])


def _points(root: Path, fact: str, log: Path) -> list[int]:
    """The numbers of calls before which to kill: one of each sort, spread over the whole run."""

    def run() -> None:
        with log.open("w") as file:
            descriptor = file.fileno()
            _counted(lambda name, what: void(os.write(descriptor, f"{name} {what}\n".encode())))
            _begin(root, fact)

    def void(_: object) -> None: ...

    assert _in_child(run) == 0
    sorts: dict[str, int] = {}
    for number, line in enumerate(log.read_text().splitlines()):
        sorts.setdefault(re.sub(r"[0-9a-f]{2}/?[0-9a-f]{38}|\d+|[0-9a-z]{10}(?=\.json)", "#", line), number)
    found = sorted(sorts.values())
    return found[:: -(-len(found) // _MOST_POINTS)]


def _killed_before(root: Path, fact: str, number: int) -> None:
    def run() -> None:
        left = [number]

        def before(_name: str, _what: object) -> None:
            if left[0] == 0:
                os._exit(9)
            left[0] -= 1

        _counted(before)
        _begin(root, fact)

    assert _in_child(run) in (0, 9)


def _is_sound(home: Home, commits: int) -> None:
    assert OTHER in facts(home.memory)
    assert len(history_lines(home.memory, 10)) in (commits, commits + 1, 0)
    for session in (SESSION, BYSTANDER):
        assert not any(isinstance(one, UnknownRecord) for one in read_records(home.sessions / f"{session}.jsonl"))


def test_killed_before_any_call_that_changes_the_disk_it_is_finished_by_the_next(tmp_path: Path) -> None:
    home = Home(tmp_path / "home")
    fact = home.fill()
    home.memory.close()
    shutil.copytree(tmp_path / "home", tmp_path / "counted")
    points = _points(tmp_path / "counted", fact, tmp_path / "log")
    assert len(points) > 8
    for point in points:
        root = tmp_path / f"killed-{point}"
        shutil.copytree(tmp_path / "home", root)
        _killed_before(root, fact, point)
        home = Home(root)
        if not pending_lines(home.memory.layout) and TITLE in facts(home.memory):  # it was not even begun
            assert isinstance(purge(home.memory, [fact], PERSON, home.reach, texts=[QUOTE]), Purged)
        assert all(one.is_finished for one in finish_purges(home.memory, home.reach))
        assert home.holding(*TEXTS) == [], point
        assert pending_lines(home.memory.layout) == []
        _is_sound(home, 3)
        assert commit_pending(home.memory) == ""
        assert home.holding(*TEXTS) == [], point
        assert len(history_lines(home.memory, 10)) == 4
        home.memory.close()
        shutil.rmtree(root)


@pytest.fixture
def home(tmp_path: Path) -> Iterator[Home]:
    home = Home(tmp_path)
    yield home
    home.memory.close()


def test_a_session_that_is_open_is_left_and_named_and_done_when_it_is_closed(home: Home) -> None:
    fact = home.fill()
    with _held(home.sessions / SESSION / "lock"):
        done = purge(home.memory, [fact], PERSON, home.reach, texts=[QUOTE])
        assert isinstance(done, Purged)
        assert not done.is_finished
        [left] = done.left
        assert (left.where, left.waits) == (f"session {SESSION}", True)
        [line] = [one for one in purge_lines(done) if "NOT" in one]
        assert line == (
            f"NOT removed from session {SESSION}: a process has it open; end that session, then finish it later with:"
            " reverie memory forget --purge"
        )
        assert all(SESSION in one or ".purge-" in one for one in home.holding(*TEXTS))
        assert len(pending_lines(home.memory.layout)) == 1
    [finished] = finish_purges(home.memory, home.reach)
    assert finished.is_finished
    assert {one.where.partition(" (")[0] for one in finished.removed} == {f"session {SESSION}"}
    assert home.holding(*TEXTS) == []
    assert finish_purges(home.memory, home.reach) == []


@contextmanager
def _held(lock: Path) -> Iterator[None]:
    """A process that holds a lock until the block ends."""
    program = (
        "import sys; from pathlib import Path; from reverie.storage.lock import FileLock\n"
        f"with FileLock(Path({str(lock)!r})): print('held', flush=True); sys.stdin.read()"
    )
    with subprocess.Popen([sys.executable, "-c", program], stdin=subprocess.PIPE, stdout=subprocess.PIPE) as holder:
        assert holder.stdin is not None and holder.stdout is not None
        assert holder.stdout.readline() == b"held\n"
        yield
        holder.stdin.close()


def test_what_a_person_wrote_again_meanwhile_is_not_purged_by_the_rest(home: Home) -> None:
    fact = home.fill()
    with _held(home.sessions / SESSION / "lock"):
        purge(home.memory, [fact], PERSON, home.reach)
    written(home.memory, Add(title=TITLE, body=BODY, topic="Doors"))
    commit_pending(home.memory)
    home.talk("01JD4K8ZQ5T7ABCDEFGHJKMNPC", TITLE, BODY, QUOTE)
    finish_purges(home.memory, home.reach)
    assert TITLE in facts(home.memory)
    holding = home.holding(TITLE)
    assert not any(SESSION in one for one in holding)
    assert any("01JD4K8ZQ5T7ABCDEFGHJKMNPC.jsonl" in one for one in holding)


def test_the_same_purge_asked_for_again_is_the_rest_of_it(home: Home) -> None:
    fact = home.fill()
    with _held(home.sessions / SESSION / "lock"):
        purge(home.memory, [fact], PERSON, home.reach)
    done = purge(home.memory, [fact], PERSON, home.reach)
    assert isinstance(done, Purged)
    assert done.is_finished
    assert home.holding(TITLE, BODY) == []


def _refusing(name: str, wanted: str, error: int) -> Callable[..., object]:
    original = getattr(os, name)

    def refuse(path: object, *args: object, **kwargs: object) -> object:
        if re.search(wanted, os.fsdecode(path) if isinstance(path, str | os.PathLike) else ""):
            raise OSError(error, os.strerror(error), path)
        return original(path, *args, **kwargs)

    return refuse


@pytest.mark.parametrize(
    ("name", "wanted"),
    [
        ("replace", r"journal\.jsonl"),
        ("replace", r"\.md\."),
        ("rename", r"\.git$"),
        ("mkdir", r"\.git\.new"),
        ("replace", r"01JD.*PA\.jsonl"),
        ("replace", r"call_1"),
        ("unlink", r"before/"),
        ("replace", r"input_history"),
        ("unlink", r"\.purge-"),
    ],
)
def test_a_disk_that_refuses_is_told_and_the_rest_is_done_later(
    home: Home, monkeypatch: pytest.MonkeyPatch, name: str, wanted: str
) -> None:
    fact = home.fill()
    with monkeypatch.context() as patched:
        patched.setattr(os, name, _refusing(name, wanted, errno.ENOSPC))
        done = purge(home.memory, [fact], PERSON, home.reach, texts=[QUOTE])
    assert isinstance(done, Purged)
    assert not done.is_finished
    assert any("NOT removed" in one and "No space left on device" in one for one in purge_lines(done))
    assert len(pending_lines(home.memory.layout)) == 1
    assert all(one.is_finished for one in finish_purges(home.memory, home.reach))
    assert home.holding(*TEXTS) == []
    _is_sound(home, 3)
    assert len(history_lines(home.memory, 10)) == 3


def test_without_git_the_history_goes_whole_and_that_is_said(home: Home, monkeypatch: pytest.MonkeyPatch) -> None:
    fact = home.fill()
    with monkeypatch.context() as patched:
        patched.setenv("PATH", "/nowhere")
        done = purge(home.memory, [fact], PERSON, home.reach, texts=[QUOTE])
    assert isinstance(done, Purged)
    assert done.is_finished
    assert any("git is not installed), so all of it is gone; it begins anew" in one for one in done.notes)
    assert not git_folder(home.memory.layout).exists()
    assert home.holding(*TEXTS) == []
    assert commit_pending(home.memory) == ""
    assert home.holding(*TEXTS) == []


def test_a_history_that_cannot_be_read_goes_whole_too_and_what_was_set_aside(home: Home) -> None:
    fact = home.fill()
    aside = home.memory_folder / ".git.broken-1"
    shutil.copytree(home.memory_folder / ".git", aside)
    (home.memory_folder / ".git" / "refs" / "heads" / "main").write_text("1" * 40 + "\n")
    done = purge(home.memory, [fact], PERSON, home.reach, texts=[QUOTE])
    assert isinstance(done, Purged)
    assert any("it begins anew" in one for one in done.notes)
    assert not aside.exists()
    assert home.holding(*TEXTS) == []


def test_a_history_of_links_loses_the_link_and_not_what_is_behind_it(home: Home, tmp_path: Path) -> None:
    fact = home.fill()
    elsewhere = home.root.parent / f"{home.root.name}-elsewhere"
    (home.memory_folder / ".git").rename(elsewhere)
    (home.memory_folder / ".git").symlink_to(elsewhere)
    purge(home.memory, [fact], PERSON, home.reach)
    assert (elsewhere / "HEAD").exists()
    assert not os.path.lexists(home.memory_folder / ".git")


def test_a_history_that_was_shared_keeps_its_remote_and_a_person_is_told(home: Home) -> None:
    fact = home.fill()
    config = home.memory_folder / ".git" / "config"
    config.write_text(config.read_text() + '[remote "shared"]\n\turl = https://example.com/memory.git\n')
    done = purge(home.memory, [fact], PERSON, home.reach)
    assert isinstance(done, Purged)
    assert any("what you pushed elsewhere still has it" in one for one in done.notes)
    assert "example.com" in config.read_text()


def test_a_pending_purge_of_a_newer_or_broken_form_is_passed_over(home: Home) -> None:
    home.fill()
    (home.memory_folder / ".purge-aaaaaaaaaa.json").write_text("{")
    (home.memory_folder / ".purge-bbbbbbbbbb.json").write_text('{"format":9,"id":"b","at":"","traces":{},"stones":[]}')
    assert finish_purges(home.memory, home.reach) == []
