"""Which edits of a session still stand: those that no rewind took back, its tasks' among them."""

from collections.abc import Callable, Iterator

import msgspec

from reverie.conversation.events import CallFinished
from reverie.conversation.record import EditedFile, RanTask
from reverie.transcripts.errors import UnreadableTranscript
from reverie.transcripts.records import CallRecord, MarkRecord, decode, read_records
from reverie.transcripts.session_folder import SessionFolder

Place = tuple[str, int]
"""A session and the number of a line in its transcript."""


class Edit(msgspec.Struct, frozen=True):
    """An edit of a file. `line` is the session's own, also for an edit of a task; `upon` is the index of the edit that
    it was made upon, -1 when none of ours stood then."""

    place: Place
    line: int
    after: str
    upon: int


class StandingEdits:
    """The edits of one session. `read_task` gives those of a task in their order."""

    def __init__(self, session: str, read_task: Callable[[str], Iterator[tuple[Place, EditedFile]]]) -> None:
        self._session = session
        self._read_task = read_task
        self._edits: dict[str, list[Edit]] = {}
        self._last: dict[str, int] = {}

    def take(self, line: int, content: bytes) -> None:
        """The next line of the transcript."""
        if not _may_matter(content):
            return
        match decode(content):
            case CallRecord(call=CallFinished(effect=EditedFile() as edit)):
                self._edited((self._session, line), line, edit)
            case CallRecord(call=CallFinished(effect=RanTask(session=task))) if task:
                for place, edit in self._read_task(task):
                    self._edited(place, line, edit)
            case MarkRecord(mark=mark):
                for edit in mark.restored:
                    self._restored(edit)

    def stands(self, place: Place) -> bool:
        """Whether the edit that is recorded there was not taken back; also true where none is recorded."""
        for path, edits in self._edits.items():
            if any(edit.place == place for edit in edits):
                return any(edit.place == place for edit in self._standing(path))
        return True

    def all_stand(self, line: int) -> bool:
        """Whether nothing was taken back of what the session's line, such as that of a task's call, edited."""
        made = [edit.place for edits in self._edits.values() for edit in edits if edit.line == line]
        return all(map(self.stands, made))

    def taken_back(self) -> frozenset[str]:
        """The sessions of edits that were taken back: this one, or a task of it."""
        made = {edit.place for edits in self._edits.values() for edit in edits}
        standing = {edit.place for path in self._edits for edit in self._standing(path)}
        return frozenset(session for session, _ in made - standing)

    def since(self, line: int) -> tuple[tuple[str, int], ...]:
        """The files that were edited from a line on, each with the line of the last edit that stands."""
        last = ((path, self._edits[path][index].line) for path, index in self._last.items() if index >= 0)
        return tuple((path, at) for path, at in last if at >= line)

    def _standing(self, path: str) -> Iterator[Edit]:
        """The edits that made the file what it is, the last one first."""
        index = self._last[path]
        while index >= 0:
            edit = self._edits[path][index]
            yield edit
            index = edit.upon

    def _edited(self, place: Place, line: int, edit: EditedFile) -> None:
        edits = self._edits.setdefault(edit.path, [])
        edits.append(Edit(place, line, edit.after, self._last.get(edit.path, -1)))
        self._last[edit.path] = len(edits) - 1

    def _restored(self, restored: EditedFile) -> None:
        """The file is again as one of its edits left it, or as it was before all of them."""
        edits = self._edits.get(restored.path, [])
        same = (index for index, edit in enumerate(edits) if edit.after and edit.after == restored.after)
        self._last[restored.path] = max(same, default=-1)


def edits_of_task(folder: SessionFolder, session: str, above: frozenset[str]) -> Iterator[tuple[Place, EditedFile]]:
    """All edits of a sub-session and of its own tasks; none when its transcript is gone. `above` ends a circle."""
    if session in above or not folder.path(session).is_file():
        return
    try:
        for line, record in enumerate(read_records(folder.path(session)), 1):
            match record:
                case CallRecord(call=CallFinished(effect=EditedFile() as edit)):
                    yield (session, line), edit
                case CallRecord(call=CallFinished(effect=RanTask(session=task))) if task:
                    yield from edits_of_task(folder, task, above | {session})
    except UnreadableTranscript:
        return


def _may_matter(content: bytes) -> bool:
    """Whether a line has to be decoded: most of a transcript are messages."""
    if content.startswith(b'{"type":"mark"'):
        return b'"restored"' in content
    return content.startswith(b'{"type":"call"') and (b'"kind":"edit"' in content or b'"kind":"task"' in content)
