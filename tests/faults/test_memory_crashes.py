"""I1-I4: a memory's writers die at their calls, the disk refuses them, the power goes; nothing acknowledged is lost and
nothing is half there. `python -m benchmarks.crash` tries each call; here every few are tried."""

import pytest
from benchmarks.crash.broken import BROKEN, Broken
from benchmarks.crash.disk_calls import FAULTS, Fault
from benchmarks.crash.judging import both_writing, how_caught, power_cuts, struck
from benchmarks.crash.scenarios import SCENARIOS, Scenario

_NAMES = [scenario.name for scenario in SCENARIOS]


@pytest.mark.parametrize("fault", FAULTS)
@pytest.mark.parametrize("scenario", SCENARIOS, ids=_NAMES)
def test_a_writer_that_is_struck_leaves_nothing_wrong(scenario: Scenario, fault: Fault) -> None:
    points = list(struck(scenario, fault, every=7))
    assert any(point.struck for point in points)
    assert [point for point in points if point.violations] == []


@pytest.mark.parametrize("scenario", SCENARIOS, ids=_NAMES)
def test_a_power_cut_leaves_nothing_wrong(scenario: Scenario) -> None:
    found = list(power_cuts(scenario, every=3))
    assert len(found) >= 14
    assert [one for one in found if one[1]] == []


def test_a_writer_beside_one_that_is_struck_loses_nothing() -> None:
    points = list(both_writing("kill", every=9))
    assert [point for point in points if point.violations] == []


@pytest.mark.parametrize("broken", BROKEN, ids=[one.name for one in BROKEN])
def test_a_broken_writer_is_caught(broken: Broken) -> None:
    assert how_caught(broken)
