"""/expand: the outputs of the last calls, whole."""

from .command import Room


async def run(room: Room, argument: str) -> None:
    room.face.expand_last()
