"""Routes: what a typed text is, a command or a prompt, and what goes with a prompt."""

from collections.abc import Coroutine
from typing import Any, Protocol

import msgspec

from reverie.conversation.messages import ImagePart, TextPart

from .commands.command import Command, Room, Run
from .commands.registry import find
from .desk import Desk, Leave


class Prepared(Protocol):
    """A prompt as it goes to the model; `notices` are lines for the person."""

    @property
    def text(self) -> str: ...

    @property
    def added(self) -> tuple[TextPart | ImagePart, ...]: ...

    @property
    def notices(self) -> tuple[str, ...]: ...


class Routes(Protocol):
    def find(self, text: str) -> tuple[Command, str] | None:
        """The command that a text is, and what follows its name; None for a prompt."""

    def run(self, command: Command, argument: str, room: Room) -> Coroutine[Any, Any, Leave | None]:
        """Carry it out."""

    def prepare(self, text: str, desk: Desk) -> Prepared:
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

    def prepare(self, text: str, desk: Desk) -> Prepared:
        return _AsTyped(text)


class _AsTyped(msgspec.Struct, frozen=True):
    text: str
    added: tuple[TextPart | ImagePart, ...] = ()
    notices: tuple[str, ...] = ()
