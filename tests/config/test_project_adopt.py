"""A project that was moved or copied, and the memory of where it was."""

import json
import shutil
import threading
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from tests.config.repositories import git, give_memory, needs_git, places_in, repository

from reverie.config.adopt import Adoptable, Adopted, adopt, adoptable, undo_adopt
from reverie.config.adopt_words import adopted_line, choice_line, offer, offer_line, undone_line
from reverie.config.errors import AdoptRefused
from reverie.config.first_commit import remember_first_commit
from reverie.config.places import Places
from reverie.config.project import Project, find_project, known_project
from reverie.storage.errors import BrokenFile, NewerFormat

pytestmark = needs_git


@pytest.fixture
def places(tmp_path: Path) -> Places:
    return places_in(tmp_path)


def _at(folder: Path, places: Places) -> Project:
    return find_project(folder, places, Path("/nobody"))


def _with_memory(folder: Path, places: Places, *messages: str) -> Project:
    """A project that has written its first fact."""
    project = _at(repository(folder, *messages), places)
    give_memory(project, places)
    assert remember_first_commit(project, places)
    return project


def _id(project: Project) -> str:
    assert project.id is not None
    return project.id


def _stored(places: Places) -> dict[str, dict[str, Any]]:
    found = json.loads((places.data / "projects.json").read_text())["projects"]
    assert isinstance(found, dict)
    return found


def _move(project: Project, to: Path, places: Places) -> Project:
    to.parent.mkdir(exist_ok=True)
    project.root.rename(to)
    return _at(to, places)


def test_a_moved_project_is_offered_its_memory_and_is_not_given_it(tmp_path: Path, places: Places) -> None:
    old = _with_memory(tmp_path / "old", places)
    new = _move(old, tmp_path / "new", places)
    assert new.id != old.id
    assert adoptable(new, places) == (Adoptable(_id(old), tmp_path / "old", False),)
    line = offer(new, places)
    assert (str(tmp_path / "old") in line, f"reverie memory adopt {old.id}" in line, "\n" in line) == (
        True,
        True,
        False,
    )
    assert "secret" not in line
    assert _at(tmp_path / "new", places) == new, "an offer links nothing"


def test_a_moved_project_goes_on_with_its_memory(tmp_path: Path, places: Places) -> None:
    old = _with_memory(tmp_path / "old", places)
    new = _move(old, tmp_path / "new", places)
    done = adopt(new, places, _id(old))
    assert done == Adopted(tmp_path / "new", _id(old), tmp_path / "old", True)
    now = _at(tmp_path / "new", places)
    assert now == Project(tmp_path / "new", old.id, True)
    assert (now.folder(places) / "memory" / "topics" / "deploy.md").exists()
    assert list(_stored(places)) == [str(tmp_path / "new" / ".git")]
    assert (adoptable(now, places), offer(now, places)) == ((), "")
    assert str(tmp_path / "old") in adopted_line(done) and "undo" in adopted_line(done)


def test_what_comes_to_the_old_place_is_another_project(tmp_path: Path, places: Places) -> None:
    old = _with_memory(tmp_path / "old", places)
    adopt(_move(old, tmp_path / "new", places), places, _id(old))
    stranger = _at(repository(tmp_path / "old", "a stranger's"), places)
    assert stranger.id != old.id
    assert adoptable(stranger, places) == ()


def test_a_copy_shares_its_memory_when_a_person_wants_it(tmp_path: Path, places: Places) -> None:
    old = _with_memory(tmp_path / "old", places)
    shutil.copytree(tmp_path / "old", tmp_path / "copy")
    copy = _at(tmp_path / "copy", places)
    assert copy.id != old.id
    assert adoptable(copy, places) == (Adoptable(_id(old), tmp_path / "old", True),)
    assert "share" in offer(copy, places)
    done = adopt(copy, places, _id(old))
    assert (done.moved, _at(tmp_path / "copy", places).id, _at(tmp_path / "old", places).id) == (False, old.id, old.id)
    assert "one memory" in adopted_line(done)


