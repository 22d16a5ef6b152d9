"""The verdicts in the words that a person reads."""

from collections.abc import Sequence

from reverie.audit.values import Audited, Word

WORDS: dict[Word, str] = {
    "verified": "still true",
    "moved": "moved",
    "refuted": "no longer true",
    "unverified": "not checked",
}
COLOURS: dict[Word, str] = {"verified": "green", "moved": "yellow", "refuted": "red", "unverified": "bright_black"}


def summary(audited: Sequence[Audited], unit: str = "note") -> str:
    """`12 notes: still true 41 · moved 2 · no longer true 3 · not checked 210`; what is none is left out."""
    counts = [(text, sum(one.count(word) for one in audited)) for word, text in WORDS.items()]
    said = " · ".join(f"{text} {count:,}" for text, count in counts if count)
    counted = f"1 {unit}" if len(audited) == 1 else f"{len(audited):,} {unit}s"
    return f"{counted}: {said or 'nothing to check'}"
