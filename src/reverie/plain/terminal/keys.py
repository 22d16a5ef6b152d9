"""The keys of the face, each with what it calls; all others are those of the line editor (emacs or vi)."""

from typing import Protocol

from prompt_toolkit.application.current import get_app
from prompt_toolkit.buffer import Buffer
from prompt_toolkit.filters import Condition, Filter, is_searching
from prompt_toolkit.key_binding import KeyBindings, KeyPressEvent
from prompt_toolkit.key_binding.vi_state import InputMode
from prompt_toolkit.keys import Keys

from .question import Question
from .tty_input import TtyInput
from .typing_line import TypingLine


class Actions(Protocol):
    """What keys do beyond editing."""

    def send(self) -> None: ...
    def escape(self) -> None: ...
    def interrupt(self) -> None: ...
    def drop(self) -> None: ...
    def close(self) -> None: ...
    def want_mode(self) -> None: ...
    def want_steer(self) -> None: ...
    def expand_last(self) -> None: ...
    def clear_screen(self) -> None: ...
    def suspend(self) -> None: ...
    def edit_in_editor(self) -> None: ...

    @property
    def may_steer(self) -> bool: ...


def key_bindings(actions: Actions, line: TypingLine, question: Question, tty: TtyInput) -> KeyBindings:
    keys = KeyBindings()
    asking = Condition(lambda: question.is_open)
    typing = ~asking & ~is_searching
    _add_sending(keys, actions, line, typing)
    _add_dropping(keys, actions, typing & Condition(lambda: question.is_held))
    _add_interrupting(keys, actions, tty)
    _add_moving(keys, actions, line.buffer, typing)
    _add_answering(keys, question, asking)
    _add_everywhere(keys, actions, typing)
    return keys


def _add_sending(keys: KeyBindings, actions: Actions, line: TypingLine, typing: Filter) -> None:
    @keys.add("enter", filter=typing)
    def _(event: KeyPressEvent) -> None:
        actions.send()

    @keys.add("c-j", filter=typing)
    @keys.add("escape", "enter", filter=typing)
    def _(event: KeyPressEvent) -> None:
        line.new_line()

    @keys.add(Keys.BracketedPaste, filter=typing)
    def _(event: KeyPressEvent) -> None:
        line.paste(event.data)

    @keys.add("backspace", filter=typing & Condition(_inserts))
    def _(event: KeyPressEvent) -> None:
        line.delete_before()


def _add_dropping(keys: KeyBindings, actions: Actions, held: Filter) -> None:
    """While a question waits, all that was begun goes, not only what stands left of the cursor."""

    @keys.add("c-u", filter=held)
    def _(event: KeyPressEvent) -> None:
        actions.drop()


def _add_interrupting(keys: KeyBindings, actions: Actions, tty: TtyInput) -> None:
    """Esc pressed alone is known at once: it does not wait for what else may begin with it."""

    @keys.add(
        "escape", eager=True, filter=Condition(lambda: tty.escape_alone and not _ends_insertion()) & ~is_searching
    )
    def _(event: KeyPressEvent) -> None:
        actions.escape()

    @keys.add("escape", eager=True, filter=Condition(lambda: tty.escape_alone and _ends_insertion()) & ~is_searching)
    def _(event: KeyPressEvent) -> None:
        event.current_buffer.cursor_position += event.current_buffer.document.get_cursor_left_position()
        event.app.vi_state.input_mode = InputMode.NAVIGATION

    @keys.add("c-c", filter=~is_searching)
    def _(event: KeyPressEvent) -> None:
        actions.interrupt()

    @keys.add("c-d", filter=~is_searching & Condition(lambda: not get_app().current_buffer.text))
    def _(event: KeyPressEvent) -> None:
        actions.close()


def _add_moving(keys: KeyBindings, actions: Actions, line: Buffer, typing: Filter) -> None:
    @keys.add("up", filter=typing & Condition(lambda: not line.text and actions.may_steer))
    def _(event: KeyPressEvent) -> None:
        actions.want_steer()

    @keys.add("tab", filter=typing)
    def _(event: KeyPressEvent) -> None:
        if line.complete_state:
            line.complete_next()
        else:
            line.start_completion(insert_common_part=True)

    @keys.add("s-tab", filter=~is_searching)
    def _(event: KeyPressEvent) -> None:
        if line.complete_state:
            line.complete_previous()
        else:
            actions.want_mode()


def _add_answering(keys: KeyBindings, question: Question, asking: Filter) -> None:
    @keys.add("enter", filter=asking)
    @keys.add("c-j", filter=asking)
    def _(event: KeyPressEvent) -> None:
        question.accept()

    @keys.add("up", filter=asking)
    def _(event: KeyPressEvent) -> None:
        question.move(-1)

    @keys.add("down", filter=asking)
    def _(event: KeyPressEvent) -> None:
        question.move(1)

    @keys.add(Keys.BracketedPaste, filter=asking)
    def _(event: KeyPressEvent) -> None:
        question.paste(event.data)


def _add_everywhere(keys: KeyBindings, actions: Actions, typing: Filter) -> None:
    @keys.add("c-o", eager=True)
    def _(event: KeyPressEvent) -> None:
        actions.expand_last()

    @keys.add("c-l")
    def _(event: KeyPressEvent) -> None:
        actions.clear_screen()

    @keys.add("c-z")
    def _(event: KeyPressEvent) -> None:
        actions.suspend()

    @keys.add("c-x", "c-e", filter=typing)
    @keys.add("c-g", filter=typing)
    def _(event: KeyPressEvent) -> None:
        actions.edit_in_editor()


def _ends_insertion() -> bool:
    """Whether Esc is vi's own."""
    app = get_app()
    inserting = app.editing_mode.value == "VI" and app.vi_state.input_mode is not InputMode.NAVIGATION
    return inserting and bool(app.current_buffer.text)


def _inserts() -> bool:
    app = get_app()
    return app.editing_mode.value == "EMACS" or app.vi_state.input_mode is InputMode.INSERT
