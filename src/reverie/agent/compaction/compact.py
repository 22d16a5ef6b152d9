"""One compaction: digest what is old, keep what is recent, go on from a mark."""

from reverie.agent.equipment import Equipment
from reverie.agent.history import History
from reverie.agent.tally import Tally
from reverie.conversation.ports import Emit


async def compact(history: History, equipment: Equipment, tally: Tally, emit: Emit, *, focus: str = "") -> bool:
    """Make the context smaller; whether that was possible. `focus` is what the person wants the narrative to be about.

    The history is valid and written to the transcript before this returns; cancelled, it is as it was. Emits
    `Compacted`. Must not raise but for cancellation, and OSError when the transcript cannot be written.
    """
    return False
