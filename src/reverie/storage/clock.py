"""The time of day, as a value that tests can set."""

import time
from collections.abc import Callable
from datetime import UTC, datetime

Clock = Callable[[], float]
"""Seconds since the epoch."""

system_clock: Clock = time.time


def instant(clock: Clock) -> str:
    """Now in UTC, ISO 8601 with milliseconds: `2026-11-20T09:30:00.123Z`."""
    return datetime.fromtimestamp(clock(), UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")
