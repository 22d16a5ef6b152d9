"""Recording a rewind that a crash cut off between the files and the mark."""

import contextlib
from pathlib import Path

from reverie.agent.session import Session
from reverie.conversation.shown_path import path_shown
from reverie.storage.atomic import temporary_beside
from reverie.transcripts.records import MarkRecord, read_records
from reverie.transcripts.session_file import SessionFile

from .begun import BegunRewind, begun_rewind, end
from .boundary import as_it_is, with_files
from .notes import cut_off_note
from .state import after, is_at


def settle(session: Session, transcript: SessionFile) -> str:
    """Record what a rewind that was cut off has done to the files, if there is one; gives a line for the person, or "".

    The files stay as they are, the conversation as it was before that rewind. Raises UnreadableTranscript, OSError.
    """
    begun = begun_rewind(transcript.path)
    if begun is None:
        return ""
    said = ""
    if not _is_recorded(transcript.path, begun.line):
        said = _record(session, transcript, begun)
    end(transcript.path)
    return said


def _record(session: Session, transcript: SessionFile, begun: BegunRewind) -> str:
    root = session.equipment.root
    for edit in begun.edits:
        with contextlib.suppress(OSError):
            temporary_beside(path_shown(edit.path, root), begun.writer).unlink(missing_ok=True)
    done = [edit for edit in begun.edits if is_at(path_shown(edit.path, root), after(edit))]
    if not done:
        return ""
    session.begin_anew(with_files(as_it_is(session.history, transcript.next_line), done, cut_off_note(done)))
    return (
        f"a rewind was cut off after {len(done)} of {len(begun.edits)} files; /rewind goes on with it, or takes it back"
    )


def _is_recorded(transcript: Path, line: int) -> bool:
    """Whether there is a mark of it, its own or the one that settled it: no rewind begins before that."""
    marks = (record.mark for record in read_records(transcript) if isinstance(record, MarkRecord))
    return any(mark.why == "rewind" and mark.line >= line for mark in marks)
