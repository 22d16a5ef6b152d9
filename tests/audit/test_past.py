"""Sentences that were so when their line was written: found when they are not so now, wherever the line went since."""

import subprocess
from datetime import date
from pathlib import Path

import pytest
from tests.config.repositories import git, needs_git

from reverie.audit.auditing import audit
from reverie.audit.past.history import WrittenAt
from reverie.audit.past.lines import numbers_before
from reverie.audit.values import Judged, Note

pytestmark = needs_git

TODAY = date(2026, 11, 1)
OLD = {
    "src/app/retry.py": "def retry(call, times=3):\n    return call\n\n\ndef old_helper_name(x):\n    return x\n",
    "src/app/store.py": "LIMIT = 5\n\n\nclass Store:\n    def put(self, key):\n        return key\n",
}
NEW = {
    "src/app/retry.py": "def retry(call, times=5):\n    return call\n",
    "src/app/store.py": None,
    "src/app/storage.py": "LIMIT = 5\n",
}
NOTES = (
    "# Notes\n\n`retry()` takes `times=3`.\n\nThe limit is in `src/app/store.py`.\n\nUse `old_helper_name` for it.\n"
)


def write(root: Path, files: dict[str, str | None]) -> None:
    for name, text in files.items():
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        if text is None:
            path.unlink()
        else:
            path.write_text(text)


def commit(root: Path, files: dict[str, str | None]) -> str:
    root.mkdir(exist_ok=True)
    if not (root / ".git").exists():
        git(root, "init", "-q")
        git(root, "commit", "-q", "--allow-empty", "-m", "first")
    write(root, files)
    git(root, "add", "--all")
    git(root, "commit", "-q", "--allow-empty", "-m", "x")
    return git(root, "rev-parse", "HEAD")


def found(root: Path, note: str = "NOTES.md", project: Path | None = None) -> list[Judged]:
    """What is called untrue in a note, in order."""
    real = (project or root).resolve()
    (one,) = audit([Note(note, real, note, real, note)], TODAY)
    assert not one.trouble
    return [judged for judged in one.judged if judged.word in ("refuted", "moved")]


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """Notes that held, and the code a year later."""
    root = tmp_path / "app"
    commit(root, {**OLD, "NOTES.md": NOTES})
    commit(root, dict(NEW))
    return root


def test_what_held_and_does_not_now_is_untrue_since_its_commit(project: Path) -> None:
    since = git(project, "rev-parse", "HEAD~1")
    assert [(one.line, one.since) for one in found(project)] == [(3, since), (5, since), (7, since)]


def test_what_never_held_is_not_accused(tmp_path: Path) -> None:
    root = tmp_path / "app"
    commit(root, dict(OLD))
    commit(root, {"NOTES.md": "`retry()` takes `times=9`.\n\nSee `src/app/stores.py` and `elsewhere_called_so`.\n"})
    assert found(root) == []
    commit(root, {"src/app/retry.py": "def retry(call, times=5):\n    return call\n"})
    assert found(root) == []


def test_what_still_holds_is_not_accused(tmp_path: Path) -> None:
    root = tmp_path / "app"
    commit(root, {**OLD, "NOTES.md": NOTES})
    commit(root, {"README.md": "x\n"})
    assert found(root) == []


def test_a_note_is_followed_through_its_renames(project: Path) -> None:
    git(project, "mv", "NOTES.md", "GUIDELINES.md")
    git(project, "commit", "-q", "-m", "rename")
    assert [one.line for one in found(project, "GUIDELINES.md")] == [3, 5, 7]


def test_lines_that_moved_keep_their_commit(project: Path) -> None:
    since = git(project, "rev-parse", "HEAD~1")
    first, rest = NOTES.split("`retry()`", 1)
    head, _, tail = ("`retry()`" + rest).partition("\n\nThe limit")
    commit(project, {"NOTES.md": f"{first}A new line above.\n\nThe limit{tail}\n{head}\n"})
    (project / "NOTES.md").write_text("not committed\n\n" + (project / "NOTES.md").read_text())
    assert {one.since for one in found(project)} == {since}
    assert len(found(project)) == 3


def test_a_line_that_was_laid_out_anew_is_asked_of_before(project: Path) -> None:
    (since, *_) = git(project, "rev-parse", "HEAD~1").split()
    commit(project, {"NOTES.md": "# Notes\n\nThe limit is set\nin `src/app/store.py`.\n"})
    assert found(project) == []
    commit(project, {"NOTES.md": NOTES.replace("The limit", "  The limit")})
    assert since not in {one.since for one in found(project) if one.line == 3}


def test_squashed_history_is_as_before(tmp_path: Path) -> None:
    """All in the first commit: nothing is known of when a line was written, so only strong grounds accuse."""
    root = tmp_path / "app"
    root.mkdir()
    write(root, {**OLD, "NOTES.md": "`retry()` in `src/app/retry.py` takes `times=9`.\n"})
    git(root, "init", "-q")
    git(root, "add", "--all")
    git(root, "commit", "-q", "-m", "all")
    assert [one.since for one in found(root)] == [""]


