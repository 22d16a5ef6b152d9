"""/quit: the program ends; what runs is interrupted."""

from reverie.plain.desk import Quit

from .command import Room


async def run(room: Room, argument: str) -> Quit:
    return Quit()
