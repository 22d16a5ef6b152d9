"""Whatever a `.git` claims: nobody gets the project, and so the memory, of somebody else."""

import os
import shutil
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from tests.config.repositories import git, give_memory, needs_git, places_in, repository

from reverie.config.adopt import adoptable
from reverie.config.first_commit import remember_first_commit
from reverie.config.places import Places
from reverie.config.project import find_project, known_project

pytestmark = needs_git


class World:
    """A victim, whose project has a memory and a worktree, and an empty folder of an attacker, who knows the paths."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.places = places_in(folder)
        self.home = folder / "home"
        self.home.mkdir()
        self.victim = repository(folder / "victim")
        git(self.victim, "worktree", "add", "-q", "../tree")
        library = repository(folder / "library")
        git(self.victim, "submodule", "add", "-q", str(library), "lib")
        project = find_project(self.victim, self.places, self.home)
        give_memory(project, self.places)
        assert remember_first_commit(project, self.places)
        self.ids = {project.id, find_project(self.victim / "lib", self.places, self.home).id}
        self.evil = folder / "evil"
        self.evil.mkdir()

    def point(self, target: Path | str, folder: Path | None = None) -> None:
        ((folder or self.evil) / ".git").write_text(f"gitdir: {target}\n")


@pytest.fixture
def world(tmp_path: Path) -> World:
    return World(tmp_path)


def _git_file_to_repository(world: World) -> None:
    world.point(world.victim / ".git")


def _git_file_to_worktree(world: World) -> None:
    world.point(world.victim / ".git" / "worktrees" / "tree")


def _git_file_to_submodule(world: World) -> None:
    world.point(world.victim / ".git" / "modules" / "lib")


def _link_to_repository(world: World) -> None:
    (world.evil / ".git").symlink_to(world.victim / ".git")


def _link_to_git_file(world: World) -> None:
    (world.evil / ".git").symlink_to(world.folder / "tree" / ".git")


def _git_file_to_link(world: World) -> None:
    (world.evil / "inner").symlink_to(world.victim / ".git")
    world.point("inner")


def _own_worktree_folder_with_commondir(world: World) -> None:
    own = world.evil / "worktrees" / "w"
    own.mkdir(parents=True)
    (own / "HEAD").write_text("ref: refs/heads/main\n")
    (own / "commondir").write_text(f"{world.victim}/.git\n")
    (own / "gitdir").write_text(f"{world.evil}/.git\n")
    world.point(own)


def _worktrees_that_are_a_link(world: World) -> None:
    (world.evil / "worktrees").symlink_to(world.victim / ".git" / "worktrees")
    world.point(world.evil / "worktrees" / "tree")


def _commondir_in_a_git_folder(world: World) -> None:
    git(world.evil, "init", "-q")
    (world.evil / ".git" / "commondir").write_text(f"{world.victim}/.git\n")


def _submodule_of_its_own_that_lies_in_the_victim(world: World) -> None:
    inner = world.evil / "inner"
    shutil.copytree(world.victim / ".git" / "modules" / "lib", inner)
    (inner / "config").write_text(f"[core]\n\tworktree = {world.evil}\n\tworktree = {world.victim}/lib\n")
    world.point("inner")


def _refs_of_the_victim(world: World) -> None:
    git(world.evil, "init", "-q")
    for name in ("HEAD", "refs", "objects"):
        mine = world.evil / ".git" / name
        shutil.rmtree(mine) if mine.is_dir() else mine.unlink()
        mine.symlink_to(world.victim / ".git" / name)


def _one_ref_of_the_victim(world: World) -> None:
    git(world.evil, "init", "-q")
    (world.evil / ".git" / "objects" / "info").mkdir(exist_ok=True)
    (world.evil / ".git" / "objects" / "info" / "alternates").write_text(f"{world.victim}/.git/objects\n")
    (world.evil / ".git" / "refs" / "heads" / "main").symlink_to(world.victim / ".git" / "refs" / "heads" / "main")


def _ref_that_names_a_linked_ref(world: World) -> None:
    _one_ref_of_the_victim(world)
    heads = world.evil / ".git" / "refs" / "heads"
    (heads / "main").rename(heads / "other")
    (heads / "main").write_text("ref: refs/heads/other\n")


def _ref_out_of_the_repository(world: World) -> None:
    _one_ref_of_the_victim(world)
    (world.evil / ".git" / "refs" / "heads" / "main").unlink()
    (world.evil / ".git" / "HEAD").write_text("ref: refs/../../../victim/.git/refs/heads/main\n")


def _packed_refs_of_the_victim(world: World) -> None:
    _one_ref_of_the_victim(world)
    git(world.victim, "pack-refs", "--all")
    (world.evil / ".git" / "refs" / "heads" / "main").unlink()
    (world.evil / ".git" / "packed-refs").symlink_to(world.victim / ".git" / "packed-refs")


def _folder_laid_out_like_a_git_folder(world: World) -> None:
    """A folder that is itself laid out like a git folder, with a `commondir`."""
    for name in ("objects", "refs"):
        (world.evil / name).mkdir()
    (world.evil / "HEAD").write_text("ref: refs/heads/main\n")
    (world.evil / "commondir").write_text(f"{world.victim}/.git\n")


CRAFTED: list[Callable[[World], None]] = [
    _git_file_to_repository,
    _git_file_to_worktree,
    _git_file_to_submodule,
    _link_to_repository,
    _link_to_git_file,
    _git_file_to_link,
    _own_worktree_folder_with_commondir,
    _worktrees_that_are_a_link,
    _commondir_in_a_git_folder,
    _submodule_of_its_own_that_lies_in_the_victim,
    _refs_of_the_victim,
    _one_ref_of_the_victim,
    _ref_that_names_a_linked_ref,
    _ref_out_of_the_repository,
    _packed_refs_of_the_victim,
    _folder_laid_out_like_a_git_folder,
]


@pytest.mark.parametrize("craft", CRAFTED)
def test_a_crafted_git_shows_nobody_elses_memory_and_is_offered_none(
    world: World, craft: Callable[[World], None]
) -> None:
    craft(world)
    project = find_project(world.evil, world.places, world.home)
    assert (project.root, project.id in world.ids) == (world.evil, False)
    assert not (project.folder(world.places) / "memory").exists()
    assert adoptable(project, world.places) == ()


@pytest.mark.parametrize("inside", ["", "lib", "tree"])
def test_variables_of_git_choose_no_project(world: World, inside: str, monkeypatch: pytest.MonkeyPatch) -> None:
    git(world.evil, "init", "-q")
    before = find_project(world.evil, world.places, world.home)
    monkeypatch.setenv("GIT_DIR", str(world.victim / ".git"))
    monkeypatch.setenv("GIT_COMMON_DIR", str(world.victim / ".git"))
    monkeypatch.setenv("GIT_WORK_TREE", str(world.victim / inside))
    assert find_project(world.evil, world.places, world.home) == before
    assert adoptable(before, world.places) == ()


def test_a_copied_git_folder_is_another_project(world: World) -> None:
    """Its history is the victim's, so a person may be asked; nothing is shown before they say yes."""
    shutil.copytree(world.victim / ".git", world.evil / ".git")
    project = find_project(world.evil, world.places, world.home)
    assert project.id not in world.ids
    (found,) = adoptable(project, world.places)
    assert (found.path, found.is_there) == (world.victim, True)
    assert find_project(world.evil, world.places, world.home) == project
    assert not (project.folder(world.places) / "memory").exists()


