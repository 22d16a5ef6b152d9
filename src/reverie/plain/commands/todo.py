"""/todo: the steps that the agent keeps, with their states in words."""

from collections.abc import Sequence

from reverie.conversation.record import Todo

from .command import Room


async def run(room: Room, argument: str) -> None:
    todos = room.desk.session.history.standing.todos
    room.face.say("\n".join(todo_lines(todos)) or "no todos: the agent keeps a list when a task has several steps")


def todo_lines(todos: Sequence[Todo]) -> list[str]:
    """One line each: `doing  write the tests`."""
    return [f"{todo.state:<5}  {todo.text}" for todo in todos]