@pytest.mark.parametrize("is_copy", [True, False])
def test_an_adoption_is_taken_back_whole(tmp_path: Path, places: Places, is_copy: bool) -> None:
    old = _with_memory(tmp_path / "old", places)
    (shutil.copytree if is_copy else shutil.move)(tmp_path / "old", tmp_path / "new")
    new = _at(tmp_path / "new", places)
    remember_first_commit(new, places)
    before = _stored(places)
    adopt(new, places, _id(old))
    done = undo_adopt(_at(tmp_path / "new", places), places)
    assert done == Adopted(tmp_path / "new", _id(old), tmp_path / "old", not is_copy)
    assert _stored(places) == before
    assert known_project(tmp_path / "new", places, Path("/nobody")) == new
    assert [one.id for one in adoptable(new, places)] == [old.id]
    assert str(tmp_path / "old") in undone_line(done)
    with pytest.raises(AdoptRefused, match="nothing to take back"):
        undo_adopt(new, places)


def test_a_project_that_was_never_entered_is_unknown_again(tmp_path: Path, places: Places) -> None:
    old = _with_memory(tmp_path / "old", places)
    (tmp_path / "old").rename(tmp_path / "new")
    before = _stored(places)
    adopt(Project(tmp_path / "new", "a" * 16, True), places, _id(old))
    undo_adopt(_at(tmp_path / "new", places), places)
    assert _stored(places) == before


def test_it_is_not_taken_back_over_what_has_come_to_the_old_place(tmp_path: Path, places: Places) -> None:
    old = _with_memory(tmp_path / "old", places)
    adopt(_move(old, tmp_path / "new", places), places, _id(old))
    _at(repository(tmp_path / "old", "a stranger's"), places)
    before = _stored(places)
    with pytest.raises(AdoptRefused, match="has become a project of its own"):
        undo_adopt(_at(tmp_path / "new", places), places)
    assert _stored(places) == before


def test_a_project_that_moves_again_and_back_keeps_its_memory(tmp_path: Path, places: Places) -> None:
    project = first = _with_memory(tmp_path / "a", places)
    for name in ("b", "c", "a"):
        project = _move(project, tmp_path / name, places)
        adopt(project, places, _id(first))
        project = _at(tmp_path / name, places)
        assert project.id == first.id
    undo_adopt(project, places)
    (found,) = adoptable(_at(tmp_path / "a", places), places)
    assert (found.path, found.is_there) == (tmp_path / "c", False)


def test_a_folder_renamed_with_projects_in_it_offers_each_its_own(tmp_path: Path, places: Places) -> None:
    olds = {name: _with_memory(tmp_path / "src" / name, places, name) for name in ("one", "two")}
    (tmp_path / "src").rename(tmp_path / "code")
    for name, old in olds.items():
        new = _at(tmp_path / "code" / name, places)
        assert adoptable(new, places) == (Adoptable(_id(old), tmp_path / "src" / name, False),)


def test_several_of_the_same_history_are_told_apart_the_gone_first(tmp_path: Path, places: Places) -> None:
    there = _with_memory(tmp_path / "b", places)
    shutil.copytree(tmp_path / "b", tmp_path / "a")
    gone = _at(tmp_path / "a", places)
    give_memory(gone, places)
    remember_first_commit(gone, places)
    new = _move(gone, tmp_path / "new", places)
    found = adoptable(new, places)
    assert [(one.id, one.is_there) for one in found] == [(gone.id, False), (there.id, True)]
    assert offer_line(found).startswith("2 projects")
    assert [choice_line(one).split()[0] for one in found] == [gone.id, there.id]


