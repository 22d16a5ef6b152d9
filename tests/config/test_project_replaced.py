"""Another project at the place of one that is known: nobody sees the memory, the sessions or the trust of the first."""

import json
import os
import shutil
from pathlib import Path
from typing import Any

import pytest
from tests.config.repositories import git, give_memory, needs_git, places_in, repository

from reverie.config import folder_identity, same_project
from reverie.config.adopt import Adoptable, adopt, adoptable, undo_adopt
from reverie.config.adopt_words import adopted_line, choice_line, offer, undone_line
from reverie.config.errors import AdoptRefused
from reverie.config.first_commit import remember_first_commit
from reverie.config.folder_identity import FolderIdentity, identify
from reverie.config.places import Places
from reverie.config.project import Project, find_project, known_project
from reverie.safety.trust import TrustStore
from reverie.storage.errors import NewerFormat

pytestmark = needs_git


@pytest.fixture
def places(tmp_path: Path) -> Places:
    return places_in(tmp_path)


def _at(folder: Path, places: Places) -> Project:
    return find_project(folder, places, Path("/nobody"))


def _known(folder: Path, places: Places) -> Project | None:
    return known_project(folder, places, Path("/nobody"))


def _with_memory(folder: Path, places: Places, *messages: str) -> Project:
    project = _at(repository(folder, *messages), places)
    give_memory(project, places)
    assert remember_first_commit(project, places)
    return project


def _id(project: Project) -> str:
    assert project.id is not None
    return project.id


def _map(places: Places) -> dict[str, dict[str, Any]]:
    found = json.loads((places.data / "projects.json").read_text())["projects"]
    assert isinstance(found, dict)
    return found


def _change(places: Places, **fields: object) -> None:
    """Every entry gets these fields; None takes one away."""
    path = places.data / "projects.json"
    content = json.loads(path.read_text())
    for entry in content["projects"].values():
        entry.update(fields)
        for name in [name for name, value in entry.items() if value is None]:
            del entry[name]
    path.write_text(json.dumps(content))


def _without_births(monkeypatch: pytest.MonkeyPatch, inode: int) -> None:
    """As a network file system that gives each folder another number with every mount."""
    monkeypatch.setattr(same_project, "identify", lambda _: FolderIdentity(77, inode))


def _no_git(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object, **__: object) -> None:
        raise AssertionError("git was run")

    monkeypatch.setattr("reverie.storage.git.run_git", refuse)


@pytest.mark.parametrize("was_moved", [True, False])
def test_another_repository_at_the_same_path_is_another_project(
    tmp_path: Path, places: Places, was_moved: bool
) -> None:
    place = tmp_path / "p"
    old = _with_memory(place, places, "mine")
    TrustStore(places).trust(old)
    place.rename(tmp_path / "away") if was_moved else shutil.rmtree(place)
    repository(place, "another's")
    assert _known(place, places) is None
    new = _at(place, places)
    assert new.id != old.id
    assert (new.folder(places) / "memory").exists() is False
    assert TrustStore(places).is_trusted(new) is False
    assert f"reverie memory adopt {old.id} brings them here" in new.note
    assert "another project than the one that was here" in new.note and "\n" not in new.note
    assert _at(place, places) == Project(place, new.id, True), "it is said once, and the id stays"
    assert _map(places)[f"was:{old.id}:{place}/.git"]["id"] == old.id, "nothing is lost"


def test_a_repository_without_a_commit_is_not_what_had_one(tmp_path: Path, places: Places) -> None:
    old = _with_memory(tmp_path / "p", places)
    shutil.rmtree(tmp_path / "p")
    (tmp_path / "p").mkdir()
    git(tmp_path / "p", "init", "-q")
    assert _at(tmp_path / "p", places).id != old.id


def test_another_repository_is_told_apart_also_where_nobody_looked_for_the_first_commit(
    tmp_path: Path, places: Places
) -> None:
    old = _at(repository(tmp_path / "p", "mine"), places)
    shutil.rmtree(tmp_path / "p")
    assert _at(repository(tmp_path / "p", "another's"), places).id != old.id


