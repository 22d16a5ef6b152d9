"""What `/init` proposes: a new file, or only what is missing in the one that is there."""

import os
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reverie.agent.survey import propose, survey
from reverie.agent.survey.proposal import HEADING
from reverie.storage.errors import UnusableFile


@pytest.fixture
def root(tmp_path: Path) -> Path:
    (tmp_path / "Makefile").write_text("test:\n\tpytest -q\nlint:\n\truff check .\n")
    (tmp_path / "go.mod").write_text("module x\n")
    return tmp_path


def test_without_a_file_the_whole_survey_is_proposed(root: Path) -> None:
    found = propose(root)
    assert (found.path, found.before, found.after) == (root / "AGENTS.md", "", survey(root))
    assert not (root / "AGENTS.md").exists()


def test_only_commands_that_are_missing_are_added(root: Path) -> None:
    (root / "AGENTS.md").write_text("# Mine\n\nRun `make test` first.\n")
    found = propose(root)
    assert found.after == (
        f"# Mine\n\nRun `make test` first.\n\n{HEADING}\n\n"
        "- Build: `go build ./...` (go.mod)\n"
        "- Check: `make lint` (Makefile, runs `ruff check .`)\n"
    )


def test_nothing_missing_changes_nothing(root: Path) -> None:
    text = "Build with go build ./cmd/x, test with .venv/bin/pytest -q, lint: uv run ruff  check src"
    (root / "AGENTS.md").write_text(text)
    found = propose(root)
    assert found.after == found.before == text


def test_what_only_looks_like_a_command_does_not_name_it(root: Path) -> None:
    (root / "AGENTS.md").write_text("see make test-all, remake test, pytest-q and go build-x; make lint; go build")
    assert "`make test`" in propose(root).after and "`make lint`" not in propose(root).after


def test_a_second_proposal_adds_below_the_same_heading(root: Path) -> None:
    (root / "AGENTS.md").write_text("# Mine\n")
    (root / "AGENTS.md").write_text(propose(root).after + "\n## More\n\nwords\n")
    assert propose(root).after == propose(root).before
    (root / "Cargo.toml").write_text("")
    found = propose(root)
    added = "- Build: `cargo build` (Cargo.toml)\n- Test: `cargo test` (Cargo.toml)\n"
    assert found.after.replace(added, "") == found.before
    assert found.after.count(HEADING) == 1 and found.after.endswith(added + "\n## More\n\nwords\n")


@given(
    st.text(alphabet="ab #-`\n\r@", max_size=60),
    st.sampled_from(["", "\ufeff"]),
    st.sampled_from(["", f"\n{HEADING}\n", f"\r\n{HEADING}\r\n\r\n- x\r\nend", f"\n{HEADING}"]),
)
def test_all_other_bytes_stay_and_it_settles(
    tmp_path_factory: pytest.TempPathFactory, text: str, mark: str, tail: str
) -> None:
    root = tmp_path_factory.mktemp("project", numbered=True)
    (root / "go.mod").write_text("")
    before = (mark + "words " + text + tail).encode()
    (root / "AGENTS.md").write_bytes(before)
    first = propose(root)
    after = first.after.encode()
    same = next(
        (place for place, pair in enumerate(zip(before, after, strict=False)) if len(set(pair)) > 1), len(before)
    )
    assert after.endswith(before[same:]) and len(after) > len(before)
    (root / "AGENTS.md").write_bytes(after)
    second = propose(root)
    assert second.after == second.before == first.after


def test_line_endings_are_kept(root: Path) -> None:
    (root / "AGENTS.md").write_bytes(b"# Mine\r\n")
    assert "\n" not in propose(root).after.replace("\r\n", "")


def test_claudes_file_is_extended_where_it_is_the_only_one(root: Path) -> None:
    (root / "CLAUDE.md").write_text("make test, make lint")
    assert propose(root).path == root / "CLAUDE.md"
    (root / "AGENTS.md").write_text("go build ./...")
    assert propose(root).after == "go build ./..."
    (root / "AGENTS.md").unlink()
    (root / "AGENTS.md").symlink_to("CLAUDE.md")
    assert propose(root).path == root / "CLAUDE.md"


def test_an_empty_file_is_filled(root: Path) -> None:
    (root / "AGENTS.md").write_text("\n")
    assert propose(root).after == survey(root)


@pytest.mark.parametrize("kind", ["link", "pipe", "folder", "bytes", "huge"])
def test_a_file_that_cannot_be_extended_is_refused(tmp_path: Path, kind: str) -> None:
    root = tmp_path / "project"
    root.mkdir()
    path = root / "AGENTS.md"
    if kind == "link":
        (tmp_path / "outside.md").write_text("x")
        path.symlink_to("../outside.md")
    elif kind == "pipe":
        os.mkfifo(path)
    elif kind == "folder":
        path.mkdir()
    else:
        path.write_bytes(b"\xff" if kind == "bytes" else b"x" * (1024 * 1024 + 1))
    with pytest.raises(UnusableFile, match=r"AGENTS\.md'") as refused:
        propose(root)
    assert "\n" not in str(refused.value)
