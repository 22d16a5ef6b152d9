"""How a fact was used, in words."""

from reverie.memory.usage import FactUse

_ONCE, _TWICE = "once", "twice"


def use_line(use: FactUse) -> str:
    """`recalled 3 times, relied on once, last on 2026-11-22`; empty for a fact that never was."""
    counts = ((use.recalled, "recalled"), (use.cited, "relied on"), (use.contradicted, "found no longer true"))
    said = [f"{what} {_times(count)}" for count, what in counts if count]
    return ", ".join([*said, f"last on {use.last}"]) if said else ""


def _times(count: int) -> str:
    return {1: _ONCE, 2: _TWICE}.get(count, f"{count:,} times")
