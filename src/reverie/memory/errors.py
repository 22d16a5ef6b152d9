"""What can go wrong with a memory. Each text is one line with the next step.

MemoryTrouble
├── ReadOnly         it can be read but not written: a newer format, no permission, a network file system
├── NotWritten       the disk refused; nothing of it is in the memory
├── Unfinished       the disk refused after the commit point; the next opening finishes it
└── NoSuchFact       no fact or change of that id, or an ambiguous beginning of one

Broken files are `reverie.storage.errors.BrokenFile`; what may not enter is a `Refusal`, a value.
"""


class MemoryTrouble(Exception):
    """Base: the text is one line for a person."""


class ReadOnly(MemoryTrouble): ...


class NotWritten(MemoryTrouble): ...


class Unfinished(MemoryTrouble): ...


class NoSuchFact(MemoryTrouble): ...
