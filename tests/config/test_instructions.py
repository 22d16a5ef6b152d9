import os
from pathlib import Path

import pytest

from reverie.config.instructions import MOST_BYTES, InstructionFile, load_instructions, repository_files
from reverie.config.places import Places


@pytest.fixture
def places(tmp_path: Path) -> Places:
    places = Places(tmp_path / "config", tmp_path / "data", tmp_path / "state", tmp_path / "cache")
    places.config.mkdir()
    return places


@pytest.fixture
def root(tmp_path: Path) -> Path:
    (tmp_path / "repository").mkdir()
    return tmp_path / "repository"


def test_nothing_there_is_nothing_loaded(root: Path, places: Places) -> None:
    found = load_instructions(root, places, trusted=True)
    assert (found.files, found.notices) == ((), ())


def test_the_repository_speaks_only_when_trusted(root: Path, places: Places) -> None:
    (places.config / "AGENTS.md").write_text("mine\n")
    (root / "AGENTS.md").write_text("theirs")
    (root / "CLAUDE.md").write_text("more of theirs")
    mine = InstructionFile(places.config / "AGENTS.md", "mine", "human")
    assert load_instructions(root, places, trusted=False).files == (mine,)
    assert load_instructions(root, places, trusted=True).files == (
        mine,
        InstructionFile(root / "AGENTS.md", "theirs", "repo"),
        InstructionFile(root / "CLAUDE.md", "more of theirs", "repo"),
    )


def test_identical_texts_load_once(root: Path, places: Places) -> None:
    (root / "AGENTS.md").write_text("same")
    (root / "CLAUDE.md").symlink_to("AGENTS.md")
    assert [file.path.name for file in load_instructions(root, places, trusted=True).files] == ["AGENTS.md"]


def test_a_link_that_leaves_the_repository_is_not_followed(root: Path, places: Places, tmp_path: Path) -> None:
    (tmp_path / "secret").write_text("secret")
    (tmp_path / "link").symlink_to(tmp_path)
    (root / "AGENTS.md").symlink_to("../secret")
    (root / "CLAUDE.md").symlink_to(tmp_path / "link" / "secret")
    found = load_instructions(root, places, trusted=True)
    assert found.files == ()
    assert [
        f"'{root / name}' was not read" in notice
        for name, notice in zip(("AGENTS.md", "CLAUDE.md"), found.notices, strict=True)
    ] == [True, True]


def test_a_person_may_link_their_own_file(root: Path, places: Places, tmp_path: Path) -> None:
    (tmp_path / "dotfiles").write_text("mine")
    (places.config / "AGENTS.md").symlink_to(tmp_path / "dotfiles")
    assert load_instructions(root, places, trusted=False).files[0].text == "mine"


def test_a_large_file_is_cut_with_a_note(root: Path, places: Places) -> None:
    (root / "AGENTS.md").write_text("é" * MOST_BYTES)
    (root / "CLAUDE.md").write_text("x" + "é" * MOST_BYTES)  # the cut falls into a character
    found = load_instructions(root, places, trusted=True)
    for file in found.files:
        text, note = file.text.split("\n")
        assert len(text.encode()) in (MOST_BYTES, MOST_BYTES - 1)
        assert "�" not in text
        assert str(file.path) in note
    assert len(found.notices) == 2
    assert "only the first 32,768 were loaded" in found.notices[0]


def test_bytes_that_are_no_text_are_replaced(root: Path, places: Places) -> None:
    (root / "AGENTS.md").write_bytes(b"\xef\xbb\xbfcaf\xe9")
    assert load_instructions(root, places, trusted=True).files[0].text == "caf�"


def test_what_is_no_regular_file_is_named(root: Path, places: Places) -> None:
    (root / "AGENTS.md").mkdir()
    os.mkfifo(root / "CLAUDE.md")
    found = load_instructions(root, places, trusted=True)
    assert found.files == ()
    assert ["is not a regular file" in notice for notice in found.notices] == [True, True]


def test_the_repository_is_asked_about_only_for_files_it_has(root: Path) -> None:
    assert repository_files(root) == ()
    (root / "CLAUDE.md").write_text("theirs")
    assert repository_files(root) == (root / "CLAUDE.md",)
