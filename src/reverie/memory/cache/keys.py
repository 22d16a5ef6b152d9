"""Digests that stand for texts in the cache's tables."""

import hashlib
import unicodedata


def digest(*texts: str) -> bytes:
    """128 bits, which nobody has to find again outside of one cache."""
    hashed = hashlib.blake2b(digest_size=16)
    for text in texts:
        hashed.update(text.encode() + b"\0")
    return hashed.digest()


def folded(slug: str) -> str:
    """A slug as file systems compare names that fold case; some give names back in another Unicode form."""
    return unicodedata.normalize("NFC", slug).casefold()
