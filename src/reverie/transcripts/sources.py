"""Transcript files of this machine: ours, and those of Claude Code and Codex; of all projects or of one folder."""

import os
import re
from collections.abc import Iterator, Mapping
from contextlib import suppress
from itertools import islice
from pathlib import Path

from reverie.conversation.ids import is_session_id

from .entries import Header
from .lines import numbered_lines
from .reading import BOM, Form, Reader, TranscriptFile, read_header, reader_of

_NOT_IN_A_NAME = re.compile(r"[^A-Za-z0-9]")
_LONGEST_NAME = 200
_FORMS: tuple[Form, ...] = ("claude-code", "codex", "reverie")
_MOST_FIRST_LINES = 100
_ID = re.compile(r"[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$")


def own_transcripts(sessions: Path) -> list[TranscriptFile]:
    """Those of one project; `sessions` is its folder."""
    found = (path for path in sorted(sessions.glob("*.jsonl")) if is_session_id(path.stem))
    return [TranscriptFile("reverie", path, path.stem) for path in found]


def foreign_transcripts(
    environ: Mapping[str, str] = os.environ, *, directory: Path | None = None
) -> list[TranscriptFile]:
    """Those of other agents on this machine; with a `directory`, of the sessions that worked in it or below it.

    Claude Code keeps them below `$CLAUDE_CONFIG_DIR` (`~/.claude`), Codex below `$CODEX_HOME` (`~/.codex`). What cannot
    be read is left out.
    """
    home = Path(environ.get("HOME") or Path.home())
    claude = Path(environ.get("CLAUDE_CONFIG_DIR") or home / ".claude")
    codex = Path(environ.get("CODEX_HOME") or home / ".codex")
    found = [*_of_claude_code(claude / "projects", directory), *_of_codex(codex)]
    return found if directory is None else [file for file in found if _worked_in(file, directory)]


def find_transcripts(
    sessions: Path | None, environ: Mapping[str, str] = os.environ, *, directory: Path | None = None
) -> list[TranscriptFile]:
    """Ours of a project's `sessions` folder, and other agents'; with a `directory` only theirs of that project."""
    return [*(own_transcripts(sessions) if sessions else ()), *foreign_transcripts(environ, directory=directory)]


def transcript_at(path: Path) -> TranscriptFile:
    """A file that a person named: its form is told by its name and its first line. Raises OSError."""
    if is_session_id(path.stem):
        return TranscriptFile("reverie", path, path.stem)
    as_codex = TranscriptFile("codex", path, _rollout_session(path))
    if path.name.startswith("rollout-") or read_header(as_codex) is not None:
        return as_codex
    return TranscriptFile("claude-code", path, path.stem)


def recognised(path: Path) -> TranscriptFile | None:
    """The transcript that a file is, told by its first lines whatever its name; None when it is none.

    Raises OSError.
    """
    readers: dict[Form, Reader] = {form: reader_of(form) for form in _FORMS}
    for line in islice(numbered_lines(path), _MOST_FIRST_LINES):
        content = line.content.removeprefix(BOM)
        for form, reader in readers.items():
            header = next((one for one in reader.take(line.number, content) if isinstance(one, Header)), None)
            if header is not None:
                return TranscriptFile(form, path, header.session)
    return None


def claude_folder_name(directory: Path) -> str:
    """How Claude Code names the folder for a directory: what is neither letter nor digit becomes a hyphen.

    A long one is cut there and ends with a hash of its own.
    """
    return _NOT_IN_A_NAME.sub("-", str(directory))[:_LONGEST_NAME]


def _of_claude_code(projects: Path, directory: Path | None) -> Iterator[TranscriptFile]:
    """A sub-agent's lies in `<session>/subagents/`. The names of folders only narrow the search: two may be alike."""
    name = claude_folder_name(directory) if directory else ""
    for folder in sorted(projects.glob("*/")):
        if folder.name.startswith(name):
            for path in (*sorted(folder.glob("*.jsonl")), *sorted(folder.glob("*/subagents/*.jsonl"))):
                yield TranscriptFile("claude-code", path, path.stem)


def _of_codex(home: Path) -> Iterator[TranscriptFile]:
    for folder in ("sessions", "archived_sessions"):
        for path in sorted((home / folder).glob("**/rollout-*.jsonl")):
            yield TranscriptFile("codex", path, _rollout_session(path))


def _rollout_session(path: Path) -> str:
    found = _ID.search(path.stem)
    return found[0] if found else path.stem.removeprefix("rollout-")


def _worked_in(file: TranscriptFile, directory: Path) -> bool:
    with suppress(OSError):
        header = read_header(file)
        if header is not None and header.directory:
            return directory == Path(header.directory) or directory in Path(header.directory).parents
    return False
