"""A folder on disk: what belongs to it, what cannot be reached from it, and what happens to it meanwhile."""

import os
import socket
import subprocess
from pathlib import Path

import pytest

from reverie.code.ignoring import IgnoreRules
from reverie.code.listing import files_below, rules_below
from reverie.code.values import Unread
from reverie.code.walking import Walk
from reverie.code.work_tree import WorkTree
from reverie.storage.git import run_git


def write(root: Path, *paths: str, text: str = "x = 1\n") -> Path:
    for path in paths:
        (root / path).parent.mkdir(parents=True, exist_ok=True)
        (root / path).write_text(text)
    return root


def git(root: Path, *arguments: str) -> None:
    identity = ("-c", "user.name=a", "-c", "user.email=a@b", "-c", "protocol.file.allow=always")
    subprocess.run(("git", *identity, *arguments), cwd=root, check=True, capture_output=True)


def why(tree: WorkTree, path: str) -> str:
    found = tree.read(path)
    assert isinstance(found, Unread)
    return found.why


# what belongs to the project


def test_git_says_what_is_source(tmp_path: Path) -> None:
    write(tmp_path, "a.py", "kept/b.log", "c.log", "sub/new.py", "build/tracked.py", "build/made.py", "gone.py", "é.py")
    write(tmp_path, ".gitignore", text="*.log\nbuild/\n")
    write(tmp_path, "node_modules/dep.js", ".venv/lib/x.py", "pkg.egg-info/PKG-INFO")
    git(tmp_path, "init", "-q")
    git(tmp_path, "add", "-f", "a.py", "kept/b.log", "build/tracked.py", "gone.py")
    (tmp_path / "gone.py").unlink()
    tree = WorkTree(tmp_path)
    assert list(tree.files) == [".gitignore", "a.py", "build/tracked.py", "kept/b.log", "sub/new.py", "é.py"]
    assert [
        path for path in ("c.log", "x/y.log", "build/made.py", "node_modules", "dist/x.js") if not tree.is_ignored(path)
    ] == []
    assert [
        path
        for path in ("a.py", "kept/b.log", "build", "build/tracked.py", "gone.py", "src/x.py")
        if tree.is_ignored(path)
    ] == []


def test_without_git_the_same_rules_hold(tmp_path: Path) -> None:
    write(
        tmp_path,
        "a.py",
        "c.log",
        "sub/d.tmp",
        "sub/e.py",
        "node_modules/dep.js",
        ".venv/x.py",
        "env/x.py",
        "cache/x.py",
    )
    write(tmp_path, "pyproject.toml", "build/lib/a.py", "dist/a.py", "src/build/__init__.py", "vendor/v.py")
    write(tmp_path, ".gitignore", text="*.log\n")
    write(tmp_path, "sub/.gitignore", text="*.tmp\n")
    write(tmp_path, "env/pyvenv.cfg", "cache/CACHEDIR.TAG")
    assert list(WorkTree(tmp_path).files) == [
        *(".gitignore", "a.py", "pyproject.toml", "src/build/__init__.py", "sub/.gitignore", "sub/e.py", "vendor/v.py"),
    ]


def test_a_package_that_is_only_its_build_is_read(tmp_path: Path) -> None:
    write(tmp_path, "package.json", "README.md", "dist/index.js", "dist/x/y.d.ts")
    assert list(WorkTree(tmp_path).files) == ["README.md", "dist/index.js", "dist/x/y.d.ts", "package.json"]


def test_a_repository_above_that_ignores_the_folder_does_not_count(tmp_path: Path) -> None:
    git(tmp_path, "init", "-q")
    write(tmp_path, ".gitignore", text="tmp/\n*.py\n")
    write(tmp_path, "tmp/unpacked/a.py", "tmp/unpacked/docs/b.md")
    tree = WorkTree(tmp_path / "tmp/unpacked")
    assert list(tree.files) == ["a.py", "docs/b.md"]
    assert not tree.is_ignored("c.py")


