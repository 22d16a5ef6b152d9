"""The context: what every request begins with, how much the window holds, how full it is."""

from collections.abc import Callable

from reverie.conversation.messages import Message, Usage
from reverie.conversation.ports import ModelRequest

from .request import FixedPrompt, SizeEstimate

_FULL = 0.8
"""Of the window: beyond it models grow vague, and the estimate of tokens may be off."""
_LEARNED = 0.9
_LEAST_SCALE = 0.5
"""Of the estimate to what is counted; a server that counts less than that counts wrong."""


class Context:
    """The window of one model and the fixed prompt in it.

    `build` makes the fixed prompt; it is called at the start and at each boundary, so instruction files are read again
    then, and only then. `window` is in tokens, the reply included.
    """

    def __init__(self, build: Callable[[], FixedPrompt], window: int) -> None:
        self._build = build
        self.window = window
        self._scale = 1.0  # of the estimate, by what the server counted last
        self.renew()

    def renew(self) -> None:
        """A boundary: build the fixed prompt anew, and forget the sizes of a history that is no more."""
        self.fixed = self._build()
        self._size = SizeEstimate(self.fixed)
        self._reported = (0, 0)

    @property
    def limit(self) -> int:
        """Tokens at which the history is to be made smaller, so that a reply still fits."""
        return min(int(self.window * _FULL), self.window - self.fixed.max_output_tokens)

    def request(self, messages: tuple[Message, ...]) -> ModelRequest:
        return self.fixed.request(messages)

    def most_tokens(self, messages: tuple[Message, ...]) -> int:
        """The size of a request, rather too large: for reserving money."""
        return self._size.tokens(messages)

    def tokens(self, messages: tuple[Message, ...]) -> int:
        """The size of a request by the best that is known: what the server counted, and an estimate of what is new.

        After a boundary nothing of it was counted yet; then the estimate is corrected as it would have been before.
        """
        known, reported = self._reported
        most = self._size.tokens(messages)
        return reported + most - self._size.of_first(known) if reported else int(most * self._scale)

    def is_full(self, messages: tuple[Message, ...]) -> bool:
        return self.tokens(messages) > self.limit

    def report(self, messages: tuple[Message, ...], usage: Usage) -> None:
        """The server counted the tokens of a request with these messages."""
        counted = usage.input + usage.cache_read + usage.cache_write
        if counted:
            self._reported = (len(messages), counted)
            self._scale = min(1.0, max(_LEAST_SCALE, counted / max(1, self._size.tokens(messages))))

    def overflowed(self, messages: tuple[Message, ...]) -> None:
        """The server refused this many: its window is smaller than was believed."""
        self.window = min(self.window, int(self.tokens(messages) * _LEARNED))
