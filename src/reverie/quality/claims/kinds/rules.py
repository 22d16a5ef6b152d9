"""Rules: what a clause may say, asked in order until one settles it."""

from collections.abc import Callable, Sequence
from typing import Literal

from reverie.conversation.claims import ClaimKind
from reverie.quality.claims.kinds.context import Context
from reverie.quality.claims.prose.clause import Clause

Says = ClaimKind | Literal["nothing"] | None
"""`nothing` settles that the family of rules finds no claim; None leaves it to the next rule."""

Rule = Callable[[Clause, Context], Says]


def first_of(rules: Sequence[Rule], clause: Clause, context: Context) -> ClaimKind | None:
    """What the first rule that settles it says."""
    for rule in rules:
        says = rule(clause, context)
        if says is not None:
            return None if says == "nothing" else says
    return None
