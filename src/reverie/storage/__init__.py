"""Files that survive: atomic replacement, append-only JSON lines, locks by descriptor, SQLite, the clock.

Errors are the operating system's own (`OSError`), `Busy` (lock), and `UnusableFile` (errors) for a broken file or one
that a newer Reverie wrote.
"""
