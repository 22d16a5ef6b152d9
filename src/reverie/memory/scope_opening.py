"""Opening the memory of a project, and the person's own, each with the transcripts that its facts may cite."""

from pathlib import Path

from reverie.config.places import Places
from reverie.config.project import Project

from .doubt.opening import open_binder
from .opening import open_memory
from .scopes import project_memory_folder, user_memory_folder
from .store import Memory


def open_project_memory(project: Project, places: Places) -> Memory:
    """In a home directory that is the person's own. As `open_memory` it raises for nothing that is wrong within."""
    if project.id is None:
        return open_user_memory(places)
    folder = project_memory_folder(project, places)
    sessions = project_sessions(project, places)
    return open_memory(folder, sessions=sessions, root=project.root, binder=open_binder(project.root))


def open_user_memory(places: Places) -> Memory:
    return open_memory(user_memory_folder(places), sessions=user_sessions(places))


def project_sessions(project: Project, places: Places) -> Path:
    return project.folder(places) / "sessions"


def user_sessions(places: Places) -> Path:
    return places.data / "user" / "sessions"
