"""A statement read as subject, relation and value, in each way in which it can be read so."""

import re
from collections.abc import Iterator
from typing import Literal

import msgspec

from .values import Words
from .wording import plain_of, words_of
from .words import COMMANDS, COPULAS, LIMITS, OWNING, PLACING, TYPES, UNSURE

How = Literal["is", "called", "place", "done", "does", "amount", "needs", "sets", "command", "prefers", "names"]

_IS = "(?:is|are|was|were|be)"
_BY = "(?:by|in|on|at|under|with|to|as|from|for|after|through|via|using|into)"
_WHERE = "(?:on|at|in|under|inside|behind|as|from)"
_VERBS = {
    "expires?|times? out|ends?|starts?|begins?|opens?|closes?|meets?": "after|in|at|on|with|from|every",
    "listens?": "on|at",
    "goes|go": "to|through|into",
    "points?|defaults?|resolves?|belongs?|reports?|amounts?|maps?": "to",
    "works?": "at|from",
    "studies": "at",
    "deploys?": "from|with|via|through|using",
    "releases?|publish|publishes": "from|via|through|using",
    "died|die": "in|on|at|of",
    "stays?|waits?": "in|at|on|for",
    "runs?": "every|at",
}
_DOES = "|".join(f"(?:{verbs}) (?:{after})" for verbs, after in _VERBS.items())
_PARTICIPLES = {form: verb for verb, forms in COMMANDS.items() for form in forms}


class Reading(msgspec.Struct, frozen=True):
    """`how` says by which rule; `relation` is what two readings of one slot have in common besides the subject.

    `value` is in the statement's own order; `subject` are the words of what it is about, without articles; `is_plural`
    by the form of the verb behind it.
    """

    how: How
    subject: Words
    relation: str
    value: Words
    is_plural: bool = False


_RULES: tuple[tuple[How, re.Pattern[str]], ...] = (
    ("is", re.compile(rf"(?P<s>.+?) (?P<r>(?:must |should )?{_IS})(?: (?:at least|at most|about|set to))?")),
    ("called", re.compile(rf"(?P<s>.+?) {_IS} (?P<r>called|named)")),
    ("place", re.compile(rf"(?P<s>.+?) {_IS} (?:(?:{'|'.join(sorted(PLACING))}) )?(?P<r>{_WHERE})")),
    ("place", re.compile(rf"(?P<s>.+?) (?:lives?|resides?|sits?|runs?) (?P<r>{_WHERE})")),
    ("place", re.compile(r"(?P<s>.+?) (?:has |have |was |were )?(?:moved|migrated|switched) (?P<r>to)")),
    ("done", re.compile(rf"(?P<s>.+?) {_IS} (?P<r>[a-z][\w-]* {_BY})")),
    ("amount", re.compile(rf"(?P<s>.+?) {_IS} (?P<r>[a-z][\w-]*(?:ed|n|t) (?:every|each) [a-z]+(?: (?:at|on|in))?)")),
    ("amount", re.compile(r"(?P<s>.+) (?P<r>[a-z][\w-]* (?:every|within))")),
    ("does", re.compile(rf"(?P<s>.+?) (?P<r>{_DOES})")),
    ("amount", re.compile(r"(?P<s>.+?) (?P<r>has|have|takes?|lasts?|costs?|waits?|allows?)(?: (?:about|up to))?")),
    ("needs", re.compile(r"(?P<s>.+?) (?P<r>needs?|requires?)")),
    ("sets", re.compile(r"(?P<s>.+?) (?P<r>has|takes?|sets?|accepts?)")),
    ("does", re.compile(rf"(?P<s>.+?) {_IS} a (?P<r>citizen|native|resident|subsidiary|fork|clone|copy) of")),
    ("prefers", re.compile(r"(?P<s>\w+) (?P<r>prefers?)")),
)
_COMMAND = re.compile(rf"(?P<r>{'|'.join(COMMANDS)}) (?P<s>.+?) (?:with|by|using|via|through)")
_TO_COMMAND = re.compile(rf"to (?P<r>{'|'.join(COMMANDS)}) (?P<s>.+?) (?:run|use|call|type|execute)")
_COMMANDED = re.compile(rf"(?P<s>.+?) {_IS} (?P<r>{'|'.join(_PARTICIPLES)}) (?:with|by|using|via|through)")
_PLURAL = frozenset(("are", "were", "run", "sit"))
_USED_TO = re.compile(r"\bused to\b")


