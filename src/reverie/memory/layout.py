"""Where things lie in a memory folder, and which names topics get.

MEMORY.md  topics/<slug>.md  areas/<name>.md  archive/<slug>.md  journal.jsonl  .cache.sqlite  .lock
"""

import os
import re
import unicodedata
from collections.abc import Callable
from functools import lru_cache
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
        return _path(self.folder, name)

    def names(self, folder: str) -> list[str]:
        """The names of the files in one of `FOLDERS`, sorted; links and strange names are left out.

        None when the folder is missing, or a link: what lies behind it is no file of this memory. Raises OSError.
        """
        path = self.folder / folder
        if not os.path.lexists(path) or path.is_symlink():
            return []
        with os.scandir(path) as entries:
            found = [f"{folder}/{one.name}" for one in entries if one.is_file(follow_symlinks=False)]
        return sorted(filter(is_name, found))


@lru_cache(maxsize=1024)
def _path(folder: Path, name: str) -> Path:
    """Made again and again for the few files of a write."""
    if not is_name(name):
        raise ValueError(f"{name!r} is no file of a memory")
    return folder / name


def is_name(text: str) -> bool:
    """Whether it names a file of a memory. What is not UTF-8 cannot be told in the journal."""
    return bool(_NAME.fullmatch(text)) and not text.rpartition("/")[2].startswith(".") and _is_utf8(text)


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


def _is_utf8(text: str) -> bool:
    try:
        text.encode()
    except UnicodeEncodeError:
        return False
    return True


def _cut(text: str, most: int) -> str:
    return text.encode()[:most].decode(errors="ignore")
