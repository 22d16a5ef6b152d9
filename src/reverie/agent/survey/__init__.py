"""What a project is, by code alone: the text of an `AGENTS.md` from what its files say.

`tree` reads files safely; one module a subject finds commands, folders, conventions and entry points, each with the
file that says so; `page` and `proposal` put them into words.
"""

from .page import survey
from .proposal import Proposal, propose

__all__ = ["Proposal", "propose", "survey"]
