"""Whether a session left anything that code could keep: told from its own record alone, because at the end of most
sessions there is nothing, and then nothing of the memory is to be loaded.
"""

from collections.abc import Callable, Iterable
from pathlib import Path

from reverie.conversation.record import AcceptedPlan, RanCommand

from .commands import purpose_of
from .own_record import OwnRecord

RulesOf = Callable[[str], Iterable[str]]
"""The lines of a person's message that say how things are to be done."""


def worth_harvesting(transcript: Path, rules_of: RulesOf) -> bool:
    """Raises OSError, UnreadableTranscript."""
    record = OwnRecord(transcript)
    return (
        any(True for _ in record.effects(AcceptedPlan))
        or any(True for said in record.said for _ in rules_of(said.text))
        or (any(_is_worth(run) for _, run in record.effects(RanCommand)) and _is_one_of_several(transcript))
    )


def _is_worth(run: RanCommand) -> bool:
    return run.exit_status == 0 and not run.background and purpose_of(run.command.strip()) is not None


def _is_one_of_several(transcript: Path) -> bool:
    """A command has to have worked in another session too."""
    return any(path != transcript for path in transcript.parent.glob("*.jsonl"))
