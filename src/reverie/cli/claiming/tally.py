"""Claims counted a model, and the false ones with their places."""

from collections.abc import Iterable

import msgspec

from reverie.conversation.claims import Claim
from reverie.quality.scorecard.rates import Rate
from reverie.transcripts.reading import TranscriptFile
from reverie.transcripts.turns import Turn

NO_MODEL = "unknown model"


class FalseClaim(msgspec.Struct, frozen=True):
    """A claim that the record does not show, or shows otherwise, and the answer that it stands in."""

    file: TranscriptFile
    line: int
    session: str
    model: str
    at: str
    claim: Claim


class ModelTally(msgspec.Struct):
    """Of one model. `left_open` are claims without proof in turns whose record is not whole: not counted as claims."""

    model: str
    turns: int = 0
    supported: int = 0
    unsupported: int = 0
    contradicted: int = 0
    left_open: int = 0

    @property
    def claims(self) -> int:
        return self.supported + self.false

    @property
    def false(self) -> int:
        return self.unsupported + self.contradicted

    @property
    def rate(self) -> Rate:
        return Rate.of(self.false, self.claims)


class Tally:
    """All that was judged. A session that was resumed in another file repeats its turns there: each counts once."""

    def __init__(self) -> None:
        self._models: dict[str, ModelTally] = {}
        self._false: list[FalseClaim] = []
        self._seen: set[int] = set()
        self.transcripts = 0
        self.damaged = 0
        self.unread: list[str] = []

    @property
    def models(self) -> list[ModelTally]:
        """Those with the most claims first."""
        return sorted(self._models.values(), key=lambda one: (-one.claims, -one.turns, one.model))

    @property
    def false_claims(self) -> list[FalseClaim]:
        """The newest first."""
        return sorted(self._false, key=lambda one: (one.at, one.line), reverse=True)

    def is_new(self, turn: Turn) -> bool:
        key = hash((turn.at, turn.request, turn.answer))
        is_new = not turn.at or key not in self._seen
        self._seen.add(key)
        return is_new

    def add(self, file: TranscriptFile, turn: Turn, claims: Iterable[Claim]) -> None:
        model = turn.model or NO_MODEL
        counted = self._models.setdefault(model, ModelTally(model))
        counted.turns += 1
        for claim in claims:
            if claim.verdict == "unsupported" and turn.unknown:
                counted.left_open += 1
                continue
            setattr(counted, claim.verdict, getattr(counted, claim.verdict) + 1)
            if claim.is_false:
                self._false.append(FalseClaim(file, turn.line, turn.session, model, turn.at, claim))
