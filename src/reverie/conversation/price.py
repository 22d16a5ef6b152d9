"""Price: what a model's tokens cost."""

import msgspec

from .messages import Usage

_MILLION = 1_000_000


class Price(msgspec.Struct, frozen=True, forbid_unknown_fields=True, omit_defaults=True):
    """US dollars for a million tokens. Without its own price a cache costs what fresh input does."""

    input: float
    output: float
    cache_read: float | None = None
    cache_write: float | None = None

    def cost(self, usage: Usage) -> float:
        """What this usage costs, in US dollars."""
        read = self.input if self.cache_read is None else self.cache_read
        write = self.input if self.cache_write is None else self.cache_write
        total = usage.input * self.input + usage.output * self.output
        return (total + usage.cache_read * read + usage.cache_write * write) / _MILLION

    def most(self, input_tokens: int, output_tokens: int) -> float:
        """The most a request of that size can cost: nothing is read from a cache, all of the output is used."""
        dearest_input = max(self.input, self.cache_write or 0.0)
        return (input_tokens * dearest_input + output_tokens * self.output) / _MILLION
