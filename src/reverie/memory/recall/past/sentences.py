"""The sentences of what a person said, and the passage of it that says most about a query."""

import re
from collections.abc import Collection, Iterator

from reverie.memory.recall.terms import terms_of

_END = re.compile(r"(?<=[.!?。！？])\s+|\n+")
_SHORT, _LONG = 40, 600
_MOST_SENTENCES = 12
MOST_QUOTED = 400


def sentences(text: str) -> list[str]:
    """The first sentences of a text, short ones with the one before or after; a long one is cut. Each gets a vector:
    a wish and a remark about oneself in one message mean two things."""
    found: list[str] = []
    for part in _parts(text):
        if found and min(len(found[-1]), len(part)) < _SHORT and len(found[-1]) + len(part) < _LONG:
            found[-1] += f" {part}"
        elif len(found) < _MOST_SENTENCES:
            found.append(part)
        else:
            break
    return [one[:_LONG] for one in found]


def passage(text: str, terms: Collection[str], most: int = MOST_QUOTED) -> str:
    """What of a text to quote: whole when it is short, else whole sentences around the one with most of the terms."""
    bare = " ".join(text.split())
    if len(bare) <= most:
        return bare
    parts = list(_parts(text))
    wanted = frozenset(terms)
    worth = [len(wanted & frozenset(terms_of(part))) for part in parts]
    first = last = max(range(len(parts)), key=lambda place: (worth[place], -place))
    room = most - len(parts[first]) - 4
    while room > 0:
        after = last + 1 if last + 1 < len(parts) and len(parts[last + 1]) < room else None
        before = first - 1 if after is None and first > 0 and len(parts[first - 1]) < room else None
        if after is None and before is None:
            break
        room -= len(parts[last + 1 if after is not None else first - 1]) + 1
        first, last = (first, last + 1) if after is not None else (first - 1, last)
    chosen = " ".join(" ".join(part.split()) for part in parts[first : last + 1])
    return (
        ("… " if first else "")
        + (chosen if len(chosen) <= most - 4 else chosen[: most - 5] + "…")
        + (" …" if last + 1 < len(parts) else "")
    )


def _parts(text: str) -> Iterator[str]:
    return (part for piece in _END.split(text) if (part := piece.strip()))
