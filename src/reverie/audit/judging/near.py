"""Names that are nearly the same."""

from collections.abc import Iterable

_LIKE = 82.0
"""Of 100: `client_cache.py` and `client_caches.py` are 97, `retry.py` and `redis.py` 57."""


def near_names(name: str, others: Iterable[str]) -> list[str]:
    from rapidfuzz import fuzz, process

    found = process.extract(name, list(others), scorer=fuzz.ratio, score_cutoff=_LIKE, limit=3)
    return [one[0] for one in found if one[0] != name]
