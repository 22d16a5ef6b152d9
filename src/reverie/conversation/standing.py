"""What stands: the accepted plan, the todos, the decisions and the files touched, folded from the record.

It is never taken from a model's text, so no summary can lose or change it.
"""

import msgspec

from .record import AcceptedPlan, AnyEffect, AskedPerson, EditedFile, ReadFile, SetTodos, Todo


class Decision(msgspec.Struct, frozen=True):
    """A question of the agent and the person's answer, word for word."""

    question: str
    answer: str


class Standing(msgspec.Struct, frozen=True, omit_defaults=True):
    """`read` and `edited` are paths as they were shown, each once, in the order of the last touch."""

    plan: str = ""
    todos: tuple[Todo, ...] = ()
    decisions: tuple[Decision, ...] = ()
    read: tuple[str, ...] = ()
    edited: tuple[str, ...] = ()

    def after(self, effect: AnyEffect) -> "Standing":
        """What stands once this has happened."""
        replace = msgspec.structs.replace
        match effect:
            case SetTodos(todos=todos):
                return replace(self, todos=todos)
            case AcceptedPlan(text=text):
                return replace(self, plan=text)
            case AskedPerson(question=question, answer=answer):
                return replace(self, decisions=(*self.decisions, Decision(question, answer)))
            case ReadFile(path=path) if path not in self.edited:
                return replace(self, read=_last(self.read, path))
            case EditedFile(path=path):
                return replace(self, edited=_last(self.edited, path), read=tuple(p for p in self.read if p != path))
            case _:
                return self

    @property
    def open_todos(self) -> tuple[Todo, ...]:
        return tuple(todo for todo in self.todos if todo.state != "done")


def _last(paths: tuple[str, ...], path: str) -> tuple[str, ...]:
    return (*(each for each in paths if each != path), path)
