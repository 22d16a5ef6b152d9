"""The value that describes a token family."""

from collections.abc import Iterable
from typing import NamedTuple

B62 = "[A-Za-z0-9]"
"""Letters and digits."""
B64URL = r"[A-Za-z0-9_\-]"
B64 = "[A-Za-z0-9+/]"
HEX = "[0-9a-f]"
UUID = "[0-9a-fA-F]{8}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{12}"


class Family(NamedTuple):
    """Tokens that begin with `head`, literally, and go on as the regular expression `body` says.

    `apart`: no letter or digit may stand before the head, because it is also a piece of words. `before` is a regular
    expression of what belongs to the token before its head; the first of its characters then stands apart. No
    expression matches white space, quotes or any other character that means something to a shell.
    """

    kind: str
    head: str
    body: str
    apart: bool = False
    before: str = ""


def each(kind: str, heads: Iterable[str], body: str, *, apart: bool = False) -> tuple[Family, ...]:
    """One family for every head."""
    return tuple(Family(kind, head, body, apart) for head in heads)


def each_before(kind: str, heads: Iterable[str], body: str, before: str) -> tuple[Family, ...]:
    """One family for every head, with the same before it."""
    return tuple(Family(kind, head, body, before=before) for head in heads)
