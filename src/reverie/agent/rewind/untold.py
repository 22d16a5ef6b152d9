"""Commands that ended without an effect that tells of them: stopped by the person, or cut off with the session."""

import msgspec

from reverie.conversation.events import CallFinished
from reverie.conversation.messages import AssistantMessage, CallPart, TextPart, ToolMessage
from reverie.transcripts.history import UNFINISHED

_SHELL = "shell"


class _Arguments(msgspec.Struct, frozen=True):
    command: str = ""


class UntoldCommands:
    """The commands of one reply, as far as nothing told how they ended."""

    def __init__(self) -> None:
        self._waiting: dict[str, str] = {}

    def begin(self, reply: AssistantMessage) -> None:
        self._waiting = {call.id: command for call in reply.calls if (command := _command(call))}

    def stopped(self, call: CallFinished) -> str:
        """The command of a call that has ended, when it ran and was stopped; else empty."""
        command = self._waiting.pop(call.call_id, "")
        return command if call.status == "cancelled" and call.effect is None else ""

    def cut_off(self, message: ToolMessage) -> list[str]:
        """The commands of which a resume had to say that it is unknown whether they took effect."""
        waiting, self._waiting = self._waiting, {}
        unknown = [each.call_id for each in message.results if TextPart(UNFINISHED, "tool") in each.content]
        return [waiting[call_id] for call_id in unknown if call_id in waiting]


def _command(call: CallPart) -> str:
    """What a call wanted to run; empty when it is none that runs something."""
    if call.name != _SHELL:
        return ""
    try:
        return msgspec.json.decode(call.arguments or "{}", type=_Arguments).command
    except msgspec.DecodeError:
        return ""
