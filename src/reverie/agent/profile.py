"""Profile: how much a model is given, by what it can take."""

from collections.abc import Callable

import msgspec

from reverie.conversation.ports import ToolSpec
from reverie.conversation.truncation import Limits

from .prompt import full_prompt

_FULL_LIMITS = Limits(lines=1_000, characters=40_000)


class Profile(msgspec.Struct, frozen=True):
    """`prompt` is what the system prompt begins with. `tools` picks and words the tools that the model sees.

    `result_limits` bound one result, `instruction_characters` one instruction file, `most_output_tokens` a reply.
    `opened` names the tools that are opened at all; None for the usual ones.
    """

    prompt: str
    tools: Callable[[tuple[ToolSpec, ...]], tuple[ToolSpec, ...]]
    result_limits: Limits
    instruction_characters: int | None
    most_output_tokens: int
    opened: tuple[str, ...] | None = None

    @property
    def kept_limits(self) -> Limits:
        """What the loop cuts at: a little wider, so that a page which a tool made to measure is not cut again."""
        return Limits(self.result_limits.lines + 20, self.result_limits.characters * 11 // 10)


def full_profile(most_output_tokens: int) -> Profile:
    """For models with a large window and tool calls of their own."""
    return Profile(full_prompt(), lambda specs: specs, _FULL_LIMITS, None, most_output_tokens)
