"""Where turns begin and end, while the entries of a transcript come one after the other."""

from reverie.conversation.deeds import AnyDeed
from reverie.transcripts.deeds.bounded import BoundedRecord
from reverie.transcripts.deeds.making import deed_maker
from reverie.transcripts.entries import AnyEntry, Called, Damaged, Header, Other, Said
from reverie.transcripts.reading import Form
from reverie.transcripts.records import SessionResumed, TurnRecord, decode

from .turn import Turn

_INTERRUPTED = "[Request interrupted by user"
_ABORTED = "event_msg/turn_aborted"


class _Open:
    """The present turn. `answer` is empty while a call came after the last text."""

    def __init__(self, asked: Said, unknown: int) -> None:
        self.request = asked.text
        self.asked_at = asked.line
        self.unknown_before = unknown
        self.answer: Said | None = None
        self.interrupted = False


class TurnTracker:
    """Takes the entries of one transcript in their order; must not raise.

    A person's words begin a turn, unless one is still at work: then they belong to it. Only a turn with a final answer
    is given; what a sub-agent said or did in between is passed over. `damaged` counts the lines that could not be read.
    """

    def __init__(self, form: Form, session: str) -> None:
        self._maker = deed_maker(form)
        self._is_own = form == "reverie"
        self._record = BoundedRecord()
        self._session = session
        self._version = ""
        self._open: _Open | None = None
        self.damaged = 0

    @property
    def deeds(self) -> tuple[AnyDeed, ...]:
        """All deeds so far."""
        return self._record.deeds

    @property
    def start(self) -> int:
        """Where those of the present turn begin."""
        return self._record.start

    def take(self, entry: AnyEntry) -> Turn | None:
        """The turn that ended before this entry, or with it."""
        if entry.aside:
            return None
        for deed in self._maker.take(entry):
            self._record.add(deed)
        match entry:
            case Said():
                return self._said(entry)
            case Called():
                if self._open:
                    self._open.answer = None
            case Header():
                self._session, self._version = entry.session, entry.version or self._version
            case Other():
                return self._other(entry)
            case Damaged():
                self.damaged += 1
        return None

    def finish(self) -> Turn | None:
        """The last turn, when the transcript ends with its answer."""
        for deed in self._maker.finish():
            self._record.add(deed)
        return self._close()

    def _said(self, said: Said) -> Turn | None:
        if said.role == "user" and said.origin == "human":
            return self._person_said(said)
        if self._open is None:
            return None
        if said.role == "assistant" and said.origin == "model":
            before = self._open.answer
            is_next_part = before is not None and before.line == said.line
            self._open.answer = _joined(before, said) if before and is_next_part else said
        elif said.text.startswith(_INTERRUPTED):
            self._open.interrupted = True
        elif self._is_own and said.role == "user" and self._open.answer:
            return self._close()  # the answer went back to the model: what counts is what it said first
        return None

    def _person_said(self, said: Said) -> Turn | None:
        turn = self._open
        if turn and not turn.interrupted and (turn.answer is None or self._is_own or turn.asked_at == said.line):
            turn.request += f"\n\n{said.text}"
            return None
        ended = self.finish()
        self._record.begin_turn()
        self._open = _Open(said, self._maker.unknown)
        return ended

    def _other(self, entry: Other) -> Turn | None:
        """Ours says itself how a turn ended; one that a resume follows never did."""
        if entry.kind == _ABORTED and self._open:
            self._open.interrupted = True
        if self._is_own and entry.kind in ("turn", "resumed"):
            match decode(entry.content):
                case TurnRecord(end=end):
                    ended = self.finish() if end.outcome == "done" else None
                    self._open = None
                    return ended
                case SessionResumed():
                    self._open = None
        return None

    def _close(self) -> Turn | None:
        turn, self._open = self._open, None
        if turn is None or turn.interrupted or turn.answer is None or not turn.answer.text.strip():
            return None
        return Turn(
            session=self._session,
            request=turn.request,
            answer=turn.answer.text,
            line=turn.answer.line,
            at=turn.answer.at,
            model=turn.answer.model,
            version=self._version,
            deeds=self._record.deeds,
            start=self._record.start,
            unknown=self._maker.unknown - turn.unknown_before,
        )


def _joined(before: Said, said: Said) -> Said:
    """Two parts of one message."""
    return Said(
        line=said.line,
        at=said.at,
        role=said.role,
        origin=said.origin,
        text=f"{before.text}\n\n{said.text}",
        model=said.model,
    )
