"""LineFace: a conversation as lines that only ever grow, for a dumb terminal and for a screen reader."""

import asyncio
import math
import os
import signal
import sys
import time
from collections.abc import Callable
from typing import Self

from reverie.conversation.events import AnyEvent, TextDelta, TurnStarted
from reverie.conversation.truncation import Limits, keep_head_and_tail
from reverie.plain.face import Asked, Closed, Heard, Keys, Status
from reverie.plain.signals import leave_interrupts
from reverie.plain.todo_steps import TodoSteps

from .edits import UnaskedEdits
from .outputs import LastOutputs
from .reader import TypedMessages
from .screen import MARK, LineScreen
from .terminal_mode import KeyByKey
from .wording import LineWording

_MOST_PREVIEW = Limits(lines=200, characters=20_000)
_MOST_EDITED = Limits(lines=40, characters=20_000)
_INDENT = "    "
_SECONDS_OF_SILENCE = 15.0
_SECONDS_TO_STOP = 0.5
_ANSWER = "Answer: "
_MOST_TYPED = 200
_NOT_PASTED = "A choice is typed, not pasted."
_NOT_RUN = "This was pasted, so it is not run yet: Enter runs it, Ctrl-U drops it."
_HELD = "The question waits for the line that you had begun: Enter sends it first, Ctrl-U drops it."


