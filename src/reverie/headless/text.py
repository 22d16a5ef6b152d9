"""`--output-format text`: the answer on standard output; what is being done, a line each, on standard error."""

from typing import TextIO

from reverie.conversation.events import AnyEvent, TextDelta, TurnEnded
from reverie.conversation.visible import visible
from reverie.conversation.wording import Wording

from .streams import tell_line, write, write_line


class TextResult:
    """Prints one line for each call when it ends, and the answer.

    On a terminal the answer is shown while it comes; into a file or pipe goes only the final answer, byte for byte.
    """

    def __init__(self, out: TextIO, err: TextIO) -> None:
        self._out = out
        self._err = err
        self._live = out.isatty()
        self._line_open = False
        self._wording = Wording()

    def __call__(self, event: AnyEvent) -> None:
        if isinstance(event, TextDelta):
            self._show_live(event.text)
        elif isinstance(event, TurnEnded):
            self._end(event)
        elif line := self._wording.line(event):
            self._close_line()
            tell_line(visible(line), self._err)

    def _show_live(self, text: str) -> None:
        if self._live and text:
            write(visible(text), self._out)
            self._line_open = not text.endswith("\n")

    def _close_line(self) -> None:
        if self._line_open:
            write_line("", self._out)
            self._line_open = False

    def _end(self, event: TurnEnded) -> None:
        self._close_line()
        if not self._live and event.text:
            write_line(event.text, self._out)
        if event.reason:
            tell_line(visible(f"reverie: {event.reason}"), self._err)
