"""How far a purge reaches besides the memory's own files: sessions, what was typed, what models were prepared with."""

from pathlib import Path

import msgspec

from reverie.config.places import Places
from reverie.config.project import Project

_INPUT_HISTORY = "input_history.jsonl"


class Reach(msgspec.Struct, frozen=True):
    """`sessions` are folders of sessions, `typed` files of typed lines, `drafts` folders of texts that could not be
    saved, `states` folders of what a local model computed of a prompt. Those that are not there are passed over."""

    sessions: tuple[Path, ...] = ()
    typed: tuple[Path, ...] = ()
    drafts: tuple[Path, ...] = ()
    states: tuple[Path, ...] = ()


def reach_of(places: Places, project: Project | None) -> Reach:
    """For a fact of a project's memory: its sessions. For one of the person's own (None): the sessions of all projects.

    Exports, other agents' transcripts and the project's files are the person's, and not touched.
    """
    if project is not None and project.id is not None:
        sessions: tuple[Path, ...] = (project.folder(places) / "sessions",)
    else:
        sessions = (*sorted((places.data / "projects").glob("*/sessions")), places.data / "user" / "sessions")
    return Reach(
        sessions,
        typed=(places.state / _INPUT_HISTORY,),
        drafts=(places.state / "edits",),
        states=(places.cache / "prefixes",),
    )
