"""Features: young parts that can be switched off. Each is declared here, once.

A person switches one in the table `[features]` of `config.toml`, or for one run with its environment variable. A
trusted repository may only switch it off.
"""

from typing import Literal

import msgspec

State = Literal["experimental", "beta", "stable-soon"]


class Feature(msgspec.Struct, frozen=True):
    """One young part: `default` is whether it is on when nobody said, `line` says what it does."""

    name: str
    default: bool
    state: State
    line: str

    @property
    def variable(self) -> str:
        """The environment variable that switches it for one run, `on` or `off`."""
        return f"REVERIE_FEATURE_{self.name.upper()}"


FEATURES: dict[str, Feature] = {
    feature.name: feature
    for feature in (
        Feature("tasks", True, "beta", "the model may hand parts of its work to sub-sessions (tool `task`)"),
        Feature("nested_instructions", True, "beta", "AGENTS.md of a folder is loaded when a file below it is touched"),
        Feature(
            "memory", True, "beta", "what is remembered is told to the model, which recalls and keeps facts by tools"
        ),
        Feature("claims", True, "beta", "what an answer says was done is judged by the record, and sent back if false"),
        Feature(
            "counterweight",
            True,
            "experimental",
            "a model is told its measured weaknesses, once 30 of its turns were judged",
        ),
        Feature("harvest", True, "beta", "at a session's end facts are taken from what was said and run in it"),
    )
}
