"""The index follows the topics, and leaves alone what a person said."""

from pathlib import Path

import pytest
from tests.memory.index_folders import TODAY, Folder, a_fact, a_topic

from reverie.memory.draft import Draft
from reverie.memory.index.following import follow
from reverie.memory.index.rebuilding import rebuild
from reverie.storage.errors import BrokenFile, NewerFormat

_SAYS = "Staging runs as acme-staging behind the proxy"


def _line(folder: Folder, slug: str = "deploy", page: str = "MEMORY.md") -> str:
    return next(line for line in folder.text(page).splitlines() if f"(topics/{slug}.md)" in line)


def _topic(folder: Folder, slug: str = "deploy"):  # type: ignore[no-untyped-def]
    topic = Draft(folder.layout).topic(slug)
    assert topic is not None
    return topic


def test_a_new_topic_gets_a_pointer_made_of_its_words(tmp_path: Path) -> None:
    folder = Folder(tmp_path)
    folder.follow(("deploy", a_topic("Deploy", _SAYS)))
    assert _line(folder).startswith("- [Deploy](topics/deploy.md): ")
    assert set(_line(folder).partition(": ")[2].split()) == {"staging", "runs", "acme", "behind", "proxy"}
    assert _topic(folder).description == _line(folder).partition(": ")[2]


def test_most_writes_leave_the_index_as_it_is(tmp_path: Path) -> None:
    folder = Folder(tmp_path)
    topic = a_topic("Deploy")
    changed = []
    for number in range(40):
        topic = topic.adding(a_fact("Deploy", number, f"Region{number} has its own key{number}"))
        changed.append("MEMORY.md" in folder.follow(("deploy", topic)))
        topic = _topic(folder)
    assert [number + 1 for number, is_changed in enumerate(changed) if is_changed] == [1, 3, 7, 15, 31]


def test_a_given_description_is_never_made_anew(tmp_path: Path) -> None:
    folder = Folder(tmp_path)
    topic = a_topic("Deploy", _SAYS, description="how we ship")
    for number in range(10):
        folder.follow(("deploy", topic))
        topic = _topic(folder).adding(a_fact("Deploy", 50 + number, f"Something else {number}"))
    assert _line(folder) == "- [Deploy](topics/deploy.md): how we ship"


@pytest.mark.parametrize("given", ["", "how we ship"])
def test_what_a_person_makes_of_a_pointer_becomes_the_description(tmp_path: Path, given: str) -> None:
    folder = Folder(tmp_path)
    folder.follow(("deploy", a_topic("Deploy", _SAYS, description=given)))
    folder.put("MEMORY.md", folder.text().replace(_line(folder), "- [Deploy](topics/deploy.md): my own words"))
    for number in range(8):
        folder.follow(("deploy", _topic(folder).adding(a_fact("Deploy", 50 + number, f"Something else {number}"))))
    assert _line(folder) == "- [Deploy](topics/deploy.md): my own words"
    assert _topic(folder).description == "my own words"


def test_what_a_person_makes_of_a_description_gets_into_the_pointer(tmp_path: Path) -> None:
    folder = Folder(tmp_path)
    folder.follow(("deploy", a_topic("Deploy", _SAYS)))
    text = folder.text("topics/deploy.md")
    folder.put("topics/deploy.md", text.replace(f"description: {_topic(folder).description}", "description: by hand"))
    for number in range(8):
        folder.follow(("deploy", _topic(folder).adding(a_fact("Deploy", 50 + number, f"Something else {number}"))))
    assert _line(folder) == "- [Deploy](topics/deploy.md): by hand"


def test_a_further_part_is_described_by_its_own_facts(tmp_path: Path) -> None:
    folder = Folder(tmp_path)
    folder.follow(("deploy", a_topic("Deploy", _SAYS)))
    part = a_topic("Deploy (2)", "Rollback takes minutes", description=_topic(folder).description)
    folder.follow(("deploy-2", part.with_head(continues="deploy")))
    assert "rollback" in _line(folder, "deploy-2")


def test_a_removed_topic_loses_its_pointer_and_a_person_keeps_the_lines(tmp_path: Path) -> None:
    folder = Folder(tmp_path)
    folder.put("MEMORY.md", "# Mine\r\n\r\nRead this.\r\n")
    folder.follow(("deploy", a_topic("Deploy", _SAYS)), ("tests", a_topic("Tests", "Run make test")))
    folder.follow(("deploy", None))
    assert folder.links() == ["topics/tests.md"]
    folder.follow(("tests", None))
    assert folder.text() == "# Mine\r\n\r\nRead this.\r\n"


def test_a_new_title_gets_into_the_pointer(tmp_path: Path) -> None:
    folder = Folder(tmp_path)
    folder.follow(("deploy", a_topic("Deploy", _SAYS)))
    folder.follow(("deploy", _topic(folder).with_head(title="Shipping [beta]")))
    assert _line(folder).startswith("- [Shipping (beta)](topics/deploy.md)")


def test_a_lost_index_is_made_again_by_the_next_write(tmp_path: Path) -> None:
    folder = Folder(tmp_path)
    folder.follow(("deploy", a_topic("Deploy", _SAYS)), ("tests", a_topic("Tests", "Run make test")))
    (tmp_path / "MEMORY.md").unlink()
    folder.follow(("new", a_topic("New", "Something new")))
    assert not folder.lost()


@pytest.mark.parametrize(
    ("content", "error"),
    [(b"<!-- Reverie's index, format 9 -->\n", NewerFormat), (b"# M\xff\n", BrokenFile)],
)
def test_an_index_that_is_not_understood_is_not_written(tmp_path: Path, content: bytes, error: type[Exception]) -> None:
    folder = Folder(tmp_path)
    (tmp_path / "MEMORY.md").write_bytes(content)
    draft = Draft(folder.layout)
    draft.put_topic("deploy", a_topic("Deploy", _SAYS))
    with pytest.raises(error):
        follow(draft, TODAY)
    with pytest.raises(error):
        rebuild(draft, TODAY)
    assert (tmp_path / "MEMORY.md").read_bytes() == content
