"""/model: which model answers, which are at hand, and another one."""

from reverie.models.catalog import find_card, shipped_cards
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
    doubt = "" if _is_known(name, desk) else f"; its window and price are not known{_hint(name, desk)}"
    room.face.say(f"{name} answers from now on in this session{doubt}")


def _is_known(name: str, desk: Desk) -> bool:
    """Whether it has a card, of ours or of the person's. The local ones need none."""
    catalog = desk.settings.catalog
    return name.startswith("local/") or name in catalog or bool(find_card(name, catalog).source)


def _hint(wanted: str, desk: Desk) -> str:
    """The name that a misspelt one may have meant; empty when nothing is close."""
    import difflib

    full = [name for name in (*desk.model_names(), *shipped_cards()) if name != wanted]
    names = {**{name.partition("/")[2]: name for name in full}, **{name: name for name in full}}
    close = difflib.get_close_matches(wanted, names, 1, 0.75)
    return f" (did you mean {names[close[0]]}?)" if close else ""


def _overview(desk: Desk) -> str:
    current = desk.session.equipment.model.name
    names = [name for name in desk.model_names() if name != current]
    rows = [_row(name, desk) for name in (current, *names[:_MOST_NAMES])]
    first, *others = columns(rows)
    lines = [f"now:  {first}"]
    lines += [f"      {line}" for line in others]
    if len(names) > _MOST_NAMES:
        lines.append(f"      and {len(names) - _MOST_NAMES} more")
    lines.append("/model NAME changes it in this session; for all: reverie config set model NAME")
    return "\n".join(lines)


def _row(name: str, desk: Desk) -> tuple[str, str, str]:
    """Its name, window and price, as far as they are known. The window of the model in use is known best."""
    equipment = desk.session.equipment
    card = find_card(name, desk.settings.catalog)
    known = card.context_window if _is_known(name, desk) else 0
    window = equipment.context.window if name == equipment.model.name else known
    if name.startswith("local/"):
        price = "no cost"
    elif card.price is None:
        price = "price unknown"
    else:
        price = f"${card.price.input:g} in, ${card.price.output:g} out a million tokens"
    return name, f"window {window:,}" if window else "window unknown", price
