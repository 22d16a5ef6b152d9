"""What stands on the screen of a line face: text that only ever grows at its end."""

from typing import TextIO

from reverie.conversation.visible import visible

MARK = "> "


class LineScreen:
    """Writes lines, the flow of an answer, the mark and what is typed after it, each apart from the other.

    A terminal that is gone takes nothing any more; `gone` then says so, and nothing is raised.
    """

    def __init__(self, stream: TextIO) -> None:
        self._stream = stream
        self._open = False
        self._word = ""
        self.mark_stands = False
        self.gone = False

    def flow(self, text: str) -> None:
        """The next piece of an answer, by whole words, because a screen reader speaks what comes at once."""
        text = self._word + text
        cut = max(text.rfind(" "), text.rfind("\n")) + 1
        self._word = text[cut:]
        if text[:cut]:
            if self.mark_stands:
                self._close()
            self._write(visible(text[:cut]))

    def line(self, text: str) -> None:
        """One or more lines of their own; control characters in them are made visible."""
        self._end_flow()
        self._close()
        self._write(visible(text) + "\n")

    def mark(self, mark: str = MARK, typed: str = "") -> None:
        """The mark after which the person types, with what is typed there already."""
        self._end_flow()
        self._close()
        self._write(mark + visible(typed))
        self.mark_stands = True

    def echo(self, text: str) -> None:
        """What was just typed; its end of line takes the mark away."""
        self._write(text)
        if text.endswith("\n"):
            self.mark_stands = False

    def end(self) -> None:
        """Nothing more comes: what somebody else writes begins a line of its own."""
        self._end_flow()
        self._close()

    def _end_flow(self) -> None:
        word, self._word = self._word, ""
        if word:
            if self.mark_stands:
                self._close()
            self._write(visible(word))

    def _close(self) -> None:
        if self._open:
            self._write("\n")
        self.mark_stands = False

    def _write(self, text: str) -> None:
        if not text or self.gone:
            return
        try:
            self._stream.write(text)
            self._stream.flush()
        except (OSError, ValueError):
            self.gone = True
            return
        self._open = not text.endswith("\n")
