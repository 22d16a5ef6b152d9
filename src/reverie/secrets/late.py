"""Regular expressions that are compiled when they are first used: a start does not pay for those it never needs."""

import re
from functools import cached_property
from typing import AnyStr, Generic


class Late(Generic[AnyStr]):
    """An expression and its flags, as `re.compile` takes them."""

    def __init__(self, expression: AnyStr, flags: int = 0) -> None:
        self._expression: AnyStr = expression
        self._flags = flags

    @cached_property
    def pattern(self) -> re.Pattern[AnyStr]:
        return re.compile(self._expression, self._flags)
