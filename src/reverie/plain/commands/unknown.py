"""What begins like a command and is none."""

from .command import Room
from .registry import close_name


async def run(room: Room, argument: str) -> None:
    """`argument` is the whole text."""
    name = argument.split()[0]
    close = close_name(name)
    hint = f"did you mean /{close}?" if close else "/help lists the commands"
    room.face.say(f"'{name}' is no command and was not sent; {hint}")
