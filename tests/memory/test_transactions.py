"""Transactions: what a killed writer left is finished beside a person's edits, or taken back; never guessed."""

import os
import subprocess
from pathlib import Path

import pytest

from reverie.memory.errors import NotWritten
from reverie.memory.journal import Commit, Done, Journal, commits_backwards, encode, read_journal, unfinished
from reverie.memory.layout import Layout
from reverie.memory.opening import open_memory
from reverie.memory.proposal import Add
from reverie.memory.receipt import Refused
from reverie.memory.writing import writing
from reverie.storage.jsonl import JsonLines
from reverie.storage.lock import FileLock

from .folders import PERSON, a_memory, add, facts, written


def _forget_the_end(folder: Path) -> Commit:
    """Take the last line, which says that it is done, out of the journal, as a power cut may; gives the last commit."""
    path = Layout(folder).journal
    lines = path.read_bytes().splitlines(keepends=True)
    assert b'"done"' in lines[-1]
    path.write_bytes(b"".join(lines[:-1]))
    entry = unfinished(path)
    assert entry is not None
    return entry


def test_a_lost_end_of_a_finished_write_changes_nothing(tmp_path: Path) -> None:
    written(a_memory(tmp_path), add("Production runs on Fly"))
    before = (tmp_path / "topics/deployment.md").read_bytes()
    _forget_the_end(tmp_path)
    assert open_memory(tmp_path).notices
    assert (tmp_path / "topics/deployment.md").read_bytes() == before
    assert unfinished(Layout(tmp_path).journal) is None
    assert open_memory(tmp_path).notices == ()


def test_a_fact_that_a_person_edited_meanwhile_is_not_there_twice(tmp_path: Path) -> None:
    written(a_memory(tmp_path), add("Production runs on Fly"))
    _forget_the_end(tmp_path)
    topic = tmp_path / "topics/deployment.md"
    topic.write_text(topic.read_text().replace("on Fly", "on Hetzner"))
    assert list(facts(open_memory(tmp_path))) == ["Production runs on Hetzner"]
    assert topic.read_text().count("## ") == 1


def test_a_begun_write_is_finished_beside_a_persons_edit(tmp_path: Path) -> None:
    memory = a_memory(tmp_path)
    written(memory, add("Production runs on Fly"))
    topic = tmp_path / "topics/deployment.md"
    old = topic.read_text()
    written(memory, add("Staging runs on Fly"))
    _forget_the_end(tmp_path)
    topic.write_text("".join(old.partition("## ")[:1]) + "a note by hand\n\n" + "".join(old.partition("## ")[1:]))
    assert list(facts(open_memory(tmp_path))) == ["Production runs on Fly", "Staging runs on Fly"]
    assert "a note by hand" in topic.read_text()


def test_a_begun_write_to_a_file_that_is_gone_is_taken_back_whole(tmp_path: Path) -> None:
    memory = a_memory(tmp_path)
    written(memory, add("Production runs on Fly"), add("Backups run at night", "Backups"))
    written(memory, add("Staging runs on Fly"), add("Backups are kept for a week", "Backups"))
    _forget_the_end(tmp_path)
    (tmp_path / "topics/deployment.md").unlink()
    (line,) = [line for line in open_memory(tmp_path).notices if "taken back" in line]
    assert "gone" in line
    assert list(facts(open_memory(tmp_path))) == ["Backups run at night"]


def test_a_torn_line_of_the_journal_is_no_transaction(tmp_path: Path) -> None:
    memory = a_memory(tmp_path)
    written(memory, add("Production runs on Fly"))
    entry = next(commits_backwards(Layout(tmp_path).journal))
    with Layout(tmp_path).journal.open("ab") as journal:
        journal.write(encode(entry)[:50])
    written(memory, add("Staging runs on Fly"))
    kinds = [type(entry) for entry in read_journal(Layout(tmp_path).journal)]
    assert kinds[1:] == [Commit, Done, Commit, Done]


def test_a_repeated_write_gives_the_first_receipt(tmp_path: Path) -> None:
    memory = a_memory(tmp_path)
    first = written(memory, add("Production runs on Fly"), key="one")
    state = (tmp_path / "journal.jsonl").read_bytes()
    again = written(a_memory(tmp_path), add("Production runs on Fly"), key="one")
    assert (again.tx, again.saved, again.repeated) == (first.tx, first.saved, True)
    assert (tmp_path / "journal.jsonl").read_bytes() == state


def test_one_refused_change_keeps_all_others_out(tmp_path: Path) -> None:
    memory = a_memory(tmp_path)
    outcome = memory.write([add("Production runs on Fly"), Add(title="")], PERSON)
    assert isinstance(outcome, Refused)
    assert facts(memory) == {}
    assert not (tmp_path / "MEMORY.md").exists()


def test_a_lock_that_is_never_let_go_is_said(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("reverie.memory.writing._PATIENCE", 0.01)
    written(a_memory(tmp_path), add("Production runs on Fly"))
    with FileLock(Layout(tmp_path).lock), pytest.raises(NotWritten, match="another program"), writing(Layout(tmp_path)):
        pass


def test_a_commit_that_cannot_be_synced_leaves_no_line(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    memory = a_memory(tmp_path)
    written(memory, add("Production runs on Fly"))
    before = (tmp_path / "journal.jsonl").read_bytes()

    def fails(self: JsonLines) -> None:
        raise OSError(5, "Input/output error")

    with monkeypatch.context() as broken:
        broken.setattr(JsonLines, "sync", fails)
        with pytest.raises(NotWritten, match="nothing was saved"):
            memory.write([add("Staging runs on Fly")], PERSON)
    assert (tmp_path / "journal.jsonl").read_bytes() == before
    assert list(facts(open_memory(tmp_path))) == ["Production runs on Fly"]


def test_what_a_person_saves_in_the_middle_of_a_write_stays(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    memory = a_memory(tmp_path)
    written(memory, add("Production runs on Fly"))
    topic, commit = tmp_path / "topics/deployment.md", Journal.commit

    def saving(self: Journal, entry: Commit) -> None:
        commit(self, entry)
        if "by hand" not in topic.read_text():
            topic.write_text(topic.read_text() + "\na line by hand\n")

    monkeypatch.setattr(Journal, "commit", saving)
    written(memory, add("Staging runs on Fly"))
    assert "a line by hand" in topic.read_text()
    assert list(facts(memory)) == ["Production runs on Fly", "Staging runs on Fly"]
    assert next(commits_backwards(tmp_path / "journal.jsonl")).facts[0].title == "Staging runs on Fly"


def test_what_a_killed_writer_had_staged_goes_at_the_next_opening(tmp_path: Path) -> None:
    written(a_memory(tmp_path), add("Production runs on Fly"))
    dead = subprocess.Popen(["true"])
    dead.wait()
    left = [tmp_path / name for name in (f"topics/.deployment.md.{dead.pid}.new", f"..purge-1.json.{dead.pid}.new")]
    alive = tmp_path / f".MEMORY.md.{os.getppid()}.new"
    for path in (*left, alive):
        path.write_text("a text that nobody knows of")
    open_memory(tmp_path).close()
    assert [path.exists() for path in (*left, alive)] == [False, False, True]


def test_the_journal_of_a_newer_reverie_is_left_alone(tmp_path: Path) -> None:
    written(a_memory(tmp_path), add("Production runs on Fly"))
    path = Layout(tmp_path).journal
    path.write_bytes(path.read_bytes().replace(b'"format":1', b'"format":2'))
    with pytest.raises(Exception, match="newer Reverie"):
        Journal(path)
