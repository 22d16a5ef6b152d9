"""What does not hold here may hold on the branch where it was seen: then nobody says that it is no longer true."""

import shutil
from pathlib import Path

import pytest

from reverie.memory.doubt import Standing
from reverie.memory.fact import Fact
from reverie.memory.store import Memory

from .doubting import a_memory_of, a_repository, commit, git, put, remembered, standing

OLD = {"app.py": "PORT = 80\n", "README.md": "an app\n"}
NEW = {"app.py": "PORT = 8080\n"}
CHECK = "value `PORT = 8080` in `app.py`"
TITLE = "It listens on 8080"


@pytest.fixture
def root(tmp_path: Path) -> Path:
    return a_repository(tmp_path / "project", OLD)


@pytest.fixture
def memory(tmp_path: Path, root: Path) -> Memory:
    return a_memory_of(root, tmp_path / "memory")


def seen_at_head(memory: Memory, root: Path) -> Fact:
    fact = remembered(memory, TITLE, CHECK)
    assert CHECK in fact.checks
    assert fact.commit == git(root, "rev-parse", "HEAD")[:12]
    return fact


def is_excused(found: Standing, why: str) -> None:
    assert found.word == "unverified"
    assert found.may_leave
    assert found.said == f"unverified since 2026-11-22: {why}"
    assert found.becomes is None


ELSEWHERE = "it was seen on another branch"
UNKNOWN = "the history at hand does not tell whether it was seen on this branch"
UNCOMMITTED = "it was seen in changes that are not here"


def test_a_fact_that_holds_is_verified_at_the_commit_that_is_checked_out(memory: Memory, root: Path) -> None:
    commit(root, NEW)
    fact = seen_at_head(memory, root)
    later = commit(root, {"README.md": "the app\n"})
    assert standing(memory, root, fact).said == f"verified at {later[:7]}"


def test_a_later_commit_of_the_same_branch_makes_it_untrue(memory: Memory, root: Path) -> None:
    commit(root, NEW)
    fact = seen_at_head(memory, root)
    commit(root, {"app.py": "PORT = 9090\n"})
    found = standing(memory, root, fact)
    assert (found.word, found.may_leave) == ("refuted", False)
    assert found.said.startswith("no longer true: ")
    assert "9090" in found.now
    assert "app.py" in found.files


def test_a_change_that_is_not_committed_counts_as_what_is_there(memory: Memory, root: Path) -> None:
    commit(root, NEW)
    fact = seen_at_head(memory, root)
    put(root, {"app.py": "PORT = 9090\n"})
    assert standing(memory, root, fact).word == "refuted"
    put(root, NEW)
    assert standing(memory, root, fact).word == "verified"


def test_checkout_of_another_branch(memory: Memory, root: Path) -> None:
    git(root, "checkout", "--quiet", "-b", "feature")
    commit(root, NEW)
    fact = seen_at_head(memory, root)
    git(root, "checkout", "--quiet", "main")
    is_excused(standing(memory, root, fact), ELSEWHERE)
    git(root, "checkout", "--quiet", "feature")
    assert standing(memory, root, fact).word == "verified"
    git(root, "checkout", "--quiet", "main")
    git(root, "merge", "--quiet", "feature")
    commit(root, {"app.py": "PORT = 9090\n"})
    assert standing(memory, root, fact).word == "refuted"


def test_a_bisect_takes_nothing_away(memory: Memory, root: Path) -> None:
    good = git(root, "rev-parse", "HEAD")
    commit(root, {"README.md": "one\n"})
    commit(root, {"README.md": "two\n"})
    commit(root, NEW)
    fact = seen_at_head(memory, root)
    git(root, "bisect", "start", "HEAD", good)
    assert "PORT = 80\n" in (root / "app.py").read_text()
    is_excused(standing(memory, root, fact), ELSEWHERE)
    git(root, "bisect", "reset")
    assert standing(memory, root, fact).word == "verified"


def test_a_detached_head_before_it(memory: Memory, root: Path) -> None:
    commit(root, NEW)
    fact = seen_at_head(memory, root)
    git(root, "checkout", "--quiet", "--detach", "HEAD~1")
    is_excused(standing(memory, root, fact), ELSEWHERE)