def test_a_project_known_in_two_places_is_one_to_adopt_and_a_copy_while_one_is_there(
    tmp_path: Path, places: Places
) -> None:
    old = _with_memory(tmp_path / "old", places)
    for name in ("copy", "third"):
        shutil.copytree(tmp_path / "old", tmp_path / name)
    adopt(_at(tmp_path / "copy", places), places, _id(old))
    shutil.rmtree(tmp_path / "old")
    third = _at(tmp_path / "third", places)
    assert adoptable(third, places) == (Adoptable(_id(old), tmp_path / "copy", True),)
    assert adopt(third, places, _id(old)).moved is False
    assert len(_stored(places)) == 3


def test_what_is_without_a_memory_or_of_another_history_is_not_offered(tmp_path: Path, places: Places) -> None:
    bare = _at(repository(tmp_path / "without", "one"), places)
    remember_first_commit(bare, places)
    (bare.folder(places) / "memory" / "topics").mkdir(parents=True)
    _with_memory(tmp_path / "another", places, "two")
    shutil.copytree(tmp_path / "without", tmp_path / "new")
    assert adoptable(_at(tmp_path / "new", places), places) == ()


def test_git_is_not_asked_where_no_other_history_is_known(tmp_path: Path, places: Places) -> None:
    project = _at(repository(tmp_path / "p"), places)
    assert adoptable(project, places) == ()
    assert "first_commit" not in _stored(places)[str(tmp_path / "p" / ".git")]


def test_a_memory_of_its_own_is_not_put_out_of_sight(tmp_path: Path, places: Places) -> None:
    old = _with_memory(tmp_path / "old", places)
    shutil.copytree(tmp_path / "old", tmp_path / "copy")
    copy = _at(tmp_path / "copy", places)
    memory = give_memory(copy, places)
    before = _stored(places)
    with pytest.raises(AdoptRefused, match="has a memory of its own") as refused:
        adopt(copy, places, _id(old))
    assert str(memory) in str(refused.value) and "reverie memory export" in str(refused.value)
    assert (_stored(places), offer(copy, places)) == (before, "")
    memory.rename(memory.with_name("memory.old"))
    assert adopt(copy, places, _id(old)).id == old.id


def _shallow(old: Path, new: Path) -> None:
    git(old, "commit", "-q", "--allow-empty", "-m", "later")
    git(new.parent, "clone", "-q", "--depth=1", old.as_uri(), new.name)


_REFUSED: dict[str, Callable[[Path, Path], object]] = {
    "another history": lambda _, new: repository(new, "another"),
    "cannot be told": _shallow,
    "is no git repository": lambda _, new: new.mkdir(),
}


@pytest.mark.parametrize("why", _REFUSED)
def test_what_no_history_ties_together_is_not_linked(tmp_path: Path, places: Places, why: str) -> None:
    old = _with_memory(tmp_path / "old", places)
    _REFUSED[why](tmp_path / "old", tmp_path / "new")
    new = _at(tmp_path / "new", places)
    assert adoptable(new, places) == ()
    before = _stored(places)
    with pytest.raises(AdoptRefused, match=why) as refused:
        adopt(new, places, _id(old))
    assert "\n" not in str(refused.value)
    assert _stored(places) == before
    assert _at(tmp_path / "new", places) == new


def test_what_is_no_other_project_with_a_memory_is_refused(tmp_path: Path, places: Places) -> None:
    old = _with_memory(tmp_path / "old", places)
    without = _at(repository(tmp_path / "without"), places)
    for other in ("k" * 16, "", "../../user", _id(without)):
        with pytest.raises(AdoptRefused, match=r"is no project with a memory|are one already"):
            adopt(without, places, other)
    with pytest.raises(AdoptRefused, match="one already"):
        adopt(old, places, _id(old))


def test_a_home_directory_adopts_nothing(tmp_path: Path, places: Places) -> None:
    old = _with_memory(tmp_path / "old", places)
    shutil.copytree(tmp_path / "old", tmp_path / "home")
    home = find_project(tmp_path / "home", places, tmp_path / "home")
    assert (adoptable(home, places), offer(home, places)) == ((), "")
    with pytest.raises(AdoptRefused, match="is no git repository"):
        adopt(home, places, _id(old))


