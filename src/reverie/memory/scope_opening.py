"""Opening the memory of a project, and the person's own, each with the transcripts that its facts may cite."""

from pathlib import Path

from reverie.config.places import Places
from reverie.config.project import Project

from .doubt.opening import open_binder
from .doubt.questions import ask_what_fails
from .opening import open_memory
from .scopes import project_memory_folder, user_memory_folder
from .store import Memory
from .usage import Usage, by_usage


def open_project_memory(project: Project, places: Places) -> Memory:
    """In a home directory that is the person's own. As `open_memory` it raises for nothing that is wrong within."""
    if project.id is None:
        return open_user_memory(places)
    folder = project_memory_folder(project, places)
    sessions = project_sessions(project, places)
    memory = open_memory(folder, sessions=sessions, root=project.root, binder=open_binder(project.root))
    memory.after_write = ask_what_fails
    return _by_usage(memory, places)


def open_user_memory(places: Places) -> Memory:
    return _by_usage(open_memory(user_memory_folder(places), sessions=user_sessions(places)), places)


def usage_of(memory: Memory, places: Places) -> Usage:
    """The counts of the memory's facts, under its project's id, or `user`."""
    return Usage(places.state / "ledger.sqlite", memory.layout.folder.parent.name, memory.clock)


def _by_usage(memory: Memory, places: Places) -> Memory:
    memory.uses = by_usage(usage_of(memory, places))
    return memory


def project_sessions(project: Project, places: Places) -> Path:
    return project.folder(places) / "sessions"


def user_sessions(places: Places) -> Path:
    return places.data / "user" / "sessions"
