"""What begins like a command and is none, or is one with what it does not take."""

from .command import Command, Room
from .registry import close_name, named


async def run(room: Room, argument: str) -> None:
    """`argument` is the whole text."""
    name = argument.split()[0]
    command = named(name)
    if command is not None:
        room.face.say(f"nothing was done or sent: {_taken(command)}")
        return
    close = close_name(name)
    hint = f"did you mean /{close}?" if close else "/help lists the commands"
    room.face.say(f"'{name}' is no command and was not sent; {hint}")


def _taken(command: Command) -> str:
    if not command.usage:
        return f"/{command.name} takes nothing after its name"
    return f"/{command.name} {command.usage} takes one line"
