"""What a clause stands in: the record, its block, and what was said before."""

from collections.abc import Sequence

from reverie.conversation.claims import ClaimKind
from reverie.quality.claims.prose.blocks import Block
from reverie.quality.claims.prose.clause import Clause
from reverie.quality.claims.prose.tokens import Token
from reverie.quality.claims.record import Known


class Context:
    """`previous` and `kind` are the clause before and what it claimed; `mentioned` is the sort of check that was spoken
    of last; `is_reported`: it is told what a sub-session says; `is_dry`: a dry run was spoken of."""

    __slots__ = ("answer", "block", "is_dry", "is_reported", "kind", "known", "mentioned", "previous", "role")

    def __init__(self, answer: str, known: Known) -> None:
        self.answer, self.known = answer, known
        self.block, self.role = Block(0, 0, "text"), ""
        self.previous: Clause | None = None
        self.kind: ClaimKind | None = None
        self.mentioned = ""
        self.is_reported = self.is_dry = False

    def enter(self, block: Block, role: str) -> None:
        """Go on to the next block."""
        self.block, self.role = block, role
        self.previous, self.kind = None, None

    def text_of(self, token: Token) -> str:
        """As it stands in the answer, without its backticks."""
        return self.answer[token.start : token.end].strip("`")

    def changes_any(self, paths: Sequence[Token]) -> bool:
        """Whether the record has a change, done or failed, of one of the paths."""
        return any(self.known.state_of(self.text_of(path)) for path in paths)

    def may_bring(self, paths: Sequence[Token]) -> bool:
        """Whether the record can have brought one of the paths about: files were changed, or a command made it."""
        return self.known.changes or any(self.known.makes(self.text_of(path)) for path in paths)

    def writes_any(self, paths: Sequence[Token]) -> bool:
        """Whether one of the paths was written as a whole."""
        return any(self.known.writes(self.text_of(path)) for path in paths)
