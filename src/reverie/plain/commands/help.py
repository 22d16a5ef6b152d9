"""/help: the commands and the keys; one command in a line or two."""

from reverie.plain.face import Keys

from .command import Room
from .registry import COMMANDS, close_name, named
from .wording import columns


def _typed(keys: Keys) -> list[str]:
    """What else can be typed, and the keys that this face has."""
    rows = (
        ("!COMMAND", "run it yourself; the model learns of it (!!COMMAND: it does not)"),
        ("@FILE", "goes with your words: @a.py, @a.py:10-20, @folder/; so do pictures"),
        (", ".join(filter(None, ("Ctrl-C", keys.interrupt))), "interrupt; what you type meanwhile is told, or waits"),
        (keys.mode, "the next mode: ask, accept-edits, plan"),
    )
    others = ((keys.rewind, "/rewind"), (keys.expand, "/expand"), (keys.history, "what you typed"), ("Ctrl-D", "end"))
    short = "; ".join(f"{key}: {does}" for key, does in others if key)
    return [*columns([row for row in rows if row[0]]), short]


async def run(room: Room, argument: str) -> None:
    room.face.say(_one(argument) if argument else _all(room.face.keys))


def _all(keys: Keys) -> str:
    left = [f"/{command.name} {command.usage}".rstrip() for command in COMMANDS]
    width = max(map(len, left))
    lines = [f"{usage:<{width}}  {command.summary}" for usage, command in zip(left, COMMANDS, strict=True)]
    return "\n".join([*lines, "", *_typed(keys)])


def _one(name: str) -> str:
    command = named(name.split()[0])
    if command is None:
        close = close_name(name)
        return f"no command '{name}'" + (f"; did you mean /{close}?" if close else "; /help lists them")
    more = _MORE.get(command.name, "")
    first = f"/{command.name} {command.usage}".rstrip() + f": {command.summary}"
    return f"{first}\n{more}" if more else first


_MORE = {
    "model": "Alone it shows those at hand. The next turn is asked of the new one; the conversation goes on.",
    "compact": "FOCUS says in your words what the narrative should keep an eye on. Your own words are kept either way.",
    "plan": "In plan mode nothing is changed until you accept a plan. TEXT is sent at once; off ends the mode. "
    "Alone it shows the plan you accepted, or turns the mode on when there is none.",
    "resume": "ID is a number of the list or the beginning of an id; WORDS search the titles.",
    "fork": "Both go on by themselves; this one can be resumed later.",
    "clear": "This conversation stays on disk: /resume lists it.",
    "rewind": "N is a turn's number. You choose conversation, files or both, and see what would be done first.",
    "permissions": "MODE is ask, accept-edits or plan. rm N takes the grant with that number back.",
    "why": "N counts from the last call: 1 is the newest. ID is a fact of the memory, or the beginning of one; "
    "`counterweight` tells what your models are told of themselves.",
    "init": "Found by code alone, no model. The difference is shown, and written only after your yes.",
}