def test_a_worktree_is_listed_by_git_and_a_forged_one_is_walked(tmp_path: Path) -> None:
    main = write(tmp_path / "main", "a.log", "b.py")
    write(main, ".gitignore", text="*.log\n")
    git(main, "init", "-q")
    git(main, "add", "-f", ".")
    git(main, "commit", "-qm", "x")
    git(main, "worktree", "add", "-q", "../other")
    assert list(WorkTree(tmp_path / "other").files) == [".gitignore", "a.log", "b.py"]
    forged = write(tmp_path / "forged", "only.py")
    (forged / ".git").write_bytes((tmp_path / "other/.git").read_bytes())
    assert list(WorkTree(forged).files) == ["only.py"]


def test_a_submodule_and_a_nested_repository_are_other_projects(tmp_path: Path) -> None:
    inner = write(tmp_path / "inner", "i.py")
    git(inner, "init", "-q")
    git(inner, "add", ".")
    git(inner, "commit", "-qm", "x")
    outer = write(tmp_path / "outer", "o.py")
    git(outer, "init", "-q")
    git(outer, "submodule", "add", "-q", str(inner), "sub")
    git(outer, "clone", "-q", str(inner), "nested")
    assert list(WorkTree(outer).files) == [".gitmodules", "o.py"]
    assert WorkTree(outer).kind_of("sub/i.py") == "file"
    assert list(WorkTree(outer / "sub").files) == ["i.py"]


def test_what_a_sparse_checkout_leaves_out_is_as_good_as_ignored(tmp_path: Path) -> None:
    write(tmp_path, "in/a.py", "out/b.py")
    git(tmp_path, "init", "-q")
    git(tmp_path, "add", ".")
    git(tmp_path, "commit", "-qm", "x")
    git(tmp_path, "sparse-checkout", "set", "in")
    tree = WorkTree(tmp_path)
    assert list(tree.files) == ["in/a.py"]
    assert tree.is_ignored("out/b.py") and not tree.is_ignored("in/b.py")


def test_a_repository_cannot_make_git_run_anything(tmp_path: Path) -> None:
    write(tmp_path, "a.py")
    git(tmp_path, "init", "-q")
    proof = tmp_path.parent / "ran"
    for key in (
        "core.fsmonitor",
        "core.sshCommand",
        "filter.x.clean",
        "filter.x.smudge",
        "diff.x.textconv",
        "core.pager",
    ):
        git(tmp_path, "config", key, f"touch {proof}")
    git(tmp_path, "config", "core.hooksPath", "hooks")
    write(tmp_path, "hooks/post-index-change", text=f"#!/bin/sh\ntouch {proof}\n").chmod(0o755)
    write(tmp_path, ".gitattributes", text="* filter=x diff=x\n")
    assert "a.py" in WorkTree(tmp_path).files
    assert not proof.exists()


def test_a_broken_repository_is_walked(tmp_path: Path) -> None:
    write(tmp_path, "a.py", ".git/HEAD", ".git/index", text="nonsense")
    assert not run_git(tmp_path, "status").worked
    assert list(WorkTree(tmp_path).files) == ["a.py"]


def test_too_many_files_are_cut_and_said(tmp_path: Path) -> None:
    write(tmp_path, *(f"{number:02}.py" for number in range(30)))
    rules = rules_below(str(tmp_path))
    walked = files_below(str(tmp_path), rules, most=10)
    git(tmp_path, "init", "-q")
    listed = files_below(str(tmp_path), rules, most=10)
    for listing in (walked, listed):
        assert len(listing.files) == 10
        assert [found.why for found in listing.unlisted] == ["more than 10 files; the rest is not looked at"]
    assert files_below(str(tmp_path), rules, most=30).unlisted == ()


def test_a_folder_that_cannot_be_looked_into_is_said(tmp_path: Path) -> None:
    deep = tmp_path
    for _ in range(120):
        deep = deep / "d"
    deep.mkdir(parents=True)
    (tmp_path / "a.py").touch()
    listing = Walk(str(tmp_path), IgnoreRules(lambda _: None), 100, has_rules=False).listing()
    assert listing.files == ("a.py",)
    assert [found.why for found in listing.unlisted] == ["more than 100 folders deep"]


