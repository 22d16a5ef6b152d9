"""/model: which model answers, which are at hand, and another one."""

from reverie.conversation.truncation import counted
from reverie.models.catalog import find_card
from reverie.plain.desk import Desk, RefusedModel

from .command import Room
from .wording import columns

_MOST_NAMES = 40


async def run(room: Room, argument: str) -> None:
    if argument:
        await _change(room, argument)
    else:
        room.face.say(_overview(room.desk))


async def _change(room: Room, wanted: str) -> None:
    desk = room.desk
    try:
        name = await desk.use_model(wanted)
    except RefusedModel as error:
        room.face.say(f"{error}{_hint(wanted, desk)}")
        return
    known = name in desk.model_names() or find_card(name, desk.settings.catalog).source
    doubt = "" if known else f"; it is not in the catalog{_hint(name, desk)}"
    room.face.say(f"{name} answers from now on in this session{doubt}")


def _hint(wanted: str, desk: Desk) -> str:
    """The name that a misspelt one may have meant; empty when it is plain what was meant, or nothing is close."""
    import difflib

    full = {name: name for name in desk.model_names()}
    bare = {name.partition("/")[2]: name for name in full}
    close = difflib.get_close_matches(wanted, full if "/" in wanted else bare, 1, 0.7)
    name = {**full, **bare}[close[0]] if close else ""
    return f" (did you mean {name}?)" if name and name != wanted else ""


def _overview(desk: Desk) -> str:
    current = desk.session.equipment.model.name
    names = [name for name in desk.model_names() if name != current]
    rows = [_row(name, desk) for name in (current, *names[:_MOST_NAMES])]
    first, *others = columns(rows)
    lines = [f"now:  {first}"]
    lines += [f"      {line}" for line in others]
    if len(names) > _MOST_NAMES:
        lines.append(f"      and {counted(len(names) - _MOST_NAMES, 'more')}".removesuffix("s"))
    lines.append("/model NAME changes it in this session; for all: reverie config set model NAME")
    return "\n".join(lines)


def _row(name: str, desk: Desk) -> tuple[str, str, str]:
    """Its name, window and price, as far as they are known. The window of the model in use is known best."""
    equipment = desk.session.equipment
    card = find_card(name, desk.settings.catalog)
    is_known = bool(card.source) or name in desk.settings.catalog
    window = equipment.context.window if name == equipment.model.name else card.context_window if is_known else 0
    if name.startswith("local/"):
        price = "no cost"
    elif card.price is None:
        price = "price unknown"
    else:
        price = f"${card.price.input:g} in, ${card.price.output:g} out a million tokens"
    return name, f"window {window:,}" if window else "window unknown", price
