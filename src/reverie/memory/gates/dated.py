"""The gate on dates: what was absolute when it was said stays true, what was not says nothing later."""

from reverie.memory.dates import relative_phrases
from reverie.memory.receipt import Refusal

from .context import Candidate


def dates_are_absolute(candidate: Candidate) -> Refusal | None:
    """Of an edit only what it changes is looked at."""
    fact, before = candidate.fact, candidate.before
    changed = [text for text, old in zip((fact.title, fact.body), _texts(candidate), strict=True) if text != old]
    for phrase in (one for text in changed for one in relative_phrases(text, candidate.today)):
        if before is not None and phrase.text in before.statement:
            continue
        meant = f" ({' or '.join(phrase.means)})" if phrase.means else ""
        why = f"it says '{phrase.text}', which will mean nothing later"
        return candidate.refused("dates", why, f"write the date instead of '{phrase.text}'{meant}, or leave it out")
    return None


def _texts(candidate: Candidate) -> tuple[str, str]:
    return (candidate.before.title, candidate.before.body) if candidate.before else ("", "")
