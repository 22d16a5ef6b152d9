"""Desk: what a conversation and its commands work with, laid out by whoever opened the session."""

from collections.abc import Awaitable, Callable

import msgspec

from reverie.agent.session import Session
from reverie.config.places import Places
from reverie.config.project import Project
from reverie.config.settings import Settings
from reverie.jobs.spend import Spend
from reverie.safety.authoriser import PolicyAuthoriser
from reverie.safety.trust import TrustStore
from reverie.tools.workspace import Workspace
from reverie.transcripts.session_file import SessionFile
from reverie.transcripts.session_folder import SessionFolder

from .own_outputs import OwnOutputs
from .pasted_pieces import PastedPieces

UseModel = Callable[[str], Awaitable[str]]
"""Opens the model of that name, goes on with it, and gives its full name. Raises ModelError, ConfigError,
BudgetCannotHold (as a `RefusedModel`), each with one line; the model before stays then."""


class RefusedModel(Exception):
    """A model cannot be used here; the text is one line."""


class Desk(msgspec.Struct, frozen=True):
    """`transcript` is the session's own file, `workspace` what its tools know of the files. `trusted` says whether the
    project's files are obeyed in this run. `own_outputs` wait for the next prompt, `pasted` says what was not typed."""

    session: Session
    spend: Spend
    authoriser: PolicyAuthoriser
    trust: TrustStore
    transcript: SessionFile
    sessions: SessionFolder
    workspace: Workspace
    project: Project
    places: Places
    settings: Settings
    trusted: bool
    use_model: UseModel
    model_names: Callable[[], list[str]]
    own_outputs: OwnOutputs = msgspec.field(default_factory=OwnOutputs)
    pasted: PastedPieces = msgspec.field(default_factory=PastedPieces)


class Quit(msgspec.Struct, frozen=True):
    """The program ends with this exit status."""

    status: int = 0


class Resume(msgspec.Struct, frozen=True):
    """The conversation goes on in another session."""

    session: str


class Fork(msgspec.Struct, frozen=True):
    """A new session begins with the conversation of this one."""

    session: str


class Fresh(msgspec.Struct, frozen=True):
    """A new session begins with nothing."""


Leave = Quit | Resume | Fork | Fresh
"""Why a conversation was left, and what comes next. The caller opens the next session."""
