"""Session ids: 26 characters that sort by their time of birth.

Form and alphabet are those of ULID (https://github.com/ulid/spec): 48 bits of milliseconds, 80 random bits,
in Crockford's base 32.
"""

import os

_ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
SESSION_ID_LENGTH = 26


def new_session_id(unix_ms: int) -> str:
    """A new id for an instant given in milliseconds since the epoch."""
    number = (unix_ms << 80) | int.from_bytes(os.urandom(10), "big")
    return "".join(_ALPHABET[(number >> shift) & 31] for shift in range(125, -1, -5))


def is_session_id(text: str) -> bool:
    """Whether the text could be a session id; guards file names made from what a person typed."""
    return len(text) == SESSION_ID_LENGTH and all(character in _ALPHABET for character in text)
