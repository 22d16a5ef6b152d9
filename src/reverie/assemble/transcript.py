"""The transcript that a session writes: a new one, one that goes on, or one that begins with another's conversation."""

from pathlib import Path

import msgspec

from reverie.config.project import Project
from reverie.conversation.ids import new_session_id
from reverie.conversation.mark import Mark
from reverie.storage.clock import instant, system_clock
from reverie.transcripts.history import RebuiltHistory, rebuild_history
from reverie.transcripts.records import FORMAT, SessionHeader, read_from_last_mark
from reverie.transcripts.session_file import SessionFile
from reverie.transcripts.session_folder import SessionFolder
from reverie.version import VERSION

from .redactor import redactor_in_use
from .wishes import Wishes


def open_transcript(
    sessions: SessionFolder, wishes: Wishes, project: Project, model: str
) -> tuple[SessionFile, RebuiltHistory]:
    """Raises TranscriptError, OSError."""
    if wishes.resume:
        return SessionFile.reopen(
            sessions.path(wishes.resume),
            system_clock,
            model=model,
            version=VERSION,
            headless=not wishes.interactive,
            redact=redactor_in_use().redact,
        )
    file = new_transcript(sessions, project, model, interactive=wishes.interactive, parent=wishes.fork or "")
    if wishes.fork is None:
        return file, RebuiltHistory()
    try:
        return file, _forked(file, sessions.path(wishes.fork))
    except BaseException:
        file.close()
        raise


def new_transcript(
    sessions: SessionFolder,
    project: Project,
    model: str,
    *,
    interactive: bool = False,
    parent: str = "",
    task: str = "",
) -> SessionFile:
    """A transcript with its header and nothing else. Raises TranscriptError, OSError."""
    session_id = new_session_id(int(system_clock() * 1000))
    header = SessionHeader(
        format=FORMAT,
        id=session_id,
        created=instant(system_clock),
        root=str(project.root).encode(errors="backslashreplace").decode(),
        model=model,
        version=VERSION,
        interactive=interactive,
        parent=parent,
        task=task,
    )
    return SessionFile.create(sessions.path(session_id), header, system_clock, redactor_in_use().redact)


def _forked(file: SessionFile, parent: Path) -> RebuiltHistory:
    """The conversation of another session as this one's beginning; that one is only read, also while it is open."""
    rebuilt = rebuild_history(read_from_last_mark(parent))
    digest = rebuilt.digest and rebuilt.digest.of_session(parent.stem)
    line = file.next_line
    file.write_mark(
        Mark(
            "fork",
            line,
            tuple(rebuilt.messages),
            rebuilt.standing,
            digest,
            tuple(rebuilt.calls.values()),
        )
    )
    if rebuilt.mode is not None:
        file.write_mode(rebuilt.mode)
    return msgspec.structs.replace(rebuilt, lines=[line] * len(rebuilt.messages), added=None, digest=digest)
