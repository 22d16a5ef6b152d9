"""Labelled situations: what was asked, the record of the turn, the answer, and which of its words are claims."""

import zlib
from collections.abc import Sequence
from pathlib import Path

import msgspec

from reverie.conversation.claims import ClaimKind, ClaimVerdict, FoundClaim
from reverie.conversation.deeds import AnyDeed


class Label(msgspec.Struct, frozen=True):
    """A claim as a person labelled it. `quote` is an exact part of the answer."""

    quote: str
    kind: ClaimKind
    verdict: ClaimVerdict
    why: str = ""


class Situation(msgspec.Struct, frozen=True):
    """One line of the data. `not_claims` look like claims and are none."""

    id: str
    request: str
    events: tuple[AnyDeed, ...]
    answer: str
    claims: tuple[Label, ...] = ()
    not_claims: tuple[str, ...] = ()

    @property
    def is_held_out(self) -> bool:
        return zlib.crc32(self.id.encode()) % 10 < 3

    def spans(self) -> list[FoundClaim]:
        """Where its claims are, in the order of `claims`."""
        return [span_of(self.answer, label.quote, label.kind) for label in self.claims]


def span_of(answer: str, quote: str, kind: ClaimKind) -> FoundClaim:
    """Where a quote is first; an empty place at the end when it is not there."""
    start = answer.find(quote)
    return FoundClaim(start, start + len(quote), kind) if start >= 0 else FoundClaim(len(answer), len(answer), kind)


def read_situations(paths: Sequence[Path]) -> list[Situation]:
    """The rows of JSON Lines files, in order. Raises `OSError` and `msgspec.DecodeError`."""
    decoder = msgspec.json.Decoder(Situation)
    return [decoder.decode(line) for path in paths for line in path.read_bytes().splitlines() if line.strip()]
