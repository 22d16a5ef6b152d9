"""Record values: what really happened in a session, as effects of its calls, in order.

An effect is written by the tool that caused it, never by a model; claims are judged against it.
"""

import msgspec


class Effect(msgspec.Struct, frozen=True, tag_field="kind", omit_defaults=True):
    """Base of the closed union `AnyEffect`."""


class ReadFile(Effect, frozen=True, tag="read"):
    path: str


class EditedFile(Effect, frozen=True, tag="edit"):
    """`diff` is a unified diff of what changed; `created` when the file was not there before."""

    path: str
    diff: str
    created: bool = False


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


AnyEffect = ReadFile | EditedFile | RanCommand | Searched | FetchedUrl