def test_what_a_newer_reverie_noted_survives(tmp_path: Path, places: Places) -> None:
    old = _with_memory(tmp_path / "old", places)
    path = places.data / "projects.json"
    content = json.loads(path.read_text())
    content["note"] = 1
    content["projects"][str(tmp_path / "old" / ".git")]["colour"] = "red"
    path.write_text(json.dumps(content))
    adopt(_move(old, tmp_path / "new", places), places, _id(old))
    now = json.loads(path.read_text())
    assert (now["note"], now["projects"][str(tmp_path / "new" / ".git")]["colour"]) == (1, "red")


@pytest.mark.parametrize("text", ["{", '{"format": 1, "projects": [1]}', "", "\udcff", '{"projects": {}}'])
def test_a_broken_map_is_told_in_one_line_and_left_alone(tmp_path: Path, places: Places, text: str) -> None:
    old = _with_memory(tmp_path / "old", places)
    path = places.data / "projects.json"
    path.write_text(text, errors="surrogateescape")
    for attempt in (adoptable, lambda one, where: adopt(one, where, _id(old)), undo_adopt):
        with pytest.raises(BrokenFile, match=r"projects\.json' is broken .*repair it, or move it away") as broken:
            attempt(old, places)
        assert "\n" not in str(broken.value)
    assert path.read_text(errors="surrogateescape") == text


def test_a_map_of_a_newer_reverie_is_only_read(tmp_path: Path, places: Places) -> None:
    old = _with_memory(tmp_path / "old", places)
    new = _move(old, tmp_path / "new", places)
    path = places.data / "projects.json"
    path.write_text(json.dumps(json.loads(path.read_text()) | {"format": 2}))
    before = path.read_bytes()
    assert [one.id for one in adoptable(new, places)] == [old.id]
    with pytest.raises(NewerFormat, match="update Reverie"):
        adopt(new, places, _id(old))
    assert path.read_bytes() == before


@pytest.mark.parametrize("step", ["reverie.storage.versioned_json.replace_file", "reverie.storage.lock.os.open"])
def test_a_map_that_cannot_be_written_stays_as_it_was(
    tmp_path: Path, places: Places, monkeypatch: pytest.MonkeyPatch, step: str
) -> None:
    old = _with_memory(tmp_path / "old", places)
    new = _move(old, tmp_path / "new", places)
    remember_first_commit(new, places)
    before = _stored(places)

    def refuse(path: Path, *_: object, **__: object) -> int:
        raise OSError(30, "Read-only file system", str(path))

    with monkeypatch.context() as patched:
        patched.setattr(step, refuse)
        with pytest.raises(OSError, match="Read-only file system"):
            adopt(new, places, _id(old))
    assert _stored(places) == before


def test_two_that_adopt_the_same_at_once_both_have_it(tmp_path: Path, places: Places) -> None:
    old = _with_memory(tmp_path / "old", places)
    names = [f"copy{number}" for number in range(4)]
    for name in names:
        shutil.copytree(tmp_path / "old", tmp_path / name)
    news = [_at(tmp_path / name, places) for name in names]
    running = [threading.Thread(target=adopt, args=(new, places, _id(old))) for new in news]
    for one in running:
        one.start()
    for one in running:
        one.join()
    assert {_at(tmp_path / name, places).id for name in names} == {old.id}


def test_a_place_that_is_not_utf8_is_adopted_from_too(tmp_path: Path, places: Places) -> None:
    odd = tmp_path / "caf\udce9"
    try:
        old = _with_memory(odd, places)
    except OSError:
        pytest.skip("this file system wants UTF-8")
    new = _move(old, tmp_path / "new", places)
    assert adoptable(new, places) == (Adoptable(_id(old), odd, False),)
    assert adopt(new, places, _id(old)).path == odd
