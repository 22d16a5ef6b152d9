"""What a commit holds below a folder: files, links and submodules with the hashes of their objects."""

from typing import Literal

import msgspec

from .git_repository import GitRepository
from .listing import MOST_FILES
from .values import Unread

_KINDS: dict[bytes, Literal["file", "link", "submodule"]] = {b"100": "file", b"120": "link", b"160": "submodule"}
_SECONDS = 20.0


class GitEntry(msgspec.Struct, frozen=True):
    kind: Literal["file", "link", "submodule"]
    blob: str


class GitEntries(msgspec.Struct, frozen=True):
    """By their paths, sorted. `unlisted` says what may be there besides."""

    by_path: dict[str, GitEntry]
    unlisted: tuple[Unread, ...] = ()


def entries_of(repository: GitRepository, commit: str, prefix: str, most: int = MOST_FILES) -> GitEntries:
    """`prefix` is a folder below the repository's top, empty for that itself. Nothing when git cannot list it."""
    ran = repository.run("ls-tree", "-r", "-z", "--full-tree", f"{commit}:{prefix}", seconds=_SECONDS)
    if not ran.worked:
        return GitEntries({}, (Unread("", ran.why or "git could not list it"),))
    found: dict[str, GitEntry] = {}
    for line in ran.stdout.split(b"\0"):
        entry, path = _entry(line)
        if entry is not None and path:
            found[path] = entry
    paths = sorted(found)
    past = (Unread("", f"more than {most:,} files; the rest is not looked at"),) if len(paths) > most else ()
    return GitEntries({path: found[path] for path in paths[:most]}, past)


def _entry(line: bytes) -> tuple[GitEntry | None, str]:
    """`<mode> <type> <hash>\\t<path>`; None for names that are no UTF-8, because no text can speak of them."""
    facts, _, name = line.partition(b"\t")
    mode, _, rest = facts.partition(b" ")
    kind = _KINDS.get(mode[:3])
    try:
        path = name.decode()
    except UnicodeDecodeError:
        return None, ""
    return (GitEntry(kind, rest.rpartition(b" ")[2].decode("ascii")) if kind else None), path
