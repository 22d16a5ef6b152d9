"""Mark: a boundary in a transcript, from which the history goes on anew. All that comes before is no longer needed
to resume; it stays there to be searched, and to go back to.
"""

from typing import Literal

import msgspec

from .digest import Digest
from .events import CallFinished
from .messages import Message
from .record import EditedFile
from .standing import Standing

Why = Literal["compaction", "rewind", "fork"]


class Mark(msgspec.Struct, frozen=True, omit_defaults=True):
    """The whole state of a conversation at a boundary.

    `line` is the mark's own line in the transcript, counted from 1. `messages` are all that the next request carries;
    the first of them renders the digest when there is one. `calls` are the ends of the calls in these messages.
    `restored` are the files that a rewind wrote, as effects like those of an edit. `lines` are the lines at which the
    messages first stood in this transcript, 0 for what is new here; empty when all of it is.
    """

    why: Why
    line: int
    messages: tuple[Message, ...] = ()
    standing: Standing = Standing()
    digest: Digest | None = None
    calls: tuple[CallFinished, ...] = ()
    restored: tuple[EditedFile, ...] = ()
    lines: tuple[int, ...] = ()

    def line_of_each(self, own: int) -> tuple[int, ...]:
        """The line of each message, given the mark's own."""
        lines = self.lines if len(self.lines) == len(self.messages) else (0,) * len(self.messages)
        return tuple(line or own for line in lines)
