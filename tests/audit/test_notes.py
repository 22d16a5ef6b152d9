"""Which files are notes, and of which project each speaks."""

import os
from collections.abc import Mapping
from pathlib import Path

import pytest
from tests.audit.projects import commit, write

from reverie.audit.errors import CannotCheck
from reverie.audit.notes.finding import Surroundings, find_notes
from reverie.audit.notes.names import is_note, is_of_project
from reverie.audit.notes.roots import project_root


@pytest.fixture
def home(tmp_path: Path) -> Path:
    return write(tmp_path / "home", {".bashrc": ""})


def shown(home: Path, folder: Path, *paths: str, environ: Mapping[str, str] | None = None) -> list[str]:
    return [note.shown for note in find_notes(paths, Surroundings(folder, home, environ or {}))]


@pytest.mark.parametrize(
    "path",
    [
        *("AGENTS.md", "pkg/CLAUDE.md", "README", "README.rst", "pkg/README.md", "CONTRIBUTING.md", "docs/a/b.md"),
        *(".cursorrules", ".github/copilot-instructions.md", "doc/x.txt", "docs/x.rst", ".cursor/rules/a.mdc"),
    ],
)
def test_what_is_looked_at(path: str) -> None:
    assert is_note(path) and is_of_project(path)


@pytest.mark.parametrize(
    "path",
    [
        *("src/a.py", "requirements.txt", "docs/requirements.txt", "tests/data/README.md", "node_modules/a/README.md"),
        *("examples/a/README.md", "vendor/a/AGENTS.md", "notes.md", "docs/logo.png", "CMakeLists.txt", "LICENSE.txt"),
    ],
)
def test_what_is_not(path: str) -> None:
    assert not is_of_project(path)


def test_the_root_is_that_of_the_repository(home: Path) -> None:
    root = write(home / "app", {"pkg/pyproject.toml": "", "pkg/docs/a.md": "", "pyproject.toml": ""})
    commit(root)
    assert project_root(root / "pkg" / "docs", home) == root


def test_a_package_that_was_unpacked_is_its_own_project(home: Path) -> None:
    root = write(home / "app", {".gitignore": "tmp/\n", "tmp/pkg-1/PKG-INFO": "", "tmp/pkg-1/docs/a.md": ""})
    commit(root)
    assert project_root(root / "tmp" / "pkg-1" / "docs", home) == root / "tmp" / "pkg-1"


def test_without_a_repository_it_is_the_folder_with_a_manifest(home: Path) -> None:
    write(home / "app", {"package.json": "{}", "docs/package.json": "{}", "docs/guide/a.md": ""})
    assert project_root(home / "app" / "docs" / "guide", home) == home / "app"
    write(home, {"package.json": "{}", "loose/a.md": ""})
    assert project_root(home / "loose", home) == home / "loose"  # a home directory is no project


def test_notes_of_a_project_are_found_from_any_folder_of_it(home: Path) -> None:
    root = write(
        home / "app",
        {"AGENTS.md": "", "src/a.py": "", "docs/a.md": "", ".gitignore": "docs/made/\n", "docs/made/b.md": ""},
    )
    commit(root)
    assert shown(home, root) == ["AGENTS.md", "docs/a.md"]
    assert shown(home, root / "src") == ["../AGENTS.md", "../docs/a.md"]
    assert shown(home, root, "docs") == ["docs/a.md", "docs/made/b.md"]
    assert shown(home, root, "AGENTS.md", "AGENTS.md", ".") == ["AGENTS.md", "docs/a.md"]


def test_links_are_not_notes_of_their_own(home: Path) -> None:
    root = write(home / "app", {"AGENTS.md": "", "pyproject.toml": ""})
    os.symlink("AGENTS.md", root / "CLAUDE.md")
    os.symlink("/etc", root / "docs")
    assert shown(home, root) == ["AGENTS.md"]


def test_what_other_agents_keep_is_found_where_they_are_told_to_keep_it(home: Path) -> None:
    root = write(home / "app", {"pyproject.toml": ""})
    name = "".join(sign if sign.isalnum() else "-" for sign in str(root))
    elsewhere = write(home / "agents", {f"projects/{name}/memory/MEMORY.md": "", "memories/MEMORY.md": ""})
    environ = {"CLAUDE_CONFIG_DIR": str(elsewhere), "CODEX_HOME": str(elsewhere)}
    found = find_notes([], Surroundings(root, home, environ))
    assert [note.shown for note in found] == [
        f"~/agents/projects/{name}/memory/MEMORY.md",
        "~/agents/memories/MEMORY.md",
    ]
    assert {note.root for note in found} == {root}


@pytest.mark.parametrize("path", ["gone.md", "empty"])
def test_what_cannot_be_checked_is_one_line(home: Path, path: str) -> None:
    (home / "empty").mkdir()
    with pytest.raises(CannotCheck, match=rf"'{path}' .*name a note"):
        shown(home, home, path)


def test_a_pipe_is_never_opened(home: Path) -> None:
    os.mkfifo(home / "pipe.md")
    with pytest.raises(CannotCheck):
        shown(home, home, "pipe.md")


def test_imports_in_circles_end(home: Path) -> None:
    root = write(
        home / "app",
        {
            "AGENTS.md": "@a.md @b/c.md @../out.md @~/x.md @/etc/passwd.md",
            "a.md": "@AGENTS.md",
            "b/c.md": "@c.md @../a.md",
        },
    )
    write(home, {"out.md": "", "x.md": ""})
    assert shown(home, root, "AGENTS.md") == ["AGENTS.md", "a.md", "b/c.md"]
