"""`!COMMAND`: the person's own shell line, in the project's root and their environment. They typed it: nothing asks.

Its output is shown as it comes and, but for `!!COMMAND`, told to the model with the next prompt.
"""

import os
import shlex
from asyncio.subprocess import Process

from reverie.agent.output import KeptText
from reverie.conversation.messages import TextPart
from reverie.storage.programs import find_program
from reverie.tools.child import PipeReader, TextDecoder, end_group, group_gone, group_lives, start_child
from reverie.tools.jobs import shell_status
from reverie.tools.workspace import is_encodable

from .commands.command import Room

MOST_SHOWN = 50_000
"""Characters of one output that are shown; all of it is kept where the outputs of tools are."""
_LEFT_BEHIND_GRACE = 0.5
_WANT_KEYS = frozenset(
    {"vi", "vim", "nvim", "nano", "emacs", "less", "man", "top", "htop", "ssh", "gdb", "tmux", "watch"}
)
_ALONE = (
    "!COMMAND runs it in the project's root and tells the model with your next words; !!COMMAND does not tell it. "
    "A command gets no input; Ctrl-C stops it"
)


async def run(room: Room, argument: str) -> None:
    """`argument` is the command, with a `!` before it when the model is not to be told."""
    command = argument.removeprefix("!").strip()
    if problem := _problem(command):
        room.face.say(problem)
        return
    if (program := _first_word(command)) in _WANT_KEYS:
        room.face.say(f"[{program} gets no input and no screen here; Ctrl-C stops it]")
    ran = _Ran(room, command)
    is_ended = await room.while_working(f"$ {command}", ran.run())
    room.face.say(ran.last_line(is_ended))
    if not argument.startswith("!"):
        room.desk.own_outputs.add(TextPart(ran.for_model(is_ended), "tool"))


class _Ran:
    """One command: its output goes to the screen line by line, and is kept for the model."""

    def __init__(self, room: Room, command: str) -> None:
        bench = room.desk.session.equipment.bench
        self._room = room
        self._command = command
        self._kept = KeptText("shell", bench.outputs)
        self._redacting = bench.redactor.stream()
        self._redact = bench.redactor.redact
        self._line = self._output = ""
        self._shown = 0
        self._status: int | None = None
        self._left_behind = False

    async def run(self) -> None:
        """To its end; cancelled, the whole group of processes is ended. Raises OSError."""
        decoder = TextDecoder(self._take)
        reader = PipeReader(decoder.feed)
        try:
            process = await start_child(
                _argv(self._command), self._room.desk.workspace.root, os.environ, reader.writing_end
            )
            reader.close_writing_end()
            await self._wait(process)
            reader.drain()
        finally:
            reader.close()
            decoder.feed(b"", final=True)
            self._end()

    def _end(self) -> None:
        self._show(self._line)
        self._kept.feed(self._redacting.finish())
        self._output = self._kept.render()
        self._kept.close()

    async def _wait(self, process: Process) -> None:
        try:
            self._status = shell_status(await process.wait())
            self._left_behind = group_lives(process.pid) and not await group_gone(process.pid, _LEFT_BEHIND_GRACE)
        finally:
            await end_group(process)

    def _take(self, text: str) -> None:
        """Whole lines are shown at once, the beginning of one when it is whole, or very long."""
        self._kept.feed(self._redacting.feed(text))
        lines, newline, rest = (self._line + text).rpartition("\n")
        self._line = rest
        if newline:
            self._show(lines)
        if len(self._line) > MOST_SHOWN:
            self._show(self._line)
            self._line = ""

    def _show(self, text: str) -> None:
        room = MOST_SHOWN - self._shown
        self._shown += len(text) + 1
        if text and room > 0:
            self._room.face.say(text[:room])
            if self._shown > MOST_SHOWN:
                self._room.face.say("[more is not shown here]")

    def last_line(self, is_ended: bool) -> str:
        """What the person is told at the end."""
        if not is_ended or self._status is None:
            return "[stopped]"
        left = "; what it had left running was ended" if self._left_behind else ""
        return f"[exit status {self._status}{left}]"

    def for_model(self, is_ended: bool) -> str:
        """What goes with the next prompt."""
        status = f"exit status {self._status}" if is_ended and self._status is not None else "stopped before its end"
        output = self._output.rstrip("\n") or "(no output)"
        return f"[The person ran this command themselves: {self._redact(self._command)}]\n{output}\n[{status}]"


def _problem(command: str) -> str:
    if not command:
        return _ALONE
    if "\n" in command:
        return "nothing was run or sent: after a ! stands one line; join several with ; or put a word before the !"
    if "\0" in command or not is_encodable(command):
        return "the command holds a character that no command line can; leave it out"
    return "" if find_program("bash", os.environ) else "bash is not on PATH, so no command can run"


def _argv(command: str) -> tuple[str, ...]:
    return (find_program("bash", os.environ) or "bash", "-c", command)


def _first_word(command: str) -> str:
    try:
        words = shlex.split(command)
    except ValueError:
        words = command.split()
    return os.path.basename(words[0]) if words else ""
