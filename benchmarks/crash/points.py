"""One point: a scenario, run in a process of its own until its fault strikes, and what is found afterwards."""

import io
import os
import pickle
import tempfile
from collections.abc import Callable, Sequence
from contextlib import AbstractContextManager, nullcontext
from pathlib import Path

import msgspec

from reverie.memory.errors import MemoryTrouble

from .disk_calls import DiskCalls, Fault
from .scenarios import Scenario, Step
from .verdict import violations

Variant = Callable[[], AbstractContextManager[object]]


class Point(msgspec.Struct, frozen=True):
    """Where it was struck, and what was violated; `struck` is False when the run went on as if nothing had been."""

    scenario: str
    fault: Fault
    at: int
    violations: tuple[str, ...]
    struck: bool


def strike(scenario: Scenario, fault: Fault, at: int, variant: Variant = nullcontext) -> Point:
    """Run the scenario in a fresh folder with this fault at its call number `at`, and judge what is left."""
    with tempfile.TemporaryDirectory() as holder:
        folder = Path(holder) / "memory"
        scenario.prepare(folder)
        steps, ending = _in_child(folder, scenario, fault, at, variant)
        with variant():
            found = violations(folder, scenario.prepared, steps)
        if ending.startswith("error: "):
            found.append(f"it ended with {ending}")
        return Point(scenario.name, fault, at, tuple(found), ending != "done")


def calls_of(scenario: Scenario, variant: Variant = nullcontext) -> int:
    """How many calls an undisturbed run makes."""
    with tempfile.TemporaryDirectory() as holder:
        folder = Path(holder) / "memory"
        scenario.prepare(folder)
        return len(recorded(scenario, folder, variant)[0].calls)


def recorded(
    scenario: Scenario, folder: Path, variant: Variant = nullcontext
) -> tuple[DiskCalls, list[tuple[int, Step]]]:
    """All calls of an undisturbed run, and the steps with how many calls there were before each was said."""
    disk = DiskCalls(folder)
    said: list[tuple[int, Step]] = []
    with variant(), disk.between():
        scenario.run(folder, lambda step: said.append((len(disk.calls), step)))
    return disk, said


def two_writers(fault: Fault, at: int, variant: Variant = nullcontext) -> Point:
    """One writer is struck while another writes into the same topics."""
    from .scenarios import TWO

    with tempfile.TemporaryDirectory() as holder:
        folder = Path(holder) / "memory"
        TWO[0].prepare(folder)
        other = _Child(folder, TWO[1], "kill", 0, variant)
        steps, ending = _in_child(folder, TWO[0], fault, at, variant)
        more, other_ending = other.ended()
        with variant():
            found = violations(folder, TWO[0].prepared, [*more, *steps])
        if other_ending != "done":
            found.append(f"the other writer ended with {other_ending}")
        return Point("two writers", fault, at, tuple(found), ending != "done")


class _Child:
    """A process that runs a scenario; what it said and how it ended come through a pipe."""

    def __init__(self, folder: Path, scenario: Scenario, fault: Fault, at: int, variant: Variant) -> None:
        self._reads, writes = os.pipe()
        self._pid = os.fork()
        if self._pid == 0:
            os.close(self._reads)
            _run(folder, scenario, DiskCalls(folder, at, fault), variant, writes)
        os.close(writes)

    def ended(self) -> tuple[list[Step], str]:
        """The steps it said, and `done`, `killed`, `refused: …` (an error of the memory's own) or `error: …`."""
        with open(self._reads, "rb") as pipe:
            said = _unpickled(pipe.read())
        _, status = os.waitpid(self._pid, 0)
        steps = [one for one in said if isinstance(one, Step)]
        if os.WIFSIGNALED(status):
            return steps, "killed"
        return steps, next((one for one in said if isinstance(one, str)), "error: it said nothing")


def _in_child(folder: Path, scenario: Scenario, fault: Fault, at: int, variant: Variant) -> tuple[list[Step], str]:
    return _Child(folder, scenario, fault, at, variant).ended()


def _run(folder: Path, scenario: Scenario, disk: DiskCalls, variant: Variant, writes: int) -> None:
    """Never returns: this is the child."""
    send = os.write

    def say(what: object) -> None:
        send(writes, pickle.dumps(what))

    try:
        with variant(), disk.between():
            scenario.run(folder, say)
        say("done")
    except MemoryTrouble as error:
        say(f"refused: {error}")
    except BaseException as error:  # noqa: BLE001, told to the parent, which judges it
        say(f"error: {type(error).__name__}: {error}")
    finally:
        os._exit(0)


def _unpickled(content: bytes) -> Sequence[object]:
    stream, found = io.BytesIO(content), []
    while True:
        try:
            found.append(pickle.load(stream))
        except (EOFError, pickle.UnpicklingError):
            return found
