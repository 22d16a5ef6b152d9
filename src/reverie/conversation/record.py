"""Record values: what really happened in a session, as effects of its calls, in order.

An effect is written by the tool that caused it, never by a model; claims are judged against it.
"""

from typing import Literal

import msgspec

from .messages import Usage


class Effect(msgspec.Struct, frozen=True, tag_field="kind", omit_defaults=True):
    """Base of the closed union `AnyEffect`."""


class ReadFile(Effect, frozen=True, tag="read"):
    path: str


class EditedFile(Effect, frozen=True, tag="edit"):
    """`diff` is a unified diff of what changed; `created` when the file was not there before.

    `before` names the kept copy of the bytes before (empty: there were none, or they could not be kept), `after` is the
    SHA-256 of the bytes after, in hexadecimal: by both, an edit can be taken back unless somebody else changed it.
    """

    path: str
    diff: str
    created: bool = False
    before: str = ""
    after: str = ""


class RanCommand(Effect, frozen=True, tag="command"):
    """`exit_status` is None while it runs in the background and when it was stopped before it ended."""

    command: str
    directory: str
    exit_status: int | None = None
    background: bool = False


class Searched(Effect, frozen=True, tag="search"):
    query: str


class FetchedUrl(Effect, frozen=True, tag="web"):
    url: str


class ListedFolder(Effect, frozen=True, tag="list"):
    path: str


TodoState = Literal["open", "doing", "done"]


class Todo(msgspec.Struct, frozen=True):
    """One step that the agent means to do."""

    text: str
    state: TodoState = "open"


class SetTodos(Effect, frozen=True, tag="todos"):
    """The whole list, in order; it replaces the one before."""

    todos: tuple[Todo, ...]


class AcceptedPlan(Effect, frozen=True, tag="plan"):
    """A plan that the person said yes to; it replaces the one before."""

    text: str


class AskedPerson(Effect, frozen=True, tag="question"):
    """A question and the person's own answer: a decision."""

    question: str
    answer: str


class RanTask(Effect, frozen=True, tag="task"):
    """A sub-session, by its id, how it ended, and what it used. `cost_usd` is None when the price is unknown."""

    session: str
    title: str
    outcome: str
    usage: Usage = Usage()
    cost_usd: float | None = None


class WroteMemory(Effect, frozen=True, tag="remembered"):
    """A write of the memory that has its receipt: its transaction, and the ids of the facts that it changed."""

    transaction: str
    facts: tuple[str, ...]


class RecalledMemory(Effect, frozen=True, tag="recalled"):
    """What was asked of the memory, and the ids of the facts that it gave. What a model says after it may come from
    there, and is nothing new."""

    query: str
    facts: tuple[str, ...] = ()


AnyEffect = (
    ReadFile
    | EditedFile
    | RanCommand
    | Searched
    | FetchedUrl
    | ListedFolder
    | SetTodos
    | AcceptedPlan
    | AskedPerson
    | RanTask
    | WroteMemory
    | RecalledMemory
)
