"""The index made from the topics again, and what is said of one that is wrong."""

from pathlib import Path

import pytest
from tests.memory.index_folders import Folder, a_topic, many_topics

from reverie.memory.index.problems import problems


def _put_topics(folder: Folder, count: int) -> None:
    for slug, topic in many_topics(count):
        folder.put(f"topics/{slug}.md", topic.render())


@pytest.mark.parametrize("count", [0, 3, 30, 300])
def test_from_topics_alone_and_again_without_a_change(tmp_path: Path, count: int) -> None:
    folder = Folder(tmp_path / "user" / "memory")
    _put_topics(folder, count)
    folder.rebuild()
    assert not folder.lost()
    assert folder.rebuild() == {}
    assert problems(folder.layout) == []


def test_all_that_was_arranged_is_made_again_when_it_is_lost(tmp_path: Path) -> None:
    folder = Folder(tmp_path / "user" / "memory")
    for slug, topic in many_topics(80):
        folder.follow((slug, topic))
    for name in ("MEMORY.md", *folder.areas()):
        (folder.layout.folder / name).unlink()
    folder.rebuild()
    assert not folder.lost()
    assert folder.rebuild() == {}


def test_missing_pointers_come_dangling_ones_go_and_lines_of_people_stay(tmp_path: Path) -> None:
    folder = Folder(tmp_path)
    mine = "\ufeff# Mine\r\n\r\nDo read [this](topics/gone.md).\r\n"
    folder.put("MEMORY.md", mine + "- [Gone](topics/gone.md): old\r\n- [Away](areas/away.md)\r\nLast.")
    folder.put("topics/deploy.md", a_topic("Deploy", "Ships by make").render())
    folder.rebuild()
    assert folder.text() == mine + "Last.\r\n- [Deploy](topics/deploy.md): ships\r\n"
    assert folder.rebuild() == {}


def test_an_area_that_nothing_leads_to_is_led_to_again(tmp_path: Path) -> None:
    folder = Folder(tmp_path)
    folder.put("topics/deploy.md", a_topic("Deploy", "Ships by make").render())
    folder.put("areas/old.md", "- [Deploy](topics/deploy.md): x\n")
    folder.put("areas/empty.md", "# Empty\n\n")
    folder.rebuild()
    assert folder.areas() == ["areas/old.md"]
    assert "areas/old.md" in folder.links()
    assert not folder.lost()


def test_areas_in_a_ring_do_not_keep_it_busy(tmp_path: Path) -> None:
    folder = Folder(tmp_path)
    folder.put("topics/deploy.md", a_topic("Deploy", "Ships by make").render())
    folder.put("areas/a.md", "- [B](areas/b.md)\n")
    folder.put("areas/b.md", "- [A](areas/a.md)\n- [Deploy](topics/deploy.md)\n")
    folder.rebuild()
    assert not folder.lost()
    assert folder.rebuild() == {}


def test_a_topic_that_cannot_be_read_keeps_its_pointer(tmp_path: Path) -> None:
    folder = Folder(tmp_path)
    (tmp_path / "topics" / "broken.md").write_bytes(b"---\nformat: [\n---\n")
    folder.put("MEMORY.md", "- [Broken](topics/broken.md): was about ships\n")
    assert folder.rebuild() == {}


def test_pointers_say_again_what_the_topics_say(tmp_path: Path) -> None:
    folder = Folder(tmp_path)
    folder.follow(("deploy", a_topic("Deploy", "Ships by make")))
    folder.put("topics/deploy.md", folder.text("topics/deploy.md").replace("title: Deploy", "title: Shipping"))
    folder.rebuild()
    assert folder.text().splitlines()[-1].startswith("- [Shipping](topics/deploy.md): ")


def test_problems_are_told_in_plain_words(tmp_path: Path) -> None:
    folder = Folder(tmp_path)
    folder.put("topics/deploy.md", a_topic("Deploy", "Ships by make").render())
    folder.put("topics/tests.md", a_topic("Tests", "Run make test").render())
    folder.put("MEMORY.md", f"- [Gone](topics/gone.md)\n- [Tests](topics/tests.md): {'long ' * 40}\n")
    where = f"'{tmp_path / 'MEMORY.md'}'"
    assert problems(folder.layout) == [
        f"{where} line 1 leads to 'topics/gone.md', which is not there; 'reverie doctor --fix' puts it right",
        f"{where} line 2 is longer than 150 characters; 'reverie doctor --fix' puts it right",
        f"no line of {where} leads to 'topics/deploy.md'; 'reverie doctor --fix' puts it right",
    ]
    folder.rebuild()
    assert problems(folder.layout) == []


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"<!-- Reverie's index, format 2 -->\n", "format 2 of a newer Reverie"),
        (b"one\ntwo \xff\n", "line 2 is not UTF-8"),
        (b"mine\n" * 2_000, "more lines of yours than the 2400 tokens"),
    ],
)
def test_an_index_that_cannot_be_put_right_is_told_of(tmp_path: Path, content: bytes, said: str) -> None:
    folder = Folder(tmp_path)
    (tmp_path / "MEMORY.md").write_bytes(content)
    assert [said in line for line in problems(folder.layout)] == [True]
