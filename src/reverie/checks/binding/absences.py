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
_SKIPPED = (
    r"(?: support for| support of| the)?(?: (?!(?:in|from|of|on|to|by|with|for|call|calls|when|if|"
    r"that)\b)\w+){0,4}?"
)
_FEW_WORDS = r"(?: (?!(?:that|which|when|if|and|or)\b)\w+){0,2}?"
_NO_ACT = (
    r"(?! (?:calls?|usages?|uses?|imports?|warnings?|checks?|handling|references?|code|tests?|docs?|bugs?|"
    r"hacks?|workarounds?)\b)"
)
ABSENCES: tuple[tuple[str, re.Pattern[str]], ...] = (
    (
        "removed X from Y",
        re.compile(
            rf"\b(?:remov(?:e|ed|es)|drop(?:s|ped)?|delet(?:e|ed)|no longer (?:has|have|accepts?|takes?|supports?|"
            rf"exports?))\b{_SKIPPED} {_LIST}{_NO_ACT}{_KIND}{_OWNER}",
            re.IGNORECASE,
        ),
    ),
    (
        "X was removed",
        re.compile(
            rf"{_LIST}{_KIND}{_OWNER}(?:,[^,]*,)?{_FEW_WORDS} (?:was|were|is|are|has (?:\w+ )?been|have (?:\w+ )?been|"
            rf"got)(?: \w+)? (?:removed|dropped|deleted|gone|no longer (?:available|there|supported|exported|"
            rf"exposed))",
            re.IGNORECASE,
        ),
    ),
    (
        "Y has no X",
        re.compile(
            rf"(?P<owner>{PIECE})(?: \w+){{0,3}}? (?:(?:has|have|takes?|accepts?|knows?|supports?|defines?|declares?|"
            rf"contains?|exports?|offers?|ships?) (?:no|neither)|knows? nothing (?:of|about)|is without|"
            rf"lacks?) (?:\w+ )?{_LIST}{_KIND}",
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
            rf"{_LIST}{_KIND}{_OWNER}{_FEW_WORDS} (?:was|were|is|are|as|has|have|has been|have been|"
            rf"got) (?:now )?(?:renamed|"
            rf"replaced|moved)\b",
            re.IGNORECASE,
        ),
    ),
    (
        "rename X to Y",
        re.compile(
            rf"(?:(?:^|: )\W*(?:rename|replace)|\b(?:renamed|replaced))(?: (?!not\b)\w+){{0,3}}? (?:from )?{_LIST}",
            re.IGNORECASE,
        ),
    ),
    (
        "moved from X to Y",
        re.compile(
            rf"\b(?:mov(?:e|ed)|chang(?:e|ed)|location|renam(?:e|ed))\b[^.;]{{0,60}}? from {_LIST} to\b", re.IGNORECASE
        ),
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


WAY_OF_USE = re.compile(
    r"\W*(?:\w[\w-]*: )?(?:passing|using|calling|setting|accessing|importing|relying)\b", re.IGNORECASE
)
"""How a sentence begins that says of a way to use something that it is gone; the thing itself is still there."""


def said_absent(sentence: Sentence) -> frozenset[int]:
    """The pieces that a sentence says are absent, so that no form says that they are there."""
    found: set[int] = set()
    if WAY_OF_USE.match(sentence.skeleton):
        return frozenset()
    for _, form in ABSENCES:
        for match in form.finditer(sentence.skeleton):
            found |= {int(number) for number in re.findall(PIECE, match["what"] or "")}
    return frozenset(found)
