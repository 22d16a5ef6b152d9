"""A full index: the block stays small, every topic is reached, no pointer leads nowhere at any step."""

from pathlib import Path

import pytest
from tests.memory.index_folders import Folder, a_fact, many_topics

from reverie.memory.draft import Draft
from reverie.memory.index.block import index_block
from reverie.memory.index.limits import BLOCK_CHARACTERS


@pytest.fixture
def users(tmp_path: Path) -> Folder:
    """The person's own memory: its root is full with about a dozen topics."""
    return Folder(tmp_path / "user" / "memory")


def test_every_topic_stays_reachable_while_one_by_one_is_written(users: Folder) -> None:
    users.put("MEMORY.md", "My own line.\n")
    for number, (slug, topic) in enumerate(many_topics(160)):
        users.follow((slug, topic))
        assert f"topics/{slug}.md" in users.links(), "the newest is in the root"
        if number % 10 == 0:
            assert not users.lost()
    assert not users.lost()
    assert users.areas()
    assert sum(map(len, users.text().splitlines(keepends=True))) <= 2_100
    assert users.text().startswith("My own line.\n")
    assert all(len(line) <= 150 for name in ("MEMORY.md", *users.areas()) for line in users.text(name).splitlines())


def test_areas_nest_when_there_are_more_topics_than_they_hold(users: Folder, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("reverie.memory.index.limits._MOST_TOPICS_IN_AREA", 6)
    for slug, topic in many_topics(110):
        users.follow((slug, topic))
    inner = [link for name in users.areas() for link in users.links(name) if link.startswith("areas/")]
    assert inner
    assert not users.lost()
    assert max(len(users.links(name)) for name in users.areas()) <= 8
    assert users.rebuild() == {}


def test_most_new_topics_leave_most_areas_as_they_are(users: Folder) -> None:
    topics = many_topics(150)
    written = [len(users.follow(one)) for one in topics]
    assert sorted(written)[len(written) // 2] == 2, "the topic and MEMORY.md"
    assert sum(written) / len(written) < 8


def test_a_write_to_a_topic_in_an_area_reads_no_area(users: Folder, monkeypatch: pytest.MonkeyPatch) -> None:
    for slug, topic in many_topics(100):
        users.follow((slug, topic))
    below = sorted(users.reached() - set(users.links()))
    slug = next(one for one in below if one.startswith("topics/")).removeprefix("topics/").removesuffix(".md")
    there = Draft(users.layout).topic(slug)
    assert there is not None
    read: list[str] = []
    text_of = Draft.text

    def noted_text(draft: Draft, name: str) -> str | None:
        read.append(name)
        return text_of(draft, name)

    monkeypatch.setattr(Draft, "text", noted_text)
    changed = users.follow((slug, there.adding(a_fact(slug, 9, "One more"))))
    assert set(changed) == {f"topics/{slug}.md"}
    assert not [name for name in read if name.startswith("areas/")]


def test_topics_in_areas_can_be_described_anew_renamed_and_removed(users: Folder) -> None:
    topics = many_topics(100)
    for slug, topic in topics:
        users.follow((slug, topic))
    roots = set(users.links())
    slug = next(one for one, _ in topics if f"topics/{one}.md" not in roots)
    there = Draft(users.layout).topic(slug)
    assert there is not None
    users.follow((slug, there.with_head(title="A new title")))
    link = f"(topics/{slug}.md)"
    lines = [line for name in users.areas() for line in users.text(name).splitlines() if link in line]
    assert lines
    assert all(line.startswith("- [A new title]") for line in lines)
    for one, _ in topics:
        users.follow((one, None))
    assert users.areas() == []
    assert users.links() == []


def test_what_is_used_stays_in_the_root(users: Folder) -> None:
    topics = many_topics(60)
    used = {topics[3][0], topics[7][0]}
    for slug, topic in topics:
        users.follow((slug, topic), uses=lambda one: 1.0 if one in used else 0.0)
    assert {f"topics/{slug}.md" for slug in used} <= set(users.links())


def test_a_person_writes_in_an_area_and_changes_its_pointer(users: Folder) -> None:
    topics = many_topics(150)
    for slug, topic in topics[:60]:
        users.follow((slug, topic))
    name = next(link for link in users.links() if link.startswith("areas/"))
    users.put(name, "Mine.\n" + users.text(name))
    line = next(line for line in users.text().splitlines() if f"({name})" in line)
    users.put("MEMORY.md", users.text().replace(line, f"- [My area]({name}): my own words"))
    for slug, topic in topics[60:]:
        users.follow((slug, topic))
    assert users.text(name).startswith("Mine.\n")
    assert f"- [My area]({name}): my own words" in users.text().splitlines()
    assert not users.lost()


def test_a_project_has_the_whole_block(tmp_path: Path) -> None:
    folder = Folder(tmp_path / "projects" / "x" / "memory")
    for slug, topic in many_topics(400):
        draft = Draft(folder.layout)
        draft.put_topic(slug, topic)
        folder.layout.path(f"topics/{slug}.md").write_text(topic.render())
    folder.rebuild()
    assert not folder.lost()
    assert 7_000 < len(index_block({"m": tmp_path / "projects" / "x" / "memory"})) <= BLOCK_CHARACTERS
