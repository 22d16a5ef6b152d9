"""Deeds: what the calls of a session did or failed to do, in order, as claims are judged by it.

An effect (`record`) says what a call changed; a deed says also what it gave, and that it failed or was refused. It is
the same for every agent's transcript, so that one judge serves them all.
"""

import msgspec


class Deed(msgspec.Struct, frozen=True, kw_only=True, tag_field="kind", omit_defaults=True):
    """Base of the closed union `AnyDeed`. `line` is the transcript's, counted from 1; 0 where there is none."""

    line: int = 0


class Command(Deed, frozen=True, tag="command"):
    """`exit` is None when it was denied, runs in the background, was stopped, or the transcript does not say.

    `background`: it had not ended when its output was taken. `output` is what the model was given of it.
    """

    command: str
    exit: int | None = None
    output: str = ""
    denied: bool = False
    background: bool = False
    directory: str = ""


class Edit(Deed, frozen=True, tag="edit"):
    """A change of a file. `diff` has lines that begin with `+` and `-`; headers and context may be missing."""

    path: str
    ok: bool = True
    diff: str = ""
    error: str = ""
    denied: bool = False


class Write(Deed, frozen=True, tag="write"):
    """A whole file, new or not."""

    path: str
    ok: bool = True
    content: str = ""
    error: str = ""
    denied: bool = False


class Delete(Deed, frozen=True, tag="delete"):
    path: str
    ok: bool = True
    error: str = ""
    denied: bool = False


class Revert(Deed, frozen=True, tag="revert"):
    """A file was put back to what it was before the agent's edits: by the person, or by the agent's undo."""

    path: str


class Read(Deed, frozen=True, tag="read"):
    path: str
    ok: bool = True


class Search(Deed, frozen=True, tag="search"):
    """`output` are its hits, mostly one `path:line` a line."""

    query: str
    ok: bool = True
    output: str = ""


class Web(Deed, frozen=True, tag="web"):
    url: str
    ok: bool = True
    output: str = ""


class Memory(Deed, frozen=True, tag="memory"):
    """A wish to keep something: the `receipt` of the write, or the `reason` why there is none."""

    ok: bool
    receipt: str = ""
    reason: str = ""


class TaskResult(Deed, frozen=True, tag="subagent"):
    """What a sub-session says that it did. It proves that this was reported, nothing more."""

    result: str = ""


AnyDeed = Command | Edit | Write | Delete | Revert | Read | Search | Web | Memory | TaskResult
