"""The end of a session, where old ones are removed: quietly, once a day, and never in the way of the end."""

from collections.abc import Callable

from reverie.transcripts.session_folder import SessionFolder

from .wishes import Wishes


def remove_old_sessions(
    sessions: SessionFolder, wishes: Wishes, current: str, release: Callable[[str], bool] | None
) -> str | None:
    """One line for the person when the system refused it; None when all is well, or it was not due.

    `release` is asked before each removal (`transcripts.retention.Release`).
    """
    from reverie.transcripts.retention import Caps, release_all, retire_daily

    caps = Caps(wishes.transcript_days, wishes.transcript_megabytes)
    try:
        done = retire_daily(sessions, caps, keep=(current,), release=release or release_all)
    except OSError as error:
        return f"old sessions could not be removed: {error.strerror or error} ('{sessions.folder}')"
    if done is None or not done.problems:
        return None
    more = f" (and {len(done.problems) - 1} more)" if len(done.problems) > 1 else ""
    return done.problems[0] + more
