"""Gates on what is there already: the same statement, or another one under the same title."""

from reverie.memory.fact import plain_key
from reverie.memory.receipt import Refusal

from .context import Candidate


def not_a_duplicate(candidate: Candidate) -> Refusal | None:
    key = plain_key(candidate.fact.statement)
    same = [one for one in candidate.known.with_statement(key) if one not in candidate.gone]
    if same:
        return candidate.refused("duplicate", f"^{same[0]} says the same", f"see ^{same[0]}")
    if key in candidate.others:
        return candidate.refused("duplicate", "it is proposed twice", "propose it once")
    return None


def contradicts_none(candidate: Candidate) -> Refusal | None:
    """Under one title of a topic stands one fact: what is told of it by its title would not say which one is meant.

    Another value of the same slot has taken the older one's place before (`slots`), so it is not refused here.
    """
    if not candidate.topic:
        return None
    title = plain_key(candidate.fact.title)
    same = set(candidate.known.with_statement(plain_key(candidate.fact.statement)))
    other = [one for one in candidate.known.with_title(candidate.topic, title) if one not in candidate.gone | same]
    if other:
        why = f"^{other[0]} says something else under the same title"
        return candidate.refused("contradiction", why, f"supersede ^{other[0]}, or give it a title of its own")
    if (candidate.topic, title) in candidate.other_titles and plain_key(
        candidate.fact.statement
    ) not in candidate.others:
        return candidate.refused("contradiction", "two with the same title are proposed at once", "propose one of them")
    return None
