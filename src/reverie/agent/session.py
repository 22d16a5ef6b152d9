"""The session: what lives longer than a turn. It only routes; the work is in `turn`."""

import asyncio

from reverie.conversation.events import TurnEnded, TurnStarted
from reverie.conversation.mark import Mark
from reverie.conversation.messages import ImagePart, TextPart, Usage, UserMessage
from reverie.conversation.origin import Origin
from reverie.conversation.ports import Emit, HasMode, TranscriptWriter
from reverie.transcripts.history import lost_results

from .equipment import Equipment
from .history import History
from .mode_note import mode_note
from .tally import Tally
from .turn import run_turn


class Session:
    """One conversation. `turn` and `compact` may be called again and again, one at a time.

    `mode` is where the permission mode stands and is changed. `equipment` may be replaced between turns, for another
    model.
    """

    def __init__(
        self,
        session_id: str,
        history: History,
        equipment: Equipment,
        transcript: TranscriptWriter,
        mode: HasMode,
        emit: Emit,
    ) -> None:
        self.id = session_id
        self.history = history
        self.equipment = equipment
        self.mode = mode
        self._transcript = transcript
        self._emit = emit
        self._turns = 0
        self._tally = Tally()

    async def turn(
        self, prompt: str, added: tuple[TextPart | ImagePart, ...] = (), *, origin: Origin = "human"
    ) -> TurnEnded:
        """Run one turn to its end and return how it ended; cancelling it ends it as `interrupted`, then cancels.

        `added` goes with the prompt: pictures, output of the person's own commands. `origin` says whose words it is;
        a sub-session's are those of another session. The transcript is on disk (fsync) when this returns. Must not
        raise but for cancellation.
        """
        self._turns += 1
        text = self.equipment.bench.redactor.redact(prompt)
        self._emit(TurnStarted(self._turns, text))
        tally = self._tally = Tally()
        try:
            if lost := lost_results(self.history.messages, {}):  # the turn before could not write them
                self.history.add(lost)
            note = mode_note(self.mode.mode, self.history.messages)
            hints = await self.equipment.hints.about(text)
            self.history.add(UserMessage((TextPart(text, origin), *added, *note, *hints)))
            ended = await run_turn(self.history, self.equipment, tally, self._emit)
        except asyncio.CancelledError:
            self._end(tally.ended("interrupted", "interrupted before its end"), tally)
            raise
        except OSError as error:
            ended = _unwritten(error, tally)
        return self._end(ended, tally)

    def count(self, usage: Usage, cost_usd: float | None) -> None:
        """What a sub-session used is a part of the turn that started it, also of one that is interrupted."""
        self._tally.count_usage(usage, cost_usd)

    async def compact(self, focus: str = "") -> bool:
        """Make the context smaller now; whether there was anything to gain. Raises OSError when it cannot be kept."""
        tally = Tally()
        from .compaction.compact import compact

        return await compact(self.history, self.equipment, tally, self._emit, focus=focus)

    def begin_anew(self, mark: Mark) -> None:
        """Go on from a boundary, as after a rewind. Raises OSError, and all is as it was."""
        self.history.begin_anew(mark)
        self.equipment.context.renew()

    def _end(self, ended: TurnEnded, tally: Tally) -> TurnEnded:
        try:
            self._transcript.write_turn_end(ended)
            self._transcript.sync()
        except OSError as error:
            ended = _unwritten(error, tally)
        self._emit(ended)
        return ended


def _unwritten(error: OSError, tally: Tally) -> TurnEnded:
    why = error.strerror or str(error)
    return tally.ended("failed", f"the transcript cannot be written ({why}); what was there before is not lost")
