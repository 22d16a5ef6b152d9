"""/clear: a new session that begins with nothing."""

from reverie.plain.desk import Fresh
from reverie.plain.greeting import short

from .command import Room


async def run(room: Room, argument: str) -> Fresh | None:
    session = room.desk.session
    if not session.history.messages:
        room.face.say("this session is empty already")
        return None
    room.face.say(f"session {short(session.id)} stays on disk; go back with /resume {short(session.id)}")
    return Fresh()
