"""What a cited line of a session's transcript says: who said it, whether the call it tells of went well, and whether
its edit still stands."""

from datetime import date, datetime, tzinfo
from pathlib import Path

from reverie.conversation.ids import is_session_id
from reverie.conversation.record import EditedFile, RanTask
from reverie.transcripts.session_folder import SessionFolder

from .citing_transcript import OpenTranscript, Said
from .gates.context import Cited
from .gates.text import LONGEST_QUOTE


class Citations:
    """The transcripts of one project's sessions. Belongs to one thread.

    What is asked of it may raise OSError when a transcript is there and cannot be read.
    """

    def __init__(self, sessions_folder: Path | None) -> None:
        self._folder = None if sessions_folder is None else SessionFolder(sessions_folder)
        self._open: dict[str, OpenTranscript] = {}

    @property
    def folder(self) -> Path | None:
        """Where the transcripts lie."""
        return None if self._folder is None else self._folder.folder

    def cite(self, session: str, line: int, quote: str = "", zone: tzinfo | None = None) -> Cited | None:
        """A line by its number from 1; None when there is none. Of a line with several results `quote` tells which.

        `zone` is the one that days are told in; None for that of this machine.
        """
        transcript = self._transcript(session)
        said = transcript.said(line, quote) if transcript else None
        if transcript is None or said is None:
            return None
        texts = [part.text for part in said.parts]
        by_person = [part.text for part in said.parts if part.origin == "human"] if transcript.is_persons(line) else []
        return Cited(
            session,
            line,
            "\n".join(texts),
            frozenset(part.origin for part in said.parts),
            said.failed,
            tuple(effect for effect, at in said.effects if not self._is_undone(session, at, effect)),
            line >= transcript.start_of_turn(),
            "\n".join(by_person),
            _day(said, zone),
        )

    def edited_now(self, session: str) -> tuple[tuple[str, int], ...]:
        """The files that the session's last turn edited, each with the line of its last edit that stands."""
        transcript = self._transcript(session)
        return transcript.edits().since(transcript.start_of_turn()) if transcript else ()

    def sessions_rewound(self, session: str) -> frozenset[str]:
        """The session and its tasks, as far as a rewind of it took edits of theirs back."""
        transcript = self._transcript(session)
        rewound = transcript.edits().taken_back() if transcript else frozenset()
        return rewound | {session} if rewound else rewound

    def tells_of_rewound(self, session: str, line: int, quote: str = "") -> bool:
        """Whether a line tells of an edit, or of a task with one, that was taken back."""
        transcript = self._transcript(session)
        told = transcript.said(line, quote) if transcript else None
        return told is not None and any(self._is_undone(session, at, effect) for effect, at in told.effects)

    def _is_undone(self, session: str, line: int, effect: object) -> bool:
        """Only the session that a person speaks with is ever rewound; it tells of the edits of its tasks too."""
        if not isinstance(effect, EditedFile | RanTask):
            return False
        top, seen = session, {session}
        while (transcript := self._transcript(top)) and transcript.parent and transcript.parent not in seen:
            if self._transcript(transcript.parent) is None:
                break
            top = transcript.parent
            seen.add(top)
        transcript = self._transcript(top)
        if transcript is None:
            return False
        edits = transcript.edits()
        if isinstance(effect, RanTask):
            return top == session and not edits.all_stand(line)
        return not edits.stands((session, line))

    def _transcript(self, session: str) -> OpenTranscript | None:
        """None when there is none, or one that this version cannot read."""
        if self._folder is None or not is_session_id(session) or not self._folder.path(session).is_file():
            return None
        if session not in self._open:
            self._open[session] = OpenTranscript(session, self._folder)
        found = self._open[session]
        return found if found.refresh() else None


def quoted(cited: Cited) -> str:
    """What a fact may keep of a cited line: its beginning on one line, at most `LONGEST_QUOTE` characters."""
    text = " ".join(cited.text.split())
    return text if len(text) <= LONGEST_QUOTE else text[: LONGEST_QUOTE - 1].rstrip() + "…"


def _day(said: Said, zone: tzinfo | None) -> date | None:
    try:
        return datetime.fromisoformat(said.at).astimezone(zone).date()
    except (ValueError, OverflowError, OSError):
        return None
