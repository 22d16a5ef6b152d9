"""Gates on what must not be kept: secrets, their masks, and what a person had removed for good."""

from reverie.memory.fact import plain_key
from reverie.memory.receipt import Refusal

from .context import Candidate


def no_secret(candidate: Candidate) -> Refusal | None:
    kinds = candidate.found.secrets
    if not kinds:
        return None
    return candidate.refused(
        "secret", f"it holds a secret ({', '.join(kinds)})", "say where it is kept, not what it is"
    )


def no_mask(candidate: Candidate) -> Refusal | None:
    """A masked secret says nothing, and looks like a fact."""
    if not candidate.found.holds_mask:
        return None
    return candidate.refused("mask", "it holds the mask of a secret", "say where the secret is kept, not what it is")


def not_purged(candidate: Candidate) -> Refusal | None:
    """What a person purged comes back by a person alone."""
    if candidate.found.author == "human":
        return None
    fact = candidate.fact
    if not any(map(candidate.known.is_purged, {plain_key(text) for text in (fact.statement, fact.title, fact.body)})):
        return None
    return candidate.refused("purged", "a person had it removed for good", "only a person can add it again")
