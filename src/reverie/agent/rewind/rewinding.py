"""Carrying out what a preview showed.

The order is: keep the bytes that are overwritten, write down what is about to be done (`begun`), put the files back
one by one, then the mark, which is the record of all of it. A kill leaves each file old or new, and the session as it
was or gone back; between the files and the mark, `settle` finds what was begun.
"""

from collections.abc import Sequence

import msgspec

from reverie.agent.session import Session
from reverie.conversation.mark import Mark
from reverie.storage.kept_bytes import KeptBytes
from reverie.transcripts.errors import TranscriptError
from reverie.transcripts.session_file import SessionFile

from .begun import begin, copies_beside, end
from .boundary import as_it_is, as_it_was, with_files, with_nested
from .notes import conversation_note, files_note
from .restoring import Intent, intend, restore
from .settling import settle
from .values import Preview, RefusedFile, Rewound

_GONE_ON = "the session has gone on since this was looked at; look again before you go back"


def rewind(session: Session, transcript: SessionFile, preview: Preview) -> Rewound:
    """Do what a preview of this session showed. Call it between two turns. Must not raise.

    A file that somebody changed since the preview is refused, and the rest goes on.
    """
    if transcript.next_line != preview.end:
        return Rewound(problem=_GONE_ON)
    try:
        settle(session, transcript)
        mark = _history_then(session, transcript, preview)
    except (OSError, TranscriptError) as error:
        return Rewound(problem=f"nothing was changed: {error}")
    kept = KeptBytes(copies_beside(transcript.path))
    intents, unkept = intend(preview.changes, session.equipment.root, kept)
    try:
        if intents:
            begin(transcript.path, transcript.next_line, tuple(intent.edit for intent in intents))
    except OSError as error:
        return Rewound(problem=f"nothing was changed: what is to be done cannot be written down ({error})")
    done, failed = restore(intents)
    refused = (*preview.refused, *unkept, *failed)
    return _recorded(session, transcript, preview, mark, done, refused)


def _history_then(session: Session, transcript: SessionFile, preview: Preview) -> Mark:
    if preview.what == "files":
        return as_it_is(session.history, transcript.next_line)
    return with_nested(as_it_was(transcript.path, preview.point.line, transcript.next_line), session)


def _recorded(
    session: Session,
    transcript: SessionFile,
    preview: Preview,
    mark: Mark,
    done: Sequence[Intent],
    refused: tuple[RefusedFile, ...],
) -> Rewound:
    rewound = Rewound(tuple(intent.change for intent in done), refused, preview.prompt)
    try:
        if done or preview.what != "files":
            session.begin_anew(_with_notes(mark, preview, done, refused))
    except OSError as error:
        what = "the files were put back, but " if done else ""
        problem = f"{what}the transcript cannot be written ({error.strerror or error}); go back again when it can"
        return msgspec.structs.replace(rewound, prompt="", problem=problem)
    end(transcript.path)
    return rewound


def _with_notes(mark: Mark, preview: Preview, done: Sequence[Intent], refused: Sequence[RefusedFile]) -> Mark:
    restored = [intent.edit for intent in done]
    if preview.what == "files":
        return with_files(mark, restored, files_note(preview.point, restored))
    stayed = preview.edited if preview.what == "conversation" else [file.path for file in refused]
    return with_files(mark, restored, *conversation_note(stayed, len(preview.commands)))
