"""Pull the plug: writers of a memory killed at drawn calls to the disk, and a broken writer that has to be caught."""

import random

from benchmarks.crash.broken import BROKEN
from benchmarks.crash.points import Point, Variant, calls_of, strike
from benchmarks.crash.scenarios import SCENARIOS, Scenario

from .stage import Stage, line, told
from .step import Outcome, judged

KILLS = 200
_BROKEN = "the pointer comes before its topic"


def pull_the_plug(stage: Stage, kill_at: int | None = None) -> Outcome:
    """200 kills at calls drawn by the seed, or one at the call `kill_at` of each scenario."""
    calls = {scenario.name: calls_of(scenario) for scenario in SCENARIOS}
    told(f"Writers that make {', '.join(f'{count} calls ({name})' for name, count in calls.items())} to the disk.")
    points = _points(stage.seed, calls, kill_at)
    struck = [strike(scenario, "kill", at) for scenario, at in points]
    violated = [point for point in struck if point.violations]
    line(f"    killed {len(struck)} times: {_counted(violated)}")
    for point in violated[:3]:
        line(f"    {point.scenario}, call {point.at}: {point.violations[0]}")
    caught = _first_caught(next(one.variant for one in BROKEN if one.name == _BROKEN))
    line(f"    a broken writer ({_BROKEN}): {'caught: ' + caught if caught else 'NOT caught'}")
    return judged(
        not violated and bool(caught),
        f"{len(struck)} kills: {_counted(violated)}",
        f"a broken writer: caught ({caught})" if caught else "a broken writer: not caught",
        "see the lines above",
    )


def _points(seed: int, calls: dict[str, int], kill_at: int | None) -> list[tuple[Scenario, int]]:
    if kill_at is not None:
        return [(scenario, kill_at) for scenario in SCENARIOS if kill_at <= calls[scenario.name]]
    every = [(scenario, at) for scenario in SCENARIOS for at in range(1, calls[scenario.name] + 1)]
    draw = random.Random(seed)
    return draw.sample(every, KILLS) if len(every) >= KILLS else draw.choices(every, k=KILLS)


def _counted(violated: list[Point]) -> str:
    texts = [text for point in violated for text in point.violations]
    dangling = sum(" points to " in text for text in texts)
    return f"acknowledged facts lost {len(texts) - dangling}, dangling pointers {dangling}"


def _first_caught(variant: Variant) -> str:
    for scenario in SCENARIOS:
        for at in range(1, calls_of(scenario, variant) + 1):
            if found := strike(scenario, "kill", at, variant).violations:
                return found[0].partition(": [Errno")[0]
    return ""
