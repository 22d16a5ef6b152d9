"""Pairs of statements about projects, labelled before code met them: see `half`."""

from collections.abc import Callable, Sequence
from pathlib import Path

import msgspec
from benchmarks.report import Row
from benchmarks.updates_arms import most_alike

from reverie.memory.slots.finding import same_slot


class Pair(msgspec.Struct, frozen=True):
    """An older and a newer statement; `functional`: their relation has one value at a time.

    `half`: the code was first tuned on one half of a list, judged on the other, then tuned on that too and judged on a
    second list, and so with a third. What each list said when it was unseen stands in the notes of the report.
    """

    id: str
    half: str
    old: str
    new: str
    same_slot: bool
    functional: bool

    @property
    def is_change(self) -> bool:
        return self.same_slot and self.functional


def read_pairs(path: Path) -> list[Pair]:
    return [msgspec.json.decode(line, type=Pair) for line in path.read_bytes().splitlines()]


def measure_pairs(pairs: Sequence[Pair]) -> list[Row]:
    arms: dict[str, Callable[[Pair], bool]] = {
        "newest-wins": lambda pair: most_alike(pair.new, [pair.old]) is not None,
        "ours": lambda pair: (match := same_slot(pair.old, pair.new)) is not None and match.is_functional,
    }
    return [
        row
        for half in ("tuned", "held out", "second list", "third list")
        for arm, decides in arms.items()
        for row in _judged(half, arm, decides, [pair for pair in pairs if pair.half == half])
    ]


def _judged(half: str, arm: str, decides: Callable[[Pair], bool], pairs: Sequence[Pair]) -> list[Row]:
    changes = [pair for pair in pairs if pair.is_change]
    adding = [pair for pair in pairs if pair.same_slot and not pair.functional]
    others = [pair for pair in pairs if not pair.same_slot]
    budget = 1.0 if arm == "ours" else None
    return [
        _share(f"pairs, {half}: changes missed", sum(not decides(pair) for pair in changes), len(changes), arm),
        _share(f"pairs, {half}: false conflicts, additive", sum(map(decides, adding)), len(adding), arm, budget),
        _share(f"pairs, {half}: false conflicts, other slots", sum(map(decides, others)), len(others), arm),
    ]


def _share(what: str, wrong: int, of: int, arm: str, budget: float | None = None) -> Row:
    return Row(what, 100 * wrong / max(1, of), "%", of, arm=arm, budget=budget)
