"""/plan: plan first, change nothing; the accepted plan is shown."""

from .command import Room


async def run(room: Room, argument: str) -> None:
    session = room.desk.session
    was_planning = session.mode.mode == "plan"
    if argument.casefold() == "off":
        if was_planning:
            session.mode.mode = "ask"
        room.face.say("plan mode is off; each change is asked" if was_planning else "plan mode was not on")
        return
    session.mode.mode = "plan"
    if argument:
        room.submit(argument)
        return
    if plan := session.history.standing.plan:
        room.face.say(f"the plan that you accepted:\n{plan}")
    on = "plan mode is on already" if was_planning else "plan mode is on"
    room.face.say(f"{on}: nothing is changed until you accept a plan; /plan off ends it")
