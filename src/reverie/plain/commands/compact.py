"""/compact: the context is made smaller now, with what the person wants kept in view."""

from .command import Room


async def run(room: Room, argument: str) -> None:
    """Raises OSError."""
    session, gained = room.desk.session, False

    async def work() -> None:
        nonlocal gained
        gained = await session.compact(argument)

    if not session.history.messages:
        room.face.say("there is nothing to compact yet")
    elif not await room.while_working("compacting the context", work()):
        room.face.say("stopped; the context is as it was")
    elif not gained:
        room.face.say("nothing to gain: what is in the context is recent, or must be kept; /context shows it")
