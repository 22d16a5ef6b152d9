"""What a person asks of a session."""

import msgspec

from reverie.config.settings import PermissionMode
from reverie.conversation.ports import Effort
from reverie.safety.rules import Rule


class Wishes(msgspec.Struct, frozen=True):
    """`resume` is a whole session id, `fork` one whose conversation a new session begins with.

    `transcript_days` and `transcript_megabytes` say how long old sessions are kept, and how much of them; 0 is no cap.
    `trusted` says that the person trusts the project, `claude` that their ~/.claude/CLAUDE.md is loaded too.
    """

    effort: Effort | None = None
    mode: PermissionMode = "ask"
    is_mode_named: bool = False
    """Whether the person named the mode now; if not, plan mode goes on in a session that was left in it."""
    grants: tuple[Rule, ...] = ()
    skip_permissions: bool = False
    trusted: bool = False
    claude: bool = False
    most_requests: int | None = None
    most_usd: float | None = None
    transcript_days: int = 30
    transcript_megabytes: int = 2048
    resume: str | None = None
    fork: str | None = None
    interactive: bool = False
    features: frozenset[str] = frozenset()
    """The young parts that are switched on."""