def test_a_shallow_clone_knows_nothing_of_its_last_commit(project: Path, tmp_path: Path) -> None:
    git(tmp_path, "clone", "-q", "--depth=1", f"file://{project}", "shallow")
    assert {one.since for one in found(tmp_path / "shallow")} <= {""}
    git(tmp_path, "clone", "-q", "--depth=2", f"file://{project}", "two")
    assert {one.since for one in found(tmp_path / "two")} <= {""}


def test_a_worktree_has_its_own_head(project: Path, tmp_path: Path) -> None:
    git(project, "worktree", "add", "-q", str(tmp_path / "beside"), "HEAD")
    git(project, "checkout", "-q", "--orphan", "empty")
    git(project, "rm", "-r", "-q", "-f", ".")
    git(project, "commit", "-q", "--allow-empty", "-m", "empty")
    assert [one.line for one in found(tmp_path / "beside")] == [3, 5, 7]


def test_a_submodule_has_its_own_history(project: Path, tmp_path: Path) -> None:
    outer = tmp_path / "outer"
    commit(outer, {"README.md": "x\n"})
    git(outer, "submodule", "add", "-q", str(project), "inner")
    assert [one.line for one in found(outer / "inner")] == [3, 5, 7]


def test_a_project_may_lie_below_the_top(tmp_path: Path) -> None:
    root = tmp_path / "app"
    commit(root, {f"part/{name}": text for name, text in {**OLD, "NOTES.md": NOTES}.items()})
    commit(root, {f"part/{name}": text for name, text in NEW.items()})
    assert [one.line for one in found(root / "part")] == [3, 5, 7]


def test_history_and_plans_stay_unaccused(tmp_path: Path) -> None:
    root = tmp_path / "app"
    text = "`retry()` used to take `times=3`.\n\n# Changelog\n\n`retry()` takes `times=3`.\n"
    commit(root, {**OLD, "NOTES.md": text})
    commit(root, dict(NEW))
    assert found(root) == []


def test_what_is_called_deprecated_must_still_be_there(tmp_path: Path) -> None:
    root = tmp_path / "app"
    commit(root, {**OLD, "NOTES.md": "`old_helper_name` is deprecated.\n"})
    assert found(root) == []
    commit(root, dict(NEW))
    assert [one.line for one in found(root)] == [1]


def test_advice_to_pass_commits_over_is_not_obeyed(project: Path) -> None:
    (project / "ignored").write_text(git(project, "rev-parse", "HEAD~1") + "\n")
    git(project, "config", "blame.ignoreRevsFile", str(project / "ignored"))
    assert len(found(project)) == 3


def test_nothing_that_a_repository_names_is_run(project: Path, tmp_path: Path) -> None:
    program = f"touch {tmp_path / 'ran'}"
    for key in ("core.fsmonitor", "diff.external", "diff.evil.textconv", "filter.evil.clean", "filter.evil.smudge"):
        git(project, "config", key, program)
    (project / ".gitattributes").write_text("* diff=evil filter=evil\n")
    (tmp_path / "ran").unlink(missing_ok=True)
    assert len(found(project)) == 3
    assert not (tmp_path / "ran").exists()


def test_a_damaged_history_accuses_nobody_by_itself(project: Path) -> None:
    blobs = git(project, "rev-parse", "HEAD~1:src/app/retry.py", "HEAD~1:src/app/store.py", "HEAD~1^{tree}")
    for name in blobs.split():
        file = project / ".git/objects" / name[:2] / name[2:]
        file.chmod(0o600)
        file.write_bytes(b"damaged")
    assert {one.since for one in found(project)} <= {""}


def test_time_that_is_over_leaves_the_rest_unknown(project: Path) -> None:
    seconds = iter([0.0, *[100.0] * 10])
    past = WrittenAt(project.resolve(), TODAY, clock=lambda: next(seconds))
    assert past.lines("NOTES.md", NOTES).commits == {}
    assert past.decider(git(project, "rev-parse", "HEAD")) is None
    past.close()


@pytest.mark.parametrize("place", ["", "missing.md", "../NOTES.md", "src", "a\nb.md"])
def test_a_note_that_is_not_committed_is_not_known(project: Path, place: str) -> None:
    past = WrittenAt(project.resolve(), TODAY)
    assert past.lines(place, NOTES).commits == {}
    past.close()


def test_without_git_it_is_as_before(project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", "/nowhere")
    with pytest.raises(FileNotFoundError):
        subprocess.run(["git"], check=False)
    assert {one.since for one in found(project)} <= {""}


@pytest.mark.parametrize(
    ("before", "now", "numbers"),
    [
        ("abc", "abc", {1: 1, 2: 2, 3: 3}),
        ("abc", "xabc", {2: 1, 3: 2, 4: 3}),
        ("abcd", "axd", {1: 1, 3: 4}),
        ("abcde", "acxde", {1: 1, 2: 3, 4: 4, 5: 5}),
        ("", "ab", {}),
        ("ab", "", {}),
        ("aa", "a", {1: 1}),
    ],
)
def test_lines_are_known_again(before: str, now: str, numbers: dict[int, int]) -> None:
    assert numbers_before(before, now) == numbers
