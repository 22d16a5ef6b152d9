"""Whose words a file holds: a person's own, or a repository's, whatever the file is called.

Judged by where the file really lies and by its owner, never by what it says. A file in a repository may have been
written by anybody who ever contributed to it.
"""

import os
from collections.abc import Mapping
from pathlib import Path

import msgspec

from reverie.config.git_folder import git_root, is_or_holds
from reverie.config.places import Places
from reverie.config.project import Project
from reverie.conversation.origin import Origin

INSTRUCTION_NAMES = frozenset({"AGENTS.md", "AGENTS.override.md", "CLAUDE.md", "CLAUDE.local.md", "GEMINI.md"})
_OTHER_REPOSITORIES = (".hg", ".jj", ".sl", ".svn")


class Judged(msgspec.Struct, frozen=True):
    """`why` says it of a repository's file, whose path in the repository is `place`."""

    origin: Origin
    why: str = ""
    place: str = ""


class Whose(msgspec.Struct, frozen=True):
    """What of this machine is the person's own; all paths are real ones.

    `claude` and `codex` are the folders of those agents' settings, `data` is ours, `project` the root of the project
    that the import is for.
    """

    home: Path
    claude: Path
    codex: Path
    data: Path
    project: Path

    def judge(self, real: Path, owner: int) -> Judged:
        """`owner` is the user whom the file belongs to."""
        if owner != os.geteuid():
            return Judged("repo", "it belongs to another user", str(real))
        root = self._repository(real)
        if root is None:
            return Judged("human")
        return Judged("repo", f"it lies in the repository '{root}'", str(real.relative_to(root)))

    def _repository(self, real: Path) -> Path | None:
        if real.is_relative_to(self.data):
            return None
        root = git_root(real.parent, self.home) or _other_repository(real.parent, self.home)
        if root is not None and root not in (self.claude, self.codex, self.codex / "memories"):
            return root
        is_instructions = real.name in INSTRUCTION_NAMES and real.parent not in (self.claude, self.codex)
        if is_instructions and real.is_relative_to(self.project) and not is_or_holds(self.project, self.home):
            return self.project
        return None


def whose_on_this_machine(project: Project, places: Places, environ: Mapping[str, str]) -> Whose:
    home = _real(Path.home())
    return Whose(
        home=home,
        claude=_real(Path(environ.get("CLAUDE_CONFIG_DIR") or home / ".claude")),
        codex=_real(Path(environ.get("CODEX_HOME") or home / ".codex")),
        data=_real(places.data),
        project=_real(project.root),
    )


def _other_repository(folder: Path, home: Path) -> Path | None:
    """The nearest folder upward that another version control keeps, below the home directory."""
    for candidate in (folder, *folder.parents):
        if home.is_relative_to(candidate):
            return None
        if any(os.path.isdir(candidate / name) for name in _OTHER_REPOSITORIES):
            return candidate
    return None


def _real(path: Path) -> Path:
    return Path(os.path.realpath(path))
