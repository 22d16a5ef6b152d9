"""The memories that a command works on: that of the project one stands in, and the person's own."""

from collections.abc import Iterator, Sequence
from contextlib import ExitStack, closing, contextmanager
from pathlib import Path
from typing import Literal

import msgspec

from reverie.cli.failures import one_line
from reverie.config.errors import AdoptRefused
from reverie.config.places import Places, find_places
from reverie.config.project import Project, find_project
from reverie.memory.errors import MemoryTrouble
from reverie.memory.purge import pending_lines
from reverie.memory.scope_opening import open_project_memory, open_user_memory, project_sessions, user_sessions
from reverie.memory.store import Memory
from reverie.storage.errors import UnusableFile

ScopeName = Literal["project", "user"]

NAMES: dict[ScopeName, str] = {"project": "this project", "user": "yours, for all projects"}
"""What a person is told of them."""


class Scope(msgspec.Struct, frozen=True):
    """One memory, open. `sessions` is the folder of the transcripts that its facts may cite, `project` None for the
    person's own."""

    name: ScopeName
    memory: Memory
    sessions: Path
    project: Project | None = None


class Scopes(msgspec.Struct, frozen=True):
    """Those that a command looks into, the one it writes to first. In a home directory there is only the person's."""

    places: Places
    project: Project
    all: tuple[Scope, ...]

    @property
    def first(self) -> Scope:
        return self.all[0]

    @property
    def memories(self) -> list[Memory]:
        return [scope.memory for scope in self.all]

    def of(self, memory: Memory) -> Scope:
        """The one that this memory is of."""
        return next(scope for scope in self.all if scope.memory is memory)


@contextmanager
def open_scopes(*, user: bool, both: bool = False, tell_notices: bool = True, writes: bool = False) -> Iterator[Scopes]:
    """The person's memory for `user`, else the project's; `both` for commands that look for what a person names.

    What is wrong within ends as one line; what was wrong at opening is told on standard error. Who `writes` is told by
    the write itself that the memory can only be read.
    """
    with one_line(UnusableFile, MemoryTrouble, AdoptRefused), ExitStack() as stack:
        places = find_places()
        project = find_project(Path.cwd(), places)
        _tell_note(project)
        opened = [_of_user(places)] if user or project.id is None else [_of_project(project, places)]
        if both and opened[0].name == "project":
            opened.append(_of_user(places))
        for scope in opened:
            stack.enter_context(closing(scope.memory))
        if tell_notices:
            _tell_notices(opened, writes=writes)
        yield Scopes(places, project, tuple(opened))


def _tell_note(project: Project) -> None:
    """What a person is told but once, whatever the command is."""
    if project.note:
        from reverie.cli.printing import tell

        tell(f"note: {project.note}")


def _of_project(project: Project, places: Places) -> Scope:
    return Scope("project", open_project_memory(project, places), project_sessions(project, places), project)


def _of_user(places: Places) -> Scope:
    return Scope("user", open_user_memory(places), user_sessions(places))


def _tell_notices(scopes: Sequence[Scope], *, writes: bool) -> None:
    from reverie.cli.printing import tell

    for scope in scopes:
        if writes and scope.memory.read_only:
            continue
        for line in (*scope.memory.notices, *pending_lines(scope.memory.layout)):
            tell(f"note: {line}")
