"""What `reverie doctor` says of the memories, and what `--fix` makes of them."""

import os
from collections.abc import Iterable
from pathlib import Path

import pytest
from tests.cli.doctor_host import host_in, make_folders, only, wrong
from tests.memory.folders import a_memory, add, written

from reverie.cli.health.finding import Finding, RepairMemory
from reverie.cli.health.host import Host
from reverie.cli.health.memory import examine_memory
from reverie.cli.health.private import examine_private
from reverie.cli.health.repairs import Repaired, repair_all
from reverie.config.project import find_project
from reverie.memory.history import History
from reverie.memory.journal import Commit, encode, read_journal
from reverie.memory.layout import Layout
from reverie.memory.scopes import project_memory_folder, user_memory_folder
from reverie.storage.lock import FileLock


@pytest.fixture
def host(tmp_path: Path) -> Host:
    made = host_in(tmp_path)
    make_folders(made)
    return made


@pytest.fixture
def folder(host: Host) -> Path:
    """The memory of the project, with two facts."""
    assert host.folder is not None
    found = project_memory_folder(find_project(host.folder, host.places, host.home), host.places)
    memory = a_memory(found)
    written(memory, add("Production runs on Fly"), add("Staging runs on Fly", "Staging"))
    memory.close()
    return found


def content(folder: Path) -> dict[str, bytes]:
    return {str(path.relative_to(folder)): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def fixed(findings: Iterable[Finding], host: Host) -> list[Repaired]:
    return list(repair_all(findings, host))


def test_a_memory_that_is_well_is_one_line_and_untouched(host: Host, folder: Path) -> None:
    own = a_memory(user_memory_folder(host.places))
    written(own, add("Answer in German"))
    own.close()
    before = content(host.places.data)
    found = only(examine_memory(host))
    assert (found.word, found.text) == ("ok", "this project: 2 facts; yours: 1 fact")
    assert content(host.places.data) == before


def test_without_one_there_is_nothing_to_say(host: Host) -> None:
    assert only(examine_memory(host)).text == "none yet"
    assert only(examine_memory(Host(host.places, {}, None, host.home))).text == "none yet"


def test_a_broken_file_is_named_with_its_line_and_not_repaired(host: Host, folder: Path) -> None:
    topic = folder / "topics/staging.md"
    topic.write_text(topic.read_text() + "## Half a fact ^00000000aa\n")
    before = topic.read_text()
    (found,) = wrong(examine_memory(host))
    assert found.text.startswith(f"'{topic}' line ") and found.fix == f'"${{EDITOR:-vi}}" {topic}'
    assert (found.word, found.repairs) == ("warn", ())
    assert fixed([found], host) == [] and topic.read_text() == before


def test_an_emptied_topic_is_told_with_what_shows_its_facts(host: Host, folder: Path) -> None:
    topic = folder / "topics/staging.md"
    topic.write_text("")
    (found,) = wrong(examine_memory(host))
    assert (found.word, found.text) == ("warn", f"'{topic}' is empty")
    assert found.fix == f"git -C {folder} log -p topics/staging.md"


@pytest.mark.parametrize("name", [".lock", "MEMORY.md", "journal.jsonl"])
def test_a_folder_in_a_files_place_is_one_line_with_what_moves_it(host: Host, folder: Path, name: str) -> None:
    path = folder / name
    path.unlink(missing_ok=True)
    path.mkdir()
    (found,) = wrong(examine_memory(host))
    assert (found.word, found.text) == ("fail", f"'{path}' is no file, so the memory is only read; move it away")
    assert found.fix.startswith(f"mv {path} {path}.")


@pytest.mark.parametrize("harm", ["emptied", "gone", "dangling"])
def test_an_index_that_disagrees_is_made_anew_and_a_second_look_finds_nothing(
    host: Host, folder: Path, harm: str
) -> None:
    index = folder / "MEMORY.md"
    text = index.read_text() + "my own line\n"
    match harm:
        case "emptied":
            index.write_text("my own line\n")
        case "gone":
            index.unlink()
        case _:
            index.write_text(text + "- [Nothing](topics/nothing.md): is there\n")
    found = wrong(examine_memory(host))
    assert found and all(one.fix == "reverie doctor --fix" for one in found)
    assert fixed(found, host) == [Repaired(RepairMemory(folder).command)]
    assert wrong(examine_memory(host)) == []
    now = index.read_text()
    assert "topics/deployment.md" in now and "topics/staging.md" in now and "nothing.md" not in now
    assert harm == "gone" or "my own line\n" in now
    after = content(folder)
    assert fixed(examine_memory(host), host) == [] and content(folder) == after


def test_an_unfinished_change_is_finished(host: Host, folder: Path) -> None:
    journal = folder / "journal.jsonl"
    entries = list(read_journal(journal))
    last = next(one for one in reversed(entries) if isinstance(one, Commit))
    staging = (folder / "topics/staging.md").read_text()
    journal.write_bytes(b"".join(encode(one) + b"\n" for one in entries if one is entries[0] or one is last))  # type: ignore[arg-type]
    (folder / "topics/staging.md").unlink()
    found = wrong(examine_memory(host))
    assert f"in '{folder}' was not finished" in found[0].text and found[0].repairs == (RepairMemory(folder),)
    with FileLock(folder / ".lock"):  # somebody is writing: that is none that was left
        assert not any("not finished" in one.text for one in examine_memory(host))
    assert fixed(found, host) == [Repaired(RepairMemory(folder).command)]
    assert wrong(examine_memory(host)) == []
    assert (folder / "topics/staging.md").read_text() == staging


def test_a_torn_journal_is_a_note_and_a_damaged_one_is_told_by_line(host: Host, folder: Path) -> None:
    journal = folder / "journal.jsonl"
    whole = journal.read_bytes()
    journal.write_bytes(whole + b'{"type":"comm')
    (found,) = wrong(examine_memory(host))
    assert (found.word, found.repairs) == ("note", (RepairMemory(folder),))
    assert fixed([found], host) == [Repaired(RepairMemory(folder).command)]
    assert wrong(examine_memory(host)) == []
    assert journal.read_bytes() == whole and (folder / "journal.jsonl.torn").exists()
    first, rest = whole.split(b"\n", 1)
    journal.write_bytes(first + b"\nnonsense\n" + rest)
    (found,) = wrong(examine_memory(host))
    assert found.text.startswith(f"'{journal}' line 2 cannot be read") and found.repairs == ()
    assert found.fix == f"less {journal}"


def test_a_memory_of_a_newer_version_fails_and_is_left_alone(host: Host, folder: Path) -> None:
    journal = folder / "journal.jsonl"
    journal.write_text(journal.read_text().replace('"format":1', '"format":99', 1))
    before = content(folder)
    (found,) = wrong(examine_memory(host))
    assert (found.word, found.fix) == ("fail", "pip install --upgrade .")
    assert "format 99 of a newer Reverie" in found.text
    assert content(folder) == before


def test_a_link_in_the_place_of_a_folder_is_told(host: Host, folder: Path, tmp_path: Path) -> None:
    (folder / "areas").rmdir()
    (folder / "areas").symlink_to(tmp_path)
    found = [one for one in examine_memory(host) if one.word == "fail"]
    assert f"'{folder / 'areas'}' is a link" in found[0].text


def test_a_git_history_that_cannot_be_used_is_a_note(host: Host, folder: Path) -> None:
    assert History(Layout(folder), environ=os.environ).commit_pending() == ""
    assert wrong(examine_memory(host)) == []
    assert wrong(one for one in examine_private(host) if ".git" in one.text) == []
    (folder / ".git/commondir").write_text("/elsewhere/.git\n")
    (found,) = wrong(examine_memory(host))
    assert (found.word, found.fix) == ("note", f"mv {folder}/.git {folder}/.git.old")
    assert "no fact is lost" in found.text
