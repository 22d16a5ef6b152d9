"""What was typed, without what is purged, and what a local model made of prompts, which nobody can search."""

from pathlib import Path

from reverie.storage.lock import FileLock

from .answer import Found
from .files import drop_new, replace_bytes, replace_lines
from .spelling import Needles
from .transcripts import cleaned_line


def clean_typed(path: Path, needles: Needles, found: Found) -> bool:
    """The lines of the prompt: one JSON text each, in a file that sessions share. False when the system refused."""
    try:
        if path.is_file():
            with FileLock(path.with_name(path.name + ".lock")):  # as its writers do
                drop_new(path.parent, path.name)
                found.removal("what was typed before", replace_lines(path, lambda line: cleaned_line(line, needles)))
    except OSError as error:
        found.refusal(f"'{path}'", error)
        return False
    return True


def clean_drafts(folder: Path, needles: Needles, found: Found) -> bool:
    """Texts of a person's that a write refused. False when the system refused."""
    try:
        for path in sorted(folder.glob("*.md")):
            if not path.is_symlink() and replace_bytes(path, needles.masked_bytes):
                found.removal(f"'{path}'")
    except OSError as error:
        found.refusal(f"'{folder}'", error)
        return False
    return True


def drop_states(folder: Path, found: Found) -> bool:
    """A prompt with the memory's index in it may be in any of them; they only save time. False when refused."""
    try:
        for path in folder.glob("*.kv*"):
            path.unlink(missing_ok=True)
    except OSError as error:
        found.refusal(f"'{folder}'", error)
        return False
    return True
