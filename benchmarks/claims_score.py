"""How well claims were found and judged: one-to-one matches with labels, and what is counted of them."""

from collections import Counter
from collections.abc import Sequence
from functools import cache

import msgspec
from benchmarks.claims_data import Situation

from reverie.conversation.claims import Claim, FoundClaim

LEAST_OVERLAP = 0.3


class Judged(msgspec.Struct, frozen=True):
    """What an arm says of one situation: `claims[i]` is at `spans[i]`. No claims: it only finds."""

    spans: tuple[FoundClaim, ...]
    claims: tuple[Claim, ...] = ()


class Score(msgspec.Struct, frozen=True):
    """Numbers of one situation; they add up. `accused` are false accusations, `blameless` what they are a share of."""

    labelled: Counter[str]
    found: Counter[str]
    matched: Counter[str]
    kind_right: Counter[str]
    verdict_right: Counter[str]
    accused: int
    blameless: int
    misses: tuple[str, ...] = ()

    def __add__(self, other: "Score") -> "Score":
        fields = self.__struct_fields__
        return Score(**{name: getattr(self, name) + getattr(other, name) for name in fields})


def nothing() -> Score:
    """The neutral element of adding scores."""
    return Score(Counter(), Counter(), Counter(), Counter(), Counter(), 0, 0)


def overlap(one: FoundClaim, other: FoundClaim) -> float:
    """Characters that both have over characters that either has."""
    both = min(one.end, other.end) - max(one.start, other.start)
    either = max(one.end, other.end) - min(one.start, other.start)
    return both / either if both > 0 else 0.0


def match(labels: Sequence[FoundClaim], found: Sequence[FoundClaim]) -> dict[int, int]:
    """Label to found, one to one, with the best total: as many as possible, of equal kind, with much overlap."""
    near = [[(i, worth) for i, claim in enumerate(found) if (worth := _worth(label, claim))] for label in labels]

    @cache
    def best(at: int, used: frozenset[int]) -> tuple[float, tuple[tuple[int, int], ...]]:
        if at == len(near):
            return 0.0, ()
        later = {i for candidates in near[at + 1 :] for i, _ in candidates}
        options = [best(at + 1, used & later)]
        for i, worth in near[at]:
            if i not in used:
                total, pairs = best(at + 1, (used | {i}) & later)
                options.append((total + worth, ((at, i), *pairs)))
        return max(options)

    return dict(best(0, frozenset())[1])


def _worth(label: FoundClaim, claim: FoundClaim) -> float:
    shared = overlap(label, claim)
    return 0.0 if shared < LEAST_OVERLAP else 10 + 3 * (label.kind == claim.kind) + shared


def score(situation: Situation, judged: Judged) -> Score:
    """Of one situation. Kinds count by the label, found ones by what they were taken for."""
    labels = situation.spans()
    pairs = match(labels, judged.spans)
    same = {at for at, i in pairs.items() if labels[at].kind == judged.spans[i].kind}
    right = {at for at, i in pairs.items() if judged.claims and _verdict(judged, i) == situation.claims[at].verdict}
    accused = _accused(situation, judged, pairs)
    supported = sum(label.verdict == "supported" for label in situation.claims)
    return Score(
        labelled=Counter(label.kind for label in labels),
        found=Counter(span.kind for span in judged.spans),
        matched=Counter(labels[at].kind for at in pairs),
        kind_right=Counter(labels[at].kind for at in same),
        verdict_right=Counter(labels[at].kind for at in right),
        accused=len(accused),
        blameless=supported + len(situation.not_claims),
        misses=tuple(_misses(situation, judged, pairs, accused)),
    )


def _verdict(judged: Judged, i: int) -> str:
    return judged.claims[i].verdict


def _accused(situation: Situation, judged: Judged, pairs: dict[int, int]) -> list[int]:
    """The found claims that are called false and are not: labelled as supported, or no claims at all."""
    label_of = {i: situation.claims[at] for at, i in pairs.items()}
    wrong = []
    for i, claim in enumerate(judged.claims):
        label = label_of.get(i)
        if claim.is_false and (label is None or label.verdict == "supported"):
            wrong.append(i)
    return wrong


def _misses(situation: Situation, judged: Judged, pairs: dict[int, int], accused: Sequence[int]) -> list[str]:
    """What went wrong, one line each."""
    lines = []
    for at, label in enumerate(situation.claims):
        i = pairs.get(at)
        if i is None:
            lines.append(f"{situation.id} not found: {label.kind} | {label.quote}")
        elif judged.spans[i].kind != label.kind:
            lines.append(f"{situation.id} kind {judged.spans[i].kind}, not {label.kind}: {label.quote}")
        if i is not None and judged.claims and _verdict(judged, i) != label.verdict:
            claim = judged.claims[i]
            lines.append(f"{situation.id} {claim.verdict}, not {label.verdict}: {label.kind} | {label.quote}")
            lines.append(f"    ours: {claim.why}; label: {label.why}")
    taken = set(pairs.values())
    for i, span in enumerate(judged.spans):
        if i not in taken:
            lines.append(f"{situation.id} is no claim: {span.kind} | {situation.answer[span.start : span.end]}")
        if i in accused:
            lines.append(
                f"{situation.id} FALSELY ACCUSED: {span.kind} | {judged.claims[i].quote}: {judged.claims[i].why}"
            )
    return lines
