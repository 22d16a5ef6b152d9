"""The history of a checkout, asked of git: which commits are behind HEAD."""

import os
import re
from collections.abc import Mapping
from functools import cached_property
from pathlib import Path
from typing import NamedTuple

_COMMIT = re.compile(r"[0-9a-f]{4,64}")
_REF = re.compile(r"ref:\s*(?P<ref>refs/[^\s\0]+)\s*")
SECONDS = 5.0


class _Repository(NamedTuple):
    """`common` is the repository's git folder, `own` that of this checkout: another one in a linked worktree."""

    common: Path
    own: Path


class GitHistory:
    """Fulfils `History` for the repository that a folder lies in. Nothing of it is configured, fetched or written.

    HEAD and every answer are kept while the object lives, so one per check run. Never raises.
    """

    def __init__(self, root: Path, environ: Mapping[str, str] = os.environ) -> None:
        self._root = root
        self._environ = environ
        self._known: dict[str, bool | None] = {}

    @cached_property
    def head(self) -> str | None:
        """The full hash of the commit that is checked out; None: no repository, no git, no commit yet."""
        from reverie.config.git_folder import read_small

        if self._repository is None:
            return None
        text = (read_small(self._repository.own / "HEAD") or "").strip()
        ref = _REF.fullmatch(text)
        name = ref["ref"] if ref else text
        if not ref and not _COMMIT.fullmatch(name):
            return None
        return self._hash_of(name)

    @cached_property
    def is_shallow(self) -> bool:
        """Whether older commits are left out, so that one may be behind HEAD all the same."""
        return self._repository is not None and os.path.lexists(self._repository.common / "shallow")

    def contains(self, commit: str) -> bool | None:
        """Whether a commit is HEAD or an ancestor of it; None: it is not known here, or nothing is."""
        if commit not in self._known:
            self._known[commit] = self._ask(commit) if _COMMIT.fullmatch(commit) else None
        return self._known[commit]

    def _ask(self, commit: str) -> bool | None:
        if self.head is None:
            return None
        if len(commit) >= 40 and self.head == commit:
            return True
        status = self._run("merge-base", "--is-ancestor", f"{commit}^{{commit}}", self.head)[0]
        if status == 0:
            return True
        return False if status == 1 and not self.is_shallow else None

    def _hash_of(self, name: str) -> str | None:
        status, said = self._run("rev-parse", "--verify", "--quiet", "--end-of-options", f"{name}^{{commit}}")
        found = said.strip()
        return found if status == 0 and _COMMIT.fullmatch(found) else None

    def _run(self, *arguments: str) -> tuple[int | None, str]:
        from reverie.storage.git import run_git

        repository = self._repository
        if repository is None:
            return None, ""
        ran = run_git(self._root, *arguments, git_folder=repository.common, seconds=SECONDS, environ=self._environ)
        return ran.status, ran.stdout.decode(errors="replace")

    @cached_property
    def _repository(self) -> _Repository | None:
        """None too for a `.git` that only claims to belong to a repository."""
        from reverie.config.git_folder import common_folder, git_root

        try:
            root = git_root(self._root.resolve(), Path(self._environ.get("HOME") or "/").resolve())
            common = common_folder(root) if root is not None else None
        except OSError:
            return None
        if root is None or common is None:
            return None
        return _Repository(common, _own_folder(root / ".git") or common)


def _own_folder(entry: Path) -> Path | None:
    """The git folder that a `.git` file names; None when it is the folder itself."""
    from reverie.config.git_folder import read_small

    text = read_small(entry) if entry.is_file() else None
    if text is None:
        return None
    return Path(os.path.realpath(entry.parent / text.removeprefix("gitdir:").strip()))
