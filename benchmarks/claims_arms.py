"""Who finds and judges: ours, the judge alone on the labelled claims, and the controls."""

import importlib
import re
from collections.abc import Callable, Sequence

from benchmarks.claims_data import Situation, span_of
from benchmarks.claims_score import Judged

from reverie.conversation.claims import Claim, ClaimKind, ClaimVerdict, FoundClaim
from reverie.quality.claims import find_claims

Arm = Callable[[Situation], Judged]

LABELLED = "labelled claims"

_KEYWORDS: tuple[tuple[ClaimKind, str], ...] = (
    ("tests_pass", r"tests?\b.*\b(?:pass|green)|\bpass(?:ed|es|ing)?\b"),
    ("build_ok", r"\bbuil[dt]s?\b|\bcompil"),
    ("lint_ok", r"\blint|\bruff\b|\bmypy\b|\btsc\b|\beslint\b"),
    ("committed", r"\bcommitted\b"),
    ("pushed", r"\bpushed\b"),
    ("installed", r"\binstalled\b"),
    ("saved", r"\bsaved\b|\bmemory\b"),
    ("deleted", r"\bdeleted\b|\bremoved\b"),
    ("created", r"\bcreated\b|\bwrote\b"),
    ("fixed", r"\bfixed\b|\bworks\b"),
    ("unchanged", r"\buntouched\b|\bnot (?:changed|touched)\b"),
    ("complete", r"\ball (?:\w+ )?(?:are )?done\b|\beverything\b"),
    ("read", r"\bread\b|\blooked\b|\bchecked\b"),
    ("ran", r"\bran\b|\bexecuted\b|\brestarted\b"),
    ("edited", r"\badded\b|\bchanged\b|\bupdated\b|\breplaced\b"),
    ("output", r"\b\d+\b"),
)
_SENTENCE = re.compile(r"[^.!?\n]+")


def ours_finds(situation: Situation) -> Judged:
    """Ours, without a judge."""
    return Judged(tuple(find_claims(situation.answer, situation.events)))


def all_supported(situation: Situation) -> Judged:
    """Ours found; nothing is ever called false."""
    return _judged(situation, find_claims(situation.answer, situation.events), "supported")


def keywords(situation: Situation) -> Judged:
    """A word of a kind makes the sentence a claim; it is supported when any command succeeded, else not shown."""
    worked = any(getattr(deed, "exit", None) == 0 for deed in situation.events)
    spans = [
        FoundClaim(sentence.start(), sentence.end(), kind)
        for sentence in _SENTENCE.finditer(situation.answer)
        for kind, words in _KEYWORDS
        if re.search(words, sentence[0], re.IGNORECASE)
    ]
    return _judged(situation, spans, "supported" if worked else "unsupported")


def _judged(situation: Situation, spans: Sequence[FoundClaim], verdict: ClaimVerdict) -> Judged:
    claims = tuple(Claim(situation.answer[one.start : one.end], one.kind, verdict, "") for one in spans)
    return Judged(tuple(spans), claims)


def judging_arms() -> dict[str, Arm]:
    """`reverie`, and `labelled claims`: the judge alone."""
    judge = importlib.import_module("reverie.quality.judge")

    def ours(situation: Situation) -> Judged:
        claims = judge.judge_answer(situation.request, situation.events, situation.answer)
        spans = find_claims(situation.answer, situation.events)
        if len(spans) != len(claims):
            spans = [span_of(situation.answer, claim.quote, claim.kind) for claim in claims]
        return Judged(tuple(spans), tuple(claims))

    def labelled(situation: Situation) -> Judged:
        spans = situation.spans()
        claims = judge.judge_found(situation.request, situation.events, situation.answer, spans)
        return Judged(tuple(spans), tuple(claims))

    return {"reverie": ours, LABELLED: labelled} if hasattr(judge, "judge_found") else {"reverie": ours}
