"""Which commits are behind HEAD: on branches, in worktrees, during a bisect, in a shallow clone, without git."""

from pathlib import Path

from tests.config.repositories import git, needs_git, repository

from reverie.checks.check import CommitIs
from reverie.checks.history import GitHistory
from reverie.checks.running import decide
from reverie.code.work_tree import WorkTree

from .situations import TODAY

pytestmark = needs_git


def head(folder: Path) -> str:
    return git(folder, "rev-parse", "HEAD")


def test_ancestors_are_behind_head(tmp_path: Path) -> None:
    folder = repository(tmp_path / "a", "one", "two")
    history = GitHistory(folder)
    first = git(folder, "rev-parse", "HEAD~1")
    assert history.head == head(folder)
    assert history.contains(head(folder)) is True
    assert history.contains(first) is True
    assert history.contains(first[:8]) is True
    assert history.is_shallow is False


def test_another_branch_is_not(tmp_path: Path) -> None:
    folder = repository(tmp_path / "a", "one")
    git(folder, "checkout", "-q", "-b", "topic")
    git(folder, "commit", "-q", "--allow-empty", "-m", "topic")
    topic = head(folder)
    git(folder, "checkout", "-q", "main")
    assert GitHistory(folder).contains(topic) is False
    git(folder, "checkout", "-q", "--detach", topic)
    assert GitHistory(folder).contains(topic) is True
    assert decide(CommitIs(topic[:9]), WorkTree(folder), today=TODAY, history=GitHistory(folder)).word == "verified"


def test_head_stays_while_the_object_lives(tmp_path: Path) -> None:
    folder = repository(tmp_path / "a", "one")
    history = GitHistory(folder)
    before = history.head
    git(folder, "commit", "-q", "--allow-empty", "-m", "two")
    assert history.head == before
    assert GitHistory(folder).head != before


def test_a_bisect_goes_back(tmp_path: Path) -> None:
    folder = repository(tmp_path / "a", "1", "2", "3", "4", "5")
    last = head(folder)
    git(folder, "bisect", "start", "HEAD", "HEAD~4")
    assert GitHistory(folder).contains(last) is False
    assert GitHistory(folder).contains(git(folder, "rev-parse", "main~4")) is True


def test_a_worktree_has_a_head_of_its_own(tmp_path: Path) -> None:
    folder = repository(tmp_path / "a", "one")
    git(folder, "worktree", "add", "-q", "-b", "topic", str(tmp_path / "b"))
    git(tmp_path / "b", "commit", "-q", "--allow-empty", "-m", "topic")
    topic = head(tmp_path / "b")
    assert GitHistory(tmp_path / "b").head == topic
    assert GitHistory(tmp_path / "b").contains(head(folder)) is True
    assert GitHistory(folder).contains(topic) is False


def test_a_folder_within_asks_its_repository(tmp_path: Path) -> None:
    folder = repository(tmp_path / "a", "one")
    (folder / "src").mkdir()
    assert GitHistory(folder / "src").contains(head(folder)) is True


def test_a_shallow_clone_does_not_know_the_past(tmp_path: Path) -> None:
    folder = repository(tmp_path / "a", "one", "two", "three")
    git(tmp_path, "clone", "-q", "--depth", "1", f"file://{folder}", "b")
    history = GitHistory(tmp_path / "b")
    assert history.is_shallow is True
    assert history.contains(head(folder)) is True
    assert history.contains(git(folder, "rev-parse", "HEAD~1")) is None
    found = decide(CommitIs("0123abcd"), WorkTree(tmp_path / "b"), today=TODAY, history=history)
    assert (found.word, found.why) == ("unverified", "the history at hand does not tell")


def test_a_branch_beside_a_shallow_history_is_not_denied(tmp_path: Path) -> None:
    folder = repository(tmp_path / "a", "one", "two")
    git(folder, "branch", "old", "HEAD~1")
    git(tmp_path, "clone", "-q", "--depth", "1", "--no-single-branch", f"file://{folder}", "b")
    assert GitHistory(tmp_path / "b").contains(git(folder, "rev-parse", "old")) is None


def test_what_is_not_known_is_not_denied(tmp_path: Path) -> None:
    folder = repository(tmp_path / "a", "one")
    history = GitHistory(folder)
    assert history.contains("f" * 40) is None
    assert history.contains("--help") is None
    assert history.contains("") is None


def test_no_repository_and_no_commit(tmp_path: Path) -> None:
    (tmp_path / "a").mkdir()
    assert GitHistory(tmp_path / "a", {"HOME": str(tmp_path), "PATH": "/usr/bin:/bin"}).contains("1234abcd") is None
    (tmp_path / "b").mkdir()
    git(tmp_path / "b", "init", "-q")
    history = GitHistory(tmp_path / "b")
    assert history.head is None
    assert history.contains("1234abcd") is None


def test_without_git(tmp_path: Path) -> None:
    folder = repository(tmp_path / "a", "one")
    assert GitHistory(folder, {"PATH": "/nowhere"}).contains(head(folder)) is None


def test_a_git_file_that_claims_another_repository_is_not_believed(tmp_path: Path) -> None:
    folder = repository(tmp_path / "a", "one")
    (tmp_path / "b").mkdir()
    (tmp_path / "b" / ".git").write_text(f"gitdir: {folder / '.git'}\n")
    assert GitHistory(tmp_path / "b").contains(head(folder)) is None
