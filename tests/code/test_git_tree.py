"""A project as it was at a commit: links, submodules, subfolders, worktrees, damage and hostile configurations."""

from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path

import pytest
from tests.config.repositories import git, needs_git

from reverie.code.git_repository import GitRepository
from reverie.code.git_tree import GitTree
from reverie.code.values import Unread

pytestmark = needs_git

CODE = "def put(key, ttl=None):\n    return key\n"


def head(folder: Path) -> str:
    return git(folder, "rev-parse", "HEAD")


def commit(folder: Path, texts: dict[str, str]) -> str:
    """Its hash; the folder becomes a repository when it is none."""
    for path, text in texts.items():
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_text(text)
    if not (folder / ".git").exists():
        git(folder, "init", "-q")
    git(folder, "add", "--all")
    git(folder, "commit", "-q", "--allow-empty", "-m", "x")
    return head(folder)


@contextmanager
def tree_of(root: Path, at: str, repository: GitRepository | None = None) -> Iterator[GitTree]:
    with ExitStack() as stack:
        tree = GitTree(root, at, repository)
        stack.callback(tree.close)
        if repository is not None:
            stack.enter_context(repository)
        yield tree


def test_it_shows_the_commit_and_not_what_is_there_now(tmp_path: Path) -> None:
    old = commit(tmp_path, {"src/store.py": CODE, "a b/ü.txt": "x"})
    commit(tmp_path, {"src/store.py": CODE.replace("None", "5")})
    (tmp_path / "src/store.py").write_text("gone\n")
    (tmp_path / "new.py").write_text("")
    with tree_of(tmp_path, old) as tree:
        assert list(tree.files) == ["a b/ü.txt", "src/store.py"]
        assert tree.read("src/store.py") == CODE
        (found,) = tree.definitions("put")
        assert found.symbol.parameters is not None and found.symbol.parameters[1].default == "None"
        assert tree.kind_of("new.py") is None


