"""All points of a scenario by their kind, and whether a broken writer is caught by one of them."""

import random
import tempfile
from collections.abc import Iterator
from contextlib import nullcontext
from pathlib import Path

from .broken import BROKEN, Broken
from .disk_calls import Fault
from .points import Point, Variant, calls_of, recorded, strike, two_writers
from .powers import Disk, lay_out
from .scenarios import SCENARIOS, Scenario
from .verdict import violations

SEED = 20261122


def struck(scenario: Scenario, fault: Fault, every: int = 1, variant: Variant = nullcontext) -> Iterator[Point]:
    """A point at each call of the scenario, or at each `every`th."""
    for at in range(1, calls_of(scenario, variant) + 1, every):
        yield strike(scenario, fault, at, variant)


def power_cuts(
    scenario: Scenario, every: int = 1, drawn: int = 3, variant: Variant = nullcontext
) -> Iterator[tuple[int, tuple[str, ...]]]:
    """After each call, or each `every`th: its number, and what is violated in each legal state that is tried."""
    with tempfile.TemporaryDirectory() as holder:
        folder = Path(holder) / "memory"
        scenario.prepare(folder)
        disk = Disk(folder)
        run, said = recorded(scenario, folder, variant)
        draw = random.Random(SEED)
        for number, call in enumerate(run.calls, 1):
            disk.apply(call)
            if number % every:
                continue
            steps = [step for at, step in said if at <= number]
            for which, state in enumerate(disk.states(draw, drawn)):
                place = Path(holder) / f"{number}-{which}"
                lay_out(state, place)
                with variant():
                    yield number, tuple(violations(place, scenario.prepared, steps))


def both_writing(fault: Fault, every: int = 1, variant: Variant = nullcontext, most: int = 80) -> Iterator[Point]:
    """One writer struck beside another, at each call."""
    for at in range(1, most + 1, every):
        yield two_writers(fault, at, variant)


def how_caught(one: Broken) -> str:
    """The first violation of a broken writer; empty when no point shows one."""
    for kind in one.by:
        for found in _points_of(one, kind):
            if found:
                return f"{kind}: {found[0]}"
    return ""


def all_broken() -> dict[str, str]:
    """How each broken writer was caught, by its name."""
    return {one.name: how_caught(one) for one in BROKEN}


def _points_of(one: Broken, kind: str) -> Iterator[tuple[str, ...]]:
    if kind == "two":
        for point in both_writing("kill", 1, one.variant):
            yield point.violations
        return
    for scenario in SCENARIOS[:2]:
        if kind == "power":
            for _, found in power_cuts(scenario, variant=one.variant):
                yield found
        elif kind in ("kill", "torn", "EIO"):
            for point in struck(scenario, kind, variant=one.variant):  # type: ignore[arg-type]
                yield point.violations
