"""Whether what held at a commit holds now."""

import posixpath
from collections.abc import Sequence

import msgspec

from reverie.audit.judging.deciding import Decider
from reverie.checks.binding.bind import implies, placed
from reverie.checks.binding.companions import companions_of
from reverie.checks.candidate import Candidate
from reverie.checks.check import AnyCheck, TextIs
from reverie.checks.verdict import Verdict
from reverie.code.values import Place


class Held(msgspec.Struct, frozen=True):
    """A candidate by the reading that held; `check` is that one with the path where it was. `texts` stood there too:
    by them it can fall where code makes names as it runs, so that nobody can say that one is not there."""

    candidate: Candidate
    check: AnyCheck
    texts: tuple[TextIs, ...] = ()


class Stale(msgspec.Struct, frozen=True):
    """A candidate that held at the commit `since`, with its verdict now. `said` is the check that the sentence makes;
    another one than the candidate's when it falls by a text."""

    candidate: Candidate
    verdict: Verdict
    since: str
    said: AnyCheck


def held_at(candidate: Candidate, then: Decider) -> Held | None:
    """None when no reading of it was verified then."""
    readings = (candidate.check, *candidate.also)
    for check in readings:
        verdict = then.of(check)
        if verdict.word == "verified":
            own = placed(check, verdict)
            others = tuple(one for one in readings if one is not check)
            texts = tuple(companions_of(own, then.codebase, then.today))
            return Held(msgspec.structs.replace(candidate, check=check, also=others), own, texts)
    return None


def fallen(held: Held, now: Decider, since: str, sentence: str) -> Stale | None:
    """None when it holds, may hold, or is only in another file than one that the sentence does not name."""
    candidate = msgspec.structs.replace(held.candidate, check=held.check)
    if isinstance(held.check, TextIs):
        return _text_fallen(candidate, held, now, since)
    verdict = now.decide(candidate)
    if verdict.word == "unverified":
        texts = (msgspec.structs.replace(candidate, check=text, also=()) for text in held.texts)
        return next((stale for one in texts if (stale := _text_fallen(one, held, now, since))), None)
    names_file = posixpath.basename(getattr(held.check, "path", "").rstrip("/")) in sentence
    is_fallen = verdict.word == "refuted" or (verdict.word == "moved" and names_file)
    return Stale(candidate, verdict, since, held.check) if is_fallen else None


def _text_fallen(candidate: Candidate, held: Held, now: Decider, since: str) -> Stale | None:
    """A text that is elsewhere is as good as gone: it may be a note that quotes it."""
    verdict = now.decide(candidate)
    if verdict.word == "moved":
        place = Place(getattr(candidate.check, "path", ""))
        verdict = Verdict("refuted", place, "no line like it any more", read=verdict.read)
    return Stale(candidate, verdict, since, held.check) if verdict.word == "refuted" else None


def without_implied(stale: Sequence[Stale]) -> list[Stale]:
    """Without those that fall only together with a more telling one: a file, when a class in it has moved."""
    every = list({one.candidate.check: one for one in stale}.values())
    return [one for one in every if not any(other is not one and _is_implied(one, other) for other in every)]


def _is_implied(one: Stale, other: Stale) -> bool:
    return implies(other.candidate.check, one.candidate.check)
