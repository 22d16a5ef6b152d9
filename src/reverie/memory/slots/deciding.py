"""Whether a relation has one value at a time. When unsure it has several: a false conflict costs more than a miss."""

from collections.abc import Callable

from .reading import How, Reading
from .values import (
    Words,
    apart,
    is_name,
    is_platform,
    is_quantity,
    is_state,
    setting_of,
    tells_more,
    type_of,
    version_of,
)
from .words import DONE_ONCE, DURATIONS, GROUPS, ONE_OF_A_KIND, SEVERAL, SEVERAL_PARTICIPLES, SINGLING

_RELATIVE = frozenset(("that", "which", "who", "where", "whom"))
_OF_ONE = frozenset(("citizen", "native", "resident", "subsidiary", "fork", "clone", "copy", "deploy", "deploys"))
_ENDS_NAME = _RELATIVE.union(("of", "for", "in", "on", "at", "to", "from", "with"))


def has_one_value(old: Reading, new: Reading) -> bool:
    """Of two readings of one subject and relation whose values differ and are alike."""
    return not _is_one_of_several(new.subject) and _DECISIONS[new.how](new, old.value, new.value)


def _is(reading: Reading, old: Words, new: Words) -> bool:
    subject = reading.subject
    if _has_several(subject) or any(value[0].is_definite and not is_name(value) for value in (old, new)):
        return False
    if (is_quantity(old) and is_quantity(new)) or (is_state(old) and is_state(new)):
        return True
    if tells_more(old) or tells_more(new):
        return False
    if _has_one(subject):
        return True
    is_thing = subject[0].is_definite or subject[0].written[:1] == "`"
    return is_thing and is_name(old) and is_name(new)


def _place(reading: Reading, old: Words, new: Words) -> bool:
    """A thing is in one place, or on one port; several things, and what runs on several platforms, are not."""
    if any(_is_of_several_platforms(value) or value[0].plain == "a" for value in (old, new)):
        return False
    return not reading.is_plural and head_of(reading.subject) not in GROUPS


def _is_of_several_platforms(value: Words) -> bool:
    """ "macOS", "Python 3.12"; and not "port 8080", whose number is all of it."""
    return is_platform(value) or (version_of(value) is not None and not type_of(value))


def _does(reading: Reading, old: Words, new: Words) -> bool:
    """Where something goes to, or starts, is one place or time when it is called by a name, or counted."""
    is_told = reading.relation.endswith(" of") or reading.relation.split()[0] in _OF_ONE
    return is_told or all(is_name(value) or is_quantity(value) for value in (old, new))


def _names(reading: Reading, old: Words, new: Words) -> bool:
    """Of values that stand before what they are."""
    if version_of(old) != version_of(new) or _has_several(reading.subject):
        return False
    if not is_name(old) or not is_name(new):
        return reading.how == "names" and not tells_more(old) and not tells_more(new) and _has_one(reading.subject)
    return reading.relation != "is" or _has_one(reading.subject)


def head_of(subject: Words) -> str:
    """The noun that the subject is about: "port" of "port of the API", "child" of "Jules' child"."""
    for place, word in enumerate(subject):
        if place and word.plain in _ENDS_NAME:
            return subject[place - 1].plain
    return subject[-1].plain


def _has_several(subject: Words) -> bool:
    words = [word.plain for word in subject]
    is_clause = any(word in _RELATIVE for word in words)
    if is_clause and any(word in SEVERAL_PARTICIPLES for word in words):
        return True
    return head_of(subject) in SEVERAL


def _has_one(subject: Words) -> bool:
    head = head_of(subject)
    if head in SEVERAL:
        return False
    is_agent = len(head) > 4 and head.endswith(("er", "or"))
    return head in ONE_OF_A_KIND or is_agent or any(word.plain in SINGLING for word in subject[:-1])


def _same_unit(old: Words, new: Words) -> bool:
    if not is_quantity(old) or not is_quantity(new):
        return False
    first, second = apart(old, new)
    are_numbers = len(first) == len(second) == 1
    return are_numbers or all(len(value) == 2 and value[1].plain.removesuffix("s") in DURATIONS for value in (old, new))


def _swapped(old: Words, new: Words) -> bool:
    """ "tabs over spaces", "spaces over tabs"."""
    parts = [" ".join(word.plain for word in value).split(" over ") for value in (old, new)]
    return len(parts[0]) == 2 and parts[0] == parts[1][::-1]


def _needs(_: Reading, old: Words, new: Words) -> bool:
    """ "needs Postgres 14", "needs Postgres 16": another version of the same."""
    return version_of(new) is not None and version_of(new) == version_of(old)


def _sets(_: Reading, old: Words, new: Words) -> bool:
    before, after = setting_of(old), setting_of(new)
    return before is not None and after is not None and before[0] == after[0]


def _done(reading: Reading, _: Words, __: Words) -> bool:
    """Several things may be done in one place each: "docs are written in English"."""
    return reading.relation in DONE_ONCE and not (reading.is_plural and reading.relation.endswith(" in"))


def _is_one_of_several(subject: Words) -> bool:
    """ "An owner", and not a name such as "A Hard Day's Night"."""
    return subject[0].plain == "a" and not (len(subject) > 1 and subject[1].written[:1].isupper())


_DECISIONS: dict[How, Callable[[Reading, Words, Words], bool]] = {
    "is": _is,
    "names": _names,
    "place": _place,
    "done": _done,
    "does": _does,
    "amount": lambda _, old, new: _same_unit(old, new),
    "needs": _needs,
    "sets": _sets,
    "prefers": lambda _, old, new: _swapped(old, new),
    "command": lambda *_: True,
    "called": lambda *_: True,
}
"""How it is decided for each rule by which statements are read."""
