"""Nested instruction files: given once, when something below them is touched."""

import os
from pathlib import Path

import pytest

from reverie.config.instructions import InstructionFile, NestedInstructions


@pytest.fixture
def root(tmp_path: Path) -> Path:
    (tmp_path / "repository").mkdir()
    return tmp_path / "repository"


def write(path: Path, text: str) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text)
    return path


def nested(root: Path, loaded: tuple[InstructionFile, ...] = (), *, trusted: bool = True) -> NestedInstructions:
    return NestedInstructions(root, loaded, trusted=trusted, home=root.parent)


def texts(files: tuple[InstructionFile, ...]) -> list[str]:
    return [file.text for file in files]


def test_files_on_the_way_are_given_once_the_outermost_first(root: Path) -> None:
    write(root / "AGENTS.md", "root")
    write(root / "a/AGENTS.md", "a")
    write(root / "a/CLAUDE.md", "a for claude")
    write(root / "a/b/CLAUDE.md", "b")
    found = nested(root)
    files = found.touched(root / "a/b/c/new.py")
    assert texts(files) == ["a", "a for claude", "b"]
    assert files[0] == InstructionFile(root / "a/AGENTS.md", "a", "repo", root / "a")
    assert found.touched(root / "a/b/other.py") == ()
    assert found.touched(root / "a/x.py") == ()
    assert found.touched(root / "x.py") == ()


def test_relative_paths_and_folders_count(root: Path) -> None:
    write(root / "a/AGENTS.md", "a")
    write(root / "b/AGENTS.md", "b")
    found = nested(root)
    assert texts(found.touched(Path("a"))) == ["a"]
    assert texts(found.touched(Path("a/../b/x.py"))) == ["b"]
    assert found.touched(Path(".")) == ()


def test_texts_that_the_model_has_are_not_given_again(root: Path) -> None:
    write(root / "AGENTS.md", "same")
    write(root / "a/AGENTS.md", "same")
    write(root / "b/AGENTS.md", "new @c.md")
    write(root / "b/c.md", "same")
    (root / "b/CLAUDE.md").symlink_to("AGENTS.md")
    found = nested(root, (InstructionFile(root / "AGENTS.md", "same", "repo"),))
    assert found.touched(root / "a/x") == ()
    assert texts(found.touched(root / "b/x")) == ["new @c.md"]
    assert found.take_notices() == ()


def test_imports_come_with_them_and_hold_for_the_same_folder(root: Path) -> None:
    write(root / "a/AGENTS.md", "a @../docs/rules.md @../../out.md")
    write(root / "docs/rules.md", "rules")
    write(root.parent / "out.md", "out")
    found = nested(root)
    assert [(file.text[:5], file.below) for file in found.touched(root / "a/x")] == [
        ("a @..", root / "a"),
        ("rules", root / "a"),
    ]
    assert len(found.take_notices()) == 1
    assert found.take_notices() == ()


def test_without_trust_nothing_is_opened(root: Path) -> None:
    write(root / "a/AGENTS.md", "a")
    found = nested(root, trusted=False)
    assert found.touched(root / "a/x") == () and found.renew() == ()


@pytest.mark.parametrize(
    "folder", ["node_modules/p", ".venv/lib", "x/Site-Packages/p", "vendor", "third_party/a", ".git"]
)
def test_dependencies_do_not_speak(root: Path, folder: str) -> None:
    write(root / folder / "AGENTS.md", "theirs")
    assert nested(root).touched(root / folder / "deep" / "x.py") == ()


def test_another_repository_does_not_speak(root: Path) -> None:
    write(root / "clone/.git", "gitdir: elsewhere")
    write(root / "clone/AGENTS.md", "theirs")
    write(root / "clone/deep/AGENTS.md", "theirs too")
    found = nested(root)
    assert found.touched(root / "clone/deep/x.py") == ()
    assert ["lies in another git repository" in line for line in found.take_notices()] == [True, True]


def test_what_lies_outside_is_not_looked_at(root: Path) -> None:
    write(root.parent / "AGENTS.md", "outside")
    write(root.parent / "other/AGENTS.md", "outside")
    (root / "link").symlink_to(root.parent / "other")
    write(root / "a/keep", "")
    (root / "a/AGENTS.md").symlink_to(root.parent / "AGENTS.md")
    found = nested(root)
    for path in (root.parent / "other/x", root / "link/x", root / "../other/x", root / "a/x", Path("/etc/passwd")):
        assert found.touched(path) == ()
    assert ["symbolic link" in line for line in found.take_notices()] == [True]


def test_a_link_inside_leads_to_the_real_folders_files(root: Path) -> None:
    write(root / "real/AGENTS.md", "real")
    (root / "link").symlink_to("real")
    assert [file.path for file in nested(root).touched(root / "link/x")] == [root / "real/AGENTS.md"]


def test_a_folder_is_looked_at_once_until_renewal(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (root / "a/b").mkdir(parents=True)
    looked: list[str] = []
    lexists = os.path.lexists

    def watched(path: Path) -> bool:
        looked.append(str(path))
        return lexists(path)

    monkeypatch.setattr(os.path, "lexists", watched)
    found = nested(root)
    for number in range(20):
        found.touched(root / "a" / f"{number}.py")
        found.touched(root / "a" / "b" / f"{number}.py")
    assert sorted(looked) == [
        str(root / name) for name in ("a/AGENTS.md", "a/CLAUDE.md", "a/b/AGENTS.md", "a/b/CLAUDE.md")
    ]
    write(root / "a/AGENTS.md", "late")
    assert found.touched(root / "a/x") == ()
    assert found.renew() == ()
    assert texts(found.touched(root / "a/x")) == ["late"]


def test_renewal_reads_again_what_was_given(root: Path) -> None:
    write(root / "a/AGENTS.md", "old")
    write(root / "b/AGENTS.md", "gone")
    write(root / "c/AGENTS.md", "never touched")
    found = nested(root)
    found.touched(root / "a/x")
    found.touched(root / "b/x")
    write(root / "a/AGENTS.md", "new @more.md")
    write(root / "a/more.md", "more")
    (root / "b/AGENTS.md").unlink()
    assert texts(found.renew()) == ["new @more.md", "more"]
    assert found.touched(root / "a/x") == ()
    assert texts(found.renew((InstructionFile(root / "AGENTS.md", "more", "repo"),))) == ["new @more.md"]


def test_odd_paths_are_nothing(root: Path) -> None:
    (root / "a").mkdir()
    os.mkfifo(root / "a/AGENTS.md")
    found = nested(root)
    for odd in ("a\0b", "x" * 5000, "\udcff", "a\nb/c"):
        assert found.touched(Path(odd)) == ()
    assert found.touched(Path("a/x")) == ()
    assert ["not a regular file" in line for line in found.take_notices()] == [True]
