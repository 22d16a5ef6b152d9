"""When somebody else has the terminal for a while: the shell after Ctrl-Z, the person's editor."""

import asyncio
import os
import signal

from .application import BottomApplication
from .editor import NoEditor, edited
from .narration import Narration
from .scrollback import Scrollback
from .typing_line import TypingLine


class Elsewhere:
    def __init__(
        self, application: BottomApplication, scrollback: Scrollback, line: TypingLine, narration: Narration
    ) -> None:
        self._application = application
        self._scrollback = scrollback
        self._line = line
        self._narration = narration

    def suspend(self) -> None:
        """Stop this job; returns when the shell continues it."""
        with self._application.given_away():
            os.kill(0, signal.SIGTSTP)
        self._scrollback.resume()

    def continued(self) -> None:
        """Somebody stopped and continued us: a shell may have set the terminal its own way meanwhile."""
        if self._application.is_shown:
            with self._application.given_away():
                pass

    def edit(self) -> None:
        """Begin to edit the input line in the person's editor; what is to be printed meanwhile waits."""
        if self._application.is_shown:
            self._application.create_background_task(self._edit())

    async def _edit(self) -> None:
        text = self._line.whole
        with self._application.given_away():
            try:
                text = await asyncio.to_thread(edited, text, os.environ)
            except NoEditor as error:
                self._narration.say(f"! {error}")
        self._line.replace(text)
        self._scrollback.resume()
