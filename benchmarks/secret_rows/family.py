"""A family of secrets: what its tokens look like, and where that is published."""

import re
from collections.abc import Callable
from random import Random

import msgspec
from benchmarks.secret_rows.drawing import drawn


class Family(msgspec.Struct, frozen=True):
    """One kind of token.

    `variable` is its usual environment variable. `form` is the format, as a template for `drawn` or a function.
    `published` says where the vendor publishes it. A family that is
    `named_only` looks like any other random text (`[a-f0-9]{32}`), so that its name stands beside it in every row.
    `secret` is a pattern for the part of the text that must not survive, where that is not all of it (a webhook's
    address). `without` names forms in which such a token does not occur.
    """

    name: str
    variable: str
    form: str | Callable[[Random], str]
    published: str
    named_only: bool = False
    secret: str = ""
    without: frozenset[str] = frozenset()

    @property
    def host(self) -> str:
        """A server that might take the token."""
        return f"api.{self.name.split('-')[0]}.com"

    def draw(self, random: Random) -> str:
        """A new token of the family."""
        return drawn(random, self.form) if isinstance(self.form, str) else self.form(random)

    def secret_of(self, token: str) -> str:
        """The part of the token that must not survive.

        Errors: ValueError when the family's pattern does not fit its own token.
        """
        if not self.secret:
            return token
        found = re.search(self.secret, token)
        if found is None:
            raise ValueError(f"family {self.name!r}: its pattern for the secret part does not fit {token!r}")
        return found[0]
