"""Exact search: where an identifier stands in transcripts of any agent, as quotes.

The needle is looked for in the files as its JSON spellings, by rg or without it; a line that has one is decoded, and
counts when one of its texts holds the needle. So both ways give the same hits, and names of JSON objects, ids and
times of messages give none.
"""

import os
import stat
from collections.abc import Mapping, Sequence

import msgspec

from .hits import Hit, Hits
from .needle import Needle
from .quoting import Quoting
from .reading import TranscriptFile
from .rg_scan import find_rg, scan_by_rg
from .scan import Place, scan

MOST_HITS = 20


def find_needle(
    text: str,
    files: Sequence[TranscriptFile],
    *,
    most: int = MOST_HITS,
    context: int = 1,
    use_rg: bool = True,
    environ: Mapping[str, str] = os.environ,
) -> Hits:
    """The newest `most` lines that hold an exact text, each with up to `context` lines before and after it.

    Raises UnusableNeedle. What cannot be read is counted, never an error; a file that goes away meanwhile too.
    """
    needle = Needle(text)
    found, unread_files = _newest_first(files)
    places = _places([each.file for each in found], [each.size for each in found], needle, environ if use_rg else None)
    hits: list[Hit] = []
    more = unread_lines = 0
    for each, of_file in zip(found, places, strict=True):
        if not of_file or len(hits) >= most:
            unread_files += of_file is None
            more += len(of_file or ())
            continue
        try:
            with Quoting(each.file, needle, context) as quoting:
                more += quoting.take(of_file, most - len(hits))
                hits += quoting.hits()
        except OSError:
            unread_files += 1
            continue
        unread_lines += quoting.unread
    return Hits(needle.text, tuple(hits), more, unread_files, unread_lines)


class _Found(msgspec.Struct, frozen=True):
    file: TranscriptFile
    written: int
    size: int


def _newest_first(files: Sequence[TranscriptFile]) -> tuple[list[_Found], int]:
    """The files, the one that was written to last first, and how many of them cannot be read."""
    different = {file.path: file for file in files}.values()
    found = [each for file in different if (each := _readable(file))]
    found.sort(key=lambda each: (each.written, each.file.session, str(each.file.path)), reverse=True)
    return found, len(different) - len(found)


def _readable(file: TranscriptFile) -> _Found | None:
    """Nothing but a file: a pipe would be waited for, and a folder searched by rg."""
    try:
        status = os.stat(file.path)
    except OSError:
        return None
    is_readable = stat.S_ISREG(status.st_mode) and os.access(file.path, os.R_OK)
    return _Found(file, status.st_mtime_ns, status.st_size) if is_readable else None


def _places(
    files: Sequence[TranscriptFile], sizes: Sequence[int], needle: Needle, environ: Mapping[str, str] | None
) -> Sequence[list[Place] | None]:
    paths = [file.path.absolute() for file in files]
    if paths and environ is not None and (rg := find_rg(environ)):
        by_rg = scan_by_rg(rg, paths, needle)
        if by_rg is not None:
            return by_rg
    return scan(paths, sizes, needle)
