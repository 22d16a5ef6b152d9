"""What binding finds in prose: predicates that a statement seems to make, before anyone looked whether they hold."""

from typing import Literal

import msgspec

from .check import AnyCheck

Strength = Literal["claim", "mention"]
"""`claim`: the sentence says so, and falls when the check does ("`request` takes `timeout=None`"). `mention`: it names
the thing in passing; good to bind a fact to, not enough to call a sentence untrue."""


class Span(msgspec.Struct, frozen=True):
    """Characters of a text, the end exclusive."""

    start: int
    end: int


class Candidate(msgspec.Struct, frozen=True):
    """One predicate found in a text; `span` is the sentence or clause that makes it, `names` the piece that names it.

    `also` are other readings of the same words: it holds when any of them does, and is refuted only when all are.
    """

    check: AnyCheck
    strength: Strength
    span: Span
    names: Span
    also: tuple[AnyCheck, ...] = ()
