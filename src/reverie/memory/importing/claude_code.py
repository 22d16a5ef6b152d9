"""Memory of Claude Code: `MEMORY.md` and topic files below `~/.claude/projects/<project>/memory/`.

An older memory holds notes under headings. A newer one holds one memory a file, with a front matter (`name`,
`description`, `type` or `metadata.type`: user, feedback, project, reference) and an index of pointers to them
(`- [Title](file.md) — hook`). See https://code.claude.com/docs/en/memory.
"""

import re
from collections.abc import Collection, Mapping, Sequence
from datetime import date

import msgspec

from reverie.memory.fact import FileLine, Kind
from reverie.memory.gates.text import LONGEST_BODY, LONGEST_TITLE

from .cutting import cut, named_topic
from .front import Front, front_of
from .kinds import kind_of
from .pieces import Passed, Piece, Statement, passed
from .source_file import SourceFile
from .wording import title_and_body

TYPES = frozenset({"user", "feedback", "project", "reference"})
_KINDS: dict[str, Kind] = {"feedback": "feedback", "reference": "reference", "user": "preference"}
_TOPICS = {"user": "The person", "feedback": "Feedback", "project": "Project", "reference": "References"}
_POINTER = re.compile(r"\W*\[[^\]\n]*\]\((?:\./)?(?P<file>[^)\s]+\.md)\)")
_HEADING = re.compile(r"#{1,6}\s")
_DAY = re.compile(r"\d{4}-\d\d-\d\d")


def is_memory_file(source: SourceFile) -> bool:
    """Whether it is one of the newer form, by its front matter."""
    return _type(front_of(source.lines)) in TYPES


def pieces_of_index(source: SourceFile, names: Collection[str]) -> list[Piece]:
    """Of MEMORY.md; `names` are the files beside it, relative to its folder, that are read themselves."""
    return [_without_pointer(piece, names) for piece in cut(source)]


def topics_in_index(source: SourceFile) -> dict[str, str]:
    """The topics that an index gives the files it points to, by the headings above the pointers."""
    found = {}
    for piece in cut(source):
        pointer = _POINTER.match(piece.text.lstrip("-*+ ")) if isinstance(piece, Statement) else None
        if pointer and isinstance(piece, Statement) and piece.topic:
            found[pointer["file"]] = piece.topic
    return found


def pieces_of_file(source: SourceFile, topic: str = "") -> list[Piece]:
    """Of any other file; `topic` is what the index calls it."""
    front = front_of(source.lines)
    source = _dated(source, front)
    kind = _type(front)
    is_dated = bool(_day(front))
    whole = _as_one(source, front, topic or _TOPICS.get(kind, ""))
    if whole is not None:
        return [msgspec.structs.replace(whole, is_dated=is_dated)]
    base = topic or named_topic(front.get("name", "title").replace("-", " ").replace("_", " "))
    head = [_front_piece(source, front)] if front.last else []
    rest = cut(source, front.last + 1, base, named_topic(_stem(source)))
    return [*head, *(_of_kind(piece, kind, is_dated=is_dated) for piece in rest)]


def _as_one(source: SourceFile, front: Front, topic: str) -> Statement | None:
    """One memory a file, as long as it is one; its description says it in a line."""
    kind, description = _type(front), " ".join(front.get("description").split())
    content = source.lines[front.last :]
    body = "\n".join(content).strip("\n").rstrip()
    if kind not in TYPES or not body or len(body) > LONGEST_BODY or any(map(_HEADING.match, content)):
        return None
    if not description or len(description) > LONGEST_TITLE:
        first, _, rest = body.partition("\n\n")
        description, body = title_and_body(first, rest.strip("\n"))
    last = max(number for number, line in enumerate(source.lines, 1) if line.strip())
    text = next(line.strip() for line in content if line.strip())
    return Statement(
        file=source.shown,
        line=1,
        last=last,
        text=text,
        title=description,
        body=body,
        kind=_KINDS.get(kind) or kind_of(f"{description}\n{text}"),
        topic=topic,
        origin=source.origin,
        whose=source.why,
        seen=source.day,
        evidence=(FileLine(source.place, 1),) if source.origin == "repo" else (),
    )


def _of_kind(piece: Piece, kind: str, *, is_dated: bool) -> Piece:
    """What a file says of its type holds for all in it."""
    if isinstance(piece, Passed):
        return piece
    return msgspec.structs.replace(piece, kind=_KINDS.get(kind, piece.kind), is_dated=is_dated)


def _without_pointer(piece: Piece, names: Collection[str]) -> Piece:
    pointer = _POINTER.match(piece.text.lstrip("-*+ ")) if isinstance(piece, Statement) else None
    if pointer is None or isinstance(piece, Passed) or "://" in pointer["file"]:
        return piece
    is_here = pointer["file"] in names
    return passed(piece, f"it points to {pointer['file']}, which is {'read itself' if is_here else 'not there'}")


def _front_piece(source: SourceFile, front: Front) -> Passed:
    return Passed(source.shown, 1, front.last, source.lines[0].strip(), "front matter")


def _type(front: Front) -> str:
    return front.get("type", "metadata.type").lower()


def _dated(source: SourceFile, front: Front) -> SourceFile:
    day = _day(front)
    return msgspec.structs.replace(source, day=min(day, source.day)) if day else source


def _day(front: Front) -> str:
    """The day that the file itself gives for its last change; empty without one."""
    found = _DAY.match(front.get("modified", "metadata.modified", "updated", "date"))
    try:
        return date.fromisoformat(found[0]).isoformat() if found else ""
    except ValueError:
        return ""


def _stem(source: SourceFile) -> str:
    stem = source.real.stem.replace("-", " ").replace("_", " ")
    return stem[:1].upper() + stem[1:]


def names_beside(files: Sequence[SourceFile], index: SourceFile) -> Mapping[str, SourceFile]:
    """The other files by what the index would call them."""
    folder = index.real.parent
    return {str(one.real.relative_to(folder)): one for one in files if one.real.is_relative_to(folder)}
