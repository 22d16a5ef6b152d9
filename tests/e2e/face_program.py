"""A conversation without a model on the real face, for the tests: what is typed says what it does, and it tells what
it heard."""

import asyncio
import os
import signal
import sys
from hashlib import sha256
from pathlib import Path

from reverie.conversation.events import (
    CallFinished,
    CallOutput,
    CallStarted,
    Steered,
    TextDelta,
    TurnEnded,
    TurnStarted,
)
from reverie.conversation.messages import Usage
from reverie.plain.face import Asked, Choice, Closed, Face, Interrupted, Status, SteerWanted, Typed
from reverie.plain.terminal.face import TerminalFace

_DIFF = "--- a.py\n+++ a.py\n@@ -1 +1 @@\n-x = 1\n+x = 2\n"
_CHOICES = (Choice("y", "yes, this once"), Choice("s", "yes, in this session: edit(src/**)"), Choice("n", "no"))
_COMMANDS = (("model", "which model answers"), ("mode", "what runs unasked"), ("help", "commands and keys"))


class Program:
    def __init__(self, face: Face) -> None:
        self.face = face
        self.turn: asyncio.Task[None] | None = None
        self.waiting: list[str] = []
        self.go_on = asyncio.Event()

    async def run(self) -> Closed:
        self.status("")
        while not isinstance(heard := await self.face.hear(), Closed):
            match heard:
                case Typed(text="/go"):
                    self.go_on.set()
                case Typed(text=text) if text.startswith("/say "):
                    self.face.say(text[5:])
                case Typed(text=text) if self.turn is not None and not self.turn.done():
                    self.waiting.append(text)
                    self.status("working")
                case Typed(text=text):
                    self.turn = asyncio.create_task(self.work(text))
                case Interrupted() if self.turn is not None and not self.turn.done():
                    self.turn.cancel()
                case SteerWanted():
                    self.face.put(self.waiting.pop())
                    self.status("working")
                case _:
                    self.face.say(f"heard {heard}")
        if self.turn is not None:
            self.turn.cancel()
        return heard

    def status(self, doing: str) -> None:
        self.face.set_status(Status(model="test/model", mode="ask", doing=doing, waiting=tuple(self.waiting)))

    async def work(self, text: str) -> None:
        """A turn, as the first word of the text wants it."""
        self.status("working")
        self.face.show(TurnStarted(1, text))
        verb, _, rest = text.partition(" ")
        try:
            does = getattr(self, f"do_{verb}", None)
            await (does(rest) if does is not None else self.do_tell(text))
            self.face.show(TurnEnded("done", "", 1, Usage()))
        except asyncio.CancelledError:
            self.face.show(TurnEnded("interrupted", "", 1, Usage(), reason="the rest is kept"))
        finally:
            self.status("")
            self.face.say("turn over")

    async def do_tell(self, text: str) -> None:
        digest = sha256(text.encode()).hexdigest()[:12]
        lines = "|".join(text.split("\n")) if len(text) < 60 else ""
        self.face.say(f"sent {len(text)} characters {digest} {lines}")

    async def do_stream(self, count: str) -> None:
        for number in range(int(count)):
            self.face.show(TextDelta(f"line {number} of the *answer*\n\n"))
            await asyncio.sleep(0)

    async def do_raw(self, amount: str) -> None:
        self.face.show(TextDelta("z" * int(amount) + "\n\n"))

    async def do_live(self, text: str) -> None:
        self.face.show(TextDelta(text.replace("/", "\n")))
        await self.go_on.wait()
        self.face.show(TextDelta(" and its end"))

    async def do_call(self, amount: str) -> None:
        self.face.show(CallStarted("1", "shell", "$ make 世界 " + "long " * 30, "{}"))
        self.face.show(CallOutput("1", "o" * int(amount)))
        await self.go_on.wait()
        self.face.show(CallFinished("1", "shell", "ok", "exit 0"))

    async def do_steer(self, _: str) -> None:
        await self.go_on.wait()
        for prompt in self.waiting:
            self.face.show(Steered(prompt))
        self.waiting.clear()

    async def do_ask(self, _: str) -> None:
        self.face.show(CallStarted("1", "edit", "edit a.py", "{}", _DIFF, "diff"))
        await self.ask()

    async def do_later(self, _: str) -> None:
        await self.go_on.wait()
        await self.ask()

    async def ask(self) -> None:
        answer = await self.face.ask(Asked("edit a.py", "asks, because the mode is ask", _CHOICES, _DIFF, "diff"))
        self.face.say(f"answered {answer!r}")

    async def do_open(self, _: str) -> None:
        answer = await self.face.ask(Asked("question", "Which?"))
        self.face.say(f"answered {answer!r}"[:100])


async def main(folder: Path) -> None:
    signal.signal(signal.SIGHUP, signal.SIG_IGN)  # the end of the terminal itself is to be seen
    colour = "NO_COLOR" not in os.environ
    face = TerminalFace(
        folder / "state" / "history", colour=colour, vi="vi" in sys.argv, commands=_COMMANDS, root=folder
    )
    async with face:
        face.say("ready")
        program = Program(face)
        asyncio.get_running_loop().add_signal_handler(signal.SIGUSR1, program.go_on.set)
        closed = await program.run()
    (folder / "closed").write_text(str(closed.hung_up))


if __name__ == "__main__":
    asyncio.run(main(Path(sys.argv[1])))