def test_the_place_of_a_worktree_that_was_deleted_is_nobodys_but_ours(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The repository still remembers it, and another user may make the folder and the file in it anew."""
    tree = world.folder / "tree"
    text = (tree / ".git").read_text()
    shutil.rmtree(tree)
    tree.mkdir()
    (tree / ".git").write_text(text)
    assert find_project(tree, world.places, world.home).id in world.ids
    stat = os.lstat

    def of_another_user(path: str | os.PathLike[str], **where: int) -> os.stat_result:
        found = stat(path, **where)
        is_planted = os.fspath(path) == str(tree / ".git")
        return os.stat_result((*found[:4], found.st_uid + 1, *found[5:])) if is_planted else found

    monkeypatch.setattr("os.lstat", of_another_user)
    assert find_project(tree, world.places, world.home).id not in world.ids


@pytest.mark.parametrize(
    "text", ["gitdir: a\0b", "gitdir: " + "x/" * 3000, "gitdir:", "gitdir: .", "gitdir: /proc/self/mem", "\xff" * 9]
)
def test_a_git_file_of_nonsense_is_no_repository(world: World, text: str) -> None:
    (world.evil / ".git").write_text(text)
    project = find_project(world.evil, world.places, world.home)
    assert (project.root, project.git) == (world.evil, False)


def test_a_git_file_into_what_may_not_be_read_is_no_repository(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    def stat(path: str | os.PathLike[str], **where: Any) -> os.stat_result:
        if str(path).startswith("/closed"):
            raise PermissionError(13, "Permission denied", str(path))
        return real(path, **where)

    real = os.stat
    monkeypatch.setattr("os.stat", stat)
    world.point("/closed/.git/worktrees/w")
    assert find_project(world.evil, world.places, world.home).git is False


@pytest.mark.parametrize("name", ["commondir", "gitdir", "config", "config.worktree"])
def test_a_pipe_in_the_place_of_a_file_blocks_nothing(world: World, name: str) -> None:
    inner = world.evil / "inner"
    inner.mkdir()
    (inner / "HEAD").write_text("ref: refs/heads/main\n")
    if name == "gitdir":
        (inner / "commondir").write_text("..\n")
    os.mkfifo(inner / name)
    world.point("inner")
    assert find_project(world.evil, world.places, world.home).git is False


def test_a_configuration_of_nothing_but_lines_is_read_in_no_time(world: World) -> None:
    inner = world.evil / "inner"
    inner.mkdir()
    (inner / "HEAD").write_text("ref: refs/heads/main\n")
    (inner / "config").write_text("\n" * 65_000)
    world.point("inner")
    before = time.process_time()
    assert find_project(world.evil, world.places, world.home).git is False
    assert time.process_time() - before < 5  # a backtracking pattern takes minutes


def test_a_submodules_own_settings_are_read_as_git_does(world: World) -> None:
    config = world.victim / ".git" / "modules" / "lib" / "config"
    lib = world.victim / "lib"
    for text in (f'[CORE]\n\tWorkTree = "{lib}"\n', f"[core]\n worktree = /x\n worktree={lib}\n[other]\nworktree=/y\n"):
        config.write_text(text)
        assert find_project(lib, world.places, world.home).git is True
    config.write_text(f"[core]\nbare = false\n[other]\nworktree = {lib}\n")
    assert find_project(lib, world.places, world.home).git is False


def test_a_bare_repository_and_its_worktrees_are_one_project(tmp_path: Path) -> None:
    places, home = places_in(tmp_path), tmp_path / "home"
    source = repository(tmp_path / "source")
    git(tmp_path, "clone", "-q", "--bare", str(source), "bare.git")
    git(tmp_path / "bare.git", "worktree", "add", "-q", "../tree")
    bare, tree = (find_project(tmp_path / name, places, home) for name in ("bare.git", "tree"))
    assert (bare.root, bare.git) == (tmp_path / "bare.git", False)
    assert (tree.root, tree.git, tree.id) == (tmp_path / "tree", True, bare.id)
    assert find_project(tmp_path / "bare.git" / "objects", places, home).id != bare.id


def test_the_git_folder_itself_is_its_projects(world: World) -> None:
    assert find_project(world.victim / ".git", world.places, world.home).id in world.ids


def test_a_home_directory_under_another_name_is_no_project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """As on a file system that folds case, or by a second mount: another path, the same folder."""
    home, other = tmp_path / "users" / "me", tmp_path / "mount" / "me"
    home.mkdir(parents=True)
    repository(other)
    (other / "notes").mkdir()
    places, stat = places_in(tmp_path), os.stat
    same = {str(other): home, str(other.parent): home.parent}

    def as_mounted(path: str | os.PathLike[str], **where: Any) -> os.stat_result:
        return stat(same.get(os.fspath(path), path), **where)

    monkeypatch.setattr("os.stat", as_mounted)
    assert find_project(other, places, home).id is None
    assert find_project(other.parent, places, home).id is None
    assert find_project(other / "notes", places, home).git is False


def _folds_case(monkeypatch: pytest.MonkeyPatch) -> None:
    def samefile(one: str | os.PathLike[str], other: str | os.PathLike[str]) -> bool:
        return str(one).casefold() == str(other).casefold()

    monkeypatch.setattr("os.path.samefile", samefile)


def test_another_spelling_of_a_folder_is_the_same_project_where_case_is_folded(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    places, home = places_in(tmp_path), tmp_path / "home"
    for name in ("Proj", "proj", "Caf\N{LATIN SMALL LETTER E WITH ACUTE}", "cafe\N{COMBINING ACUTE ACCENT}"):
        repository(tmp_path / name)
    project = find_project(tmp_path / "Proj", places, home)
    assert known_project(tmp_path / "proj", places, home) is None
    _folds_case(monkeypatch)
    found = known_project(tmp_path / "proj", places, home)
    assert found is not None and found.id == project.id


def test_a_link_is_no_other_spelling(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    places, home = places_in(tmp_path), tmp_path / "home"
    (tmp_path / "Proj").mkdir()
    project = find_project(tmp_path / "Proj", places, home)
    (tmp_path / "Proj").rmdir()
    (tmp_path / "proj").mkdir()
    (tmp_path / "Proj").symlink_to("proj")
    assert find_project(tmp_path / "proj", places, home).id != project.id


def test_of_places_that_differ_in_case_each_is_its_own_project(tmp_path: Path) -> None:
    places: Places = places_in(tmp_path)
    for name in ("Proj", "proj"):
        (tmp_path / name).mkdir()
    if os.path.samefile(tmp_path / "Proj", tmp_path / "proj"):
        pytest.skip("this file system folds case")
    assert len({find_project(tmp_path / name, places, tmp_path / "home").id for name in ("Proj", "proj")}) == 2
