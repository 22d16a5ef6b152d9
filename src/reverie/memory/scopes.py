"""Where memories lie: one for each project, one of the person's for what holds across projects."""

from pathlib import Path

from reverie.config.places import Places
from reverie.config.project import Project

_NAME = "memory"


def project_memory_folder(project: Project, places: Places) -> Path:
    """The memory of a project; in a home directory that is the person's own."""
    return project.folder(places) / _NAME


def user_memory_folder(places: Places) -> Path:
    return places.data / "user" / _NAME
