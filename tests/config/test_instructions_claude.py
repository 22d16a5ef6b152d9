"""`~/.claude/CLAUDE.md`: offered when it is there, loaded when the person said so."""

from pathlib import Path

from reverie.config.instructions import claude_file, load_instructions
from reverie.config.places import Places


def test_it_is_offered_only_when_it_is_a_file(tmp_path: Path) -> None:
    assert claude_file(tmp_path) is None
    (tmp_path / ".claude" / "CLAUDE.md").mkdir(parents=True)
    assert claude_file(tmp_path) is None
    (tmp_path / ".claude" / "CLAUDE.md").rmdir()
    (tmp_path / ".claude" / "CLAUDE.md").write_text("mine")
    assert claude_file(tmp_path) == tmp_path / ".claude" / "CLAUDE.md"


def test_it_is_the_persons_and_comes_after_their_own(tmp_path: Path) -> None:
    root = tmp_path / "project"
    places = Places(tmp_path / "config", tmp_path / "data", tmp_path / "state", tmp_path / "cache")
    for path, text in (
        (places.config / "AGENTS.md", "own"),
        (tmp_path / ".claude" / "CLAUDE.md", "claude @more.md"),
        (tmp_path / ".claude" / "more.md", "more"),
        (root / "AGENTS.md", "project"),
    ):
        path.parent.mkdir(exist_ok=True)
        path.write_text(text)
    without = load_instructions(root, places, trusted=True, home=tmp_path)
    assert [file.text for file in without.files] == ["own", "project"]
    found = load_instructions(root, places, trusted=True, claude=True, home=tmp_path)
    assert [(file.text, file.origin) for file in found.files] == [
        ("own", "human"),
        ("claude @more.md", "human"),
        ("more", "human"),
        ("project", "repo"),
    ]


def test_the_same_text_as_the_persons_own_is_loaded_once(tmp_path: Path) -> None:
    places = Places(tmp_path / "config", tmp_path / "data", tmp_path / "state", tmp_path / "cache")
    places.config.mkdir()
    (tmp_path / ".claude").mkdir()
    (places.config / "AGENTS.md").write_text("mine")
    (tmp_path / ".claude" / "CLAUDE.md").symlink_to(places.config / "AGENTS.md")
    found = load_instructions(tmp_path / "p", places, trusted=True, claude=True, home=tmp_path)
    assert len(found.files) == 1 and found.notices == ()
