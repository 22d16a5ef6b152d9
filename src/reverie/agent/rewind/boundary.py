"""The mark that a rewind leaves: from which history the session goes on."""

from collections.abc import Iterator, Sequence
from itertools import takewhile
from pathlib import Path

import msgspec

from reverie.agent.history import History
from reverie.agent.prompt import instruction_block
from reverie.agent.session import Session
from reverie.conversation.mark import Mark
from reverie.conversation.messages import Message, TextPart, UserMessage
from reverie.conversation.record import EditedFile
from reverie.transcripts.history import rebuild_history
from reverie.transcripts.records import read_records


def as_it_is(history: History, own: int) -> Mark:
    """The history goes on as it is. `own` is the line that the mark will get."""
    calls = tuple(history.calls.values())
    return Mark("rewind", own, history.messages, history.standing, history.digest, calls, lines=history.lines)


def as_it_was(transcript: Path, line: int, own: int) -> Mark:
    """The history as it was before a line, also before one that a compaction has taken out of the context.

    Raises UnreadableTranscript, OSError.
    """
    records = takewhile(lambda numbered: numbered[0] < line, enumerate(read_records(transcript), 1))
    then = rebuild_history(records)
    calls = tuple(then.calls.values())
    return Mark("rewind", own, tuple(then.messages), then.standing, then.digest, calls, lines=tuple(then.lines))


def with_nested(mark: Mark, session: Session) -> Mark:
    """The mark with the nested instructions that went with the messages taken back: they are not given twice."""
    given = {part.text for message in mark.messages for part in _texts(message)}
    added = []
    for file in session.equipment.nested.renew():
        text = session.equipment.bench.redactor.redact(instruction_block(file))
        if text not in given:
            added.append(UserMessage((TextPart(text, file.origin),)))
    return _with_messages(mark, added)


def with_files(mark: Mark, restored: Sequence[EditedFile], *notes: UserMessage) -> Mark:
    return msgspec.structs.replace(_with_messages(mark, notes), restored=tuple(restored))


def _with_messages(mark: Mark, added: Sequence[UserMessage]) -> Mark:
    """The mark with messages that stand nowhere else."""
    lines = (*mark.lines, *(mark.line for _ in added))
    return msgspec.structs.replace(mark, messages=(*mark.messages, *added), lines=lines)


def _texts(message: Message) -> Iterator[TextPart]:
    if isinstance(message, UserMessage):
        yield from (part for part in message.parts if isinstance(part, TextPart))
