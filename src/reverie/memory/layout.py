"""Where things lie in a memory folder, and which names topics get.

MEMORY.md  topics/<slug>.md  areas/<name>.md  archive/<slug>.md  journal.jsonl  .cache.sqlite  .lock
"""

import os
import re
import unicodedata
from collections.abc import Callable
from pathlib import Path

import msgspec

INDEX = "MEMORY.md"
TOPICS = "topics"
AREAS = "areas"
ARCHIVE = "archive"
FOLDERS = (TOPICS, AREAS, ARCHIVE)

_NOT_IN_SLUG = re.compile(r"[^\w]+", re.UNICODE)
_NAME = re.compile(r"(?:topics|areas|archive)/[^/\0]+\.md|MEMORY\.md")
_LONGEST_SLUG = 60  # bytes: leaves room for a number, the ending, and the name of a temporary file


class Layout(msgspec.Struct, frozen=True):
    """A memory folder. Files in it are named by their path relative to it: `topics/deploy.md`."""

    folder: Path

    @property
    def journal(self) -> Path:
        return self.folder / "journal.jsonl"

    @property
    def cache(self) -> Path:
        return self.folder / ".cache.sqlite"

    @property
    def lock(self) -> Path:
        return self.folder / ".lock"

    def path(self, name: str) -> Path:
        """The path of a file by its name. Raises ValueError for what is no name of a file of a memory."""
        if not _NAME.fullmatch(name) or name.rpartition("/")[2].startswith("."):
            raise ValueError(f"{name!r} is no file of a memory")
        return self.folder / name

    def names(self, folder: str) -> list[str]:
        """The names of the files in one of `FOLDERS`, sorted; links and strange names are left out."""
        try:
            with os.scandir(self.folder / folder) as entries:
                found = [f"{folder}/{one.name}" for one in entries if one.is_file(follow_symlinks=False)]
        except FileNotFoundError:
            return []
        return sorted(name for name in found if _NAME.fullmatch(name) and not name.startswith(f"{folder}/."))


def topic_name(slug: str) -> str:
    return f"{TOPICS}/{slug}.md"


def archive_name(slug: str) -> str:
    return f"{ARCHIVE}/{slug}.md"


def slug_of_name(name: str) -> str:
    """`deploy` of `topics/deploy.md`."""
    return name.rpartition("/")[2].removesuffix(".md")


def slug_for(title: str, is_taken: Callable[[str], bool]) -> str:
    """A slug for a title: NFC, words joined by hyphens, case-folded because some file systems fold cases."""
    words = _NOT_IN_SLUG.sub("-", unicodedata.normalize("NFC", title).casefold()).strip("-_")
    stem = unicodedata.normalize("NFC", _cut(words or "topic", _LONGEST_SLUG)).strip("-_") or "topic"
    slug, number = stem, 1
    while is_taken(slug):
        number += 1
        slug = f"{stem}-{number}"
    return slug


def _cut(text: str, most: int) -> str:
    return text.encode()[:most].decode(errors="ignore")
