"""Final text on its way into the terminal's scrollback: each piece once, in order, in few frames."""

import asyncio
from collections import deque

from .application import BottomApplication

_FRAME_SECONDS = 0.05
_MOST_CHARACTERS = 65_536
"""Of one frame; more would keep keys waiting."""


class Scrollback:
    """Whole lines that are put above the rows of an application, at most twenty times a second.

    While the application is not shown (an editor has the terminal) they wait.
    """

    def __init__(self, application: BottomApplication) -> None:
        self._application = application
        self._waiting: deque[str] = deque()
        self._timer: asyncio.TimerHandle | None = None
        self._last = float("-inf")

    def print(self, text: str) -> None:
        """Take text that ends with a newline; it is safe for a terminal already."""
        if text:
            self._waiting.extend(divided(text))
            self._schedule()

    def flush(self) -> None:
        """Print all that waits now, as far as the application is shown."""
        while self._waiting and self._application.is_shown:
            self._frame()

    def resume(self) -> None:
        """The application is shown again."""
        self._schedule()

    def _schedule(self) -> None:
        if self._timer is None and self._waiting and self._application.is_shown:
            loop = asyncio.get_running_loop()
            due = self._last + _FRAME_SECONDS
            self._timer = loop.call_at(max(due, loop.time()), self._due)

    def _due(self) -> None:
        self._timer = None
        if self._waiting and self._application.is_shown:
            self._frame()
        self._schedule()

    def _frame(self) -> None:
        parts, characters = [self._waiting.popleft()], 0
        while self._waiting and (characters := characters + len(parts[-1])) < _MOST_CHARACTERS:
            parts.append(self._waiting.popleft())
        self._application.print_above("".join(parts))
        self._last = asyncio.get_running_loop().time()


def divided(text: str) -> list[str]:
    """The text in parts that end with a newline, none much longer than a frame but where one line is."""
    parts: list[str] = []
    while len(text) > _MOST_CHARACTERS:
        end = text.rfind("\n", 0, _MOST_CHARACTERS) + 1 or text.find("\n") + 1
        parts.append(text[:end])
        text = text[end:]
    return [*parts, text] if text else parts
