"""A scenario as a program of its own: `python -m benchmarks.crash.child SCENARIO FOLDER`.

Steps go to standard output as JSON lines, each by one write, so that what was acknowledged is known however it ends.
"""

import os
import sys
from pathlib import Path

import msgspec

from reverie.memory.errors import MemoryTrouble

from .scenarios import SCENARIOS, Step


def main() -> int:
    name, folder = sys.argv[1:]
    scenario = next(one for one in SCENARIOS if one.name == name)
    try:
        scenario.run(Path(folder), _say)
    except MemoryTrouble as error:
        print(error, file=sys.stderr)
        return 1
    return 0


def _say(step: Step) -> None:
    os.write(sys.stdout.fileno(), msgspec.json.encode(step) + b"\n")


def read_steps(output: bytes) -> list[Step]:
    """The steps of a child's output; a last line that is not whole was not said."""
    return [msgspec.json.decode(line, type=Step) for line in output.split(b"\n")[:-1]]


if __name__ == "__main__":
    sys.exit(main())
