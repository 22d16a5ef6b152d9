"""The git history where everything is against it: no fact is lost, nothing of anybody's is run, one line at most."""

import errno
import os
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from reverie.memory.history import History, commit_pending, folder, history_lines, keeping
from reverie.memory.history.repository import GitFailed, Repository
from reverie.memory.store import Memory
from reverie.storage.git import find_git, run_git
from reverie.storage.lock import FileLock

from .folders import NOON, a_memory, add, facts, files, written

pytestmark = pytest.mark.skipif(find_git() is None, reason="no git on this machine")

_HOOKS = ("pre-commit", "post-commit", "commit-msg", "reference-transaction", "post-index-change", "pre-auto-gc")


def _program(path: Path, text: str) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(f"#!/bin/sh\n{text}\n")
    path.chmod(0o755)
    return path


def _configuration(trap: Path, hooks: Path) -> str:
    return f"""
[user]
    name = Somebody else
[core]
    hooksPath = {hooks}
    fsmonitor = {trap}
    pager = {trap}
    editor = {trap}
    autocrlf = true
    attributesFile = {hooks}/attributes
    worktree = {hooks}
    sharedRepository = world
    logAllRefUpdates = always
[commit]
    gpgSign = true
[gpg]
    program = {trap}
[diff]
    external = {trap}
[diff "x"]
    command = {trap}
    textconv = {trap}
[filter "x"]
    clean = {trap}
    smudge = {trap}
    process = {trap}
    required = true
[gc]
    auto = 1
[log]
    showSignature = true
[init]
    templateDir = {hooks}
    defaultObjectFormat = sha256
"""


@pytest.fixture
def trapped(tmp_path: Path) -> Path:
    """The file that appears when a program of somebody's is run."""
    return tmp_path / "trapped"


@pytest.fixture
def memory(tmp_path: Path) -> Memory:
    memory = a_memory(tmp_path / "memory")
    written(memory, add("Production runs on Fly"))
    return memory


def _trap(tmp_path: Path, trapped: Path) -> tuple[Path, Path]:
    trap, hooks = _program(tmp_path / "trap", f"echo $0 $@ >> '{trapped}'; exit 1"), tmp_path / "hooks"
    for name in _HOOKS:
        _program(hooks / name, f"echo {name} >> '{trapped}'; exit 1")
    (hooks / "attributes").write_text("* filter=x diff=x\n")
    return trap, hooks


def _is_committed(memory: Memory) -> bool:
    where = memory.layout.folder
    names = run_git(where, "ls-tree", "-r", "--name-only", "main").stdout.decode().split()
    return {name: run_git(where, "cat-file", "blob", f"main:{name}").stdout.decode() for name in names} == files(where)


