"""The transcript of one session, open for writing: one process at a time."""

from pathlib import Path
from typing import Self

from reverie.conversation.events import CallFinished, TurnEnded
from reverie.conversation.mark import Mark
from reverie.conversation.messages import Message
from reverie.conversation.ports import PermissionMode
from reverie.storage.atomic import private_folder
from reverie.storage.clock import Clock, instant
from reverie.storage.jsonl import JsonLines
from reverie.storage.lock import Busy, FileLock

from .errors import SessionBusy
from .history import RebuiltHistory, rebuild_history
from .masking import Redact, without_secrets
from .records import (
    CallRecord,
    KnownRecord,
    MarkRecord,
    MessageRecord,
    ModeRecord,
    SessionHeader,
    SessionResumed,
    TurnRecord,
    encode,
    read_from_last_mark,
)

_AFTER_HEADER = 2


class SessionFile:
    """Writes a transcript (the `TranscriptWriter` port). `folder` beside it holds full outputs and the lock.

    `redact` masks secrets in every text before it is written; the history in memory stays as it is until a resume.
    """

    def __init__(self, path: Path, lock: FileLock, clock: Clock, redact: Redact | None = None) -> None:
        """For `create` and `reopen`."""
        self.path = path
        self.folder = path.with_suffix("")
        self._lock = lock
        self._clock = clock
        self._redact = redact
        self._lines = JsonLines(path)
        self._next_line = 1
        self._mode: PermissionMode | None = None

    @classmethod
    def create(cls, path: Path, header: SessionHeader, clock: Clock, redact: Redact | None = None) -> Self:
        """Begin a transcript. Raises OSError when it cannot be written."""
        file = cls(path, _lock_session(path), clock, redact)
        file._append(header)
        return file

    @classmethod
    def reopen(
        cls,
        path: Path,
        clock: Clock,
        *,
        model: str,
        version: str,
        headless: bool = False,
        redact: Redact | None = None,
    ) -> tuple[Self, RebuiltHistory]:
        """Go on with a transcript; gives the valid history too, and writes down what had to be added to its end.

        `headless` says that a program gives the prompts from now on.

        Raises SessionBusy when another process has it open, UnreadableTranscript, OSError.
        """
        file = cls(path, _lock_session(path), clock, redact)
        try:
            records = list(read_from_last_mark(path))
            file._next_line = records[-1][0] + 1
            history = rebuild_history(records)
            file._mode = history.mode
            if history.added:
                file.write_message(history.added)
            file._append(SessionResumed(instant(clock), model, version, headless))
        except BaseException:
            file.close()
            raise
        return file, history

    @property
    def next_line(self) -> int:
        return self._next_line

    def write_mark(self, mark: Mark) -> None:
        self._append(MarkRecord(instant(self._clock), mark))
        if self._mode is not None:  # who resumes reads from the mark on
            self._append(ModeRecord(instant(self._clock), self._mode))
        self.sync()

    def write_message(self, message: Message) -> None:
        self._append(MessageRecord(instant(self._clock), message))

    def write_call(self, finished: CallFinished) -> None:
        self._append(CallRecord(instant(self._clock), finished))

    def write_turn_end(self, ended: TurnEnded) -> None:
        self._append(TurnRecord(instant(self._clock), ended))

    def write_mode(self, mode: PermissionMode) -> None:
        """Nothing before the first message, which tells it. Raises OSError."""
        if self._next_line > _AFTER_HEADER:
            self._mode = mode
            self._append(ModeRecord(instant(self._clock), mode))

    def sync(self) -> None:
        self._lines.sync()

    def close(self) -> None:
        self._lines.close()
        self._lock.release()

    def _append(self, record: KnownRecord) -> None:
        self._lines.append(encode(without_secrets(record, self._redact) if self._redact else record))
        self._next_line += 1


def _lock_session(path: Path) -> FileLock:
    folder = private_folder(path.with_suffix(""))
    try:
        return FileLock(folder / "lock").acquire(wait=False)
    except Busy:
        raise SessionBusy(
            f"session {path.stem} is open in another process; end that one, or start a new session"
        ) from None
