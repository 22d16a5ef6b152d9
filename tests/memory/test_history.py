"""The git history of a memory: what is committed, in batches, after the receipt, and how it is read back."""

import os
import shutil
import subprocess
from pathlib import Path

import pytest

from reverie.memory.history import History, commit_pending, history_lines, repository
from reverie.memory.proposal import Edit, Retire
from reverie.memory.receipt import Receipt, Refused
from reverie.memory.store import Memory
from reverie.memory.undo import undo_transaction
from reverie.storage.git import find_git, run_git

from .folders import NOON, PERSON, a_memory, add, facts, files, written

pytestmark = pytest.mark.skipif(find_git() is None, reason="no git on this machine")


def _history(memory: Memory) -> History:
    return History(memory.layout, clock=memory.clock)


def _git(memory: Memory, *arguments: str) -> str:
    ran = run_git(memory.layout.folder, *arguments)
    assert ran.worked, ran.why
    return ran.stdout.decode()


def _committed(memory: Memory) -> dict[str, str]:
    names = _git(memory, "ls-tree", "-r", "--name-only", "main").splitlines()
    return {name: _git(memory, "show", f"main:{name}") for name in names}


def test_a_batch_of_writes_is_one_commit_of_the_memorys_files_and_no_other(tmp_path: Path) -> None:
    memory = a_memory(tmp_path)
    first = written(memory, add("Production runs on Fly"))
    second = written(memory, add("Staging runs on Fly", "Staging"))
    assert commit_pending(memory) == ""
    assert _committed(memory) == files(tmp_path)
    [line] = history_lines(memory, 10)
    assert line.subject == "2 changes"
    message = _git(memory, "log", "-1", "--format=%B")
    assert [first.tx in message, second.tx in message] == [True, True]
    assert f"  added: Production runs on Fly ^{first.saved[0].id}" in message


def test_a_commit_bears_the_date_and_the_origin_of_its_transaction(tmp_path: Path) -> None:
    memory = a_memory(tmp_path)
    written(memory, add("Production runs on Fly"))
    commit_pending(memory)
    assert _git(memory, "log", "-1", "--format=%an %at %cn").strip() == f"human {NOON:.0f} Reverie"
    assert history_lines(memory, 1)[0].subject == "write: Production runs on Fly"
    assert history_lines(memory, 1)[0].at == "2026-11-22T12:00:00Z"


def test_nothing_new_is_nothing_to_commit_and_needs_no_git(tmp_path: Path) -> None:
    memory = a_memory(tmp_path)
    assert commit_pending(memory) == ""
    assert not (tmp_path / ".git").exists()
    written(memory, add("Production runs on Fly"))
    commit_pending(memory)
    without_git = History(memory.layout, clock=memory.clock, environ={"PATH": "/nowhere"})
    assert without_git.commit_pending() == ""
    assert len(history_lines(memory, 10)) == 1


def test_each_version_of_a_file_can_be_read_and_what_changed_since(tmp_path: Path) -> None:
    memory = a_memory(tmp_path)
    saved = written(memory, add("Production runs on Fly")).saved[0]
    commit_pending(memory)
    before = files(tmp_path)
    written(memory, Edit(id=saved.id, body="as acme-prod"))
    commit_pending(memory)
    newer, older = history_lines(memory, 10)
    history = _history(memory)
    assert history.text_at(older.commit, "topics/deployment.md") == before["topics/deployment.md"]
    assert history.text_at(newer.commit[:12], "topics/deployment.md") == files(tmp_path)["topics/deployment.md"]
    assert history.text_at(older.commit, "topics/staging.md") is None
    assert "+as acme-prod" in history.diff(older.commit)
    assert "+## Production runs on Fly" in history.diff("2020-01-01")
    assert history.diff("2100-01-01T00:00:00Z") == ""
    assert history.diff("--output=trap") == ""


def test_files_that_are_gone_are_gone_from_the_history_too(tmp_path: Path) -> None:
    memory = a_memory(tmp_path)
    written(memory, add("Production runs on Fly"))
    saved = written(memory, add("Staging runs on Fly", "Staging")).saved[0]
    commit_pending(memory)
    written(memory, Retire(id=saved.id))
    commit_pending(memory)
    assert _committed(memory) == files(tmp_path)
    assert "archive/staging.md" in _committed(memory)


def test_what_a_person_changed_by_hand_comes_along_with_the_next_write(tmp_path: Path) -> None:
    memory = a_memory(tmp_path)
    written(memory, add("Production runs on Fly"))
    commit_pending(memory)
    path = tmp_path / "topics" / "mine.md"
    path.write_text("a note of a person's\n")
    written(memory, add("Staging runs on Fly", "Staging"))
    commit_pending(memory)
    assert _committed(memory)["topics/mine.md"] == "a note of a person's\n"
    assert "changed by hand\n  topics/mine.md" in _git(memory, "log", "-1", "--format=%B")


