"""What a slash command is."""

from collections.abc import Awaitable, Callable
from typing import Protocol

import msgspec

from reverie.plain.desk import Desk, Leave
from reverie.plain.face import Face


class Room(Protocol):
    """Where a command runs: the conversation, as far as commands may know it."""

    @property
    def desk(self) -> Desk: ...

    @property
    def face(self) -> Face: ...

    @property
    def is_working(self) -> bool:
        """Whether a turn runs."""

    async def while_working(self, doing: str, work: Awaitable[object]) -> bool:
        """Wait for something long with the status line saying what; Ctrl-C cancels it: then False."""

    def submit(self, prompt: str) -> None:
        """Send a prompt as if the person had typed it."""


Run = Callable[[Room, str], Awaitable[Leave | None]]
"""Carries a command out, with the text after its name. A `Leave` ends the conversation. Errors that a person can mend
are told through `face.say`, in one line."""


class Command(msgspec.Struct, frozen=True):
    """`usage` is what follows the name, such as `[NAME]`; `summary` a few words for /help.

    `module` holds `async def run(room, argument)`. `anytime` commands also run while a turn does.
    """

    name: str
    usage: str
    summary: str
    module: str
    anytime: bool = False
