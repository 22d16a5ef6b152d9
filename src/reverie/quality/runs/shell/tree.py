"""Values: a command line as the shell reads it."""

from typing import Literal

import msgspec

GroupKind = Literal["plain", "subshell", "if", "loop", "case", "function"]


class Redirect(msgspec.Struct, frozen=True):
    """`operator` as written, with its number: `2>`, `&>`, `>>`; `document` the body of a here-document."""

    operator: str
    target: str
    document: str = ""


class Simple(msgspec.Struct, frozen=True):
    """A program with its arguments; `assigned` are the values set before it, `text` how it is written."""

    words: tuple[str, ...]
    assigned: tuple[str, ...]
    redirects: tuple[Redirect, ...]
    text: str


class Group(msgspec.Struct, frozen=True):
    """A compound command. An `if` holds condition and body in turn, with a last body for `else`; a `loop` its
    condition, if it has one, and its body."""

    kind: GroupKind
    lists: tuple[tuple["AndOr", ...], ...]
    redirects: tuple[Redirect, ...] = ()
    items: int = 0
    """How often a `for` surely goes round; 0 when that is not known."""


class Pipeline(msgspec.Struct, frozen=True):
    parts: tuple[Simple | Group, ...]
    negated: bool = False


class AndOr(msgspec.Struct, frozen=True):
    """Pipelines joined by `&&` and `||`: the first has no operator."""

    items: tuple[tuple[str, Pipeline], ...]
    background: bool = False


CommandList = tuple[AndOr, ...]
