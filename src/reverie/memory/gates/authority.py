"""Gates on who says it: the origin of a fact decides what it may be and what it may change, never its text."""

from reverie.conversation.origin import Origin
from reverie.memory.fact import Fact, Kind
from reverie.memory.proposal import Retire
from reverie.memory.receipt import Refusal

from .context import Candidate, Found
from .quotes import is_persons_word
from .text import unseen_in
from .turning_words import named_in

FREE_KINDS: tuple[Kind, ...] = ("fact", "reference")
"""What a text that is not a person's may become: it tells how things are, never what to do."""

LONGEST_REASON = 200

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


def origin_of_edit(before: Fact, after: Fact, claimed: Origin, found: Found) -> Origin:
    """The origin of a fact after an edit: a person who rewrites it makes it theirs, others never gain by one.

    An edit that is not a person's, and not in a person's words, leaves no trace of a person's authority, so that
    `replaces_its_own` refuses it on what a person said.
    """
    if found.author != "human":
        return rightful_origin(claimed, found.author, is_quote=is_persons_word(after, found.cited))
    is_same = (before.title, before.body, before.kind) == (after.title, after.body, after.kind)
    return before.origin if is_same else claimed


def origin_is_rightful(candidate: Candidate) -> Refusal | None:
    """Its origin is no more than its author has, unless all of it is in a person's own quoted words."""
    fact, found = candidate.fact, candidate.found
    if rank(fact.origin) <= rank(found.author):
        return None
    if rank(found.author) == 1 and is_persons_word(fact, found.cited):
        return None
    why = f"{_NAMES[found.author]} cannot speak for {_NAMES[fact.origin]}"
    return candidate.refused("origin", why, "quote their own words, with the session's line")


def kind_is_allowed(candidate: Candidate) -> Refusal | None:
    fact = candidate.fact
    if fact.origin == "human" or fact.kind in FREE_KINDS:
        return None
    why = f"it comes from {_NAMES[fact.origin]}, so it cannot be a {fact.kind}"
    return candidate.refused("origin", why, _QUOTE_HINT)


def has_a_check(candidate: Candidate) -> Refusal | None:
    """What is not a person's word stands on a check that holds now."""
    fact, binding = candidate.fact, candidate.found.binding
    if fact.origin == "human" or (binding.checks and not binding.fails):
        return None
    name = _NAMES[fact.origin]
    if binding.fails:
        return candidate.refused("check", f"it comes from {name}, and '{binding.fails[0]}' does not hold")
    why = f"it comes from {name}, and no check was found that shows it to hold now"
    return candidate.refused("check", why, _QUOTE_HINT)


def replaces_its_own(candidate: Candidate) -> Refusal | None:
    """Nothing takes the place of what is trusted more than itself."""
    fact = candidate.fact
    above = [one for one in candidate.old if rank(one.origin) > rank(fact.origin)]
    return _outranked(fact.title, above[0], fact.origin) if above else None


def replaces_what_it_speaks_of(candidate: Candidate) -> Refusal | None:
    """What a person said goes, by another's hand, only for later words of theirs about the same thing."""
    if candidate.found.author == "human":
        return None
    for old in (one for one in candidate.old if one.origin == "human"):
        if not _is_about_the_same(candidate.fact, old):
            why = f"it does not speak of what ^{old.id} says"
            return candidate.refused("authority", why, "a person can retire it")
        if any(one.day and one.by_person and one.day.isoformat() < old.seen for one in candidate.found.cited):
            why = f"^{old.id} was said later"
            return candidate.refused("authority", why, "quote what the person said since")
    return None


def _is_about_the_same(fact: Fact, other: Fact) -> bool:
    """Whether at least half of what the shorter of two statements names is in the other one."""
    one, two = named_in(fact.statement), named_in(other.statement)
    return 2 * len(one & two) >= min(len(one), len(two)) > 0


def examine_retirement(fact: Fact, wish: Retire) -> Refusal | None:
    """Whether `wish.origin`, which is the author's or less, may take a fact away, with these words."""
    if rank(fact.origin) > rank(wish.origin):
        return _outranked(fact.title, fact, wish.origin)
    if len(wish.because) > LONGEST_REASON or unseen_in(wish.because):
        why = f"its reason is no line of at most {LONGEST_REASON} visible characters"
        return Refusal("reason", fact.title, why, "say why in a few words")
    return None


_QUOTE_HINT = "when a person said it, say it in their words and quote the session's line"

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
