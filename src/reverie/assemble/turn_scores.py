"""What each turn is worth in numbers: gathered from its events, put into the ledger when there is time."""

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from reverie.agent.session import Session
from reverie.conversation.claims import Claim
from reverie.conversation.events import (
    AnyEvent,
    CallFinished,
    CallStarted,
    ClaimsJudged,
    Notice,
    Steered,
    TurnEnded,
    TurnStarted,
)
from reverie.conversation.ports import Emit, TranscriptWriter
from reverie.conversation.record import AcceptedPlan, EditedFile
from reverie.quality.measures import TurnMeasures
from reverie.storage.clock import Clock, instant, system_clock
from reverie.storage.kept_bytes import KeptBytes

from .claims import RecordedClaims
from .turn_changes import with_changes

if TYPE_CHECKING:
    from reverie.quality.scorecard.store import Scores

_EDITING = ("edit", "write")
_MOST_EARLIER = 20_000
"""Characters of a person's earlier messages that may name what they want."""


class _Turn:
    """What was seen of one turn."""

    def __init__(self, request: str) -> None:
        self.request = request
        self.first: tuple[Claim, ...] = ()
        self.last: tuple[Claim, ...] = ()
        self.edited: dict[str, EditedFile] = {}
        self.tried: dict[str, tuple[str, str]] = {}
        self.failed: set[tuple[str, str]] = set()
        self.edits = self.failed_edits = self.calls = self.repeated = 0

    def judged(self, event: ClaimsJudged) -> None:
        self.first = self.first if event.again else event.claims
        self.last = event.claims

    def finished(self, event: CallFinished) -> None:
        wanted = self.tried.pop(event.call_id, (event.tool, ""))
        failed = event.status == "failed"
        self.calls += 1
        self.repeated += failed and wanted in self.failed
        if failed:
            self.failed.add(wanted)
        if event.tool in _EDITING and event.status in ("ok", "failed"):
            self.edits += 1
            self.failed_edits += failed
        if isinstance(event.effect, EditedFile):
            self.edited.setdefault(event.effect.path, event.effect)


class TurnScores:
    """Passes events on. A turn is measured after its end, in the thread of the room, so that nobody waits for it.

    What cannot be kept is told once a session.
    """

    def __init__(
        self,
        emit: Emit,
        claims: RecordedClaims,
        ledger: Path,
        transcript: Path,
        root: Path,
        clock: Clock = system_clock,
    ) -> None:
        self._model: Callable[[], str] = lambda: ""
        self._line: Callable[[], int] = lambda: 0
        self._emit = emit
        self._claims = claims
        self._ledger = ledger
        self._session = transcript.stem
        self._kept = KeptBytes(transcript.with_suffix("") / "before")
        self._root = root
        self._clock = clock
        self._turn: _Turn | None = None
        self._before = 0
        self._earlier = self._plan = ""
        self._problem = ""
        self._is_told = False

    def follow(self, session: Session, transcript: TranscriptWriter) -> None:
        """Whose turns these are: a turn is named by the line of the transcript after it."""
        self._model = lambda: session.equipment.model.name
        self._line = lambda: transcript.next_line

    def __call__(self, event: AnyEvent) -> None:
        match event:
            case TurnStarted(prompt=prompt):
                self._starts(prompt)
            case Steered(prompt=prompt):
                self._earlier = f"{self._earlier}\n{prompt}"[-_MOST_EARLIER:]
            case TurnEnded():
                self._tell_problems()
                self._emit(event)
                self._ends(event)
                return
            case _ if self._turn:
                self._happens(self._turn, event)
            case _:
                pass
        self._emit(event)

    def _starts(self, prompt: str) -> None:
        self._turn = _Turn(prompt)
        if self._before:
            before = self._before
            self._claims.submit(lambda: self._look_back(prompt, before))

    def _happens(self, turn: _Turn, event: AnyEvent) -> None:
        match event:
            case CallStarted():
                turn.tried[event.call_id] = (event.tool, event.arguments)
            case CallFinished():
                turn.finished(event)
                if isinstance(event.effect, AcceptedPlan):
                    self._plan = event.effect.text
            case ClaimsJudged():
                turn.judged(event)
            case _:
                pass

    def _ends(self, ended: TurnEnded) -> None:
        turn, self._turn = self._turn, None
        if turn is None:
            return
        self._before = self._line()
        measures = TurnMeasures(
            at=instant(self._clock),
            session=self._session,
            turn=self._before,
            model=self._model(),
            finished=ended.outcome == "done",
            claims=len(turn.first),
            unsupported=sum(claim.verdict == "unsupported" for claim in turn.first),
            contradicted=sum(claim.verdict == "contradicted" for claim in turn.first),
            corrected=max(0, _false(turn.first) - _false(turn.last)),
            edits=turn.edits,
            failed_edits=turn.failed_edits,
            calls=turn.calls,
            repeated_failing_calls=turn.repeated,
            cost_usd=ended.cost_usd,
        )
        wanted = (turn.request, self._plan, self._earlier)
        self._earlier = f"{self._earlier}\n{turn.request}"[-_MOST_EARLIER:]
        self._claims.submit(lambda: self._keep(measures, tuple(turn.edited.values()), wanted))

    def _tell_problems(self) -> None:
        for problem in (self._claims.take_problem(), "" if self._is_told else self._problem):
            if problem:
                self._emit(Notice(problem))
        self._is_told = self._is_told or bool(self._problem)

    # --- in the thread of the room ----------------------------------------------------------------------------------

    def _look_back(self, prompt: str, before: int) -> None:
        from reverie.quality.corrections import is_correction

        if is_correction(prompt):
            self._store(lambda scores: scores.mark_corrected(self._session, before))

    def _keep(self, measures: TurnMeasures, edited: tuple[EditedFile, ...], wanted: tuple[str, str, str]) -> None:
        if edited:
            measures = with_changes(measures, edited, self._kept, self._root, wanted)
        self._store(lambda scores: scores.add(measures))

    def _store(self, change: "Callable[[Scores], object]") -> None:
        from reverie.quality.scorecard.store import Scores, ScoresUnusable

        scores = Scores(self._ledger)
        try:
            change(scores)
        except ScoresUnusable as error:
            self._problem = f"{error}; what this session's turns were worth is not kept"
        finally:
            scores.close()


def _false(claims: tuple[Claim, ...]) -> int:
    return sum(claim.is_false for claim in claims)
