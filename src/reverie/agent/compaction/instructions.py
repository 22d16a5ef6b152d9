"""Nested instructions after a boundary: those that the model was given, read again."""

from collections.abc import Sequence

from reverie.agent.equipment import Equipment
from reverie.agent.prompt import instruction_block
from reverie.config.instructions import InstructionFile
from reverie.conversation.messages import TextPart, UserMessage
from reverie.conversation.shown_path import path_shown

from .superseded import paths_touched
from .view import View


def instructions_again(view: View, equipment: Equipment) -> tuple[InstructionFile, ...]:
    """The files that count for what was touched, by path.

    A session that was resumed has given none yet, so the paths are asked for again; both ways give the same.
    """
    given: list[InstructionFile] = list(equipment.nested.renew())
    for path in (*view.digest.instructions, *paths_touched(view.calls)):
        given += equipment.nested.touched(path_shown(path, equipment.root))
    return tuple(sorted(given, key=lambda file: str(file.path)))


def instruction_messages(files: Sequence[InstructionFile], equipment: Equipment) -> tuple[UserMessage, ...]:
    """The files in one message; no message for none."""
    redact = equipment.bench.redactor.redact
    parts = tuple(TextPart(redact(instruction_block(file)), file.origin) for file in files)
    return (UserMessage(parts),) if parts else ()
