"""Gates on what a model proposes of its own: it is finished, and worth more than one look at the files.

Their patterns are loaded where they are used: a person's writes need none of them.
"""

from reverie.memory.receipt import Refusal

from .authority import rank
from .context import Candidate
from .sentences import sentences


def is_finished(candidate: Candidate) -> Refusal | None:
    """A model's own guess, question or plan is not a fact; a person may keep theirs."""
    if not _is_models_own(candidate):
        return None
    from .worth_words import CODE, HEDGE, PLAN

    for sentence in _changed(candidate):
        plain = CODE.sub(" ", sentence)
        found = HEDGE.search(plain) or PLAN.search(plain)
        if found:
            why = f"'{found.group().strip()}' makes it a guess or a plan"
            return candidate.refused("half_formed", why, "find out, then say what is so")
        if plain.rstrip("\"'”’)*_ \n").endswith("?"):
            return candidate.refused("half_formed", "it asks a question", "find out, then say what is so")
    return None


def is_worth_keeping(candidate: Candidate) -> Refusal | None:
    """What one cheap look at the files answers is looked up when it is needed, because it may have changed by then."""
    if not _is_models_own(candidate) or candidate.fact.kind == "reference":
        return None
    stated = _changed(candidate)
    if stated and all(map(_is_looked_up, stated)):
        why = "one look at the files answers it"
        return candidate.refused("cheap_lookup", why, "keep why it is so, or what does not stand in the files")
    return None


def _is_looked_up(sentence: str) -> bool:
    from .worth_words import LONGEST_LOOKUP, LOOKUP

    plain = " ".join(sentence.split()).rstrip(".! ")
    return len(plain) <= LONGEST_LOOKUP and any(form.fullmatch(plain) for form in LOOKUP)


def _is_models_own(candidate: Candidate) -> bool:
    return rank(candidate.found.author) == 1 and rank(candidate.fact.origin) < 2


def _changed(candidate: Candidate) -> list[str]:
    """The sentences that were not in its earlier version."""
    fact, before = candidate.fact, candidate.before
    texts = [fact.title, fact.body] if before is None else []
    if before is not None:
        texts = [new for new, old in ((fact.title, before.title), (fact.body, before.body)) if new != old]
    return [sentence for text in texts for sentence in sentences(text)]
