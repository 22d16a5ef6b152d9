"""/context: what fills the model's window."""

import shutil

from .command import Room

_WIDEST = 100


async def run(room: Room, argument: str) -> None:
    from reverie.agent.context_report import as_lines, context_report

    session = room.desk.session
    width = min(_WIDEST, shutil.get_terminal_size().columns)
    room.face.say("\n".join(as_lines(context_report(session.history, session.equipment), width)))