def test_names_that_git_or_fast_import_could_misread(tmp_path: Path) -> None:
    memory = a_memory(tmp_path)
    written(memory, add("Production runs on Fly"))
    for name in ('a "quoted" one', "with\nnewline", "back\\slash", "-rf", ":(glob)*", "naïve 日本語"):
        (tmp_path / "topics" / f"{name}.md").write_text(name)
    commit_pending(memory)
    names = _git(memory, "ls-tree", "-r", "-z", "--name-only", "main").split("\0")
    assert {f"topics/{name}.md" for name in ("with\nnewline", "back\\slash", 'a "quoted" one', "-rf", ":(glob)*")} <= {
        *names
    }
    assert _history(memory).text_at("main", "topics/-rf.md") is None  # no commit's id
    assert _history(memory).text_at(history_lines(memory, 1)[0].commit, "topics/naïve 日本語.md") == "naïve 日本語"


def test_line_ends_and_bytes_stay_as_they_are(tmp_path: Path) -> None:
    memory = a_memory(tmp_path)
    written(memory, add("Production runs on Fly"))
    (tmp_path / "topics" / "crlf.md").write_bytes(b"one\r\ntwo\r\n")
    (tmp_path / "topics" / "latin.md").write_bytes(b"caf\xe9\n")
    commit_pending(memory)
    ran = run_git(tmp_path, "cat-file", "blob", "main:topics/crlf.md")
    assert ran.stdout == b"one\r\ntwo\r\n"
    assert run_git(tmp_path, "cat-file", "blob", "main:topics/latin.md").stdout == b"caf\xe9\n"


def test_a_person_may_use_git_in_the_folder_as_in_any_other(tmp_path: Path) -> None:
    memory = a_memory(tmp_path)
    written(memory, add("Production runs on Fly"))
    commit_pending(memory)
    environment = {**os.environ, "GIT_CONFIG_GLOBAL": "/dev/null", "GIT_CONFIG_SYSTEM": "/dev/null"}

    def git(*arguments: str) -> str:
        command = ["git", "-c", "user.name=Ann", "-c", "user.email=ann@example.com", *arguments]
        ran = subprocess.run(command, cwd=tmp_path, env=environment, capture_output=True, text=True, check=True)
        return ran.stdout

    assert git("status", "--porcelain") == ""
    (tmp_path / "README").write_text("mine\n")
    git("add", "-f", "README")
    git("commit", "-q", "-m", "mine")
    git("remote", "add", "shared", "https://example.com/memory.git")
    written(memory, add("Staging runs on Fly"))
    assert commit_pending(memory) == ""
    assert git("log", "--format=%s").splitlines() == [
        "write: Staging runs on Fly",
        "mine",
        "write: Production runs on Fly",
    ]
    assert _committed(memory)["README"] == "mine\n"
    assert git("remote").split() == ["shared"]


def test_a_session_that_goes_on_commits_now_and_then(tmp_path: Path) -> None:
    memory = a_memory(tmp_path)
    history = _history(memory)
    for number in range(20):
        assert history_lines(memory, 1) == []
        written(memory, add(f"Fact {number} of many"))
        history.count_write()
    assert history_lines(memory, 2)[0].subject == "20 changes"


def test_losing_the_repository_loses_no_fact_and_it_begins_anew(tmp_path: Path) -> None:
    memory = a_memory(tmp_path)
    written(memory, add("Production runs on Fly"))
    commit_pending(memory)
    before = files(tmp_path)
    shutil.rmtree(tmp_path / ".git")
    assert files(tmp_path) == before
    assert commit_pending(memory) == ""
    assert _committed(memory) == before


def test_many_small_files_of_git_become_one(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(repository, "_MANY_OBJECTS", -1)
    memory = a_memory(tmp_path)
    written(memory, add("Production runs on Fly"))
    commit_pending(memory)
    (tmp_path / ".git" / "objects" / "17").mkdir(exist_ok=True)
    written(memory, add("Staging runs on Fly", "Staging"))
    commit_pending(memory)
    assert len(list((tmp_path / ".git" / "objects" / "pack").glob("*.pack"))) == 1
    assert _git(memory, "count-objects").startswith("0 objects")
    assert len(history_lines(memory, 10)) == 2


def test_undo_reaches_past_a_change_by_hand_with_the_history(tmp_path: Path) -> None:
    memory = a_memory(tmp_path)
    saved = written(memory, add("Production runs on Fly", body="as acme-prod")).saved[0]
    edit = written(memory, Edit(id=saved.id, body="as acme-production"))
    topic = tmp_path / "topics" / "deployment.md"
    topic.write_text(topic.read_text() + "\n## A heading of a person\n")
    with memory.writing() as held:
        assert isinstance(undo_transaction(held, edit.tx, PERSON), Refused)
    topic.write_text(topic.read_text().replace("\n## A heading of a person\n", ""))
    commit_pending(memory)
    topic.write_text(topic.read_text() + "\n## A heading of a person\n")
    with memory.writing() as held:
        assert isinstance(undo_transaction(held, edit.tx, PERSON), Receipt)
    assert facts(memory)["Production runs on Fly"].body == "as acme-prod"
    assert "## A heading of a person" in topic.read_text()
