"""Whether a relation has one value at a time. When unsure it has several: a false conflict costs more than a miss."""

from .reading import Reading
from .values import (
    Words,
    apart,
    is_name,
    is_platform,
    is_quantity,
    is_state,
    setting_of,
    tells_more,
    version_of,
)
from .words import ONE_OF_A_KIND, SEVERAL, SEVERAL_PARTICIPLES, SINGLING

_RELATIVE = frozenset(("that", "which", "who", "where", "whom"))
_ENDS_NAME = _RELATIVE.union(("of", "for", "in", "on", "at", "to", "from", "with"))


def has_one_value(old: Reading, new: Reading) -> bool:
    """Of two readings of one subject and relation whose values differ and are alike."""
    match new.how:
        case "is":
            return _is(new, old.value, new.value)
        case "names":
            return _names(new, old.value, new.value)
        case "place":
            return not any(is_platform(value) or value[0].plain == "a" for value in (old.value, new.value))
        case "done":
            return new.relation.split()[0] not in SEVERAL_PARTICIPLES
        case "does" | "command":
            return True
        case "amount":
            return _same_unit(old.value, new.value)
        case "needs":
            return version_of(new.value) is not None and version_of(new.value) == version_of(old.value)
        case "sets":
            before, after = setting_of(old.value), setting_of(new.value)
            return before is not None and after is not None and before[0] == after[0]
        case "prefers":
            return _swapped(old.value, new.value)


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
    first, second = apart(old, new)
    return bool(first and second) and is_quantity(first) and is_quantity(second) and len(first) == len(second) == 1


def _swapped(old: Words, new: Words) -> bool:
    """ "tabs over spaces", "spaces over tabs"."""
    parts = [" ".join(word.plain for word in value).split(" over ") for value in (old, new)]
    return len(parts[0]) == 2 and parts[0] == parts[1][::-1]
