"""/fork: a new session that begins with this conversation."""

from reverie.plain.desk import Fork
from reverie.plain.greeting import short

from .command import Room


async def run(room: Room, argument: str) -> Fork | None:
    session = room.desk.session
    if not session.history.messages:
        room.face.say("nothing was said yet, so there is nothing to begin with")
        return None
    room.face.say(f"session {short(session.id)} stays as it is: /resume {short(session.id)}; its fork goes on here")
    return Fork(session.id)