def test_commits_share_what_is_found_in_equal_files(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    old = commit(tmp_path, {"one.py": CODE, "two.py": "def two(): ...\n"})
    new = commit(tmp_path, {"two.py": "def three(): ...\n"})
    parsed: list[str] = []

    def counted(path: str, text: str) -> None:
        parsed.append(path)

    monkeypatch.setattr("reverie.code.git_repository.outline_of", counted)
    with GitRepository(tmp_path) as repository:
        first, second = GitTree(tmp_path, old, repository), GitTree(tmp_path, new, repository)
        for tree in (first, second):
            for path in tree.files:
                tree.outline(path)
        assert parsed == ["one.py", "two.py", "two.py"]
        assert list(first.with_word("two")) == ["two.py"]
        assert list(second.with_word("two")) == []
        assert list(second.with_word("three")) == ["two.py"]


def test_links_are_followed_inside_only(tmp_path: Path) -> None:
    (tmp_path / "src").mkdir()
    links = {"in": "src/store.py", "folder": "src", "out": "../x", "abs": "/etc/passwd", "ring": "ring", "none": "gone"}
    for name, target in links.items():
        (tmp_path / name).symlink_to(target)
    (tmp_path / "src/up").symlink_to("../src/store.py")
    with tree_of(tmp_path, commit(tmp_path, {"src/store.py": CODE})) as tree:
        assert list(tree.files) == ["src/store.py"]
        assert tree.read("in") == tree.read("src/up") == tree.read("folder/store.py") == CODE
        assert tree.kind_of("folder") == "folder"
        for name in ("out", "abs", "ring", "none"):
            assert tree.kind_of(name) == "link", name
            assert isinstance(tree.read(name), Unread), name


def test_a_root_may_lie_below_the_top(tmp_path: Path) -> None:
    at = commit(tmp_path, {"web/app.js": "x", "web/lib/a.js": "y", "other.py": CODE})
    with tree_of(tmp_path / "web", at, GitRepository(tmp_path)) as tree:
        assert list(tree.files) == ["app.js", "lib/a.js"]
        assert tree.read("lib/a.js") == "y"
        outside = tree.read("../other.py")
        assert isinstance(outside, Unread) and not outside.is_absent


def test_a_submodule_is_a_folder_of_which_nothing_is_known(tmp_path: Path) -> None:
    commit(tmp_path / "lib", {"lib.py": CODE})
    commit(tmp_path / "app", {"app.py": CODE})
    git(tmp_path / "app", "submodule", "add", "-q", str(tmp_path / "lib"), "vendor")
    with tree_of(tmp_path / "app", commit(tmp_path / "app", {})) as tree:
        assert tree.kind_of("vendor") == "folder"
        inside = tree.read("vendor/lib.py")
        assert isinstance(inside, Unread) and not inside.is_absent
        assert list(tree.files) == [".gitmodules", "app.py"]


def test_ignored_files_are_known_by_the_rules_of_their_time(tmp_path: Path) -> None:
    old = commit(tmp_path, {".gitignore": "*.log\n", "a.py": ""})
    commit(tmp_path, {".gitignore": ""})
    with tree_of(tmp_path, old) as tree:
        assert tree.is_ignored("x.log") and tree.is_ignored("node_modules/x.js")
        assert not tree.is_ignored("a.py") and not tree.is_ignored("b.py")


def test_large_and_binary_files_are_unread(tmp_path: Path) -> None:
    at = commit(tmp_path, {"big.py": "x" * 2_100_000, "a.py": CODE, "nul.txt": "a\0b"})
    with tree_of(tmp_path, at) as tree:
        assert tree.read("big.py") == Unread("big.py", "2 MB, too large")
        assert tree.read("a.py") == CODE
        assert isinstance(tree.read("nul.txt"), Unread)


def test_a_damaged_object_is_unread_and_the_rest_is_read(tmp_path: Path) -> None:
    at = commit(tmp_path, {"a.py": CODE, "b.py": CODE * 2, "c.py": CODE * 3})
    for path, damage in (("a.py", b"not zlib"), ("c.py", b"")):
        name = git(tmp_path, "rev-parse", f"HEAD:{path}")
        file = tmp_path / ".git/objects" / name[:2] / name[2:]
        file.chmod(0o600)
        file.write_bytes(damage)
    with tree_of(tmp_path, at) as tree:
        assert isinstance(tree.read("a.py"), Unread)
        assert isinstance(tree.read("c.py"), Unread)
        assert tree.read("b.py") == CODE * 2


@pytest.mark.parametrize("at", ["0" * 40, "nonsense", "--help", ""])
def test_a_commit_that_is_not_there_is_not_known(tmp_path: Path, at: str) -> None:
    commit(tmp_path, {"a.py": CODE})
    with tree_of(tmp_path, at) as tree:
        assert list(tree.files) == [] and len(tree.unlisted) == 1
        text = tree.read("a.py")
        assert isinstance(text, Unread) and not text.is_absent


def test_nothing_that_a_repository_names_is_run(tmp_path: Path) -> None:
    witness = tmp_path / "ran"
    folder = tmp_path / "app"
    at = commit(folder, {"a.py": CODE, ".gitattributes": "* diff=evil filter=evil\n"})
    program = f"touch {witness}"
    for key in ("core.fsmonitor", "diff.external", "diff.evil.textconv", "filter.evil.smudge", "filter.evil.clean"):
        git(folder, "config", key, program)
    git(folder, "config", "core.pager", program)
    hook = folder / ".git/hooks/post-index-change"
    hook.write_text(f"#!/bin/sh\n{program}\n")
    hook.chmod(0o755)
    witness.unlink(missing_ok=True)
    with tree_of(folder, at) as tree:
        assert tree.read("a.py") == CODE
        assert list(tree.with_word("ttl")) == ["a.py"]
    assert not witness.exists()


def test_objects_that_are_lent_are_read(tmp_path: Path) -> None:
    at = commit(tmp_path / "a", {"a.py": CODE})
    git(tmp_path, "clone", "-q", "--shared", "a", "b")
    with tree_of(tmp_path / "b", at) as tree:
        assert tree.read("a.py") == CODE


def test_a_partial_clone_fetches_nothing(tmp_path: Path) -> None:
    at = commit(tmp_path / "a", {"a.py": CODE})
    git(tmp_path / "a", "config", "uploadpack.allowFilter", "true")
    git(tmp_path, "clone", "-q", "--no-checkout", "--filter=blob:none", f"file://{tmp_path}/a", "b")
    with tree_of(tmp_path / "b", at) as tree:
        assert list(tree.files) == ["a.py"]
        text = tree.read("a.py")
        assert isinstance(text, Unread) and not text.is_absent


def test_long_hashes_are_read(tmp_path: Path) -> None:
    git(tmp_path, "init", "-q", "--object-format=sha256")
    at = commit(tmp_path, {"a.py": CODE})
    assert len(at) == 64
    with tree_of(tmp_path, at) as tree:
        assert tree.read("a.py") == CODE


def test_a_git_that_does_not_answer_is_ended(tmp_path: Path) -> None:
    from reverie.code.git_blobs import GitBlobs

    (tmp_path / "bin").mkdir()
    slow = tmp_path / "bin/git"
    slow.write_text("#!/bin/sh\nexec sleep 60\n")
    slow.chmod(0o755)
    environ = {"PATH": f"{tmp_path / 'bin'}:/usr/bin:/bin"}
    with GitBlobs(tmp_path, tmp_path / ".git", environ, seconds=0.05) as blobs:
        assert blobs.read("0" * 40, 10) == "git could not read it"
