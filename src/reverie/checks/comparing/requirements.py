"""Whether what is said of a dependency's version is what a manifest declares."""

import re

from .versions import Ecosystem, Range, Version, is_within, padded, parse_range


def is_declared(said: str, declared: str, ecosystem: Ecosystem) -> bool | None:
    """Whether a declared range is the one that was said; None: one of them is no range, or it does not tell.

    `>=2.28` is true when that is the lowest version declared, whatever the end; `<3` the other way round; a version
    alone when it is the lowest, or the only one. A version that the range merely holds is not told.
    """
    if _plain(said) == _plain(declared):
        return True
    if "||" in declared:
        return _is_alternative(said, declared.split("||"), ecosystem)
    mine, theirs = parse_range(said, "npm" if ecosystem == "npm" else "other"), parse_range(declared, ecosystem)
    if mine is None or theirs is None:
        return None
    if mine.exact:
        return _is_version(mine, theirs)
    if not (theirs.low or theirs.high) and (mine.low or mine.high):
        return None  # any version will do, as far as this manifest goes
    return _is_same_low(mine, theirs) and _is_same_high(mine, theirs)


def names_a_version(said: str) -> bool:
    """Whether one version is meant (`4.17.21`, `==2.0`), no range."""
    found = parse_range(said)
    return found is not None and bool(found.exact)


def _is_alternative(said: str, alternatives: list[str], ecosystem: Ecosystem) -> bool | None:
    """A lowest version is that of the lowest alternative; anything else must be one of them."""
    mine = parse_range(said)
    if mine is not None and mine.low and not mine.high and not mine.exact:
        ranges = [found for one in alternatives if (found := parse_range(one, ecosystem)) is not None]
        return any(_is_same_low(mine, one) for one in ranges if one.low == min(each.low for each in ranges))
    answers = {is_declared(said, one, ecosystem) for one in alternatives}
    return True if True in answers else None if None in answers else False


def is_locked(said: str, version: str) -> bool | None:
    """Whether a locked version is what was said: the version itself or its first parts; None: a range that holds it."""
    mine, theirs = parse_range(said), parse_range(version)
    if mine is None or theirs is None or not theirs.exact:
        return None
    if not is_within(theirs.exact, mine):
        return False
    return True if mine.exact else None


def _plain(text: str) -> str:
    parts = re.sub(r"\s+", "", text.strip().strip("\"'()").lower()).split(",")
    return ",".join(sorted(parts))


def _is_version(said: Range, declared: Range) -> bool | None:
    version = said.exact
    if declared.exact:
        return _begins(declared.exact, version)
    if declared.low and _begins(declared.low, version) and said.is_bare:
        return True
    if not declared.low and not declared.high:
        return None
    return None if is_within(version, declared) else False


def _begins(whole: Version, start: Version) -> bool:
    return whole[: len(start)] == start or padded(whole) == padded(start)


def _is_same_low(said: Range, declared: Range) -> bool:
    if not said.low:
        return True
    return padded(said.low) == padded(declared.low) and said.is_open == declared.is_open


def _is_same_high(said: Range, declared: Range) -> bool:
    """Not asked for when a lowest version alone was said."""
    if not said.high:
        return True
    return padded(said.high) == padded(declared.high) and said.has_high == declared.has_high
