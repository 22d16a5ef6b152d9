"""The sessions of one project: found, listed, removed."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import msgspec

from reverie.conversation.ids import is_session_id
from reverie.conversation.messages import TextPart, UserMessage
from reverie.storage.lock import Busy, FileLock

from .errors import SessionBusy, SessionNotFound, UnreadableTranscript
from .records import MessageRecord, SessionHeader, TurnRecord, read_records


class SessionSummary(msgspec.Struct, frozen=True):
    """A line of `sessions list`. `title` is the beginning of the first thing the person said; `problem` is why the
    transcript could not be read, and empty when it could. A sub-session has the title of its `task`; `parent` is the
    session that started it, or that a session was forked from."""

    id: str
    created: str
    model: str
    root: str
    turns: int
    bytes: int
    title: str
    problem: str = ""
    task: str = ""
    parent: str = ""


class SessionFolder:
    """The folder `sessions/` of a project."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def path(self, session_id: str) -> Path:
        return self.folder / f"{session_id}.jsonl"

    def ids(self) -> list[str]:
        """The ids of all sessions, newest first."""
        return sorted((path.stem for path in self.folder.glob("*.jsonl") if is_session_id(path.stem)), reverse=True)

    def recent_ids(self) -> list[str]:
        """The ids of all sessions, the one that was written to last first."""
        return sorted(self.ids(), key=lambda one: (self.path(one).stat().st_mtime_ns, one), reverse=True)

    def find(self, beginning: str) -> str:
        """The one session whose id begins so. Raises SessionNotFound when there is none, or more than one."""
        found = [one for one in self.ids() if one.startswith(beginning.upper())] if beginning else []
        if len(found) == 1:
            return found[0]
        if found:
            raise SessionNotFound(f"'{beginning}' begins the ids of {len(found)} sessions; give more of it")
        raise SessionNotFound(f"no session '{beginning}' here; `reverie sessions list` shows those there are")

    def last_used(self) -> str:
        """The person's session that was written to last: no task. Raises SessionNotFound when there is none."""
        found = next((one for one in self.recent_ids() if not _is_task(self.path(one))), None)
        if found is None:
            raise SessionNotFound("no session to continue in this project; start one without -c")
        return found

    def summaries(self) -> Iterator[SessionSummary]:
        """Every session, newest first; one that cannot be read says why."""
        return map(self.summary, self.ids())

    def summary(self, session_id: str) -> SessionSummary:
        """One session; of one that cannot be read, why."""
        try:
            return _summary(self.path(session_id))
        except (UnreadableTranscript, OSError) as error:
            return SessionSummary(session_id, "", "", "", 0, 0, "", problem=str(error))

    def is_open(self, session_id: str) -> bool:
        """Whether a process has it open now. Raises OSError."""
        lock = self.path(session_id).with_suffix("") / "lock"
        if not lock.exists():
            return False
        try:
            FileLock(lock).acquire(wait=False).release()
        except Busy:
            return True
        return False

    def remove(self, session_id: str) -> None:
        """Delete a transcript and its full outputs, or what is left of them. Raises SessionBusy, OSError."""
        path = self.path(session_id)
        folder = path.with_suffix("")
        folder.mkdir(exist_ok=True)
        try:
            with FileLock(folder / "lock").acquire(wait=False):
                path.unlink(missing_ok=True)
                path.with_name(path.name + ".torn").unlink(missing_ok=True)
                shutil.rmtree(folder)
        except Busy:
            raise SessionBusy(f"session {session_id} is open in another process; end that one first") from None


def _summary(path: Path) -> SessionSummary:
    records = read_records(path)
    header = next(records)
    assert isinstance(header, SessionHeader)
    title, turns = "", 0
    for record in records:
        if isinstance(record, TurnRecord):
            turns += 1
        elif not title and isinstance(record, MessageRecord) and isinstance(record.message, UserMessage):
            title = _title(record.message)
    return SessionSummary(
        header.id,
        header.created,
        header.model,
        header.root,
        turns,
        path.stat().st_size,
        title,
        task=header.task,
        parent=header.parent,
    )


def _is_task(path: Path) -> bool:
    """Whether it is a sub-session's; a transcript that cannot be read is the person's to be told of."""
    try:
        header = next(read_records(path))
    except UnreadableTranscript:
        return False
    return isinstance(header, SessionHeader) and bool(header.task)


def _title(message: UserMessage, limit: int = 72) -> str:
    """What the person said in it: neither notes of ours nor instruction files that went with it."""
    said = (part.text for part in message.parts if isinstance(part, TextPart) and part.origin == "human")
    words = " ".join(said).split()
    line = " ".join(words)
    return line if len(line) <= limit else line[: limit - 1] + "…"
