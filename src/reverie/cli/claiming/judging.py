"""Every turn of some transcripts, judged by its record."""

from collections.abc import Iterable

from reverie.conversation.claims import Claim
from reverie.quality.judge import judge_answer
from reverie.transcripts.reading import TranscriptFile
from reverie.transcripts.turns import Turn
from reverie.transcripts.turns.reading import Turns

from .tally import Tally

_BEFORE = 60
"""So many calls back before the turn an accusation looks: what lies further back, an answer seldom speaks of, and
looking at all of a long session again for each turn takes time that grows with its square."""


def tally_of(files: Iterable[TranscriptFile]) -> Tally:
    """One file is read after the other, line by line. One that cannot be read is named in `unread`."""
    tally = Tally()
    for file in files:
        turns = Turns(file)
        try:
            _count(file, turns, tally)
        except OSError as error:
            tally.unread.append(f"'{file.path}' cannot be read: {error.strerror or error}")
        else:
            tally.transcripts += 1
        tally.damaged += turns.damaged
    return tally


def _count(file: TranscriptFile, turns: Turns, tally: Tally) -> None:
    for turn in turns:
        if tally.is_new(turn):
            tally.add(file, turn, claims_of(turn))


def claims_of(turn: Turn) -> tuple[Claim, ...]:
    """What the turn itself proves needs no look at the long session before it; an accusation does."""
    claims = judge_answer(turn.request, turn.deeds[turn.start :], turn.answer)
    if turn.start and any(claim.is_false for claim in claims):
        return judge_answer(turn.request, turn.deeds[max(0, turn.start - _BEFORE) :], turn.answer)
    return claims
