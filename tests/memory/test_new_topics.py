"""Facts that one write puts into a topic that is new lie in one file."""

from pathlib import Path

from .folders import a_memory, add, files, written


def test_a_topic_that_a_write_begins_is_begun_once(tmp_path: Path) -> None:
    memory = a_memory(tmp_path)
    receipt = written(memory, add("Production runs on Fly", "Deployment"), add("Staging runs on Fly", "deployment."))
    assert {one.topic for one in receipt.saved} == {"deployment"}
    assert sorted(files(tmp_path)) == ["MEMORY.md", "topics/deployment.md"]
