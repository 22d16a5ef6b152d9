"""/memory and /why tell of what is remembered, in the project and for all projects."""

from contextlib import closing
from pathlib import Path

from tests.fakes.faces import FakeRoom, in_room, places_in
from tests.fakes.loop import calls, says

from reverie.config.project import find_project
from reverie.memory.journal import Author
from reverie.memory.proposal import Add
from reverie.memory.receipt import Receipt
from reverie.memory.scope_opening import open_project_memory, open_user_memory
from reverie.memory.store import Memory


def remembered(folder: Path) -> tuple[str, str]:
    """The ids of a fact of the project, and of one of the person's own."""
    (folder / "project").mkdir()
    places = places_in(folder)
    places.data.mkdir(parents=True)
    project = find_project(folder / "project", places, home=folder / "home")
    here = _written(open_project_memory(project, places), Add(title="The API listens on 8080"))
    return here, _written(open_user_memory(places), Add(title="Answer in German", kind="preference"))


def _written(memory: Memory, add: Add) -> str:
    with closing(memory):
        receipt = memory.write([add], Author("human"))
    assert isinstance(receipt, Receipt)
    return receipt.saved[0].id


def test_memory_tells_of_both_before_the_instruction_files(tmp_path: Path) -> None:
    remembered(tmp_path)
    said = in_room(tmp_path, lambda room: room.says("/memory")).split("\n")
    assert said[:2] == [
        "remembered in this project: 1 fact in 1 topic: 1 not checked",
        "remembered for all projects: 1 fact in 1 topic: 1 yours",
    ]
    assert said[2].startswith("index: ") and said[2].endswith(
        " of 2,500 tokens; to see, find and change it: reverie memory"
    )
    assert said[3] == "no instruction file is in force"


def test_memory_without_a_fact_says_so_and_makes_nothing(tmp_path: Path) -> None:
    said = in_room(tmp_path, lambda room: room.says("/memory"))
    assert said.startswith("remembered in this project: no facts yet\nremembered for all projects: no facts yet\n")
    assert list(tmp_path.rglob("memory")) == []


def test_memory_tells_what_cannot_be_read(tmp_path: Path) -> None:
    remembered(tmp_path)
    (topic,) = tmp_path.rglob("projects/*/memory/topics/facts.md")
    topic.write_text(topic.read_text() + "## Half \x1b[2Ja fact ^00000000aa\n")
    said = in_room(tmp_path, lambda room: room.says("/memory"))
    assert f"\n  ! '{topic}' line " in said and "\x1b" not in said


def test_why_tells_of_a_fact_by_the_beginning_of_its_id(tmp_path: Path) -> None:
    here, own = remembered(tmp_path)

    async def act(room: FakeRoom) -> list[str]:
        await room.type("look")
        return [await room.says(f"/why {typed}") for typed in (f"^{here}", own, "^zzzz", "1", "99")]

    steps = calls(("list", {"path": "."})), says("done")
    told = in_room(tmp_path, act, *steps)
    assert told[0].startswith(
        f"^{here}  The API listens on 8080\n  in topics/facts.md (Facts): not checked: nothing in the files shows it\n"
    )
    assert told[1].startswith(f"^{own}  Answer in German\n  in topics/preferences.md (Preferences): yours\n")
    assert told[2] == "there is no fact '^zzzz'; 'reverie memory search' looks for words; /why N tells of call N"
    assert told[3].startswith("list") and told[4] == "there is no call 99: 1 is the newest of 1"
