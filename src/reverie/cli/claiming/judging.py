"""Every turn of some transcripts, judged by its record."""

from collections.abc import Iterable

from reverie.quality.judge import Judge
from reverie.transcripts.reading import TranscriptFile
from reverie.transcripts.turns.reading import Turns

from .tally import Tally


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
    judge = Judge()
    for turn in turns:
        if tally.is_new(turn):
            tally.add(file, turn, judge.judge(turn.request, turn.deeds, turn.answer, turn.start))
