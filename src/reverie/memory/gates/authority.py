"""Gates on who says it: the origin of a fact decides what it may be and what it may change, never its text."""

from reverie.conversation.origin import Origin
from reverie.memory.fact import Fact, Kind
from reverie.memory.proposal import Retire
from reverie.memory.receipt import Refusal

from .context import Candidate

FREE_KINDS: tuple[Kind, ...] = ("fact", "reference")
"""What a text that is not a person's may become: it tells how things are, never what to do."""

_RANKS: dict[Origin, int] = {"human": 2, "model": 1, "peer": 1}


def rank(origin: Origin) -> int:
    """How much an origin is trusted: 2 a person, 1 a model of ours, 0 whatever came from elsewhere."""
    return _RANKS.get(origin, 0)


def rightful_origin(claimed: Origin, author: Origin, *, is_quote: bool) -> Origin:
    """The origin that a text may be given when `author` proposes it as `claimed`: never more than the author has.

    `is_quote`: it is in a person's own words, which a model may report.
    """
    if rank(claimed) <= rank(author):
        return claimed
    return "human" if is_quote and rank(author) == 1 else author


def kind_is_allowed(candidate: Candidate) -> Refusal | None:
    fact = candidate.fact
    if fact.origin == "human" or fact.kind in FREE_KINDS:
        return None
    why = f"it comes from {_NAMES[fact.origin]}, so it cannot be a {fact.kind}"
    return candidate.refused("origin", why, "quote the person who said it, with the session's line")


def has_a_check(candidate: Candidate) -> Refusal | None:
    """What is not a person's word stands on a check that holds now."""
    fact, binding = candidate.fact, candidate.found.binding
    if fact.origin == "human" or (binding.checks and not binding.fails):
        return None
    name = _NAMES[fact.origin]
    if binding.fails:
        return candidate.refused("check", f"it comes from {name}, and '{binding.fails[0]}' does not hold")
    why = f"it comes from {name}, and no check was found that shows it to hold now"
    return candidate.refused("check", why, "quote the person who said it, with the session's line")


def replaces_its_own(candidate: Candidate) -> Refusal | None:
    """Nothing takes the place of what is trusted more than itself."""
    old = (candidate.before, *candidate.replaces)
    above = [one for one in old if one is not None and rank(one.origin) > rank(candidate.fact.origin)]
    return _outranked(candidate.fact.title, above[0], candidate.fact.origin) if above else None


def examine_retirement(fact: Fact, wish: Retire) -> Refusal | None:
    """Whether `wish.origin`, which is the author's or less, may take a fact away."""
    return _outranked(fact.title, fact, wish.origin) if rank(fact.origin) > rank(wish.origin) else None


_NAMES: dict[Origin, str] = {
    "human": "a person",
    "model": "a model",
    "tool": "a tool's output",
    "repo": "a file of the repository",
    "web": "a web page",
    "mcp": "an MCP server",
    "hook": "a hook",
    "schedule": "a schedule",
    "peer": "another agent",
}


def _outranked(title: str, old: Fact, origin: Origin) -> Refusal:
    why = f"^{old.id} comes from {_NAMES[old.origin]}, and this from {_NAMES[origin]}"
    return Refusal("authority", title, why, "a person can change it, or be quoted for it")
