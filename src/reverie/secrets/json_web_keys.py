"""JSON Web Keys (RFC 7517, RFC 7518): the members of a private key, by their names and the form of their values."""

from collections.abc import Iterator

from .found import Found
from .late import Late
from .randomness import mixes_all

_MEMBER = Late(rb'"(?:d[pq]?|p|qi?|k)\\{0,4}"[ ]?:[ ]?\\{0,4}"([A-Za-z0-9_\-]{40,1400})(?![A-Za-z0-9_\-])')
"""Numbers and secrets of at least 240 bits, in Base64 as URLs have it."""


def find_json_web_keys(text: str, plain: bytes) -> Iterator[Found]:
    """`plain` is the text with `?` for each character that is not ASCII."""
    for found in _MEMBER.pattern.finditer(plain):
        start, end = found.span(1)
        if mixes_all(text[start:end]):
            yield Found("private-key", start, end)