def readings_of(statement: str) -> tuple[Reading, ...]:
    """None of a statement that is unsure, denied, or says nothing that could be superseded."""
    words = words_of(statement)
    if _USED_TO.search(plain_of(words)) or any(_is_unsure(words, place) for place in range(len(words))):
        return ()
    found = [reading for end in range(1, len(words)) for reading in _split(words, end)]
    return tuple(filter(_is_sound, found))


def _split(words: Words, end: int) -> Iterator[Reading]:
    before, after = words[:end], words[end:]
    yield from _to_the_right(before, after)
    yield from _to_the_left(before, after)
    if before[-1].plain in {"use", "uses"} and any(word.plain == "as" for word in after[1:-1]):
        place = next(place for place, word in enumerate(after) if place and word.plain == "as")
        yield Reading("names", after[place + 1 :], "is", after[:place])


def _to_the_right(before: Words, after: Words) -> Iterator[Reading]:
    kind = before[-2] if len(before) > 3 and before[-1].plain == "of" else None
    if kind is not None and kind.plain in TYPES and kind.is_definite:
        yield from _typed(before[:-2], kind.plain, after)
        return
    text = plain_of(before)
    for how, rule in _RULES:
        if found := rule.fullmatch(text):
            subject = _cut(before, found["s"])
            verb, last = before[len(subject)].plain, before[-2].plain
            is_plural = verb in _PLURAL and not (verb in COPULAS and last in PLACING)
            yield Reading(how, subject, _relation(how, found["r"]), after, is_plural)
    for rule in (_COMMAND, _TO_COMMAND, _COMMANDED):
        if (found := rule.fullmatch(text)) and (rule is _COMMANDED or _is_wish(before)):
            verb = _PARTICIPLES.get(found["r"], found["r"])
            yield Reading("command", _part(before, text, found.span("s")), f"command {verb}", after)


def _is_wish(before: Words) -> bool:
    """ "Release with make", and not "the release was blocked by": a wish has no article and no "is"."""
    return not before[0].is_definite and not any(word.plain in COPULAS for word in before)


def _typed(before: Words, kind: str, after: Words) -> Iterator[Reading]:
    """ "plays the position of", "died in the city of": what kind of thing the value is, is said."""
    if before[-1].plain in COPULAS | {"of"}:
        return
    place = next((place for place, word in enumerate(before) if place and word.plain in COPULAS), len(before) - 1)
    if before[place].plain not in COPULAS and before[place].plain in {"in", "on", "at", "for", "as", "with"}:
        place -= 1
    if place > 0:
        yield Reading("does", before[:place], f"{plain_of(before[place:])} {kind} of", after)


def _to_the_left(before: Words, after: Words) -> Iterator[Reading]:
    """ "Mira is the tech lead of the search team": the value comes first."""
    verb, value = before[-1].plain, before[:-1]
    if not value:
        return
    if verb in COPULAS and after[0].is_definite:
        yield Reading("names", after, "is", value)
    if verb in COPULAS and plain_of(after) == "required":
        yield Reading("needs", value[:-1], "required", value)
    if verb in OWNING and after[0].is_definite:
        yield Reading("names", after, f"{OWNING[verb]} by", value)


def _relation(how: How, found: str) -> str:
    """What two readings of a slot have in common; where something is, its verb does not matter."""
    match how:
        case "is":
            return "is"
        case "place":
            return "at *" if found == "to" else f"at {found}"
        case "needs":
            return "needs"
        case _:
            return found


def _cut(words: Words, text: str) -> Words:
    """The first of the words, which are this text."""
    return _part(words, plain_of(words), (0, len(text)))


def _part(words: Words, text: str, span: tuple[int, int]) -> Words:
    first, place = None, 0
    for number, word in enumerate(words):
        if place == span[0]:
            first = number
        place += len(word.plain) + 1
        if first is not None and place > span[1]:
            return words[first : number + 1]
    return ()


def _is_sound(reading: Reading) -> bool:
    if not reading.subject or not reading.value or any(word.plain in COPULAS for word in reading.value):
        return False
    first = reading.value[0]
    goes_on = len(reading.value) > 1 and first.plain in LIMITS and first.written.islower()
    return not goes_on


def _is_unsure(words: Words, place: int) -> bool:
    """A word with a capital is part of a name: at the beginning when another such word follows it."""
    word = words[place]
    if word.plain not in UNSURE:
        return False
    follower = words[place + 1].written[:1] if place + 1 < len(words) else ""
    if word.plain in {"and", "or"} and place and follower.isupper() and words[place - 1].written[:1].isupper():
        return False
    return not (word.written[:1].isupper() and (place > 0 or follower.isupper()))
