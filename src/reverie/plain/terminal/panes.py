"""What stands at the bottom of the screen, from above: live rows, a question or the input line, a menu, the status."""

from collections.abc import Callable

from prompt_toolkit.application.current import get_app
from prompt_toolkit.buffer import Buffer
from prompt_toolkit.document import Document
from prompt_toolkit.filters import Condition, is_searching
from prompt_toolkit.formatted_text import ANSI, StyleAndTextTuples, to_formatted_text
from prompt_toolkit.layout import BufferControl, ConditionalContainer, Dimension, FormattedTextControl, HSplit, Layout
from prompt_toolkit.layout.containers import AnyContainer, Window
from prompt_toolkit.layout.controls import SearchBufferControl
from prompt_toolkit.layout.processors import Processor, TabsProcessor, Transformation, TransformationInput

from reverie.conversation.visible import visible, visible_line

from .columns import columns_of, fit
from .live import Live, Row
from .question import Question
from .status_line import status_line

_MOST_LIVE = 12
_MENU_ROWS = 8
_PROMPT = "› "
_NARROWEST_COMMAND = 24


class Panes:
    """The layout. `hint` gives words that stand in place of the status for a while."""

    def __init__(self, line: Buffer, question: Question, live: Live) -> None:
        self._live = live
        self._question = question
        self.hint: Callable[[], str] = lambda: ""
        self._search = SearchBufferControl(Buffer(multiline=False))
        self._input = BufferControl(
            line,
            input_processors=[TabsProcessor(char1=" ", char2=" "), _Visible()],
            search_buffer_control=self._search,
            preview_search=True,
        )
        self._answer = BufferControl(question.line, input_processors=[_Visible()], focus_on_click=False)
        self.layout = Layout(self._rows(), focused_element=self._input)

    def focus_question(self) -> None:
        self.layout.focus(self._answer)

    def focus_input(self) -> None:
        self.layout.focus(self._input)

    def _rows(self) -> AnyContainer:
        asking = Condition(lambda: self._question.is_open)
        return HSplit(
            [
                Window(height=Dimension(preferred=0)),  # rows that nothing needs, while it works
                _text(self._live_rows),
                Window(height=_blank_row),
                _text(lambda: self._question.rows(_columns())),
                ConditionalContainer(_line(self._answer, "answer › ", _tall_input), filter=asking),
                ConditionalContainer(_line(self._input, _PROMPT, _tall_input), filter=~asking),
                ConditionalContainer(_line(self._search, "search › ", lambda: Dimension(max=1)), filter=is_searching),
                _text(self._menu_rows),
                _text(self._status_rows),
            ]
        )

    def _live_rows(self) -> list[Row]:
        """While a question stands it needs the room, and nothing else goes on that the person waits for."""
        if self._question.is_open:
            return []
        rows = self._live.rows(min(_MOST_LIVE, max(2, _rows() // 3)), _columns())
        unfinished = rows and rows[0][0] == "ansi"
        return rows if unfinished or not rows else [("", ""), *rows]

    def _status_rows(self) -> list[Row]:
        hint = self.hint()
        if hint:
            return [("warning", fit(hint, _columns()))]
        return [("dim", status_line(self._live.status, _columns()))] if self._live.status else []

    def _menu_rows(self) -> list[Row]:
        state = self._input.buffer.complete_state
        if state is None or not state.completions:
            return []
        chosen = state.complete_index
        most = max(1, min(_MENU_ROWS, _rows() // 3))
        first = max(0, min((chosen or 0) - most // 2, len(state.completions) - most))
        shown = state.completions[first : first + most]
        names = min(max(columns_of(each.display_text) for each in shown), max(_NARROWEST_COMMAND, _columns() // 2))
        rows = []
        for number, each in enumerate(shown, first):
            name = fit(each.display_text, names)
            padded = name + " " * (names - columns_of(name))
            about = visible_line(each.display_meta_text)
            style = "chosen" if number == chosen else ""
            rows.append((style, fit(f"  {padded}  {about}".rstrip(), _columns())))
        return rows


class _Visible(Processor):
    """Shows one mark for each character that would move the cursor, hide or reorder letters; the text keeps it."""

    def apply_transformation(self, transformation_input: TransformationInput) -> Transformation:
        fragments: StyleAndTextTuples = [
            (style, text if visible(text) == text else "".join(map(_shown, text)))
            for style, text, *_ in transformation_input.fragments
        ]
        return Transformation(fragments)


def _shown(character: str) -> str:
    return character if visible(character) == character else "�"


class _TextRows:
    """Rows of text, asked for once in each drawing; they take no room when there are none."""

    def __init__(self, rows: Callable[[], list[Row]]) -> None:
        self._rows = rows
        self._drawn: tuple[int, list[Row]] = (-1, [])
        self.window = Window(FormattedTextControl(lambda: _fragments(self._now())), height=self._height)

    def _now(self) -> list[Row]:
        drawing = get_app().render_counter
        if self._drawn[0] != drawing:
            self._drawn = drawing, self._rows()
        return self._drawn[1]

    def _height(self) -> Dimension:
        rows = len(self._now())
        return Dimension(min=0, preferred=rows, max=rows)


def _text(rows: Callable[[], list[Row]]) -> Window:
    return _TextRows(rows).window


def _fragments(rows: list[Row]) -> StyleAndTextTuples:
    fragments: StyleAndTextTuples = []
    for number, (style, text) in enumerate(rows):
        if number:
            fragments.append(("", "\n"))
        if style == "ansi":
            fragments += to_formatted_text(ANSI(text))
        else:
            fragments.append((f"class:{style}" if style else "", text))
    return fragments


def _line(control: BufferControl, prompt: str, height: Callable[[], Dimension]) -> Window:
    """A line to type in, which grows with its text."""

    def prefix(number: int, wrapped: int) -> StyleAndTextTuples:
        first = not number and not wrapped
        return [("class:mark", prompt)] if first else [("", " " * columns_of(prompt))]

    return Window(control, wrap_lines=True, height=height, dont_extend_height=True, get_line_prefix=prefix)


def _tall_input() -> Dimension:
    return Dimension(min=1, max=max(1, _rows() // 2))


def _blank_row() -> Dimension:
    return Dimension.exact(1 if _rows() >= 8 else 0)


def _columns() -> int:
    return get_app().output.get_size().columns


def _rows() -> int:
    return get_app().output.get_size().rows


def set_text(buffer: Buffer, text: str) -> None:
    """Put a text into a line, the cursor at its end."""
    buffer.set_document(Document(text, len(text)), bypass_readonly=True)
