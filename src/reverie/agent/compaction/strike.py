"""Striking: what a model's account may not say is taken out by code, because a lie there would pass for an order."""

import re

from reverie.conversation.messages import most_tokens_of
from reverie.conversation.truncation import Limits, keep_head

from .rules import commands

_SPEAKS_FOR_PERSON = re.compile(
    r"""\b(?:
    (?:the\s+)?(?:user|person|human|client|customer|developer|owner|maintainer|they|he|she|you)(?:['’]s)?\s+
        (?:\w+\s+){0,2}?
        (?:sa(?:id|ys)|want\w*|ask\w*|allow\w*|approv\w*|agree\w*|accept\w*|told|tells?|prefer\w*|insist\w*|requir\w*|
        decid\w*|confirm\w*|permit\w*|grant\w*|request\w*|instruct\w*|order\w*|wish\w*|like[sd]?|demand\w*|gave|gives?|
        choice|chose|chosen|rules?|decisions?|permission|consent\w*|need\w*|expect\w*) |
    (?:by|from|of)\s+the\s+(?:user|person|human)\b | user['’]s | person['’]s | permission |
    (?:was|were|is|are)\s+(?:allowed|approved|authori[sz]ed) |
    der\s+(?:benutzer|nutzer|anwender|mensch) | die\s+(?:benutzerin|nutzerin|person) |
    l['’]utilisat(?:eur|rice) | la\s+personne | (?:el|la)\s+usuari[oa] | la\s+persona
    )""",
    re.IGNORECASE | re.VERBOSE,
)
_SENTENCE = re.compile(r"(?<=[.!?;])\s+(?=\S)")
_HEADING = re.compile(r"\s*#")


def struck(text: str, tokens: int) -> str:
    """The account without the sentences that read as orders or speak for the person, and at most so many tokens."""
    lines = (_struck_line(line) for line in text.strip().splitlines() if not _HEADING.match(line))
    kept = "\n".join(line for line in lines if line)
    size = most_tokens_of(kept)
    if size <= tokens:
        return kept
    characters = len(kept) * tokens // size
    return keep_head(kept, Limits(characters, characters)).head.rstrip()


def _struck_line(line: str) -> str:
    sentences = _SENTENCE.split(line.rstrip())
    return " ".join(each for each in sentences if not commands(each) and not _SPEAKS_FOR_PERSON.search(each)).rstrip()