def test_a_persons_configuration_and_environment_run_nothing(
    memory: Memory, tmp_path: Path, trapped: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    trap, hooks = _trap(tmp_path, trapped)
    (tmp_path / ".gitconfig").write_text(_configuration(trap, hooks))
    for name, value in {
        "HOME": str(tmp_path),
        "GIT_CONFIG_GLOBAL": str(tmp_path / ".gitconfig"),
        "GIT_CONFIG_SYSTEM": str(tmp_path / ".gitconfig"),
        "GIT_DIR": str(tmp_path / "elsewhere"),
        "GIT_OBJECT_DIRECTORY": str(tmp_path / "objects"),
        "GIT_INDEX_FILE": str(tmp_path / "index"),
        "GIT_EXTERNAL_DIFF": str(trap),
        "GIT_TEMPLATE_DIR": str(hooks),
        "GIT_DEFAULT_HASH": "sha256",
        "GIT_TRACE": str(tmp_path / "trace"),
    }.items():
        monkeypatch.setenv(name, value)
    assert commit_pending(memory) == ""
    assert _is_committed(memory)
    assert {one.name for one in tmp_path.iterdir()} == {"memory", "trap", "hooks", ".gitconfig"}


def test_what_was_left_in_the_memorys_folder_runs_nothing_and_changes_no_byte(
    memory: Memory, tmp_path: Path, trapped: Path
) -> None:
    commit_pending(memory)
    trap, hooks = _trap(tmp_path, trapped)
    own = memory.layout.folder
    for name in _HOOKS:
        _program(own / ".git" / "hooks" / name, f"touch '{trapped}'; exit 1")
    (own / ".git" / "config").write_text((own / ".git" / "config").read_text() + _configuration(trap, hooks))
    (own / ".gitattributes").write_text("* filter=x diff=x text eol=crlf ident working-tree-encoding=UTF-16\n")
    (own / ".git" / "info" / "attributes").write_text("* filter=x diff=x\n")
    written(memory, add("Costs $Id$ and more", "Costs"))
    assert commit_pending(memory) == ""
    assert _is_committed(memory)
    assert "$Id$" in History(memory.layout).diff(history_lines(memory, 2)[1].commit)
    assert not trapped.exists()
    assert not (own / ".git" / "logs").exists() or os.access(own / ".git" / "logs", os.R_OK)
    private = [one for one in (own / ".git" / "objects").rglob("*") if one.stat().st_mode & 0o077]
    assert private == []


def _as_link(own: Path, elsewhere: Path) -> None:
    own.rename(elsewhere)
    own.symlink_to(elsewhere)


def _as_file(own: Path, elsewhere: Path) -> None:
    own.rename(elsewhere)
    own.write_text(f"gitdir: {elsewhere}\n")


def _with_common_folder(own: Path, elsewhere: Path) -> None:
    elsewhere.mkdir()
    (own / "commondir").write_text(f"{elsewhere}\n")


def _with_alternates(own: Path, elsewhere: Path) -> None:
    (own / "objects" / "info" / "alternates").write_text(f"{elsewhere}\n")


def _with_linked_refs(own: Path, elsewhere: Path) -> None:
    (own / "refs").rename(elsewhere)
    (own / "refs").symlink_to(elsewhere)


def _with_include(own: Path, elsewhere: Path) -> None:
    os.mkfifo(elsewhere)
    (own / "config").write_text(f"[core]\n\tbare = false\n[INCLUDE]\n\tpath = {elsewhere}\n")


def _with_fifo_for_config(own: Path, _: Path) -> None:
    (own / "config").unlink()
    os.mkfifo(own / "config")


def _with_garbage_config(own: Path, _: Path) -> None:
    (own / "config").write_bytes(b"[[[\x00")


def _with_newer_format(own: Path, _: Path) -> None:
    (own / "config").write_text("[core]\n\trepositoryformatversion = 9\n[extensions]\n\tdreams = true\n")


def _with_empty_ref(own: Path, _: Path) -> None:
    (own / "refs" / "heads" / "main").write_bytes(b"")


def _with_ref_to_nothing(own: Path, _: Path) -> None:
    (own / "refs" / "heads" / "main").write_text("1" * 40 + "\n")


def _without_head(own: Path, _: Path) -> None:
    (own / "HEAD").unlink()


def _without_objects(own: Path, _: Path) -> None:
    for one in (own / "objects").rglob("*"):
        if one.is_file():
            one.unlink()


@pytest.mark.parametrize(
    "spoil",
    [
        *(_as_link, _as_file, _with_common_folder, _with_alternates, _with_linked_refs, _with_include),
        *(_with_fifo_for_config, _with_garbage_config, _with_newer_format, _with_empty_ref, _with_ref_to_nothing),
        *(_without_head, _without_objects),
    ],
)
def test_a_repository_that_cannot_be_used_is_set_aside_and_begun_anew(
    memory: Memory, tmp_path: Path, spoil: Callable[[Path, Path], None]
) -> None:
    commit_pending(memory)
    spoil(memory.layout.folder / ".git", tmp_path / "elsewhere")
    written(memory, add("Staging runs on Fly", "Staging"))
    notice = commit_pending(memory)
    assert "begun anew; no fact is lost" in notice
    assert "\n" not in notice
    assert os.path.lexists(memory.layout.folder / ".git.broken-1")
    assert _is_committed(memory)
    assert commit_pending(memory) == ""
    written(memory, add("Costs are shared", "Costs"))
    assert commit_pending(memory) == ""
    assert _is_committed(memory)


@pytest.mark.parametrize("spoil", [_as_link, _with_alternates, _with_garbage_config, _with_empty_ref])
def test_reading_a_repository_that_cannot_be_used_finds_nothing(
    memory: Memory, tmp_path: Path, spoil: Callable[[Path, Path], None]
) -> None:
    commit_pending(memory)
    spoil(memory.layout.folder / ".git", tmp_path / "elsewhere")
    history = History(memory.layout)
    assert (history.lines(9), history.diff("2020-01-01"), history.text_of_hash("MEMORY.md", "0")) == ([], "", None)


def test_without_git_the_memory_works_and_says_so_once(memory: Memory) -> None:
    history = History(memory.layout, clock=memory.clock, environ={"PATH": "/nowhere"})
    assert "git is not installed" in history.commit_pending()
    written(memory, add("Staging runs on Fly"))
    assert history.commit_pending() == ""
    assert len(facts(memory)) == 2
    assert commit_pending(memory) == ""
    assert _is_committed(memory)


def test_a_git_that_cannot_do_it_is_said_and_the_repository_stays(memory: Memory, tmp_path: Path) -> None:
    commit_pending(memory)
    broken = _program(tmp_path / "bin" / "git", "echo 'fatal: no such command' >&2; exit 128")
    written(memory, add("Staging runs on Fly"))
    history = History(memory.layout, clock=memory.clock, environ={"PATH": str(broken.parent)})
    assert "(fatal: no such command); no fact is lost" in history.commit_pending()
    assert history.commit_pending() == ""
    assert not (memory.layout.folder / ".git.broken-1").exists()
    assert commit_pending(memory) == ""
    assert _is_committed(memory)
    assert len(history_lines(memory, 10)) == 2


def test_an_old_git_knows_enough(memory: Memory, tmp_path: Path) -> None:
    """One that knows none of the variables that hide a person's configuration from newer ones."""
    unset = " ".join(f"-u {name}" for name in ("GIT_CONFIG_GLOBAL", "GIT_CONFIG_SYSTEM", "GIT_NO_LAZY_FETCH"))
    _program(tmp_path / "old" / "git", f"exec env {unset} '{find_git()}' \"$@\"")
    environ = {**os.environ, "PATH": f"{tmp_path / 'old'}:{os.environ['PATH']}"}
    assert History(memory.layout, clock=memory.clock, environ=environ).commit_pending() == ""
    assert _is_committed(memory)


@pytest.mark.parametrize("name", ["refs/heads/main.lock", "index.lock", "HEAD.lock"])
def test_a_lock_that_a_killed_process_left_is_waited_for_then_removed(memory: Memory, name: str) -> None:
    commit_pending(memory)
    lock = memory.layout.folder / ".git" / name
    lock.write_bytes(b"")
    os.utime(lock, (NOON, NOON))
    written(memory, add("Staging runs on Fly"))
    later = [NOON + 1]
    history = History(memory.layout, clock=lambda: later[0])
    assert history.commit_pending() == ""
    later[0] += folder.STALE_SECONDS
    written(memory, add("Costs are shared"))
    assert history.commit_pending() == ""
    assert _is_committed(memory)
    assert not lock.exists()
    assert not (memory.layout.folder / ".git.broken-1").exists()


def test_a_full_disk_is_one_line_and_nothing_is_set_aside(memory: Memory, monkeypatch: pytest.MonkeyPatch) -> None:
    commit_pending(memory)
    written(memory, add("Staging runs on Fly"))

    def full(*_: object, **__: object) -> None:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    def refused(*_: object, **__: object) -> None:
        raise GitFailed("fatal: sha1 file write error")

    monkeypatch.setattr(Repository, "take", refused)
    monkeypatch.setattr(keeping, "probe", full)
    notice = commit_pending(memory)
    assert "(No space left on device); no fact is lost" in notice
    assert commit_pending(memory) == ""
    assert not (memory.layout.folder / ".git.broken-1").exists()
    monkeypatch.undo()
    assert commit_pending(memory) == ""
    assert _is_committed(memory)


def test_a_killed_making_of_the_repository_is_begun_again(memory: Memory) -> None:
    (memory.layout.folder / ".git.new" / "objects").mkdir(parents=True)
    assert commit_pending(memory) == ""
    assert _is_committed(memory)
    assert not (memory.layout.folder / ".git.new").exists()


def test_who_commits_is_not_waited_for(memory: Memory) -> None:
    with FileLock(folder.lock_path(memory.layout)):
        started = time.monotonic()
        assert commit_pending(memory) == ""
        assert time.monotonic() - started < 5
    assert not (memory.layout.folder / ".git").exists()
    commit_pending(memory)
    assert _is_committed(memory)


def test_a_memory_that_cannot_be_written_gets_no_history(memory: Memory, tmp_path: Path) -> None:
    journal = memory.layout.journal
    journal.write_bytes(journal.read_bytes().replace(b'"format":1', b'"format":9'))
    assert commit_pending(memory) == ""
    assert not (memory.layout.folder / ".git").exists()


def test_an_unfinished_transaction_is_committed_when_it_is_finished(memory: Memory) -> None:
    journal = memory.layout.journal
    whole = journal.read_bytes()
    journal.write_bytes(whole[: whole.rindex(b'{"type":"done"')])
    assert commit_pending(memory) == ""
    assert history_lines(memory, 1) == []
    written(memory, add("Staging runs on Fly"))
    assert commit_pending(memory) == ""
    assert _is_committed(memory)
