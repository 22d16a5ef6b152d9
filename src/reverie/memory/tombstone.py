"""What stays of a statement that a person purged: a salted hash, by which it is known again and not read.

As text it is `<salt>:<SHA-256 in hexadecimal>`. One salt serves a memory, so that looking a statement up costs one
hash.
"""

import hashlib
import os


def new_salt() -> str:
    return os.urandom(16).hex()


def tombstone(key: str, salt: str) -> str:
    """The tombstone of a statement by its `plain_key`."""
    return f"{salt}:{hashlib.sha256(f'{salt}:{key}'.encode()).hexdigest()}"


def salt_of(stone: str) -> str:
    """Empty for what is no tombstone."""
    return stone.partition(":")[0] if ":" in stone else ""
