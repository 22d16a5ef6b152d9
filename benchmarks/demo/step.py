"""A step of the demonstration, and what came of it."""

from collections.abc import Callable
from typing import Literal

import msgspec

from .stage import Stage

Mark = Literal["PASS", "FAIL", "NOT RUN", "NOT YET"]


class Outcome(msgspec.Struct, frozen=True):
    """`ours` and `control` say in a few words what was measured with Reverie and without it; `why` is for a step that
    did not run, or failed."""

    mark: Mark
    ours: str = ""
    control: str = ""
    why: str = ""


class Step(msgspec.Struct, frozen=True):
    """`promise` is one sentence; `play` shows it, None while its part is not built. `again` is the command that
    measures it at length."""

    name: str
    promise: str
    again: str
    play: Callable[[Stage], Outcome] | None = None


def judged(passed: bool, ours: str, control: str, why: str = "") -> Outcome:
    """`ours` is told of a step that passed alone."""
    return Outcome("PASS", ours, control) if passed else Outcome("FAIL", why=why)
