"""Which transcripts are looked into: those that a person named, or all that this machine has."""

import os
import stat
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

import click

from reverie.cli.checking.not_run import NotRun
from reverie.cli.os_errors import explain
from reverie.transcripts.reading import TranscriptFile
from reverie.transcripts.sources import find_transcripts, recognised

_FOR_TASKS = "subagents"
"""The folder of what the sub-agents of Claude Code said; their result stands in the session that started them."""


def transcripts(named: Sequence[str], environ: Mapping[str, str] = os.environ) -> list[TranscriptFile]:
    """Each once, in the order in which they were found.

    Raises click.UsageError for what is named and is no transcript, NotRun when none is named and there is none.
    """
    if named:
        return _distinct(file for name in named for file in _at(Path(name), name))
    found = _distinct(file for file in find_transcripts(_own_sessions(), environ) if not _is_of_task(file.path))
    if not found:
        raise NotRun("no transcripts of Claude Code, Codex or Reverie are here; name a file or folder of them")
    return found


def _own_sessions() -> Path | None:
    """The folder of this project's sessions; nothing is written to find it."""
    from reverie.config.errors import ConfigError
    from reverie.config.places import find_places
    from reverie.config.project import known_project
    from reverie.storage.errors import UnusableFile

    try:
        places = find_places()
        project = known_project(Path.cwd(), places)
    except (ConfigError, UnusableFile, OSError):
        return None
    return project.folder(places) / "sessions" if project else None


def _at(path: Path, name: str) -> Iterator[TranscriptFile]:
    try:
        if path.is_dir():
            yield from _in_folder(path, name)
        else:
            yield _named(path, name)
    except OSError as error:
        raise click.UsageError(f"'{name}' cannot be read: {error.strerror or explain(error)}") from None


def _named(path: Path, name: str) -> TranscriptFile:
    status = path.stat()
    if not stat.S_ISREG(status.st_mode):
        raise click.UsageError(f"'{name}' is no file; name a transcript, or a folder of transcripts")
    found = recognised(path)
    if found is None:
        what = "is empty" if not status.st_size else "is no transcript of Claude Code, Codex or Reverie"
        raise click.UsageError(f"'{name}' {what}; name a .jsonl file of one of them, or a folder of such files")
    return found


def _in_folder(folder: Path, name: str) -> Iterator[TranscriptFile]:
    found = False
    for path in _files_below(folder):
        if (file := _recognised(path)) is not None:
            found = True
            yield file
    if not found:
        raise click.UsageError(f"'{name}' holds no transcript of Claude Code, Codex or Reverie; name another folder")


def _files_below(folder: Path) -> Iterator[Path]:
    """Files only, in order. Links to folders are not followed, so a circle of them ends."""
    for root, folders, names in os.walk(folder):
        folders.sort()
        for name in sorted(names):
            path = Path(root, name)
            if path.suffix == ".jsonl" and not _is_of_task(path):
                yield path


def _is_of_task(path: Path) -> bool:
    return path.parent.name == _FOR_TASKS


def _recognised(path: Path) -> TranscriptFile | None:
    """What cannot be read is none."""
    try:
        return recognised(path) if stat.S_ISREG(path.stat().st_mode) else None
    except OSError:
        return None


def _distinct(files: Iterator[TranscriptFile]) -> list[TranscriptFile]:
    return list({os.path.realpath(file.path): file for file in files}.values())
