import json
import os
import shutil
from pathlib import Path
from typing import Any

import pytest
from tests.config.repositories import git, needs_git, places_in, repository

from reverie.config.first_commit import first_commit, remember_first_commit
from reverie.config.places import Places
from reverie.config.project import Project, find_project

pytestmark = needs_git


@pytest.fixture
def places(tmp_path: Path) -> Places:
    return places_in(tmp_path)


def _project(folder: Path, places: Places) -> Project:
    return find_project(folder, places, folder.parent / "home")


def _entry(project: Project, places: Places) -> dict[str, Any]:
    entries = json.loads((places.data / "projects.json").read_text())["projects"]
    (found,) = (entry for entry in entries.values() if entry["id"] == project.id)
    assert isinstance(found, dict)
    return found


def _root_commit(folder: Path) -> str:
    return git(folder, "rev-list", "--max-parents=0", "HEAD")


def _program(path: Path, text: str) -> None:
    path.parent.mkdir(exist_ok=True)
    path.write_text(f"#!/bin/sh\n{text}\n")
    path.chmod(0o755)


def test_it_is_looked_for_once_and_kept_with_the_project(tmp_path: Path, places: Places) -> None:
    folder = repository(tmp_path / "p", "first", "second")
    project = _project(folder, places)
    assert "first_commit" not in _entry(project, places), "a start has no time for it"
    assert remember_first_commit(project, places) == _root_commit(folder)
    assert _entry(project, places)["first_commit"] == _root_commit(folder)
    assert remember_first_commit(project, places, environ={"PATH": ""}) == _root_commit(folder)
    assert _project(folder, places) == project


def test_a_worktree_and_a_clone_have_the_same_one(tmp_path: Path, places: Places) -> None:
    folder = repository(tmp_path / "p")
    git(folder, "worktree", "add", "-q", "../tree")
    git(tmp_path, "clone", "-q", str(folder), "clone")
    found = {remember_first_commit(_project(tmp_path / name, places), places) for name in ("p", "tree", "clone")}
    assert found == {_root_commit(folder)}


def test_a_history_that_was_merged_in_does_not_count(tmp_path: Path, places: Places) -> None:
    folder, library = repository(tmp_path / "p", "own"), repository(tmp_path / "library", "foreign")
    own = _root_commit(folder)
    git(folder, "fetch", "-q", str(library), "main")
    git(folder, "merge", "-q", "--allow-unrelated-histories", "-m", "merge", "FETCH_HEAD")
    assert len(_root_commit(folder).split()) == 2
    assert remember_first_commit(_project(folder, places), places) == own


def test_without_a_commit_it_is_looked_for_again(tmp_path: Path, places: Places) -> None:
    folder = tmp_path / "p"
    folder.mkdir()
    before = _project(folder, places)
    assert remember_first_commit(before, places) == ""
    git(folder, "init", "-q")
    project = _project(folder, places)
    assert (project.id, remember_first_commit(project, places)) == (before.id, "")
    git(folder, "commit", "-q", "--allow-empty", "-m", "first")
    assert remember_first_commit(project, places) == _root_commit(folder)
    assert _entry(project, places)["first_commit"] == _root_commit(folder)


def test_the_end_of_a_shallow_clone_is_no_first_commit(tmp_path: Path, places: Places) -> None:
    folder = repository(tmp_path / "p", "first", "second", "third")
    git(tmp_path, "clone", "-q", "--depth=1", folder.as_uri(), "shallow")
    project = _project(tmp_path / "shallow", places)
    assert remember_first_commit(project, places) == ""
    assert "first_commit" not in _entry(project, places)
    git(tmp_path / "shallow", "fetch", "-q", "--unshallow")
    assert remember_first_commit(project, places) == _root_commit(folder)


def test_replaced_and_grafted_commits_are_not_believed(tmp_path: Path, places: Places) -> None:
    folder = repository(tmp_path / "p", "first", "second")
    first, second = _root_commit(folder), git(folder, "rev-parse", "HEAD")
    git(folder, "replace", "--graft", second)
    assert _root_commit(folder) == second
    assert remember_first_commit(_project(folder, places), places) == first


