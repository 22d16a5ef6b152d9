"""What a change of the todos comes to, for a person: which steps were just done, and which is done now."""

from reverie.conversation.events import AnyEvent, CallFinished
from reverie.conversation.record import SetTodos, Todo, TodoState

_MOST = 4
"""Lines for one change; more of them happen only when a list is made up afterwards."""


class TodoSteps:
    """Remembers the list that was set last, so that only what changed is told."""

    def __init__(self) -> None:
        self._states: dict[str, TodoState] = {}

    def changed(self, event: AnyEvent) -> list[str]:
        """`done: look`, `now: write the tests`: a line for each step in a new state; none for others."""
        if not (isinstance(event, CallFinished) and isinstance(event.effect, SetTodos)):
            return []
        before, todos = self._states, event.effect.todos
        self._states = {todo.text: todo.state for todo in todos}
        done = [f"done: {todo.text}" for todo in todos if todo.state == "done" and _was_undone(todo, before)]
        return [*_last(done), *_last([f"now: {todo.text}" for todo in todos if todo.state == "doing"])]


def _was_undone(todo: Todo, before: dict[str, TodoState]) -> bool:
    return before.get(todo.text, "done") != "done"


def _last(lines: list[str]) -> list[str]:
    more = len(lines) - _MOST
    return lines if more <= 0 else [f"and {more} more", *lines[-_MOST:]]
