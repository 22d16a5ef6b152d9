"""One compaction: digest what is old, keep what is recent, go on from a mark."""

from reverie.agent.equipment import Equipment
from reverie.agent.history import History
from reverie.agent.tally import Tally
from reverie.conversation.events import Compacted, Notice
from reverie.conversation.ports import Emit

from .narrative import SMALLEST_WINDOW, Telling, Told, narrate
from .smaller import Smaller

_CROWDED = "your rules, decisions, plan and todos fill more than a third of the context; none of them is ever dropped"
_FULL = "the context is full and cannot be made smaller: start a new session, or use a model with a larger window"


async def compact(history: History, equipment: Equipment, tally: Tally, emit: Emit, *, focus: str = "") -> bool:
    """Make the context smaller; whether that was possible. `focus` is what the person wants the narrative to be about.

    The history is valid and written to the transcript before this returns; cancelled, it is as it was. Emits
    `Compacted`. Must not raise but for cancellation, and OSError when the transcript cannot be written.
    """
    smaller = Smaller(history, equipment)
    if not smaller.gains:
        _tell_full(history, equipment, tally, emit)
        return False
    told = await _tell_rest(smaller, equipment, tally, emit, focus)
    before = equipment.context.tokens(history.messages)
    mark = smaller.mark(told.text)
    history.begin_anew(mark)
    equipment.context.renew()
    emit(Compacted(before, smaller.as_counted(mark, before), bool(told.text), told.problem))
    if smaller.is_crowded:
        emit(Notice(_CROWDED))
    if equipment.context.is_full(history.messages):
        _tell_full(history, equipment, tally, emit)
    return True


async def _tell_rest(smaller: Smaller, equipment: Equipment, tally: Tally, emit: Emit, focus: str) -> Told:
    """A model's account of what leaves the context; none where there is nothing to tell, or the window is small."""
    texts = smaller.material()
    if not texts:
        return Told()
    if equipment.context.window < SMALLEST_WINDOW:
        return Told(problem="this model's window is too small for an account of the rest" if focus else "")
    telling = Telling(smaller.digest.narrative, texts, smaller.room_to_tell, focus)
    return await narrate(telling, equipment, tally, emit)


def _tell_full(history: History, equipment: Equipment, tally: Tally, emit: Emit) -> None:
    """Once a turn, when the context stays full: what is in it is all of what must be kept."""
    if equipment.context.is_full(history.messages) and not tally.is_told_full:
        tally.is_told_full = True
        emit(Notice(_FULL))
