"""Fingerprints: what tells one content of a file from another."""

import os

import msgspec

WHOLE_BYTES = 8 << 20
"""Files up to this size are read whole and known by their hash; larger ones by what the file system says of them."""


class Fingerprint(msgspec.Struct, frozen=True):
    """A content's hash, or for a large file its inode, size and times in nanoseconds."""

    value: str


def of_content(content: bytes) -> Fingerprint:
    import hashlib

    return Fingerprint(hashlib.blake2b(content, digest_size=16).hexdigest())


def of_status(status: os.stat_result) -> Fingerprint:
    return Fingerprint(f"{status.st_dev}:{status.st_ino}:{status.st_size}:{status.st_mtime_ns}:{status.st_ctime_ns}")
