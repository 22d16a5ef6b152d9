"""/plan: plan first, change nothing; the accepted plan is shown."""

from reverie.conversation.ports import PermissionMode

from .command import Room

_HOW = "plan mode is off; /plan on or /plan TEXT turns it on"


async def run(room: Room, argument: str) -> None:
    """Who only looks at the plan they accepted goes on as before; without one there is nothing else to want."""
    mode, plan = room.desk.session.mode, room.desk.session.history.standing.plan
    wanted = argument.casefold()
    if wanted == "off":
        _end(room)
        return
    if wanted not in ("", "on"):
        mode.mode = "plan"
        room.submit(argument)
        return
    if plan and not wanted:
        room.face.say(f"the plan that you accepted:\n{plan}")
        if mode.mode != "plan":
            room.face.say(_HOW)
            return
    room.face.say(_begun(mode.mode))
    mode.mode = "plan"


def _end(room: Room) -> None:
    mode = room.desk.session.mode
    was_planning = mode.mode == "plan"
    if was_planning:
        mode.mode = "ask"
    room.face.say("plan mode is off; each change is asked" if was_planning else "plan mode was not on")


def _begun(before: PermissionMode) -> str:
    on = "plan mode is on already" if before == "plan" else "plan mode is on"
    return f"{on}: nothing is changed until you accept a plan; /plan off ends it"
