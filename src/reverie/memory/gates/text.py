"""Gates on the text itself: it can be written, read by a person, and read back as it was."""

import re
from datetime import date

from reverie.memory.fact import Fact
from reverie.memory.fact_text import BadFact, parse_fact, render_fact
from reverie.memory.receipt import Refusal

from .context import Candidate

LONGEST_TITLE = 200
LONGEST_BODY = 8_000
"""Characters. A topic is split at 64 KB: a fact that fills an eighth of it is a document, not a statement."""

_UNSEEN = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\xad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b\u200e\u200f\u2028-\u202e"
    "\u2060-\u206f\u3164\ud800-\udfff\ufeff\uffa0\ufff0-\uffff\U000e0000-\U000e0fff]"
)
"""What a person does not see on a screen, or sees in another order than a model reads it. Joiners and the common
variation selectors are not among them: emoji and several scripts need them."""


def title_is_sane(candidate: Candidate) -> Refusal | None:
    title = candidate.fact.title
    if not title.strip():
        return candidate.refused("title", "it has no title", "say it in one line")
    if "\n" in title or "\r" in title:
        return candidate.refused("title", "its title has several lines", "say it in one line, the rest in the body")
    if len(title) > LONGEST_TITLE:
        why = f"its title has {len(title)} characters, more than {LONGEST_TITLE}"
        return candidate.refused("title", why, "say it in one line, the rest in the body")
    return None


def body_is_sane(candidate: Candidate) -> Refusal | None:
    if len(candidate.fact.body) <= LONGEST_BODY:
        return None
    why = f"it has {len(candidate.fact.body):,} characters, more than {LONGEST_BODY:,}"
    return candidate.refused("body", why, "keep what matters, or name the file that holds the rest")


def text_is_seen(candidate: Candidate) -> Refusal | None:
    """Every character is one that a person sees."""
    found = next(filter(None, map(_UNSEEN.search, _texts(candidate.fact))), None)
    if found is None:
        return None
    why = f"it holds the invisible or control character U+{ord(found.group()):04X}"
    return candidate.refused("characters", why, "write it without")


def seen_is_a_day(candidate: Candidate) -> Refusal | None:
    seen = candidate.fact.seen
    try:
        is_day = date.fromisoformat(seen).isoformat() == seen
    except ValueError:
        is_day = False
    return None if is_day else candidate.refused("day", f"'{seen}' is no day", "write it as 2026-11-20")


def reads_back(candidate: Candidate) -> Refusal | None:
    """What would stand in the file is read as the same fact."""
    fact = candidate.fact
    try:
        if parse_fact("\n".join(render_fact(fact)).split("\n")) == fact:
            return None
        why = "it would not be read back as it is"
    except (BadFact, UnicodeEncodeError) as error:
        why = f"it could not be read back: {error}"
    return candidate.refused("format", why, "write its evidence and checks plainly, each on one line")


def _texts(fact: Fact) -> list[str]:
    """All that a person or a model wrote of it, in the form in which it would stand in the file."""
    return [fact.title.replace("\n", " "), fact.body, *render_fact(fact)]