def test_a_number_that_is_given_again_does_not_hide_it(
    tmp_path: Path, places: Places, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(same_project, "identify", lambda _: FolderIdentity(1, 2, "time:1"))
    old = _with_memory(tmp_path / "p", places)
    shutil.rmtree(tmp_path / "p")
    repository(tmp_path / "p", "another's")
    monkeypatch.setattr(same_project, "identify", lambda _: FolderIdentity(1, 2, "time:9"))
    assert _at(tmp_path / "p", places).id != old.id


@pytest.mark.parametrize("how", ["cloned", "copied"])
def test_the_same_history_at_the_same_path_is_the_same_project(
    tmp_path: Path, places: Places, how: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    place = tmp_path / "p"
    old = _with_memory(place, places)
    before = _map(places)[f"{place}/.git"]["folder"]
    place.rename(tmp_path / "backup")
    if how == "cloned":
        git(tmp_path, "clone", "-q", "backup", "p")
    else:
        shutil.copytree(tmp_path / "backup", place)
    assert _known(place, places) == Project(place, old.id, True)
    assert _at(place, places) == Project(place, old.id, True)
    assert list(_map(places)) == [f"{place}/.git"]
    assert _map(places)[f"{place}/.git"]["folder"] != before
    _no_git(monkeypatch)
    assert _at(place, places).id == old.id, "the identity was renewed, so git is not asked again"


def test_a_start_at_a_known_place_runs_no_git_and_writes_nothing(
    tmp_path: Path, places: Places, monkeypatch: pytest.MonkeyPatch
) -> None:
    old = _with_memory(tmp_path / "p", places)
    _no_git(monkeypatch)
    before = (places.data / "projects.json").stat()
    git(tmp_path / "p", "commit", "-q", "--allow-empty", "-m", "later")
    assert _at(tmp_path / "p", places) == old
    assert (places.data / "projects.json").stat() == before


def test_numbers_that_change_by_themselves_change_no_project(
    tmp_path: Path, places: Places, monkeypatch: pytest.MonkeyPatch
) -> None:
    _without_births(monkeypatch, 1)
    old = _with_memory(tmp_path / "p", places)
    for inode in (2, 3):
        _without_births(monkeypatch, inode)
        assert _at(tmp_path / "p", places) == old
    shutil.rmtree(tmp_path / "p")
    repository(tmp_path / "p", "another's")
    _without_births(monkeypatch, 4)
    assert _at(tmp_path / "p", places).id != old.id


def test_a_device_of_another_number_is_the_same_where_the_birth_is_told() -> None:
    one = FolderIdentity(1, 5, "time:7")
    assert folder_identity.is_same(one, FolderIdentity(2, 5, "time:7"))
    assert not folder_identity.is_same(one, FolderIdentity(1, 5, "time:8"))
    assert folder_identity.is_same(one, FolderIdentity(1, 5, "generation:7")), "marks of two kinds say nothing"
    assert not folder_identity.is_same(one, FolderIdentity(2, 5))


def test_a_folder_without_git_that_was_made_anew_is_another_project(tmp_path: Path, places: Places) -> None:
    place = tmp_path / "notes"
    place.mkdir()
    old = _at(place, places)
    give_memory(old, places)
    if not (identify(place) or FolderIdentity(0, 0)).born:
        pytest.skip("this file system does not tell when a folder was made")
    shutil.rmtree(place)
    place.mkdir()
    new = _at(place, places)
    assert new.id != old.id and _id(old) in new.note
    assert adoptable(new, places) == (Adoptable(_id(old), place, False, was_here=True),)
    assert "another project was here before" in offer(new, places)
    adopt(new, places, _id(old))
    assert _at(place, places) == Project(place, old.id, False), "a person said so"


def test_where_nothing_tells_it_stays_the_project_and_the_person_is_told_once(
    tmp_path: Path, places: Places, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "notes").mkdir()
    _without_births(monkeypatch, 1)
    old = _at(tmp_path / "notes", places)
    notes = []
    for inode in (2, 3, 4):
        _without_births(monkeypatch, inode)
        found = _at(tmp_path / "notes", places)
        assert found.id == old.id
        notes.append(found.note)
    assert ("nothing tells" in notes[0], notes[1:]) == (True, ["", ""])


def test_an_entry_of_before_gets_its_identity_at_the_next_start(tmp_path: Path, places: Places) -> None:
    old = _with_memory(tmp_path / "p", places, "mine")
    for broken in (None, 7, {"inode": "x"}):
        _change(places, folder=broken)
        assert _at(tmp_path / "p", places) == old
        assert _map(places)[f"{tmp_path}/p/.git"]["folder"]["inode"] == os.stat(tmp_path / "p" / ".git").st_ino
    shutil.rmtree(tmp_path / "p")
    assert _at(repository(tmp_path / "p", "another's"), places).id != old.id


def test_an_identity_that_cannot_be_written_stops_nobody(
    tmp_path: Path, places: Places, monkeypatch: pytest.MonkeyPatch
) -> None:
    old = _with_memory(tmp_path / "p", places)
    _change(places, folder=None)

    def refuse(path: Path, *_: object, **__: object) -> None:
        raise OSError(30, "Read-only file system", str(path))

    monkeypatch.setattr("reverie.storage.versioned_json.replace_file", refuse)
    assert _at(tmp_path / "p", places) == old


def test_a_map_of_a_newer_reverie_shows_the_memory_of_nobody_else(tmp_path: Path, places: Places) -> None:
    _with_memory(tmp_path / "p", places, "mine")
    path = places.data / "projects.json"
    path.write_text(json.dumps(json.loads(path.read_text()) | {"format": 2}))
    shutil.rmtree(tmp_path / "p")
    repository(tmp_path / "p", "another's")
    with pytest.raises(NewerFormat):
        _at(tmp_path / "p", places)


def test_worktrees_and_git_init_stay_the_project_they_are(tmp_path: Path, places: Places) -> None:
    main = repository(tmp_path / "main")
    old = _at(main, places)
    git(main, "worktree", "add", "-q", "../tree")
    shutil.rmtree(tmp_path / "tree")
    git(main, "worktree", "prune")
    git(main, "worktree", "add", "-q", "-f", "../tree", "tree")
    assert _at(tmp_path / "tree", places).id == old.id
    (tmp_path / "notes").mkdir()
    notes = _at(tmp_path / "notes", places)
    for _ in range(2):
        git(tmp_path / "notes", "init", "-q")
        assert _at(tmp_path / "notes", places).id == notes.id
        shutil.rmtree(tmp_path / "notes" / ".git")


def test_what_comes_back_to_its_place_is_what_it_was(tmp_path: Path, places: Places) -> None:
    place, away = tmp_path / "p", tmp_path / "away"
    first = _with_memory(place, places, "mine")
    place.rename(away)
    second = _with_memory(place, places, "another's")
    place.rename(tmp_path / "second")
    away.rename(place)
    assert _at(place, places).id == first.id
    place.rename(away)
    (tmp_path / "second").rename(place)
    assert _at(place, places).id == second.id


def test_the_project_that_was_moved_away_adopts_its_memory_from_where_it_was(tmp_path: Path, places: Places) -> None:
    place, away = tmp_path / "p", tmp_path / "away"
    old = _with_memory(place, places, "mine")
    place.rename(away)
    repository(place, "another's")
    moved = _at(away, places)
    expected = (Adoptable(_id(old), place, False),)
    if (identify(place) or FolderIdentity(0, 0)).born:
        assert adoptable(moved, places) == expected, "what lies there now is not it"
    new = _at(place, places)
    assert adoptable(moved, places) == expected
    assert adopt(moved, places, _id(old)).moved
    assert _at(away, places) == Project(away, old.id, True), "the identity is that of the new place"
    assert (_at(place, places).id, adoptable(new, places)) == (new.id, ())


def test_a_person_brings_the_memory_back_whatever_the_history_and_takes_it_back(tmp_path: Path, places: Places) -> None:
    place = tmp_path / "p"
    old = _with_memory(place, places, "mine")
    shutil.rmtree(place)
    new = _at(repository(place, "begun anew"), places)
    (found,) = adoptable(new, places)
    assert (found.was_here, "was here before" in choice_line(found)) == (True, True)
    before = _map(places)
    done = adopt(new, places, _id(old))
    now = _at(place, places)
    assert now == Project(place, old.id, True)
    assert _map(places)[f"{place}/.git"]["first_commit"] == git(place, "rev-list", "--max-parents=0", "HEAD")
    assert "again the project that was here" in adopted_line(done)
    back = undo_adopt(now, places)
    assert _map(places) == before
    assert "the memory is kept" in undone_line(back)
    assert _at(place, places).id == new.id


def test_only_its_own_place_offers_it(tmp_path: Path, places: Places) -> None:
    old = _with_memory(tmp_path / "p", places, "mine")
    shutil.rmtree(tmp_path / "p")
    _at(repository(tmp_path / "p", "another's"), places)
    stranger = _at(repository(tmp_path / "q", "a third"), places)
    assert adoptable(stranger, places) == ()
    with pytest.raises(AdoptRefused, match="another history"):
        adopt(stranger, places, _id(old))


@pytest.mark.parametrize("ask", [folder_identity._generation, folder_identity._birth_time])
def test_the_mark_of_a_birth_stays_and_is_of_this_folder_alone(tmp_path: Path, ask: Any) -> None:
    if os.uname().sysname != "Linux":
        pytest.skip("asked so on Linux alone")
    folder = tmp_path / "p"
    folder.mkdir()
    mark = ask(folder)
    if not mark:
        pytest.skip("this file system does not tell")
    (folder / "inside").mkdir()
    os.utime(folder, (1, 1))
    folder.rename(tmp_path / "q")
    assert ask(tmp_path / "q") == mark
    shutil.rmtree(tmp_path / "q")
    for _ in range(2000):  # a clock of the file system may tick but every few milliseconds
        folder.mkdir()
        if ask(folder) != mark:
            return
        folder.rmdir()
    pytest.fail("a folder that was made later has the same mark")


def test_nothing_has_no_identity(tmp_path: Path) -> None:
    assert identify(tmp_path / "nothing") is None
    assert identify(Path("a\0b")) is None
    assert (folder_identity._generation(tmp_path / "no"), folder_identity._birth_time(tmp_path / "no")) == ("", "")
