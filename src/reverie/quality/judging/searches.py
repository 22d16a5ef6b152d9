"""Searches of the record: those of the tool, and those of the shell."""

import re
from collections.abc import Iterator

from reverie.conversation.deeds import Command, Search

from .paths import plain
from .record import Evidence, Record

_MOST_LINES = 5_000
_GREP = re.compile(r"(?:^|[;&|]\s*|\bgit )(?:grep|egrep|rg|ag|ack)\s+(?:-\S+\s+)*(?:'([^']*)'|\"([^\"]*)\"|(\S+))")
_PLACE = re.compile(r"^\s*([\w./@~+-]*[./][\w./@~+-]+)(?::|\s|$)")


class Sought:
    """`at` is its deed, `query` what was looked for, `lines` what was found."""

    def __init__(self, piece: Evidence, query: str) -> None:
        self.at = piece.at
        self.query = query
        self.lines = [line for line in piece.lines[:_MOST_LINES] if line.strip() != "0"]

    @property
    def paths(self) -> list[str]:
        """The file of each line that names one."""
        return [plain(found[1]) for line in self.lines if (found := _PLACE.match(line))]


def searches_of(record: Record) -> list[Sought]:
    """All that went through, in order."""
    return list(_searches(record))


def _searches(record: Record) -> Iterator[Sought]:
    for piece in record.evidence:
        match record.deeds[piece.at]:
            case Search(query=query, ok=True):
                yield Sought(piece, query)
            case Command(command=command, exit=exit) if exit in {0, 1}:
                found = _GREP.search(command[:4_000])
                if found is not None and not _counts(command):
                    yield Sought(piece, next(filter(None, found.groups()), ""))
            case _:
                continue


def _counts(command: str) -> bool:
    return re.search(r"\bgrep\s+-\w*c|\|\s*wc\b|-q\b", command) is not None
