"""The session: what lives longer than a turn. It only routes; the work is in `turn`."""

import asyncio

from reverie.conversation.events import TurnEnded, TurnStarted
from reverie.conversation.messages import ImagePart, TextPart, UserMessage
from reverie.conversation.ports import Emit
from reverie.transcripts.history import lost_results

from .history import History
from .tally import Tally
from .turn import Equipment, run_turn


class Session:
    """One conversation. `turn` may be called again and again, one at a time."""

    def __init__(self, session_id: str, history: History, equipment: Equipment, emit: Emit) -> None:
        self.id = session_id
        self._history = history
        self._equipment = equipment
        self._emit = emit
        self._turns = 0

    async def turn(self, prompt: str, pictures: tuple[ImagePart, ...] = ()) -> TurnEnded:
        """Run one turn to its end and return how it ended; cancelling it ends it as `interrupted`, then cancels.

        The transcript is on disk (fsync) when this returns. Must not raise but for cancellation.
        """
        self._turns += 1
        text = self._equipment.bench.redactor.redact(prompt)
        self._emit(TurnStarted(self._turns, text))
        tally = Tally()
        try:
            if lost := lost_results(self._history.messages, {}):  # the turn before could not write them
                self._history.add(lost)
            self._history.add(UserMessage((TextPart(text), *pictures)))
            ended = await run_turn(self._history, self._equipment, tally, self._emit)
        except asyncio.CancelledError:
            self._end(tally.ended("interrupted", "interrupted before its end"), tally)
            raise
        except OSError as error:
            ended = _unwritten(error, tally)
        return self._end(ended, tally)

    def _end(self, ended: TurnEnded, tally: Tally) -> TurnEnded:
        transcript = self._equipment.transcript
        try:
            transcript.write_turn_end(ended)
            transcript.sync()
        except OSError as error:
            ended = _unwritten(error, tally)
        self._emit(ended)
        return ended


def _unwritten(error: OSError, tally: Tally) -> TurnEnded:
    why = error.strerror or str(error)
    return tally.ended("failed", f"the transcript cannot be written ({why}); what was there before is not lost")
