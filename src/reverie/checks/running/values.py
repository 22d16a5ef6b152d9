"""Deciding `value`: what is a constant set to, or a key of a configuration file?"""

from collections.abc import Sequence

import msgspec

from reverie.checks.check import ValueIs
from reverie.checks.comparing.names import dotted
from reverie.checks.verdict import Verdict
from reverie.code.codebase import Codebase
from reverie.code.values import Definition, Place, Setting, Settings

from .constants import is_same
from .finding import elsewhere, find_in
from .keys import is_setting_equal, is_template, keys_in, matching, near_keys, other_files
from .locating import locate
from .symbols import what_is_there
from .words import listed, moved, refuted, scattered, unverified, verified


def decide_value(check: ValueIs, codebase: Codebase) -> Verdict:
    located = locate(check.path, codebase)
    if located.whereabouts == "unknown":
        return unverified(located.why)
    if located.whereabouts not in ("here", "moved"):
        return _gone(check, codebase)
    path = located.path
    settings = codebase.settings(path)
    if isinstance(settings, Settings):
        verdict = _of_settings(check, path, settings, codebase)
    else:
        verdict = _of_source(check, path, codebase)
    if verdict.word == "verified" and located.whereabouts == "moved":
        place = verdict.place or Place(path)
        return moved(place, msgspec.structs.replace(check, path=path))
    return verdict


def _gone(check: ValueIs, codebase: Codebase) -> Verdict:
    """The file is not there: the key may be in another of its kind, the constant in another source file."""
    found = _constants_elsewhere(check, check.path, codebase) or _settings_elsewhere(check, codebase)
    return found or refuted("no such file", Place(check.path))


def _of_settings(check: ValueIs, path: str, settings: Settings, codebase: Codebase) -> Verdict:
    found = matching(check.key, settings.settings)
    if any(is_setting_equal(check.value, one, path, codebase) for one in found):
        held = next(one for one in found if is_setting_equal(check.value, one, path, codebase))
        return verified(Place(path, held.line))
    if len({one.key for one in found}) > 1:
        return unverified(f"`{check.key}` may be {listed(one.key for one in found)}", Place(path))
    if found and is_template(found[0]):
        return unverified(f"{_shown(found[0])} is filled in later", Place(path, found[0].line))
    if found:
        return refuted(_shown(found[0]), Place(path, found[0].line))
    if settings.trouble:
        return unverified(f"`{path}` could not be read as a whole ({settings.trouble})", Place(path))
    near = near_keys(check.key, settings.settings)
    there = f"no key `{check.key}`; there are {listed(near)}" if near else f"no key `{check.key}`"
    return _settings_elsewhere(check, codebase) or refuted(there, Place(path))


def _shown(setting: Setting) -> str:
    return f"`{setting.key} = {setting.value}`" if setting.value else f"`{setting.key}` is empty"


def _settings_elsewhere(check: ValueIs, codebase: Codebase) -> Verdict | None:
    """Moved, when exactly one other configuration file of the kind has the key with this value."""
    places = [
        (Place(path, one.line), one.key)
        for path in other_files(check, codebase)
        for one in _held(check, path, codebase)
    ]
    if len(places) != 1:
        return None
    place, key = places[0]
    return moved(place, ValueIs(key, place.path, check.value))


def _held(check: ValueIs, path: str, codebase: Codebase) -> list[Setting]:
    """The settings of another file that the check could mean and that have its value."""
    settings = codebase.settings(path)
    if not isinstance(settings, Settings):
        return []
    found = [one for key in keys_in(check, path) for one in matching(key, settings.settings)]
    unique = {(one.key, one.line): one for one in found}
    return [one for one in unique.values() if is_setting_equal(check.value, one, path, codebase)]


def _of_source(check: ValueIs, path: str, codebase: Codebase) -> Verdict:
    name = dotted(check.key)
    found = find_in(path, name, codebase) if name else None
    if found is None:
        return unverified(f"`{check.key}` is no name")
    if found.word == "unknown":
        return unverified(found.why, Place(path))
    if found.word == "absent":
        return _constants_elsewhere(check, path, codebase) or refuted(what_is_there(name, path, codebase), Place(path))
    return _of_constant(check, found.definitions, found.place or Place(path), codebase)


def _of_constant(check: ValueIs, definitions: Sequence[Definition], place: Place, codebase: Codebase) -> Verdict:
    """Holds when any of the definitions does: a file may set a constant in the branches of an `if`."""
    if check.value is None:
        return verified(place)
    written = [one for one in definitions if one.symbol.value]
    answers = [is_same(check.value, one.symbol.value, one.path, codebase) for one in written]
    if True in answers:
        return verified(written[answers.index(True)].place)
    if None in answers or not written:
        return unverified(f"what `{check.key}` is set to is decided as the program runs", place)
    last = written[-1]
    return refuted(f"`{last.symbol.name} = {last.symbol.value}`", last.place)


def _constants_elsewhere(check: ValueIs, path: str, codebase: Codebase) -> Verdict | None:
    name = dotted(check.key)
    others = [one for one in elsewhere(name, path, codebase) if one.symbol.value] if name else []
    same = [one for one in others if check.value is None or is_same(check.value, one.symbol.value, one.path, codebase)]
    if len(same) == 1:
        return moved(same[0].place, ValueIs(check.key, same[0].path, check.value))
    if len(same) > 1:
        return scattered([one.place for one in same])
    if len(others) == 1:
        return refuted(f"`{others[0].symbol.name} = {others[0].symbol.value}`", others[0].place)
    return None
