"""Means: what tools work with beside the files; each tool takes what it needs."""

from collections.abc import Callable

import msgspec

from reverie.conversation.ports import HasMode, Person, Redactor, TaskRunner
from reverie.conversation.remembering import Remembering
from reverie.secrets.redactor import SecretRedactor

from .child import GRACE
from .workspace import Workspace

KeepBytes = Callable[[bytes, int], str]
"""Keeps the bytes and permission bits of a file before it is changed and gives the copy's name. Raises OSError."""


class Means(msgspec.Struct, frozen=True):
    """`keep` is None where nothing is kept, `person` where nobody can be asked, `tasks` where no sub-session may start,
    `memory` where there is none.

    `grace` is how many seconds a command is given between being asked to end and being ended.
    A tool whose means are missing is there all the same, and refuses: the list of tools is a part of the prompt's
    prefix.
    """

    workspace: Workspace
    redactor: Redactor = SecretRedactor()
    keep: KeepBytes | None = None
    mode: HasMode | None = None
    person: Person | None = None
    tasks: TaskRunner | None = None
    memory: Remembering | None = None
    grace: float = GRACE
