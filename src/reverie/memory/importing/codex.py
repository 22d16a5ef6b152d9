"""Memory of Codex: `MEMORY.md` and `memory_summary.md` in `~/.codex/memories/`.

`MEMORY.md` holds blocks that begin with `# Task Group: …`, then `scope:` and `applies_to: cwd=…`, then tasks with the
sessions they come from and their keywords, then `## User preferences`, `## Reusable knowledge`, `## Failures and how to
do differently`. `memory_summary.md` begins with `v1` and tells of the user, their preferences and tips, then what is in
the rest. Form: codex-rs/memories/write/templates/memories/consolidation.md of https://github.com/openai/codex.
"""

import os
import re
from collections.abc import Iterator
from pathlib import Path

import msgspec

from .cutting import cut
from .pieces import Piece, Statement, passed
from .source_file import SourceFile
from .wording import LONGEST_DESCRIPTION, shortened, topic_title

SUMMARY = "memory_summary.md"
NOT_READ = {
    "raw_memories.md": "what MEMORY.md was made of",
    "phase2_workspace_diff.md": "a note of Codex to itself",
    "rollout_summaries": "accounts of single sessions, which MEMORY.md was made of",
    "skills": "skills are no memory",
    "extensions": "what MEMORY.md was made of",
}
_GROUP = "task group:"
_SOURCES = ("rollout_summary_files", "keywords", "related skills")
_REFERENCES = re.compile(r"(?:\s*\[(?:Task \d+|ad-hoc note)\])+\s*\Z", re.IGNORECASE)
_FOLDER = re.compile(r"\bcwd=(?P<path>(?:/|~|[A-Za-z]:\\)[^;,\n]*)")
_PREFERENCES = "user preferences"


def is_codex(source: SourceFile) -> bool:
    """By its own marks."""
    is_summary = source.real.name == SUMMARY and bool(source.lines) and source.lines[0].strip() == "v1"
    return is_summary or any(line.lower().startswith(f"# {_GROUP}") for line in source.lines)


def pieces_of(source: SourceFile, project: Path | None) -> list[Piece]:
    """`project` is the root of the project that they are for; None when they are for all projects."""
    if source.real.name == SUMMARY:
        return [_of_summary(piece) for piece in cut(source)]
    return list(_of_handbook(source, project))


def _of_handbook(source: SourceFile, project: Path | None) -> Iterator[Piece]:
    group, scope, elsewhere = "", "", ""
    for piece in cut(source):
        if not isinstance(piece, Statement):
            yield piece
            continue
        here = next((one for one in piece.headings if one.lower().startswith(_GROUP)), "")
        if here != group:
            group, scope, elsewhere = here, "", ""
        if piece.text.lower().startswith(("scope:", "applies_to:")):
            lines = source.lines[piece.line - 1 : piece.last]
            scope = next((line[6:].strip() for line in lines if line.lower().startswith("scope:")), scope)
            elsewhere = _elsewhere("\n".join(lines), project) or elsewhere
            yield passed(piece, "it says what the part is about")
        elif elsewhere:
            yield passed(piece, f"it is about '{elsewhere}'; import it there, or with --user")
        else:
            yield _of_group(piece, group, scope)


def _of_group(piece: Statement, group: str, scope: str) -> Piece:
    last = piece.headings[-1].lower() if piece.headings else ""
    if last in _SOURCES:
        return passed(piece, "it says where Codex found it")
    return msgspec.structs.replace(
        _plain(piece),
        kind="preference" if last == _PREFERENCES else piece.kind,
        topic=topic_title(group[len(_GROUP) :]) if group else piece.topic,
        description=shortened(scope, LONGEST_DESCRIPTION),
    )


def _of_summary(piece: Piece) -> Piece:
    if not isinstance(piece, Statement):
        return piece
    headings = [one.lower().replace("’", "'") for one in piece.headings]
    if "what's in memory" in headings:
        return passed(piece, "it points to MEMORY.md, which is read itself")
    if "user profile" in headings:
        return msgspec.structs.replace(_plain(piece), topic="The person")
    if _PREFERENCES in headings:
        return msgspec.structs.replace(_plain(piece), kind="preference", topic="Preferences")
    return _plain(piece)


def _plain(piece: Statement) -> Statement:
    """Without the numbers of tasks, which name nothing here."""
    texts = (_REFERENCES.sub("", piece.title), _REFERENCES.sub("", piece.body))
    return msgspec.structs.replace(piece, title=texts[0], body=texts[1])


def _elsewhere(text: str, project: Path | None) -> str:
    """The folder that a part is about, when it is not the project's, above or below it."""
    found = _FOLDER.search(text)
    if found is None or project is None:
        return ""
    path = Path(os.path.realpath(os.path.expanduser(found["path"].strip())))
    return "" if path.is_relative_to(project) or project.is_relative_to(path) else found["path"].strip()
