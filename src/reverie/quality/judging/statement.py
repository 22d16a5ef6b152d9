"""Statements: a found claim as the rules read it."""

from functools import cached_property

from reverie.conversation.claims import ClaimKind, FoundClaim

from .passage import Passage, passage_of
from .slots import Slots, slots_of


class Statement:
    """`quote` with what it names itself, and what the sentence, the text before and the list's heading name."""

    def __init__(self, found: FoundClaim, answer: str) -> None:
        self.kind: ClaimKind = found.kind
        self.passage: Passage = passage_of(answer, found.start, found.end)
        self.answer = answer
        self.quote = self.passage.quote
        self.own = slots_of(self.quote)

    @cached_property
    def lead(self) -> Slots:
        return slots_of(self.passage.lead)

    @cached_property
    def rest(self) -> Slots:
        return slots_of(self.passage.rest)

    @cached_property
    def sentence(self) -> Slots:
        return slots_of(self.passage.sentence)

    @cached_property
    def before(self) -> Slots:
        """What the sentence before names, and the heading of the list."""
        return slots_of(f"{self.passage.heading} {self.passage.before[-300:]}")
