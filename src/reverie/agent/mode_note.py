"""Telling the model which permission mode the person has chosen: beside their words, because tools and prompt stay."""

from collections.abc import Sequence

from reverie.conversation.messages import Message, TextPart, UserMessage
from reverie.conversation.ports import PermissionMode

_NOTES: dict[PermissionMode, str] = {
    "plan": (
        "[Plan mode is on: look around, change nothing. When you know what to do, put it before the person with the "
        "tool plan; it ends plan mode when they accept.]"
    ),
    "ask": "[Plan mode is off: you may change things; each change is put before the person.]",
    "accept-edits": "[Plan mode is off: edits within the project need no answer, commands are put before the person.]",
}


def mode_note(mode: PermissionMode, messages: Sequence[Message]) -> tuple[TextPart, ...]:
    """What to add to the person's next message; nothing when these messages already tell of the mode."""
    told = told_mode(messages)
    if mode == told or "plan" not in (mode, told):
        return ()
    return (TextPart(_NOTES[mode], "tool"),)


def standing_note(messages: Sequence[Message]) -> tuple[TextPart, ...]:
    """What to tell again where these messages leave the context: that plan mode is on, when they tell so last."""
    return (TextPart(_NOTES["plan"], "tool"),) if told_mode(messages) == "plan" else ()


def told_mode(messages: Sequence[Message]) -> PermissionMode:
    """The mode by the last note in the messages: none is lost or told twice by a resume, a rewind, a compaction."""
    modes = {text: mode for mode, text in _NOTES.items()}
    for message in reversed(messages):
        if isinstance(message, UserMessage):
            for part in message.parts:
                if isinstance(part, TextPart) and part.origin == "tool" and part.text in modes:
                    return modes[part.text]
    return "ask"
