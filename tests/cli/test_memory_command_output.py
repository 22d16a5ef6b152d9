"""What the memory's commands say where their output cannot be written, and of a memory whose files cannot be read."""

import shlex
import subprocess
from pathlib import Path

import pytest
from tests.cli.memory_commands import added, call, done, memory_folder, own_places, refused

from reverie.config.places import Places


@pytest.fixture
def places(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Places:
    return own_places(tmp_path, monkeypatch)


@pytest.mark.parametrize("harm", ["half a fact ^00000000aa", ""])
def test_a_memory_whose_only_topic_is_broken_is_not_told_as_new(places: Places, harm: str) -> None:
    added("The API listens on 8080")
    topic = memory_folder(places) / "topics/facts.md"
    topic.write_text(f"## {harm}\n" if harm else "")
    said = done("memory")
    assert "  no facts that can be read\n" in said and f"  ! '{topic}'" in said
    assert "add the first one" not in said


def test_an_emptied_topic_is_told_everywhere_and_what_it_held_can_be_seen(places: Places) -> None:
    fact_id = added("The API listens on 8080")
    added("Answer in German", "--topic", "Language")
    folder = memory_folder(places)
    (folder / "topics/facts.md").write_text("")
    line = f"'{folder}/topics/facts.md' is empty; what stood in it: git -C {folder} log -p topics/facts.md"
    assert "  1 fact in 2 topics: 1 not checked\n" in done("memory") and f"  ! {line}\n" in done("memory")
    assert f"note: {line}\n" in call("memory", "search", "German").stderr
    shown = subprocess.run(
        shlex.split(line.partition("stood in it: ")[2]), capture_output=True, text=True, check=True
    ).stdout
    assert f"+## The API listens on 8080 ^{fact_id}" in shown


def test_a_memory_of_which_all_was_taken_back_is_new_again(places: Places) -> None:
    added("The API listens on 8080")
    call("undo")
    assert "  no facts yet\n" in done("memory") and "add the first one: " in done("memory")


@pytest.mark.parametrize("name", [".lock", "MEMORY.md", "journal.jsonl"])
def test_a_folder_in_a_files_place_is_named_with_the_next_step(places: Places, name: str) -> None:
    fact_id = added("The API listens on 8080")
    path = memory_folder(places) / name
    path.unlink()
    path.mkdir()
    line = f"'{path}' is no file, so the memory is only read; move it away"
    for arguments in (("memory", "add", "The database is Postgres"), ("memory", "forget", fact_id), ("undo", fact_id)):
        assert line in refused(*arguments)
    assert f"! {line}\n" in done("memory")
    assert fact_id in call("memory", "search", "API").stdout


def test_a_part_whose_first_part_a_person_removed_takes_a_fact(places: Places) -> None:
    added("The API listens on 8080")
    topic = memory_folder(places) / "topics/facts.md"
    topic.write_text(topic.read_text().replace("title: Facts", "title: Facts\ncontinues: gone"))
    fact_id = added("The database is Postgres", "--topic", "facts")
    assert fact_id in topic.read_text()
