"""The end of a session, where old ones are removed: quietly, once a day, and never in the way of the end."""

from collections.abc import Callable

from reverie.config.places import Places
from reverie.config.project import Project
from reverie.transcripts.session_folder import SessionFolder

from .wishes import Wishes


def remove_old_sessions(
    sessions: SessionFolder, wishes: Wishes, current: str, release: Callable[[str], bool]
) -> str | None:
    """One line for the person when the system refused it; None when all is well, or it was not due.

    `release` is asked before each removal (`transcripts.retention.Release`).
    """
    from reverie.transcripts.retention import Caps, retire_daily

    caps = Caps(wishes.transcript_days, wishes.transcript_megabytes)
    try:
        done = retire_daily(sessions, caps, keep=(current,), release=release)
    except OSError as error:
        return f"old sessions could not be removed: {error.strerror or error} ('{sessions.folder}')"
    if done is None or not done.problems:
        return None
    more = f" (and {len(done.problems) - 1} more)" if len(done.problems) > 1 else ""
    return done.problems[0] + more


def quotes_kept(project: Project, places: Places) -> Callable[[str], bool]:
    """The `Release` of a project's sessions: they go once its memory, and the person's own, keep what they quote."""

    def release(session: str) -> bool:
        from reverie.memory.opening import open_memory
        from reverie.memory.quotes import keep_quotes
        from reverie.memory.scopes import project_memory_folder, user_memory_folder

        sessions = project.folder(places) / "sessions"
        for folder in {project_memory_folder(project, places), user_memory_folder(places)}:
            if not folder.is_dir():
                continue
            memory = open_memory(folder, sessions=sessions, root=project.root)
            try:
                if not keep_quotes(memory, session, sessions):
                    return False
            finally:
                memory.close()
        return True

    return release
