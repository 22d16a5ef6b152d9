"""The sub-sessions of a session: which transcripts in the same folder are those of its tasks."""

from pathlib import Path

import msgspec

from reverie.conversation.ids import is_session_id
from reverie.transcripts.errors import UnreadableTranscript
from reverie.transcripts.records import SessionHeader, read_records


class Task(msgspec.Struct, frozen=True):
    """`root` is the folder that its paths start at, `created` the instant at which it began."""

    transcript: Path
    root: Path
    created: str


def tasks_of(transcript: Path, header: SessionHeader, root: Path) -> dict[str, Task]:
    """The tasks by session id. An id sorts by time, so those of a session come after its own."""
    found = {}
    for path in sorted(transcript.parent.glob("*.jsonl")):
        if path.stem > transcript.stem and is_session_id(path.stem):
            own = _header(path)
            if own is not None and own.parent == header.id and own.task:
                found[path.stem] = Task(path, root if own.root == header.root else Path(own.root), own.created)
    return found


def _header(path: Path) -> SessionHeader | None:
    try:
        first = next(read_records(path))
    except (UnreadableTranscript, OSError):
        return None
    return first if isinstance(first, SessionHeader) else None
