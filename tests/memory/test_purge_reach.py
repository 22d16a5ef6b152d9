"""How far a purge reaches: the project's own sessions, or, for what holds across projects, everybody's."""

from pathlib import Path

from reverie.config.places import Places
from reverie.config.project import Project
from reverie.memory.opening import open_memory
from reverie.memory.purge import Purged, purge, reach_of
from reverie.memory.scopes import user_memory_folder

from .folders import PERSON, add, facts, written
from .purging import QUOTE, SESSION, TITLE, Home


def _places(root: Path) -> Places:
    return Places(root / "config", root / "data", root / "state", root / "cache")


def test_a_projects_fact_goes_from_the_projects_sessions(tmp_path: Path) -> None:
    places = _places(tmp_path)
    reach = reach_of(places, Project(Path("/p"), "p", git=False))
    assert reach.sessions == (tmp_path / "data" / "projects" / "p" / "sessions",)
    assert reach.typed == (tmp_path / "state" / "input_history.jsonl",)


def test_in_a_home_directory_the_memory_is_the_persons_own(tmp_path: Path) -> None:
    places = _places(tmp_path)
    (tmp_path / "data" / "projects" / "p" / "sessions").mkdir(parents=True)
    assert reach_of(places, Project(Path("/home"), None, git=False)) == reach_of(places, None)
    assert reach_of(places, None).sessions == (
        tmp_path / "data" / "projects" / "p" / "sessions",
        tmp_path / "data" / "user" / "sessions",
    )


def test_what_holds_across_projects_goes_from_all_their_sessions(tmp_path: Path) -> None:
    home = Home(tmp_path)
    home.talk(SESSION, TITLE, "a body that is of no matter", QUOTE)
    memory = open_memory(user_memory_folder(_places(tmp_path)))
    fact = written(memory, add(TITLE, "Mine"), add("Tabs are for make alone", "Mine")).saved[0]
    done = purge(memory, [fact.id], PERSON, reach_of(_places(tmp_path), None))
    memory.close()
    assert isinstance(done, Purged)
    assert list(facts(memory)) == ["Tabs are for make alone"]
    assert home.holding(TITLE) == []
