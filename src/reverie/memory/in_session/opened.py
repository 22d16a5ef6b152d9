"""The memories of a session, open, each with who looks at the code for it."""

from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

from reverie.config.places import Places
from reverie.config.project import Project
from reverie.memory.doubt import open_doubter
from reverie.memory.doubt.standing import Doubter
from reverie.memory.scope_opening import open_project_memory, open_user_memory, project_sessions, usage_of
from reverie.memory.scopes import user_memory_folder
from reverie.memory.store import Memory


class Shelf:
    """One memory, with who looks at the code for it and the counts of its facts' use. `root` is the project's."""

    def __init__(self, memory: Memory, places: Places, root: Path | None) -> None:
        self.memory = memory
        self.doubter: Doubter = open_doubter(memory, root)
        self.usage = usage_of(memory, places)

    def close(self) -> None:
        self.usage.close()
        with suppress(OSError):  # nothing is written by closing
            self.memory.close()


class Shelves:
    """The project's memory first, then the person's own when there is one. Belongs to one thread."""

    def __init__(self, project: Project, places: Places) -> None:
        self.sessions = project_sessions(project, places)
        self.root = project.root
        self._places = places
        root = project.root if project.id else None
        self._all = [Shelf(open_project_memory(project, places), places, root)]
        if project.id is not None and user_memory_folder(places).is_dir():
            self._all.append(Shelf(open_user_memory(places), places, None))

    def __iter__(self) -> Iterator[Shelf]:
        return iter(self._all)

    @property
    def first(self) -> Shelf:
        return self._all[0]

    def persons_own(self) -> Shelf:
        """The person's own memory, which the first write makes."""
        if len(self._all) == 1 and self._all[0].memory.layout.folder != user_memory_folder(self._places):
            self._all.append(Shelf(open_user_memory(self._places), self._places, None))
        return self._all[-1]

    def holding(self, fact_id: str) -> Shelf | None:
        """The one in which a fact of this id stands."""
        return next((shelf for shelf in self._all if shelf.memory.known.places_of(fact_id)), None)

    def close(self) -> None:
        for shelf in self._all:
            shelf.close()
