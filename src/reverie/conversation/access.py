"""Access: what a call would touch, said by its tool before it runs, so that somebody may say no."""

from pathlib import Path
from typing import Literal

import msgspec

PreviewKind = Literal["text", "diff"]
"""What a preview is: a unified diff only where the tool made it of the files themselves; all else is shown as it is."""


class ReadAccess(msgspec.Struct, frozen=True, tag="read"):
    """Reading below `path` (absolute, symlinks resolved)."""

    path: Path


class WriteAccess(msgspec.Struct, frozen=True, tag="write"):
    """Writing the file `path` (absolute, symlinks resolved)."""

    path: Path


class CommandAccess(msgspec.Struct, frozen=True, tag="command"):
    """Running a shell line in a directory."""

    command: str
    directory: Path


class WebAccess(msgspec.Struct, frozen=True, tag="web"):
    url: str


class NoAccess(msgspec.Struct, frozen=True, tag="none"):
    """Nothing outside the session, such as asking about a command already started."""


Access = ReadAccess | WriteAccess | CommandAccess | WebAccess | NoAccess


class ProposedCall(msgspec.Struct, frozen=True):
    """A call as it is put before an authoriser: its tool, what it would touch, one line and a preview for a person."""

    call_id: str
    tool: str
    access: Access
    summary: str
    preview: str = ""
    preview_kind: PreviewKind = "text"


class Allowed(msgspec.Struct, frozen=True):
    """`by` names the rule or the person's answer that allowed it."""

    by: str


class Denied(msgspec.Struct, frozen=True):
    """`reason` is told to the model. `would_ask` marks a denial only because nobody could be asked.

    `said` are the person's own words at its end, when they gave some.
    """

    reason: str
    would_ask: bool = False
    said: str = ""


Decision = Allowed | Denied
