"""What a clause stands in: the record, the heading, and what was said just before."""

from reverie.conversation.claims import ClaimKind
from reverie.quality.claims.prose.blocks import Block
from reverie.quality.claims.prose.clauses import Clause
from reverie.quality.claims.prose.tokens import Token
from reverie.quality.claims.record import Known


class Context:
    """Where a clause stands. `previous` and `kind` are the clause before and what it claimed; `mentioned` the sort of
    check that was spoken of last."""

    __slots__ = ("answer", "block", "is_dry", "is_reported", "kind", "known", "mentioned", "previous", "role")

    def __init__(self, answer: str, known: Known) -> None:
        self.answer, self.known = answer, known
        self.block, self.role = Block(0, 0, "text"), ""
        self.previous: Clause | None = None
        self.kind: ClaimKind | None = None
        self.is_reported = False
        self.is_dry = False
        self.mentioned = ""

    def enter(self, block: Block, role: str) -> None:
        """Go on to the next block."""
        self.block, self.role = block, role
        self.previous, self.kind = None, None

    def text_of(self, token: Token) -> str:
        """As it stands in the answer, without its backticks."""
        return self.answer[token.start : token.end].strip("`")

    def bracket_paths(self, clause: Clause) -> list[Token]:
        """The paths in its brackets."""
        return [token for inside in clause.brackets for token in inside if "path" in token.tags]
