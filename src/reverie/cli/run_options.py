"""What a person typed on the command line of the agent."""

import sys
from collections.abc import Mapping
from typing import Literal

import msgspec

OutputFormat = Literal["text", "json", "stream-json"]


class RunOptions(msgspec.Struct, frozen=True):
    """The command line, as it was typed."""

    words: tuple[str, ...]
    headless: bool
    output_format: OutputFormat
    continue_last: bool
    resume: str | None
    model: str | None
    base_url: str | None
    effort: Literal["low", "medium", "high"] | None
    permission_mode: Literal["ask", "accept-edits", "plan"] | None
    allowed_tools: tuple[str, ...]
    skip_permissions: bool
    max_turns: int | None
    max_budget_usd: float | None
    trust: bool
    ignore_repo: bool
    fail_on_false_claims: bool
    debug: bool

    @property
    def is_headless(self) -> bool:
        """Asked for, or no terminal to talk on."""
        return self.headless or not (sys.stdin.isatty() and sys.stdout.isatty())


def options_from(typed: Mapping[str, object]) -> RunOptions:
    """The options as a value; their types were checked by click."""
    return msgspec.convert(typed, RunOptions)
