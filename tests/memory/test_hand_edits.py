"""What a person does to the files by hand: said when the memory is opened, and put right by the next write."""

import contextlib
import os
import stat
from collections.abc import Callable
from pathlib import Path

import pytest
from benchmarks.crash.verdict import dangling

from reverie.memory.errors import ReadOnly
from reverie.memory.index.agreement import disagreement
from reverie.memory.layout import Layout
from reverie.memory.opening import open_memory
from reverie.memory.reading.overview import overview
from reverie.storage.errors import BrokenFile

from .folders import PERSON, a_memory, add, written


def _rename_a_topic(folder: Path) -> None:
    (folder / "topics/style.md").rename(folder / "topics/code-style.md")


def _remove_a_topic(folder: Path) -> None:
    (folder / "topics/style.md").unlink()


def _empty_the_index(folder: Path) -> None:
    (folder / "MEMORY.md").write_text("")


def _remove_the_index(folder: Path) -> None:
    (folder / "MEMORY.md").unlink()


def _remove_a_line(folder: Path) -> None:
    index = folder / "MEMORY.md"
    index.write_text("".join(line for line in index.read_text().splitlines(keepends=True) if "style" not in line))


@pytest.mark.parametrize(
    "change", [_rename_a_topic, _remove_a_topic, _empty_the_index, _remove_the_index, _remove_a_line]
)
@pytest.mark.parametrize("topic", ["Style", "Deployment"])
def test_the_next_write_makes_the_index_agree_again(tmp_path: Path, change: Callable[[Path], None], topic: str) -> None:
    written(a_memory(tmp_path), add("Format is black", "Style"), add("Production runs on Fly"))
    assert open_memory(tmp_path).index_trouble == ""
    change(tmp_path)
    assert disagreement(Layout(tmp_path))
    memory = open_memory(tmp_path)
    assert any("the next write puts it right" in line for line in overview(memory).problems)
    written(memory, add("Lines have at most 120 characters", topic))
    assert disagreement(Layout(tmp_path)) == ""
    assert dangling(tmp_path) == []
    assert overview(open_memory(tmp_path)).problems == ()


def test_what_was_superseded_leaves_the_index_with_its_words(tmp_path: Path) -> None:
    memory = a_memory(tmp_path)
    old = written(memory, add("Production runs on Fly")).saved[0].id
    assert "fly" in (tmp_path / "MEMORY.md").read_text().casefold()
    written(memory, add("Production runs on Hetzner", supersedes=(old,)))
    index = (tmp_path / "MEMORY.md").read_text().casefold()
    assert "fly" not in index
    assert "hetzner" in index


@pytest.mark.parametrize("name", ["MEMORY.md", "journal.jsonl", "topics/secret.md", "areas/x.md", "archive/x.md"])
def test_a_pipe_in_a_files_place_holds_nobody_up(tmp_path: Path, name: str) -> None:
    written(a_memory(tmp_path), add("Production runs on Fly"))
    (tmp_path / name).unlink(missing_ok=True)
    os.mkfifo(tmp_path / name)
    memory = open_memory(tmp_path)
    with contextlib.suppress(ReadOnly, BrokenFile):
        memory.write([add("Nobody tells", "secret")], PERSON)
    assert stat.S_ISFIFO((tmp_path / name).stat().st_mode)
