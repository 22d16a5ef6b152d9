"""Files that survive: atomic replacement, append-only JSON lines, locks by descriptor, SQLite, the clock.

Errors are the operating system's own (`OSError`); `Busy` (lock) is the one of ours.
"""
