"""The application at the bottom of the screen: a few rows that are drawn anew, and all final text above them."""

import asyncio
import os
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager

from prompt_toolkit.application import Application
from prompt_toolkit.data_structures import Point
from prompt_toolkit.enums import EditingMode
from prompt_toolkit.key_binding.vi_state import InputMode
from prompt_toolkit.layout import Layout
from prompt_toolkit.layout.screen import Screen
from prompt_toolkit.styles import Style

from .tty_input import TtyInput
from .tty_output import TtyOutput

_ESCAPE_SECONDS = 0.05
"""How long the rest of a key's sequence may take; a lone Esc is known after it."""
_REDRAW_SECONDS = 0.05
"""Between two drawings for what happens; a key is answered at once."""
_STYLE = Style.from_dict(
    {
        "mark": "ansicyan bold",
        "dim": "dim",
        "chosen": "reverse",
        "heading": "bold",
        "warning": "ansiyellow",
        "search": "noinherit",
        "incsearch": "noinherit reverse",
        "incsearch.current": "noinherit reverse",
        "selected": "reverse",
    }
)


class BottomApplication(Application[None]):
    """Draws the rows at the bottom. Its text goes above them, once, into what the terminal itself scrolls."""

    output: TtyOutput

    def __init__(self, layout: Layout, terminal: tuple[TtyInput, TtyOutput], *, vi: bool) -> None:
        super().__init__(
            layout,
            _STYLE,
            include_default_pygments_style=False,
            editing_mode=EditingMode.VI if vi else EditingMode.EMACS,
            erase_when_done=True,
            terminal_size_polling_interval=None,
            input=terminal[0],
            output=terminal[1],
        )
        self.ttimeoutlen = _ESCAPE_SECONDS
        self._given_away = 0
        self._soon: asyncio.TimerHandle | None = None
        self._columns = 0
        self.may_shrink: Callable[[], bool] = lambda: True
        """Whether rows that nothing needs go at once. While much comes and goes they stay: the line would jump."""
        self._wraps_anew = wraps_anew(os.environ)

    @property
    def is_shown(self) -> bool:
        """Whether the rows stand on the screen, so that text can be put above them."""
        return self.is_running and not self._given_away

    def print_above(self, text: str) -> None:
        """Put whole lines above the rows, in one frame. Only while `is_shown`."""
        with self.output.frame():
            self._erase()
            self.output.write_raw(text.replace("\n", "\r\n"))
            self.draw_anew()

    def draw_soon(self) -> None:
        """Something happened that changes the rows; much may happen in a moment."""
        if self._soon is None and self.is_running:
            self._soon = asyncio.get_running_loop().call_later(_REDRAW_SECONDS, self._draw_now)

    def draw_anew(self) -> None:
        """Draw all rows at the cursor, without relying on what was drawn before."""
        with self.output.frame():
            self.renderer.reset()
            self._redraw()

    def begin_line(self) -> None:
        """A line begins: with vi keys, keys insert."""
        self.vi_state.input_mode = InputMode.INSERT

    def clear_screen(self) -> None:
        with self.output.frame():
            self.renderer.clear()
            self._redraw()

    @contextmanager
    def given_away(self) -> Iterator[None]:
        """The terminal as somebody else wants it: without our rows, with its own line editing."""
        self.renderer.erase()
        self.output.give_back()
        self._given_away += 1
        self._running_in_terminal = True
        try:
            with self.input.detach(), self.input.cooked_mode():
                yield
        finally:
            self._running_in_terminal = False
            self._given_away -= 1
            self.input.raw_mode().__enter__()  # also when the shell set it otherwise before we asked
            self.output.take()
            self.draw_anew()

    def _on_resize(self) -> None:
        """Called by the library when the terminal has another size: what was drawn in the old one goes."""
        if self.is_shown:
            with self.output.frame():
                self._erase()
                self._redraw()

    def _draw_now(self) -> None:
        self._soon = None
        self.invalidate()

    def _redraw(self, render_as_done: bool = False) -> None:
        if self._soon is not None:
            self._soon.cancel()
            self._soon = None
        with self.output.frame():
            super()._redraw(render_as_done)
            if self.may_shrink() and self._has_idle_rows():
                self.renderer.erase()
                super()._redraw(render_as_done)
        self._columns = self.output.get_size().columns

    def _has_idle_rows(self) -> bool:
        """Whether more rows are drawn than the layout wants now."""
        screen, size = self.renderer.last_rendered_screen, self.output.get_size()
        if screen is None or not self.is_shown:
            return False
        return screen.height > self.layout.container.preferred_height(size.columns, size.rows).preferred

    def _erase(self) -> None:
        """Remove the rows, also those that the terminal made of them when it became narrower."""
        screen, columns = self.renderer.last_rendered_screen, self.output.get_size().columns
        if screen is not None and columns < self._columns and self._wraps_anew:
            cursor = screen.get_cursor_position(self.layout.current_window)
            self.output.cursor_up(rows_added(screen, cursor, columns))
        self.renderer.erase()


def rows_added(screen: Screen, cursor: Point, columns: int) -> int:
    """How many more rows the terminal needs between the first cell and the cursor, now that it is `columns` wide."""
    added = cursor.x // columns
    for number in range(cursor.y):
        row = screen.data_buffer[number]
        used = max((column + 1 for column, cell in row.items() if cell.char != " "), default=1)
        added += (used - 1) // columns
    return added


def wraps_anew(environ: Mapping[str, str]) -> bool:
    """Whether the terminal wraps its rows anew when it becomes narrower. Nearly all do; these cut them instead."""
    name = environ.get("TERM", "")
    old = name.startswith(("linux", "rxvt", "vt1", "vt2")) or (name.startswith("screen") and "TMUX" not in environ)
    return not (old or "XTERM_VERSION" in environ)
