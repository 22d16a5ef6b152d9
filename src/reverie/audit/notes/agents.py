"""The memory folders that other agents keep for a project on this machine."""

import os
from collections.abc import Iterator, Mapping
from pathlib import Path

from reverie.transcripts.sources import claude_folder_name

_MOST_FILES = 2_000


def memory_files(root: Path, environ: Mapping[str, str], home: Path) -> Iterator[tuple[Path, str]]:
    """Folder and name of each note: Claude Code's of this project, and Codex' for all; none when there are none.

    Claude Code keeps them in `$CLAUDE_CONFIG_DIR/projects/<name>/memory` (`~/.claude`), Codex in
    `$CODEX_HOME/memories` (`~/.codex`). Links are not followed.
    """
    claude = Path(environ.get("CLAUDE_CONFIG_DIR") or home / ".claude")
    codex = Path(environ.get("CODEX_HOME") or home / ".codex")
    memory = claude / "projects" / claude_folder_name(root) / "memory"
    yield from ((folder, name) for folder, name in _markdown(memory))
    yield from ((folder, name) for folder, name in _markdown(codex / "memories") if name == "MEMORY.md")


def _markdown(folder: Path) -> Iterator[tuple[Path, str]]:
    try:
        names = sorted(os.listdir(folder))[:_MOST_FILES]
        real = Path(os.path.realpath(folder))
    except OSError:
        return
    for name in names:
        if name.endswith(".md") and os.path.isfile(real / name) and not os.path.islink(real / name):
            yield real, name