def test_names_that_are_no_text_are_passed_over(tmp_path: Path) -> None:
    name = os.fsencode(tmp_path) + b"/\xff.py"
    try:
        os.close(os.open(name, os.O_CREAT | os.O_WRONLY))
    except OSError:
        pytest.skip("this file system takes UTF-8 only")
    write(tmp_path, "a.py")
    assert list(WorkTree(tmp_path).files) == ["a.py"]
    git(tmp_path, "init", "-q")
    assert list(WorkTree(tmp_path).files) == ["a.py"]
    assert len(WorkTree(tmp_path).digest(".")) == 16


@pytest.mark.parametrize("root", ["missing", "a.py"])
def test_a_root_that_is_no_folder_is_the_callers_mistake(tmp_path: Path, root: str) -> None:
    write(tmp_path, "a.py")
    with pytest.raises(OSError):
        WorkTree(tmp_path / root)


# what cannot be reached from it


@pytest.fixture
def linked(tmp_path: Path) -> WorkTree:
    write(tmp_path, "outside/secret.py", "outside/.gitignore")
    root = write(tmp_path / "root", "src/a.py", "src/deep/b.py")
    (root / "inner.py").symlink_to("src/a.py")
    (root / "folder").symlink_to("src")
    (root / "absolute.py").symlink_to(root / "src/a.py")
    (root / "out.py").symlink_to("../outside/secret.py")
    (root / "outfolder").symlink_to(tmp_path / "outside")
    (root / "src/up").symlink_to("../..")
    (root / "dangling").symlink_to("nowhere")
    (root / "loop").symlink_to("loop")
    (root / "chain").symlink_to("outfolder/secret.py")
    return WorkTree(root)


@pytest.mark.parametrize(
    "path", ["inner.py", "folder/a.py", "absolute.py", "folder/deep/../deep/b.py", "./folder//deep/b.py"]
)
def test_links_that_stay_inside_are_followed(linked: WorkTree, path: str) -> None:
    if ".." in path:
        assert why(linked, path) == "outside of the project"
        return
    assert linked.read(path) == "x = 1\n"
    assert linked.kind_of(path) == "file"
    assert linked.digest(path) == linked.digest("src/a.py")


@pytest.mark.parametrize(
    "path", ["out.py", "outfolder/secret.py", "chain", "src/up/outside/secret.py", "src/up/root/src/a.py"]
)
def test_links_that_lead_out_are_not_opened(linked: WorkTree, path: str) -> None:
    if path.endswith("root/src/a.py"):  # out and back in: where it ends counts
        assert linked.read(path) == "x = 1\n"
        return
    assert why(linked, path) == "outside of the project"
    assert linked.kind_of(path) == "link"
    assert linked.digest(path) == "link"


@pytest.mark.parametrize(("path", "reason"), [("dangling", "not there"), ("loop", "too many levels of symbolic links")])
def test_links_to_nowhere(linked: WorkTree, path: str, reason: str) -> None:
    assert why(linked, path) == reason
    assert linked.kind_of(path) == "link"


def test_links_are_no_files_of_the_project(linked: WorkTree) -> None:
    assert list(linked.files) == ["src/a.py", "src/deep/b.py"]
    assert linked.kind_of("folder") == "folder" and linked.kind_of("outfolder") == "link"


def test_a_link_as_gitignore_is_not_followed(tmp_path: Path) -> None:
    write(tmp_path, "rules", text="*.py\n")
    root = write(tmp_path / "root", "a.py")
    (root / ".gitignore").symlink_to("../rules")
    assert list(WorkTree(root).files) == ["a.py"]


@pytest.mark.parametrize("has_git", [False, True])
def test_pipes_and_sockets_are_never_opened(tmp_path: Path, has_git: bool, monkeypatch: pytest.MonkeyPatch) -> None:
    write(tmp_path, "a.py")
    if has_git:
        git(tmp_path, "init", "-q")
    os.mkfifo(tmp_path / "pipe.py")
    (tmp_path / "to_pipe.py").symlink_to("pipe.py")
    monkeypatch.chdir(tmp_path)
    with socket.socket(socket.AF_UNIX) as listening:
        listening.bind("socket.py")
        tree = WorkTree(tmp_path)
        assert list(tree.files) == ["a.py"]
        for path in ("pipe.py", "to_pipe.py", "socket.py"):
            assert why(tree, path) == "not a regular file"
            assert tree.kind_of(path) == "file"
            assert len(tree.digest(path)) == 16