def test_a_newer_format_of_objects_and_refs_is_read_by_git(tmp_path: Path) -> None:
    folder = tmp_path / "p"
    folder.mkdir()
    git(folder, "init", "-q", "--object-format=sha256")
    git(folder, "commit", "-q", "--allow-empty", "-m", "first")
    found = first_commit(folder / ".git")
    assert found == _root_commit(folder) and len(found) == 64


def test_a_repository_of_another_user_is_not_entered(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = repository(tmp_path / "p")
    assert first_commit(folder / ".git")
    monkeypatch.setattr("os.geteuid", lambda: os.getuid() + 1)
    assert first_commit(folder / ".git") is None


def test_without_git_nothing_is_known_and_nothing_kept(tmp_path: Path, places: Places) -> None:
    project = _project(repository(tmp_path / "p"), places)
    assert remember_first_commit(project, places, environ={"PATH": str(tmp_path)}) == ""
    assert "first_commit" not in _entry(project, places)


def test_a_history_that_takes_too_long_is_asked_for_once(
    tmp_path: Path, places: Places, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("reverie.config.first_commit.SECONDS", 0.2)
    _program(tmp_path / "bin" / "git", f"echo asked >> '{tmp_path}/asked'; sleep 1000")
    environ = {"PATH": f"{tmp_path}/bin:{os.environ['PATH']}"}
    project = _project(repository(tmp_path / "p"), places)
    assert [remember_first_commit(project, places, environ) for _ in range(2)] == ["", ""]
    assert (tmp_path / "asked").read_text() == "asked\n"
    assert _entry(project, places)["first_commit"] == ""


def test_a_git_that_talks_nonsense_is_not_believed(tmp_path: Path) -> None:
    folder = repository(tmp_path / "p")
    for said in ("echo yes", "echo ../../../etc", "printf '\\377'", "exit 1", "true"):
        _program(tmp_path / "bin" / "git", said)
        assert first_commit(folder / ".git", {"PATH": f"{tmp_path}/bin:{os.environ['PATH']}"}) is None


def test_a_hostile_repository_runs_nothing(tmp_path: Path, places: Places) -> None:
    """A partial clone without its first commit, whose remote is a command."""
    folder = repository(tmp_path / "p", "first", "second")
    first = _root_commit(folder)
    with (folder / ".git" / "config").open("a") as file:
        file.write(f"[core]\n fsmonitor = touch {tmp_path}/ran\n hooksPath = /x\n worktree = /nowhere\n")
        file.write('[extensions]\n partialClone = o\n[remote "o"]\n promisor = true\n')
        file.write(f" url = ext::touch {tmp_path}/ran\n uploadpack = touch {tmp_path}/ran\n")
        file.write('[protocol "ext"]\n allow = always\n')
    assert remember_first_commit(_project(folder, places), places) == first
    (folder / ".git" / "objects" / first[:2] / first[2:]).unlink()
    assert first_commit(folder / ".git") is None
    assert not (tmp_path / "ran").exists()


def test_a_map_that_cannot_be_written_does_not_stop_what_asked(
    tmp_path: Path, places: Places, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = repository(tmp_path / "p")
    project = _project(folder, places)
    path = places.data / "projects.json"
    path.write_text(json.dumps(json.loads(path.read_text()) | {"format": 2}))
    before = path.read_bytes()
    assert remember_first_commit(project, places) == _root_commit(folder)
    path.write_bytes(before.replace(b'"format": 2', b'"format": 1'))

    def full(*_: object, **__: object) -> None:
        raise OSError(28, "No space left on device", str(path))

    monkeypatch.setattr("reverie.storage.versioned_json.replace_file", full)
    assert remember_first_commit(project, places) == _root_commit(folder)
    assert "first_commit" not in _entry(project, places)


def test_a_home_directory_and_what_is_no_repository_have_none(tmp_path: Path, places: Places) -> None:
    home = repository(tmp_path / "home")
    assert remember_first_commit(find_project(home, places, home), places) == ""
    (tmp_path / "plain").mkdir()
    assert remember_first_commit(_project(tmp_path / "plain", places), places) == ""
    shutil.rmtree(places.data)
    assert remember_first_commit(find_project(home, places, home), places) == ""
