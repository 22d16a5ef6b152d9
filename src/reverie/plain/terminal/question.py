"""A question that stands above the input line until it is answered.

A choice needs its key and Enter, or the arrow keys and Enter; where one of the choices is `n`, it stands first and is
what Enter alone says. Nothing that was pasted chooses: it would answer what its author foresaw, not what stands here.
"""

import asyncio
from collections.abc import Callable

from prompt_toolkit.buffer import Buffer
from prompt_toolkit.document import Document

from reverie.conversation.visible import visible_line
from reverie.plain.face import Asked, Choice

from .ansi import Line, Span
from .columns import fit
from .live import Row
from .pasted import PastedTexts, plain_newlines
from .wrapping import wrap

_NO = "n"
_LONGEST_KEY = 8
_NOT_PASTED = "A choice is typed, not pasted."
_HELD = "A question waits for your line: Enter sends it, Ctrl-U drops it."


class Question:
    """The question that stands, if one does. `line` is what is typed for it.

    `is_begun`: whether the person has begun another text, for which it waits.
    """

    def __init__(self, is_begun: Callable[[], bool]) -> None:
        self.line = Buffer(multiline=False)
        self.asked: Asked | None = None
        self.is_open = False
        self._is_begun = is_begun
        self._answer: asyncio.Future[str | None] | None = None
        self._choices: list[Choice] = []
        self._chosen: int | None = None
        self._pasted = False
        self._texts = PastedTexts()
        self._note = ""

    def begin(self, asked: Asked) -> None:
        """Show it; it can be answered once it is `open`."""
        self.asked = asked
        self._answer = asyncio.get_running_loop().create_future()
        self._choices = sorted(asked.choices, key=lambda choice: choice.key != _NO)
        self._chosen = 0 if self._choices and self._choices[0].key == _NO else None
        self._clear("")

    def open(self) -> None:
        self.is_open = True

    async def answer(self) -> str | None:
        """What was answered; None when the input was closed."""
        assert self._answer is not None
        return await self._answer

    def end(self) -> None:
        """It is gone from the screen, answered or not."""
        if self._answer is not None:
            self._answer.cancel()
        self.asked, self._answer, self.is_open = None, None, False
        self._choices = []
        self._clear("")

    def close(self) -> None:
        """Nobody can answer any more."""
        self._set(None)

    def move(self, steps: int) -> None:
        """The choice that Enter takes is another, `steps` further down."""
        if self._choices:
            now = -1 if self._chosen is None else self._chosen
            self._chosen = max(0, min(now + steps, len(self._choices) - 1))

    def paste(self, text: str) -> None:
        self._pasted = True
        self.line.insert_text(self._texts.mark(" ".join(plain_newlines(text).split("\n"))))

    def accept(self) -> None:
        """Enter: the typed line, or the choice that is marked while nothing is typed."""
        line = self.line.text.strip()
        if not line:
            self._set(self._choice.key if self._choice else "")
        elif self._pasted and self._might_choose(line):
            self._clear(_NOT_PASTED)
        else:
            self._set(self._texts.whole(line))

    @property
    def is_held(self) -> bool:
        """Whether it waits for the person, who is in the middle of a text."""
        return self.asked is not None and not self.is_open and self._is_begun()

    def clear(self) -> bool:
        """Drop what is typed; whether there was anything."""
        had = bool(self.line.text)
        self._clear("")
        return had

    def rows(self, width: int) -> list[Row]:
        """The choices, the marked one reversed, and what to do."""
        if self.asked is None:
            return []
        if not self.is_open:
            return self._held_rows(self.asked, width) if self.is_held else []
        keys = max((len(choice.key) for choice in self._choices), default=0)
        rows = [row for number in range(len(self._choices)) for row in self._rows_of(number, keys, width)]
        return [*rows, ("warning", fit(self._note, width))] if self._note else rows

    def words(self, answer: str) -> str:
        """An answer with what it means, for the record on the screen."""
        meaning = next((choice.meaning for choice in self._choices if choice.key == answer), "")
        return f"{answer} = {meaning}" if meaning else answer

    def _held_rows(self, asked: Asked, width: int) -> list[Row]:
        """What is asked about, in short, and what has to be done first."""
        about = [("warning", fit(f"? {visible_line(asked.heading)}", width))] if asked.heading else []
        return [*about, *(("warning", _text(part)) for part in wrap([Span(_HELD)], max(8, width), break_words=True))]

    def _rows_of(self, number: int, keys: int, width: int) -> list[Row]:
        choice = self._choices[number]
        chosen = number == self._chosen and not self.line.text
        first = f"{'❯' if chosen else ' '} {choice.key:<{keys}} = "
        parts = wrap([Span(visible_line(choice.meaning))], max(8, width - len(first)), break_words=True)
        style = "chosen" if chosen else ""
        words = map(_text, parts)
        return [(style, (" " * len(first) if number else first) + text) for number, text in enumerate(words)]

    @property
    def _choice(self) -> Choice | None:
        return self._choices[self._chosen] if self._chosen is not None and self._choices else None

    def _might_choose(self, line: str) -> bool:
        if self.asked is None or not self._choices:
            return False
        return (len(line) <= _LONGEST_KEY and " " not in line) or self.asked.names_choice(self._texts.whole(line))

    def _set(self, answer: str | None) -> None:
        if self._answer is not None and not self._answer.done():
            self._answer.set_result(answer)

    def _clear(self, note: str) -> None:
        self._pasted, self._note = False, note
        self.line.set_document(Document(""), bypass_readonly=True)


def _text(line: Line) -> str:
    return "".join(span.text for span in line)
