"""Rulings: what a rule says of one claim, and the reason in one line."""

from collections.abc import Sequence

import msgspec

from reverie.conversation.claims import ClaimVerdict


class Ruling(msgspec.Struct, frozen=True):
    """`why` reads on after `said: QUOTE; `, without a full stop."""

    verdict: ClaimVerdict
    why: str


def supported(why: str) -> Ruling:
    return Ruling("supported", why)


def unsupported(why: str) -> Ruling:
    return Ruling("unsupported", why)


def contradicted(why: str) -> Ruling:
    return Ruling("contradicted", why)


def worst(rulings: Sequence[Ruling]) -> Ruling:
    """Of several things that one claim names, the one that stands worst; `rulings` are at least one."""
    for verdict in ("contradicted", "unsupported"):
        for ruling in rulings:
            if ruling.verdict == verdict:
                return ruling
    return rulings[0]