def test_worktrees_share_a_memory_and_each_has_its_own_head(memory: Memory, root: Path, tmp_path: Path) -> None:
    git(root, "worktree", "add", "--quiet", "-b", "old", str(tmp_path / "old"))
    commit(root, NEW)
    fact = seen_at_head(memory, root)
    other = (tmp_path / "old").resolve()
    for _ in range(2):
        is_excused(standing(memory, other, fact), ELSEWHERE)
        assert standing(memory, root, fact).word == "verified"
    git(other, "merge", "--quiet", "main")
    assert standing(memory, other, fact).said == f"verified at {git(other, 'rev-parse', 'HEAD')[:7]}"
    commit(other, {"app.py": "PORT = 9090\n"})
    assert standing(memory, other, fact).word == "refuted"
    assert standing(memory, root, fact).word == "verified"


def test_a_fact_bound_in_a_worktree_has_the_commit_of_that_worktree(root: Path, tmp_path: Path) -> None:
    git(root, "worktree", "add", "--quiet", "-b", "new", str(tmp_path / "new"))
    other = (tmp_path / "new").resolve()
    head = commit(other, NEW)
    memory = a_memory_of(other, tmp_path / "memory")
    assert remembered(memory, TITLE, CHECK).commit == head[:12]


def test_a_stash_takes_nothing_away(memory: Memory, root: Path) -> None:
    put(root, NEW)
    fact = seen_at_head(memory, root)
    git(root, "stash", "--quiet")
    is_excused(standing(memory, root, fact), UNCOMMITTED)
    git(root, "stash", "pop", "--quiet")
    assert standing(memory, root, fact).word == "verified"


def test_a_shallow_clone_does_not_accuse(memory: Memory, root: Path, tmp_path: Path) -> None:
    commit(root, NEW)
    fact = seen_at_head(memory, root)
    commit(root, {"app.py": "PORT = 9090\n"})
    git(root, "clone", "--quiet", "--depth=1", f"file://{root}", str(tmp_path / "clone"))
    clone = (tmp_path / "clone").resolve()
    is_excused(standing(memory, clone, fact), UNKNOWN)
    git(clone, "fetch", "--quiet", "--unshallow")
    assert standing(memory, clone, fact).word == "refuted"


def test_a_rebase_leaves_the_commit_behind(memory: Memory, root: Path) -> None:
    commit(root, NEW)
    fact = seen_at_head(memory, root)
    put(root, {"app.py": "PORT = 9090\n"})
    git(root, "commit", "--quiet", "--all", "--amend", "--message=another one")
    is_excused(standing(memory, root, fact), ELSEWHERE)


def test_a_commit_that_is_gone_for_good(memory: Memory, root: Path) -> None:
    commit(root, NEW)
    fact = seen_at_head(memory, root)
    git(root, "reset", "--quiet", "--hard", "HEAD~1")
    git(root, "reflog", "expire", "--expire=now", "--all")
    git(root, "gc", "--quiet", "--prune=now")
    is_excused(standing(memory, root, fact), UNKNOWN)


def test_packed_references_are_read(memory: Memory, root: Path) -> None:
    commit(root, NEW)
    git(root, "pack-refs", "--all")
    fact = seen_at_head(memory, root)
    assert standing(memory, root, fact).word == "verified"


def test_without_git_what_does_not_hold_is_untrue(tmp_path: Path) -> None:
    root = (tmp_path / "plain").resolve()
    put(root, NEW)
    memory = a_memory_of(root, tmp_path / "memory")
    fact = remembered(memory, TITLE, CHECK)
    assert (fact.commit, standing(memory, root, fact).said) == ("", "verified")
    put(root, OLD)
    assert standing(memory, root, fact).word == "refuted"


def test_without_git_a_fact_that_was_seen_at_a_commit_is_not_judged(memory: Memory, root: Path) -> None:
    commit(root, NEW)
    fact = seen_at_head(memory, root)
    shutil.rmtree(root / ".git")
    put(root, OLD)
    is_excused(standing(memory, root, fact), UNKNOWN)


def test_a_fact_that_was_seen_at_no_commit_has_no_other_branch(tmp_path: Path) -> None:
    root = (tmp_path / "project").resolve()
    root.mkdir()
    git(root, "init", "--quiet", "--initial-branch=main")
    put(root, NEW)
    memory = a_memory_of(root, tmp_path / "memory")
    fact = remembered(memory, TITLE, CHECK)
    assert fact.commit == ""
    commit(root, OLD)
    assert standing(memory, root, fact).word == "refuted"


def test_a_folder_that_is_gone_accuses_nobody(memory: Memory, root: Path) -> None:
    commit(root, NEW)
    fact = seen_at_head(memory, root)
    shutil.rmtree(root)
    found = standing(memory, root, fact)
    assert found.word == "unverified"
    assert "cannot be read" in found.said
