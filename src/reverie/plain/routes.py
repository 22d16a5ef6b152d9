"""Routes: what a typed text is, a command or a prompt, and what goes with a prompt."""

from collections.abc import Coroutine
from typing import TYPE_CHECKING, Any, Protocol

from .commands.command import Command, Room, Run
from .commands.registry import find
from .desk import Desk, Leave

if TYPE_CHECKING:
    from .prompt import Prepared


class Routes(Protocol):
    def find(self, text: str) -> tuple[Command, str] | None:
        """The command that a text is, and what follows its name; None for a prompt."""

    def run(self, command: Command, argument: str, room: Room) -> Coroutine[Any, Any, Leave | None]:
        """Carry it out."""

    def prepare(self, text: str, desk: Desk) -> "Prepared":
        """Look for files and pictures that the prompt names."""


class ShippedRoutes:
    """The `Routes` of the program."""

    def find(self, text: str) -> tuple[Command, str] | None:
        return find(text)

    async def run(self, command: Command, argument: str, room: Room) -> Leave | None:
        """The command's own module is loaded only now."""
        from importlib import import_module

        run: Run = import_module(command.module).run
        return await run(room, argument)

    def prepare(self, text: str, desk: Desk) -> "Prepared":
        """What it looks for is loaded only now."""
        from .prompt import prepare

        return prepare(text, desk)
