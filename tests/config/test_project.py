import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from reverie.config.places import Places
from reverie.config.project import Project, find_project, known_project
from reverie.storage.errors import BrokenFile, NewerFormat


@pytest.fixture
def home(tmp_path: Path) -> Path:
    (tmp_path / "home").mkdir()
    return tmp_path / "home"


@pytest.fixture
def places(tmp_path: Path) -> Places:
    own = tmp_path / "own"
    return Places(own / "config", own / "data", own / "state", own / "cache")


def _repository(folder: Path) -> Path:
    (folder / ".git").mkdir(parents=True)
    (folder / ".git" / "HEAD").write_text("ref: refs/heads/main\n")
    return folder


def _worktree(main: Path, folder: Path, name: str = "w", relative: bool = False) -> Path:
    """As `git worktree add` writes it."""
    own = main / ".git" / "worktrees" / name
    own.mkdir(parents=True)
    folder.mkdir()
    back = os.path.relpath(folder / ".git", own) if relative else folder / ".git"
    (own / "HEAD").write_text("ref: refs/heads/w\n")
    (own / "commondir").write_text("../..\n")
    (own / "gitdir").write_text(f"{back}\n")
    target = os.path.relpath(own, folder) if relative else own
    (folder / ".git").write_text(f"gitdir: {target}\n")
    return folder


def test_the_nearest_folder_upward_with_git_is_the_root(tmp_path: Path, places: Places, home: Path) -> None:
    root = _repository(home / "p")
    (root / "a" / "b").mkdir(parents=True)
    project = find_project(root / "a" / "b", places, home)
    assert (project.root, project.git) == (root, True)
    assert project.id and len(project.id) == 16
    assert project.folder(places) == places.data / "projects" / project.id
    assert find_project(root, places, home) == project
    assert (places.data / "projects.json").stat().st_mode & 0o777 == 0o600


@pytest.mark.parametrize("relative", [False, True])
def test_worktrees_share_a_project(tmp_path: Path, places: Places, home: Path, relative: bool) -> None:
    main = _repository(tmp_path / "main")
    other = _worktree(main, tmp_path / "other", relative=relative)
    project = find_project(other, places, home)
    assert project == Project(other, find_project(main, places, home).id, True)


def test_real_git_is_understood(tmp_path: Path, places: Places, home: Path) -> None:
    def git(folder: Path, *words: str) -> None:
        environment = {"PATH": os.environ["PATH"], "HOME": str(home), "GIT_CONFIG_NOSYSTEM": "1"}
        who = ("-c", "user.name=n", "-c", "user.email=e", "-c", "protocol.file.allow=always")
        subprocess.run(["git", *who, *words], cwd=folder, env=environment, check=True, capture_output=True)

    if subprocess.run(["sh", "-c", "command -v git"], capture_output=True, check=False).returncode:
        pytest.skip("no git on this machine")
    for name in ("main", "library"):
        (tmp_path / name).mkdir()
        git(tmp_path / name, "init", "-q")
        git(tmp_path / name, "commit", "-q", "--allow-empty", "-m", "first")
    main = tmp_path / "main"
    git(main, "worktree", "add", "-q", "../tree")
    git(main, "submodule", "add", "-q", str(tmp_path / "library"), "lib")
    assert find_project(tmp_path / "tree", places, home).id == find_project(main, places, home).id
    submodule = find_project(main / "lib", places, home)
    assert (submodule.root, submodule.git) == (main / "lib", True)
    others = [find_project(folder, places, home).id for folder in (main, tmp_path / "library")]
    assert submodule.id not in others
    assert (main / ".git" / "modules" / "lib") in map(Path, _stored(places))


def test_a_git_file_that_only_claims_another_repository_gets_its_own_project(
    tmp_path: Path, places: Places, home: Path
) -> None:
    main = _repository(tmp_path / "main")
    _worktree(main, tmp_path / "tree")
    trusted = find_project(main, places, home).id
    crafted = {
        "plain": f"gitdir: {main}/.git\n",
        "of another worktree": f"gitdir: {main}/.git/worktrees/w\n",
        "nonsense": "gitdir: /nowhere\n",
        "empty": "",
    }
    for name, text in crafted.items():
        folder = tmp_path / name
        folder.mkdir()
        (folder / ".git").write_text(text)
        project = find_project(folder, places, home)
        assert (project.root, project.git) == (folder, False)
        assert project.id not in (trusted, None)


def test_a_crafted_worktree_folder_of_its_own_is_not_believed(tmp_path: Path, places: Places, home: Path) -> None:
    """Its `commondir` names the victim, and its `gitdir` points back, but the victim's folder does not hold it."""
    main = _repository(tmp_path / "main")
    evil = tmp_path / "evil"
    own = evil / "worktrees" / "w"
    own.mkdir(parents=True)
    (own / "HEAD").write_text("x")
    (own / "commondir").write_text(str(main / ".git"))
    (own / "gitdir").write_text(str(evil / ".git"))
    (evil / ".git").write_text(f"gitdir: {own}")
    assert find_project(evil, places, home).id != find_project(main, places, home).id


