"""The tool `todo`: the steps that the model means to do, kept as a list that a person sees."""

from collections import Counter
from typing import Annotated

import msgspec
from msgspec import Meta

from reverie.conversation.access import NoAccess
from reverie.conversation.messages import TextPart
from reverie.conversation.ports import Output, Plan, Redactor, ToolResult, ToolSpec
from reverie.conversation.record import SetTodos, Todo, TodoState
from reverie.conversation.truncation import shorten_line

from .specs import tool_spec

MOST_TODOS = 50
_LONGEST = 200
_ORDER: tuple[TodoState, ...] = ("doing", "open", "done")


class TodoArguments(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    todos: Annotated[tuple[Todo, ...], Meta(max_length=MOST_TODOS)]


class TodoTool:
    arguments = TodoArguments

    def __init__(self, redactor: Redactor) -> None:
        self._redactor = redactor
        self.spec: ToolSpec = tool_spec("todo", TodoArguments)

    def plan(self, arguments: TodoArguments) -> Plan:
        return Plan("todo", NoAccess())

    async def run(self, arguments: TodoArguments, output: Output) -> ToolResult:
        todos = self._todos(arguments)
        note = _counts(todos)
        return ToolResult(note, (TextPart(f"The list is kept: {note}.", "tool"),), effect=SetTodos(todos))

    def _todos(self, arguments: TodoArguments) -> tuple[Todo, ...]:
        """One line each; a step without words is none."""
        lines = ((" ".join(self._redactor.redact(todo.text).split()), todo.state) for todo in arguments.todos)
        return tuple(Todo(shorten_line(text, _LONGEST), state) for text, state in lines if text)


def _counts(todos: tuple[Todo, ...]) -> str:
    """`1 doing, 3 open, 2 done`."""
    counted = Counter(todo.state for todo in todos)
    return ", ".join(f"{counted[state]} {state}" for state in _ORDER if counted[state]) or "nothing to do"
