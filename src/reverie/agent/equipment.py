"""Equipment: what a turn works with."""

from collections.abc import Sequence
from pathlib import Path
from typing import Protocol

import msgspec

from reverie.config.instructions import InstructionFile
from reverie.conversation.claims import ClaimJudge, NoClaims
from reverie.conversation.messages import TextPart
from reverie.conversation.ports import Budget, ModelClient

from .context import Context
from .limits import Limit
from .steering import Steering
from .tool_call import Workbench


class Nested(Protocol):
    """Instruction files below the root, given to the model when a file beside or below them is touched."""

    def touched(self, path: Path) -> Sequence[InstructionFile]:
        """Those that count for this path and were not given yet."""

    @property
    def given(self) -> Sequence[InstructionFile]:
        """Those given so far, as they were read."""

    def renew(self) -> Sequence[InstructionFile]:
        """Those given so far, read again: a boundary took them out of the context."""

    def take_notices(self) -> Sequence[str]:
        """Lines for the person on what was not read, each once."""


class NoNested:
    """For a repository that is not trusted, and for sub-sessions that read nothing of their own."""

    given = ()

    def touched(self, path: Path) -> Sequence[InstructionFile]:
        return ()

    def renew(self) -> Sequence[InstructionFile]:
        return ()

    def take_notices(self) -> Sequence[str]:
        return ()


class Hints(Protocol):
    """For a model that cannot ask the memory itself: what is remembered about a prompt goes with it."""

    async def about(self, prompt: str) -> tuple[TextPart, ...]:
        """Text to go with it, as data; nothing when nothing is relevant. Must not raise but for cancellation."""


class NoHints:
    """For a model that has a tool for it, and where there is no memory."""

    async def about(self, prompt: str) -> tuple[TextPart, ...]:
        return ()


class Equipment(msgspec.Struct, frozen=True):
    """The same over a session, until its model is changed. `root` is the project's real path, `transcript` the file
    that a model may search for what is no longer in its context."""

    model: ModelClient
    context: Context
    bench: Workbench
    budget: Budget
    limits: Sequence[Limit]
    steering: Steering
    root: Path
    nested: Nested = NoNested()
    transcript: Path | None = None
    hints: Hints = NoHints()
    claims: ClaimJudge = NoClaims()