def test_a_git_folder_that_is_a_link_is_not_believed(tmp_path: Path, places: Places, home: Path) -> None:
    main = _repository(tmp_path / "main")
    evil = tmp_path / "evil"
    evil.mkdir()
    (evil / ".git").symlink_to(main / ".git")
    assert find_project(evil, places, home).id != find_project(main, places, home).id


def test_without_git_a_folder_is_its_own_project_also_by_a_link(tmp_path: Path, places: Places, home: Path) -> None:
    folder = tmp_path / "notes"
    (folder / "deep").mkdir(parents=True)
    (tmp_path / "link").symlink_to(folder)
    project = find_project(tmp_path / "link", places, home)
    assert (project.root, project.git) == (folder, False)
    assert find_project(folder, places, home).id == project.id
    assert find_project(folder / "deep", places, home).id != project.id


def test_git_init_keeps_the_project(tmp_path: Path, places: Places, home: Path) -> None:
    folder = tmp_path / "notes"
    folder.mkdir()
    before = find_project(folder, places, home)
    _repository(folder)
    after = find_project(folder, places, home)
    assert (after.id, after.git) == (before.id, True)


def test_a_home_directory_and_what_lies_above_it_is_never_a_project(places: Places, home: Path) -> None:
    _repository(home)
    _repository(home.parent)
    (home / "notes").mkdir()
    for folder in (home, home.parent, Path("/")):
        project = find_project(folder, places, home)
        assert project == Project(folder, None, False)
        assert project.folder(places) == places.data / "user"
    inside = find_project(home / "notes", places, home)
    assert (inside.root, inside.git) == (home / "notes", False)


def test_a_git_folder_above_that_another_user_planted_is_not_believed(
    tmp_path: Path, places: Places, home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    shared = _repository(tmp_path / "shared")
    (shared / "mine").mkdir()
    monkeypatch.setattr("os.geteuid", lambda: os.getuid() + 1)
    assert find_project(shared / "mine", places, home).root == shared / "mine"
    assert find_project(shared, places, home).git


def test_a_path_that_is_not_utf8_has_a_project(tmp_path: Path, places: Places, home: Path) -> None:
    folder = Path(os.fsdecode(os.fsencode(tmp_path) + b"/caf\xe9 \n x"))
    try:
        folder.mkdir()
    except OSError:
        pytest.skip("this file system wants UTF-8")
    project = find_project(folder, places, home)
    assert project.id and find_project(folder, places, home) == project


def test_known_project_writes_nothing(tmp_path: Path, places: Places, home: Path) -> None:
    (tmp_path / "p").mkdir()
    assert known_project(tmp_path / "p", places, home) is None
    assert not places.data.exists()
    project = find_project(tmp_path / "p", places, home)
    assert known_project(tmp_path / "p", places, home) == project


def test_a_newer_map_is_read_but_not_added_to(tmp_path: Path, places: Places, home: Path) -> None:
    for name in ("old", "new"):
        (tmp_path / name).mkdir()
    project = find_project(tmp_path / "old", places, home)
    path = places.data / "projects.json"
    path.write_text(json.dumps(json.loads(path.read_text()) | {"format": 2}))
    assert find_project(tmp_path / "old", places, home) == project
    with pytest.raises(NewerFormat, match=r"projects\.json"):
        find_project(tmp_path / "new", places, home)


@pytest.mark.parametrize("entry", [{"id": "../../../etc"}, {"id": 7}, {}])
def test_a_map_with_an_impossible_id_is_broken(
    tmp_path: Path, places: Places, home: Path, entry: dict[str, object]
) -> None:
    (tmp_path / "p").mkdir()
    places.data.mkdir(parents=True)
    text = json.dumps({"format": 1, "projects": {str(tmp_path / "p"): entry}})
    (places.data / "projects.json").write_text(text)
    with pytest.raises(BrokenFile, match="has no valid `id`"):
        find_project(tmp_path / "p", places, home)
    assert (places.data / "projects.json").read_text() == text


_MANY = """
import sys
from pathlib import Path
from reverie.config.places import find_places
from reverie.config.project import find_project
root, own = Path(sys.argv[1]), sys.argv[2]
places = find_places({"REVERIE_HOME": sys.argv[3]})
for name in ["shared", *(f"{own}-{number}" for number in range(10))]:
    folder = root / name
    folder.mkdir(parents=True, exist_ok=True)
    print(find_project(folder, places, Path("/nobody")).id)
"""


def test_eight_processes_lose_nothing_and_agree(tmp_path: Path, places: Places) -> None:
    running = [
        subprocess.Popen(
            [sys.executable, "-c", _MANY, tmp_path / "p", str(number), places.data.parent], stdout=subprocess.PIPE
        )
        for number in range(8)
    ]
    ids = [one.communicate()[0].decode().split() for one in running]
    assert all(one.returncode == 0 for one in running)
    assert len({own[0] for own in ids}) == 1
    assert {entry["id"] for entry in _stored(places).values()} == {one for own in ids for one in own}
    assert len(_stored(places)) == 81


def _stored(places: Places) -> dict[str, dict[str, str]]:
    found = json.loads((places.data / "projects.json").read_text())["projects"]
    assert isinstance(found, dict)
    return found
