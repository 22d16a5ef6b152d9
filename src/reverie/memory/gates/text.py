"""Gates on the text itself: it can be written, read by a person, and read back as it was."""

import re
from datetime import date

from reverie.memory.fact import CommandRun, Evidence, Fact, FileLine, TranscriptLine
from reverie.memory.fact_text import BadFact, parse_fact, render_fact
from reverie.memory.receipt import Refusal

from .context import Candidate

LONGEST_TITLE = 200
LONGEST_BODY = 8_000
"""Characters. A topic is split at 64 KB: a fact that fills an eighth of it is a document, not a statement."""

LONGEST_TOPIC_TITLE = 80
LONGEST_POINTER = 150
LONGEST_QUOTE = 400

_NAME = re.compile(r"(?:[\w.+#&/'’-]+(?: +|\Z)){0,5}")
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


def naming_is_short(candidate: Candidate) -> Refusal | None:
    """A topic's title and description stand in the index, always before a model's eyes: a title is a name of a few
    words, and what is no name a person's alone."""
    for text, most in zip(candidate.found.naming, (LONGEST_TOPIC_TITLE, LONGEST_POINTER), strict=False):
        if len(text) > most or "\n" in text or unseen_in(text):
            why = f"its topic's '{_UNSEEN.sub('?', text[:40])}' is no line of at most {most} characters"
            return candidate.refused("topic", why, "name the topic in a few words")
    title = next(iter(candidate.found.naming), "")
    if candidate.found.author != "human" and not _NAME.fullmatch(title):
        return candidate.refused("topic", f"its topic '{title}' is no name", "name the topic in at most five words")
    return None


def quotes_are_short(candidate: Candidate) -> Refusal | None:
    """What a fact keeps of a transcript shows what was said; the transcript is where all of it is."""
    quotes = [one.quote for one in candidate.fact.rests_on if isinstance(one, TranscriptLine)]
    if all(len(quote) <= LONGEST_QUOTE for quote in quotes):
        return None
    why = f"it quotes more than {LONGEST_QUOTE} characters"
    return candidate.refused("quote", why, "quote the words that matter")


def text_is_seen(candidate: Candidate) -> Refusal | None:
    """Every character is one that a person sees."""
    found = next(filter(None, map(unseen_in, _texts(candidate.fact))), "")
    if not found:
        return None
    why = f"it holds the invisible or control character U+{ord(found):04X}"
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


def unseen_in(text: str) -> str:
    """The first character of a text that a person would not see; empty when there is none."""
    found = _UNSEEN.search(text)
    return found.group() if found else ""


def _texts(fact: Fact) -> list[str]:
    """All that somebody wrote of it, or quoted."""
    return [fact.title, fact.body, *fact.checks, *(text for one in fact.rests_on for text in _texts_of(one))]


def _texts_of(evidence: Evidence) -> tuple[str, ...]:
    match evidence:
        case TranscriptLine(session=session, quote=quote):
            return session, quote
        case CommandRun(command=command, session=session):
            return command, session
        case FileLine(path=path, commit=commit):
            return path, commit
