"""Names of symbols as they are written, in one form, and names that are nearly the same."""

import re
from collections.abc import Iterable, Sequence

_SEPARATORS = re.compile(r"::|->|(?<=\w)#|\\")
_NEAR = 55.0
"""Per cent of likeness from which a name is worth showing."""


def dotted(name: str) -> str:
    """`requests::Session#request()` as `requests.Session.request`."""
    plain = _SEPARATORS.sub(".", name.strip().strip("~@&*"))
    if "operator" not in plain:  # C++ has an `operator()`
        plain = re.sub(r"\([^()]*\)|<[^<>]*>", "", plain)
    return ".".join(part for part in plain.split(".") if part)


def readings(name: str) -> list[str]:
    """The name, and what of it remains without one, two, … of its heads, which may be modules."""
    parts = name.split(".")
    return [".".join(parts[at:]) for at in range(len(parts))]


def nearest(name: str, others: Iterable[str], most: int = 3) -> Sequence[str]:
    """Those that are most like it, the most like one first."""
    from rapidfuzz import fuzz, process

    found = process.extract(name, list(dict.fromkeys(others)), scorer=fuzz.ratio, limit=most, score_cutoff=_NEAR)
    return [other for other, _, _ in found]
