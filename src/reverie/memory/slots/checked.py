"""Slots of a fact's checks: a name in a file has one value at a time, and a dependency one range of versions."""

from collections.abc import Collection

from reverie.checks.check import DependencyIs, SignatureIs, ValueIs
from reverie.checks.check_text import parse_check

Slots = dict[tuple[str, ...], str]


def slots_of_checks(checks: Collection[str]) -> Slots:
    """What the checks say, by file and name; nothing of a check that names no value or cannot be read."""
    slots: Slots = {}
    for text in checks:
        match parse_check(text):
            case ValueIs(key=key, path=path, value=str(value)):
                slots[path, key] = value
            case SignatureIs(name=name, path=path, parameters=parameters):
                for one in parameters:
                    if one.default is not None:
                        slots[path, name, one.name] = one.default
            case DependencyIs(name=name, path=path, wanted=wanted) if wanted:
                slots[path, name] = wanted
            case _:
                pass
    return slots


def words_of_slots(slots: Slots) -> tuple[str, ...]:
    """The last part of each name, which a statement about it is likely to have: `line-length`."""
    return tuple(dict.fromkeys(slot[-1].rpartition(".")[2] for slot in slots))


def changed_slots(old: Slots, new: Slots) -> tuple[str, ...]:
    """The names of which both say something, each another thing."""
    return tuple(slot[-1] for slot in old if slot in new and old[slot] != new[slot])