def test_a_device_is_never_opened(tmp_path: Path) -> None:
    (tmp_path / "zero").symlink_to("/dev/zero")
    assert why(WorkTree(tmp_path), "zero") == "outside of the project"


# what is in its files


def test_binary_large_and_odd_files(tmp_path: Path) -> None:
    (tmp_path / "b.py").write_bytes(b"a\0b")
    (tmp_path / "large.py").write_bytes(b"#" * 2_000_001)
    (tmp_path / "large.md").write_bytes(b"#" * 16_000_001)
    (tmp_path / "notes.md").write_bytes(b"#" * 10_000_000)
    (tmp_path / "latin.py").write_bytes(b"# caf\xe9\r\n")
    (tmp_path / "marked.py").write_bytes(b"\xef\xbb\xbfx = 1\n")
    (tmp_path / "wide.txt").write_bytes("é".encode("utf-16"))
    tree = WorkTree(tmp_path)
    assert why(tree, "b.py") == "binary, 0 kB"
    assert why(tree, "large.py") == "2 MB, too large"
    assert why(tree, "large.md") == "16 MB, too large"
    assert len(str(tree.read("notes.md"))) == 10_000_000
    assert tree.read("latin.py") == "# caf\ufffd\r\n"
    assert tree.read("marked.py") == "x = 1\n"
    assert tree.read("wide.txt") == "é"
    assert [found.path for found in tree.definitions("x")] == ["marked.py"]
    assert tree.with_word("caf") == ["latin.py"] and tree.with_word("zzz") == []


def test_files_that_vanish_or_change_meanwhile(tmp_path: Path) -> None:
    write(tmp_path, "a.py", "b.py", "c.py", "gone/d.py")
    tree = WorkTree(tmp_path)
    assert tree.read("a.py") == "x = 1\n"
    assert len(tree.files) == 4
    before = tree.digest("c.py")
    (tmp_path / "a.py").unlink()
    (tmp_path / "b.py").unlink()
    (tmp_path / "gone/d.py").unlink()
    (tmp_path / "gone").rmdir()
    (tmp_path / "gone").write_text("now a file")
    (tmp_path / "c.py").write_text("x = 2\n")
    assert tree.read("a.py") == "x = 1\n"  # one view
    assert tree.read("b.py") == Unread("b.py", "not there", is_absent=True)
    assert tree.read("gone/d.py") == Unread("gone/d.py", "not there", is_absent=True)
    assert [found.path for found in tree.definitions("x")] == ["c.py"]  # the words of a file are read at once
    assert tree.digest("a.py") == ""
    assert tree.digest("c.py") != before


def test_a_digest_sees_every_change(tmp_path: Path) -> None:
    write(tmp_path, "a.py", "d/x")
    tree = WorkTree(tmp_path)
    file, folder = tree.digest("a.py"), tree.digest("d")
    assert tree.digest("a.py") == file
    status = (tmp_path / "a.py").stat()
    (tmp_path / "a.py").write_text("x = 2\n")
    os.utime(tmp_path / "a.py", ns=(status.st_atime_ns, status.st_mtime_ns))
    assert tree.digest("a.py") != file
    (tmp_path / "a.py").write_text("x = 1\n")
    assert tree.digest("a.py") == file
    (tmp_path / "d/y").touch()
    assert tree.digest("d") != folder


def test_a_file_that_may_not_be_read(tmp_path: Path) -> None:
    write(tmp_path, "a.py", "shut/b.py")
    (tmp_path / "a.py").chmod(0)
    (tmp_path / "shut").chmod(0)
    try:
        if os.access(tmp_path / "a.py", os.R_OK):
            pytest.skip("this user reads everything")
        tree = WorkTree(tmp_path)
        assert why(tree, "a.py") == "permission denied"
        assert [(found.path, found.why) for found in tree.unlisted] == [("shut/", "permission denied")]
    finally:
        (tmp_path / "shut").chmod(0o700)
