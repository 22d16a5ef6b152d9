"""The conversation: hears the person while a turn runs, and does what they say. It only routes; the work is elsewhere.

What is typed while the agent works is steering, or a command that waits; after an interrupt it goes back into the input
line, never sent unasked.
"""

import asyncio
from collections.abc import Awaitable, Callable, Sequence
from typing import Any

from reverie.agent.steering import Steer
from reverie.conversation.events import Notice, TurnEnded
from reverie.conversation.ports import PermissionMode

from .commands.wording import one_line as shortened
from .desk import Desk, Leave, Quit
from .expected import one_line
from .face import Closed, Face, Heard, Interrupted, ModeWanted, RewindWanted, SteerWanted, Typed
from .hearing import Hearing
from .routes import Routes
from .showing import Showing
from .signals import EndingSignals
from .waiting import Added, Waiting
from .work import Work

HUNG_UP = 130
_TICK_SECONDS = 1.0
_MODES: tuple[PermissionMode, ...] = ("ask", "accept-edits", "plan")
_MOST_OF_A_COMMAND = 80
_NAMELESS = "looking"
_GOES_ON = ("done", "denied")
"""Outcomes of a turn after which what still waits is sent."""

Sleep = Callable[[float], Awaitable[None]]


class Conversation:
    """One session with one person: the `Room` of its commands.

    `ready` is awaited before the first turn. After `run`, `broken` is the error that ended it, if one did that nobody
    expected.
    """

    def __init__(
        self,
        desk: Desk,
        showing: Showing,
        routes: Routes,
        ready: Callable[[], Awaitable[object]],
        sleep: Sleep = asyncio.sleep,
    ) -> None:
        self._desk = desk
        self._showing = showing
        self._routes = routes
        self._ready = ready
        self._sleep = sleep
        self._work = Work(showing.set_doing)
        self._waiting = Waiting(lambda: desk.session.equipment.steering, desk.own_outputs)
        showing.waiting = lambda: self._waiting.texts
        self._leave: Leave | None = None
        self._signals: asyncio.Queue[Heard] = asyncio.Queue()
        self._quits_next = False
        self.broken: BaseException | None = None

    # --- the room of the commands ------------------------------------------------------------------------------------

    @property
    def desk(self) -> Desk:
        return self._desk

    @property
    def face(self) -> Face:
        return self._showing.face

    @property
    def is_working(self) -> bool:
        return self._work.is_turn

    async def while_working(self, doing: str, work: Awaitable[object]) -> bool:
        return await self._work.interruptible(doing, work)

    def submit(self, prompt: str) -> None:
        """Do what the text says, now or when what runs is over."""
        found = self._routes.find(prompt)
        if self._work.is_free:
            self._begin(prompt)
        elif found is None and self.is_working and not self._waiting.has_later:
            self._waiting.put_message(prompt, self._prepared)
        elif found is not None and found[0].anytime:
            self._work.start_beside(self._routes.run(*found, self))
        else:
            self._waiting.put_later(prompt, is_command=found is not None)
        self._showing.refresh()

    # --- the loop ----------------------------------------------------------------------------------------------------

    async def run(self, typed: Sequence[str], signals: EndingSignals) -> Leave:
        """Until the person leaves; what was `typed` before comes first. What runs then is interrupted."""
        self._listen_to(signals)
        running = asyncio.ensure_future(self._run(typed))
        try:
            await asyncio.wait({running})
        finally:
            await _stop({running})
        if error := running.exception():
            self._break(error)
        return self._leave or Quit(1)

    @property
    def left_over(self) -> tuple[str, ...]:
        """What was typed behind the command that left the session: it is meant for the next one."""
        return self._waiting.texts

    async def _run(self, typed: Sequence[str]) -> None:
        hearing = Hearing(self.face.hear, self._signals.get)
        ticking = asyncio.ensure_future(self._tick())
        for text in typed:
            self.submit(text)
        try:
            while self._leave is None:
                await asyncio.wait({*hearing.tasks, *self._work.tasks}, return_when=asyncio.FIRST_COMPLETED)
                self._look(hearing)
        finally:
            await hearing.stop()
            await _stop({ticking, *self._work.tasks})

    def _look(self, hearing: Hearing) -> None:
        """Do what has come up: first what ended, so that what was typed after it finds it ended."""
        for ended in self._work.take_ended_beside():
            self._settle(ended)
        if (main := self._work.take_ended()) is not None:
            self._after(main)
        for heard in hearing.take():
            if self._leave is None:
                self._hear(heard.result())

    def _listen_to(self, signals: EndingSignals) -> None:
        signals.on_end = lambda: self._signals.put_nowait(Closed(hung_up=True))
        signals.on_interrupt = lambda: self._signals.put_nowait(Interrupted())
        if signals.ended:
            signals.on_end()

    def _hear(self, heard: Heard) -> None:
        quits, self._quits_next = self._quits_next, False
        match heard:
            case Typed(text=text, pasted=pasted) if text.strip():
                self._desk.pasted.note(text, pasted)
                self.face.add_history(text)
                self.submit(text)
            case Interrupted() if quits and self._work.is_free:
                self._leave = Quit()
            case Interrupted():
                self._interrupt()
            case ModeWanted():
                self._change_mode()
            case RewindWanted():
                self.submit("/rewind")
            case SteerWanted():
                self._take_back()
            case Closed(hung_up=hung_up):
                self._leave = Quit(HUNG_UP if hung_up else 0)

    def _begin(self, text: str) -> None:
        """Start a turn or a command; nothing runs."""
        if (found := self._routes.find(text)) is None:
            self._work.start_turn(text, self._turn(text))
        else:
            name = found[0].name or _NAMELESS  # while it runs nothing is idle, and no mark stands before its words
            self._work.start_command(name, self._routes.run(*found, self))

    async def _turn(self, text: str) -> TurnEnded:
        await self._ready()
        steer = self._prepared(text)
        self._work.sent()
        return await self._desk.session.turn(steer.text, steer.added)

    async def _turn_of(self, text: str, added: Added) -> TurnEnded:
        """A turn with what the model could not be told in the one before."""
        self._work.sent()
        return await self._desk.session.turn(text, added)

    def _prepared(self, text: str) -> Steer:
        prepared = self._routes.prepare(text, self._desk)
        for line in prepared.notices:
            self._showing(Notice(line))
        return Steer(prepared.text, prepared.added)

    async def _tick(self) -> None:
        """The time that something takes is a part of the status."""
        while True:
            await self._sleep(_TICK_SECONDS)
            if not self._work.is_free:
                self._showing.refresh()

    # --- what comes of it --------------------------------------------------------------------------------------------

    def _after(self, ended: "asyncio.Future[Any]") -> None:
        """The turn or the command is over."""
        self._showing.measure()
        unsent = self._work.take_unsent()
        result = self._settle(ended)
        if self._leave is None:  # else this session has no prompt any more
            self._showing.set_doing("")
        if unsent or ended.cancelled() or (isinstance(result, TurnEnded) and result.outcome not in _GOES_ON):
            self._put_back(unsent)
        if self._leave is None:
            self._go_on()

    def _settle(self, ended: "asyncio.Future[Any]") -> object:
        """What it came to; a `Leave` of a command ends the conversation, an expected error is one line."""
        if ended.cancelled():
            return None
        if error := ended.exception():
            self._fail(error)
            return None
        result = ended.result()
        if isinstance(result, Leave):
            self._leave = result
        return result

    def _go_on(self) -> None:
        """With what waits, or by waiting for the person."""
        if messages := self._waiting.take_messages():
            self._work.start_turn(messages[0], self._turn_of(*messages))
        while self._work.is_free and self._leave is None and (text := self._waiting.take_later()):
            self._begin(text)
        self._showing.refresh()

    def _fail(self, error: BaseException) -> None:
        if line := one_line(error):
            self.face.say(line)
        else:
            self._break(error)

    def _break(self, error: BaseException) -> None:
        self.broken, self._leave = error, Quit(1)

    def _interrupt(self) -> None:
        if self._work.interrupt():
            if not self.is_working:  # a turn gives back what waits at its end
                self._put_back("")
            return
        self._quits_next = True
        self.face.say("Ctrl-C again ends reverie; /quit and Ctrl-D do, too")

    def _take_back(self) -> None:
        """The newest that waits goes back into the input line."""
        if text := self._waiting.take_last():
            self.face.put(text)
        self._showing.refresh()

    def _put_back(self, unsent: str) -> None:
        """The messages that wait go back into the input line; the person sees them and sends them, or not."""
        waited = self._waiting.take_all()
        if text := "\n".join(filter(None, [unsent, *(later.text for later in waited if not later.is_command)])):
            self.face.put(text)
        if commands := [shortened(later.text, _MOST_OF_A_COMMAND) for later in waited if later.is_command]:
            self.face.say(f"not run: {', '.join(commands)}")
        self._showing.refresh()

    def _change_mode(self) -> None:
        mode = self._desk.session.mode
        mode.mode = _MODES[(_MODES.index(mode.mode) + 1) % len(_MODES)]
        self._showing.refresh()


async def _stop(tasks: "set[asyncio.Future[Any]]") -> None:
    for task in tasks:
        task.cancel()
    await asyncio.gather(*tasks, return_exceptions=True)
