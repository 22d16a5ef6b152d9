"""A fact's verdicts made into where it stands, in words. Pure: who asks has run the checks and knows the branch."""

from collections.abc import Sequence

import msgspec

from reverie.checks.verdict import Verdict, Word
from reverie.memory.fact import Fact, Kind

from .standing import Standing

OWN_KINDS: tuple[Kind, ...] = ("preference", "feedback", "decision")
"""Kinds of which the person is the judge: no code could say whether they are true, so they never expire."""
_SHOWN = 7
"""Characters of a commit."""
_MOST_FILES = 50
_ORDER: tuple[Word, ...] = ("refuted", "unverified", "moved", "verified")
"""The first of these that any check says is what they say together."""


class Judged(msgspec.Struct, frozen=True):
    """A check's text as the fact has it, what it said, and how it reads where it holds now."""

    text: str
    verdict: Verdict
    becomes: str = ""


def is_persons_own(fact: Fact) -> bool:
    return fact.origin == "human" and fact.kind in OWN_KINDS


def unlooked(fact: Fact, why: str) -> Standing:
    """Where a fact stands that has no checks, or that nobody could check."""
    if fact.origin == "human" and (is_persons_own(fact) or not fact.checks):
        return Standing("unverified", f"you said, {fact.seen}")
    return Standing("unverified", f"unverified since {fact.seen}: {why}")


def standing_of(fact: Fact, judged: Sequence[Judged], *, head: str, excuse: str) -> Standing:
    """Of a fact with checks. `head` is the commit that they were run at, empty when there is none.

    `excuse` says why what does not hold here may hold elsewhere; empty when nothing speaks for that.
    """
    word = next(word for word in _ORDER if any(one.verdict.word == word for one in judged))
    now = _now(judged)
    files = _files(judged)
    becomes = None if excuse or word == "refuted" else _becomes(judged)
    if is_persons_own(fact):
        shown = f"; in the files now: {now}" if word == "refuted" and now and not excuse else ""
        word = "unverified" if word == "refuted" else word
        return Standing(word, f"you said, {fact.seen}{shown}", now, files, becomes, head)
    if word == "refuted" and excuse:
        word = "unverified"
        said = f"unverified since {fact.seen}: {excuse}"
    else:
        said = _said(fact, word, judged, head)
    return Standing(word, said, now, files, becomes, head)


def _said(fact: Fact, word: Word, judged: Sequence[Judged], head: str) -> str:
    first = next(one.verdict for one in judged if one.verdict.word == word)
    match word:
        case "verified":
            return f"verified at {head[:_SHOWN]}" if head else "verified"
        case "moved":
            return f"moved to {first.place}" if first.becomes and first.place else f"moved: {first.now}"
        case "refuted":
            place = f" ({first.place})" if first.place else ""
            return f"no longer true: {first.now or 'it does not hold'}{place}"
        case "unverified":
            return f"unverified since {fact.seen}: {first.why or 'it could not be checked'}"


def _now(judged: Sequence[Judged]) -> str:
    """What is there instead, each thing once."""
    told = (one.verdict for one in judged if one.verdict.word in ("refuted", "moved"))
    return "; ".join(dict.fromkeys(verdict.now for verdict in told if verdict.now))


def _files(judged: Sequence[Judged]) -> tuple[str, ...]:
    """What was read, the places that were found first."""
    places = [one.verdict.place.path for one in judged if one.verdict.place]
    read = [path for one in judged for path in one.verdict.read]
    return tuple(dict.fromkeys(filter(None, (*places, *read))))[:_MOST_FILES]


def _becomes(judged: Sequence[Judged]) -> tuple[str, ...] | None:
    """Its checks as they hold now, each in its place; None when none moved, or one moved to several places."""
    moved = [one for one in judged if one.verdict.word == "moved"]
    if not moved or any(not one.becomes for one in moved):
        return None
    return tuple(one.becomes or one.text for one in judged)
