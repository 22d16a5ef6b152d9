"""Sentence forms by which a thing is said to be absent."""

import re

from .prose import PIECE, Sentence

_X = rf"(?:the |a |an |any |its |old |own |unused |undocumented |deprecated |private |public |separate )*{PIECE}"
_LIST = rf"(?P<what>{_X}(?:(?:,? (?:and|or|nor)|,|/) ?{_X})*)"
_KIND = (
    r"(?P<kind>(?: (?:\w+ ){0,2}?(?:parameters?|arguments?|args?|options?|keywords?|methods?|attributes?|"
    r"functions?|class(?:es)?|properties|property|fields?|keys?|exceptions?|modules?|maps?|script|target|"
    r"file|folder|hooks?)(?: method)?)?)"
)
_OWNER = rf"(?: (?:parameter |argument )?(?:from|of|on|in|for|to|at) (?:the )?(?P<owner>{PIECE}))?"
ABSENCES: tuple[tuple[str, re.Pattern[str]], ...] = (
    (
        "removed X from Y",
        re.compile(
            rf"\b(?:remov(?:e|ed|es)|drop(?:s|ped)?|delet(?:e|ed)|no longer (?:has|have|accepts?|takes?|supports?|"
            rf"exports?))\b(?: \w+){{0,5}}? {_LIST}{_KIND}{_OWNER}",
            re.IGNORECASE,
        ),
    ),
    (
        "X was removed",
        re.compile(
            rf"{_LIST}{_KIND}(?:,[^,]*,)?(?: \w+){{0,2}}? (?:was|were|is|are|has been|have been|"
            rf"got)(?: \w+)? (?:removed|dropped|deleted|gone|no longer (?:available|there|supported|exported|"
            rf"exposed))",
            re.IGNORECASE,
        ),
    ),
    (
        "Y has no X",
        re.compile(
            rf"(?P<owner>{PIECE})(?: \w+){{0,3}}? (?:has|have|takes?|accepts?|knows?|supports?|defines?|declares?|"
            rf"contains?|exports?|offers?) (?:no|neither) (?:\w+ )?{_LIST}{_KIND}",
            re.IGNORECASE,
        ),
    ),
    (
        "Y does not take X",
        re.compile(
            rf"(?P<owner>{PIECE})(?: \w+){{0,3}}? (?:do(?:es)?|did)(?: not|n't)(?: \w+)? (?:have|take|accept|know|"
            rf"support|define|declare|contain|export|expose|offer) {_LIST}{_KIND}",
            re.IGNORECASE,
        ),
    ),
    (
        "there is no X in Y",
        re.compile(
            rf"(?:\bthere (?:is|are) no|^no|; no|^es gibt kein\w*)(?: \w+)?? {_LIST}{_KIND}{_OWNER}", re.IGNORECASE
        ),
    ),
    (
        "X does not exist",
        re.compile(
            rf"{_LIST}{_KIND}(?: \w+)? (?:do(?:es)? not|doesn't|don't) exist|{PIECE} gibt es nicht", re.IGNORECASE
        ),
    ),
    (
        "X was renamed to Y",
        re.compile(
            rf"{_LIST}{_KIND}(?: \w+){{0,2}}? (?:was|were|is|are|has been|have been|got) (?:now )?(?:renamed|"
            rf"replaced)\b",
            re.IGNORECASE,
        ),
    ),
    (
        "rename X to Y",
        re.compile(rf"\b(?:renam(?:e|ed)|replac(?:e|ed))(?: \w+){{0,3}}? (?:from )?{_LIST}", re.IGNORECASE),
    ),
    ("named Y, not X", re.compile(rf"\bnamed {PIECE}, not {_LIST}", re.IGNORECASE)),
    (
        "X is not exposed on Y",
        re.compile(
            rf"{_LIST}(?: \w+){{0,3}}?[ ,–-]*not (?:exposed|exported|available|defined|present) (?:on|in|from|"
            rf"by) (?:the )?(?:(?P<owner>{PIECE})|(?P<plain>\w+))",
            re.IGNORECASE,
        ),
    ),
)
"""The forms, each by its commonest wording: `what` are the things, `owner` is that which lacks them, `kind` the noun
by which they are called."""


def said_absent(sentence: Sentence) -> frozenset[int]:
    """The pieces that a sentence says are absent, so that no form says that they are there."""
    found: set[int] = set()
    for _, form in ABSENCES:
        for match in form.finditer(sentence.skeleton):
            found |= {int(number) for number in re.findall(PIECE, match["what"] or "")}
    return frozenset(found)