class LineFace:
    """The `Face` of a terminal that can only write on. It is open within `async with`.

    Standard input and output are terminals then. Long silent work is told of from time to time, in a line.
    """

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        descriptor = sys.stdin.fileno()
        self._mode = KeyByKey(descriptor)
        self._screen = LineScreen(sys.stdout)
        self._typed = TypedMessages(descriptor, sys.stdin.encoding or "utf-8", self._echo, self._not_run)
        self._typed.burst.sees_pastes = self._mode.echoes
        self._wording = LineWording()
        self._outputs = LastOutputs()
        self._edits = UnaskedEdits()
        self._steps = TodoSteps()
        self._clock = clock
        self._last_said = clock()
        self._doing = ""
        self._waiting = 0
        self._asking = self._answering = False
        self._hearing = False
        self._held: list[str] = []
        self._stopping_since: float | None = None

    async def __aenter__(self) -> Self:
        self._mode.enter()
        self._typed.open()
        loop = asyncio.get_running_loop()
        loop.add_signal_handler(signal.SIGINT, self._typed.interrupt)
        loop.add_signal_handler(signal.SIGTSTP, self._stop)
        loop.add_signal_handler(signal.SIGCONT, self._go_on)
        return self

    async def __aexit__(self, *_: object) -> None:
        loop = asyncio.get_running_loop()
        leave_interrupts()
        for number in (signal.SIGTSTP, signal.SIGCONT):
            loop.remove_signal_handler(number)
        self._typed.close()
        self._screen.end()
        self._mode.leave()

    @property
    def keys(self) -> Keys:
        return Keys()

    def show(self, event: AnyEvent) -> None:
        self._outputs.note(event)
        if isinstance(event, TurnStarted):
            self._last_said = self._clock()
        elif isinstance(event, TextDelta):
            self._screen.flow(event.text)
            self._last_said = self._clock()
        elif line := self._wording.line(event):
            self._happened("\n".join([line, *(f"  {step}" for step in self._steps.changed(event))]))
        if diff := self._edits.diff(event):
            self._happened(_set_in(diff, _MOST_EDITED, "/expand shows all"))

    def _happened(self, text: str) -> None:
        """While a question stands, what happens is told after it: it would pass for what is asked."""
        if self._asking:
            self._held.append(text)
        else:
            self.say(text)

    def say(self, text: str) -> None:
        self._screen.line(text)
        self._last_said = self._clock()
        self._mark_when_idle()

    def set_status(self, status: Status) -> None:
        if status.doing and not self._doing:
            self._last_said = self._clock()
        self._doing = status.doing
        if len(status.waiting) > self._waiting:
            self.say("it waits, and is sent as soon as it can be")
        self._waiting = len(status.waiting)
        self._note_stopping(status.stopping)
        self._mark_when_idle()
        silent = self._clock() - self._last_said >= _SECONDS_OF_SILENCE
        if status.doing and silent and not (self._asking or self._typed.editor.text):
            self.say("\n".join([f"still at it: {status.doing}", *(f"  {task}" for task in status.tasks)]))

    def _note_stopping(self, stopping: bool) -> None:
        """Said only of what does not stop at once."""
        if not stopping:
            self._stopping_since = None
        elif self._stopping_since is None:
            self._stopping_since = self._clock()
        elif 0 <= self._stopping_since <= self._clock() - _SECONDS_TO_STOP:
            self.say("stopping; Ctrl-C again kills what still runs")
            self._stopping_since = math.inf

    async def hear(self) -> Heard:
        self._hearing = True
        self._mark_when_idle()
        try:
            if self._screen.gone:
                return Closed(hung_up=True)
            return await self._typed.next()
        finally:
            self._hearing = False

    async def ask(self, asked: Asked) -> str | None:
        self._asking = True
        self._edits.asked(asked)
        try:
            self._screen.line(question(asked))
            await self._typed.settled(self._hold)
            self._answering = True
            self._screen.mark(_ANSWER)
            while (answer := await self._typed.answer()) is not None:
                if not (self._typed.answer_is_pasted and asked.names_choice(answer)):
                    return answer
                self._screen.line(_NOT_PASTED)
                self._screen.mark(_ANSWER)
            return None
        finally:
            self._asking = self._answering = False
            held, self._held = self._held, []
            for text in held:
                self.say(text)
            self._last_said = self._clock()

    def put(self, text: str) -> None:
        self._typed.editor.text += text
        self._show_mark(self._typed.editor.text)

    def add_history(self, text: str) -> None:
        """A terminal without cursor keys brings nothing back."""

    def expand_last(self) -> None:
        self.say(self._outputs.whole())

    def _mark_when_idle(self) -> None:
        if self._hearing and not (self._doing or self._asking or self._screen.mark_stands):
            self._show_mark(self._typed.editor.text)

    def _echo(self, text: str) -> None:
        """Typed while something is said: it goes on after a mark of its own, with what was typed before."""
        if not self._mode.echoes:
            return
        typed = self._typed.editor.text
        if self._screen.mark_stands:
            self._screen.echo(text)
        elif "\b" in text:
            self._show_mark(typed)
        else:
            self._show_mark(typed.removesuffix(text))
            self._screen.echo(text)

    def _hold(self) -> None:
        """A question waits for a line that was begun before it stood there."""
        self._screen.line(_HELD)
        self._show_mark(self._typed.editor.text)

    def _not_run(self) -> None:
        """A pasted command stands in the line again."""
        self._screen.line(_NOT_RUN)
        self._show_mark(self._typed.editor.text)

    def _show_mark(self, typed: str) -> None:
        shown = typed if len(typed) <= _MOST_TYPED else f"…{typed[-_MOST_TYPED:]}"
        self._screen.mark(_ANSWER if self._answering else MARK, shown)

    def _stop(self) -> None:
        """Ctrl-Z: the shell gets its terminal back as it was; this goes on below when it brings us back."""
        self._mode.leave()
        os.kill(os.getpid(), signal.SIGSTOP)

    def _go_on(self) -> None:
        """The shell may have changed the terminal's mode, also when somebody else stopped us."""
        self._mode.enter()
        if self._screen.mark_stands:
            self._show_mark(self._typed.editor.text)


def question(asked: Asked) -> str:
    """All that is asked about, then the question: whatever comes from strangers, its lines cannot pass for ours."""
    lines = [_previewed(asked)] if asked.preview else []
    lines += [asked.heading] if asked.heading else []
    lines += [_INDENT + line for line in asked.text.split("\n")] if asked.text else []
    lines += [f"  {choice.key} = {choice.meaning}" for choice in asked.choices]
    return "\n".join(lines)


def _previewed(asked: Asked) -> str:
    """A command is never cut: what is not seen would be allowed unseen."""
    if asked.preview_kind == "diff":
        return _set_in(asked.preview, _MOST_PREVIEW, "to see all, say n and ask for it in parts")
    return "\n".join(_INDENT + line for line in asked.preview.split("\n"))


def _set_in(text: str, most: Limits, rest: str) -> str:
    """The lines of a diff; without its middle when there are too many to look through."""
    return "\n".join(_INDENT + line for line in keep_head_and_tail(text, most).render(rest).split("\n"))
