"""Names that are nearly the same."""

import re
from collections.abc import Iterable, Sequence

from reverie.code.codebase import Codebase
from reverie.code.values import Definition

_LIKE = 82.0
"""Of 100: `client_cache.py` and `client_caches.py` are 97, `retry.py` and `redis.py` 57."""


def near_names(name: str, others: Iterable[str]) -> list[str]:
    from rapidfuzz import fuzz, process

    found = process.extract(name, list(others), scorer=fuzz.ratio, score_cutoff=_LIKE, limit=3)
    return [one[0] for one in found if one[0] != name]


_PREFIXES = ("new_", "do_", "get_", "make_", "build_", "create_", "async_", "safe_")
_SUFFIXES = ("_v2", "2", "_2", "_new", "_async", "_sync", "_all", "s", "_", "V2", "Async", "Sync", "Base")


def renamed_from(name: str, codebase: Codebase) -> Sequence[Definition]:
    """The definitions that were plainly made of a name: with a usual prefix or suffix, each name once."""
    spellings = [*(f"{prefix}{name}" for prefix in _PREFIXES), *(f"{name}{suffix}" for suffix in _SUFFIXES)]
    if re.match(r"[A-Z]", name):
        spellings.append(f"New{name}")
    found = [
        one for spelling in spellings for one in codebase.definitions(spelling) if one.symbol.last_name == spelling
    ]
    return list({one.symbol.name: one for one in found}.values())
