"""Nested instructions: told to the model once it has touched a file below them."""

from collections.abc import Iterable

from reverie.conversation.events import CallFinished, Notice
from reverie.conversation.messages import TextPart, UserMessage
from reverie.conversation.ports import Emit
from reverie.conversation.record import EditedFile, ListedFolder, ReadFile
from reverie.conversation.shown_path import path_shown, show_path

from .equipment import Equipment
from .history import History
from .prompt import instruction_block


def tell_nested(ended: Iterable[CallFinished], history: History, equipment: Equipment, emit: Emit) -> None:
    """Add the instruction files that count for what these calls touched to the history, each once."""
    for call in ended:
        if isinstance(call.effect, ReadFile | EditedFile | ListedFolder):
            for file in equipment.nested.touched(path_shown(call.effect.path, equipment.root)):
                part = TextPart(equipment.bench.redactor.redact(instruction_block(file)), file.origin)
                if not _holds(history, part):
                    history.add(UserMessage((part,)))
                    emit(Notice(f"following {show_path(file.path, equipment.root)} too"))
    for line in equipment.nested.take_notices():
        emit(Notice(line))


def _holds(history: History, part: TextPart) -> bool:
    """Whether the model has been told already, before a resume."""
    return any(part in message.parts for message in history.messages if isinstance(message, UserMessage))
