"""All that a person's paths hold, as pieces: read, recognised and cut."""

import re
from collections.abc import Sequence
from datetime import date
from pathlib import Path

import msgspec

from . import claude_code, codex, own_memory
from .cutting import cut
from .finding import CannotImport, Form, Named, files_in, form_of
from .pieces import Piece, Statement, not_read
from .source_file import NotReadable, SourceFile, read_source
from .whose import Whose

MOST_BYTES = 20 << 20
"""Of all files together."""
MOST_STATEMENTS = 20_000
"""A person who has more to say says it in parts, each of which can be taken back."""


class Sources(msgspec.Struct, frozen=True):
    """What to import: paths as a person gave them. `form` is theirs, None to recognise it; `is_user` for what holds
    across projects."""

    paths: tuple[Path, ...]
    whose: Whose
    today: date
    form: Form | None = None
    is_user: bool = False


def gather(sources: Sources) -> list[Piece]:
    """Each line of each file once, in order. Raises CannotImport for a path that means nothing."""
    named: dict[str, Named] = {}
    for path in sources.paths:
        for one in files_in(path, is_user=sources.is_user, own_project=claude_name(sources.whose.project)):
            named.setdefault(one.shown, one)
    pieces = _gathered(sources, list(named.values()))
    if (found := sum(isinstance(one, Statement) for one in pieces)) > MOST_STATEMENTS:
        raise CannotImport(f"the files hold {found:,} statements, more than {MOST_STATEMENTS:,}; name fewer at once")
    return pieces


def claude_name(project: Path) -> str:
    """How Claude Code calls a project's folder below `projects`: its path, what is no letter or digit as a hyphen."""
    return re.sub(r"[^A-Za-z0-9]", "-", str(project))


def _gathered(sources: Sources, named: Sequence[Named]) -> list[Piece]:
    read: list[SourceFile | Piece] = []
    size = 0
    for one in named:
        found = _read(sources, one)
        size += sum(map(len, found.lines)) if isinstance(found, SourceFile) else 0
        if size > MOST_BYTES:
            raise CannotImport(f"the files hold more than {MOST_BYTES >> 20} MB; name those that you mean")
        read.append(found)
    files = [one for one in read if isinstance(one, SourceFile)]
    topics = {key: topic for one in files if one.real.name == "MEMORY.md" for key, topic in _topics(one, files).items()}
    return [
        piece
        for one in read
        for piece in (_pieces(sources, one, files, topics) if isinstance(one, SourceFile) else [one])
    ]


def _read(sources: Sources, named: Named) -> SourceFile | Piece:
    if named.why_not:
        return not_read(named.shown, named.why_not)
    try:
        return read_source(named.path, named.shown, sources.whose, sources.today)
    except NotReadable as error:
        return not_read(named.shown, str(error))


def _topics(index: SourceFile, files: Sequence[SourceFile]) -> dict[str, str]:
    """What an index calls the topics of the files it points to, by their names as shown."""
    beside = claude_code.names_beside(files, index)
    named = claude_code.topics_in_index(index) if len(beside) > 1 else {}
    return {beside[name].shown: topic for name, topic in named.items() if name in beside}


def _pieces(sources: Sources, source: SourceFile, files: Sequence[SourceFile], topics: dict[str, str]) -> list[Piece]:
    if not any(line.strip() for line in source.lines):
        return [not_read(source.shown, "it is empty")]
    match sources.form or form_of(source):
        case "reverie" if source.real.suffix == ".jsonl":
            return own_memory.pieces_of_export(source)
        case "reverie":
            return own_memory.pieces_of_topic(source)
        case "codex":
            return codex.pieces_of(source, None if sources.is_user else sources.whose.project)
        case "agents-md":
            return cut(source)
    if source.real.name == "MEMORY.md":
        return claude_code.pieces_of_index(source, claude_code.names_beside(files, source))
    return claude_code.pieces_of_file(source, topics.get(source.shown, ""))
