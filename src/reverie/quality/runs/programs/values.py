"""Values: a tool of the tables, and what a simple command turned out to be."""

from collections.abc import Callable, Mapping

import msgspec

from reverie.quality.runs.values import Purpose

NONE: frozenset[str] = frozenset()


class Tool(msgspec.Struct, frozen=True):
    """One program or one verb of it.

    `takes` are options with a value that limits nothing, `limits` those whose value is a scope. `operands`: its other
    arguments are paths or names it is limited to. `verbs` are looked up by the first operand; `otherwise` says what it
    is without a known verb. `dry` and `changes` are options that make it a dry run or give another purpose.
    """

    name: str
    purpose: Purpose
    takes: frozenset[str] = NONE
    limits: frozenset[str] = NONE
    operands: bool = True
    verbs: Mapping[str, "Tool"] = {}
    dry: frozenset[str] = NONE
    changes: Mapping[str, Purpose] = {}
    whole: frozenset[str] = NONE
    """Options that make it a state or a help and no run of its purpose."""
    opaque: bool = False
    """It runs other tools, which only its output names."""


class Known(msgspec.Struct, frozen=True):
    """What a simple command is."""

    program: str
    purpose: Purpose
    scope: tuple[str, ...] = ()
    dry_run: bool = False
    skips_hooks: bool = False
    opaque: bool = False


Reading = Callable[[tuple[str, ...]], Known | None]


def words(text: str) -> frozenset[str]:
    """`text` split at blanks, as the tables are written."""
    return frozenset(text.split())


def tools(purpose: Purpose, names: str, **settings: object) -> dict[str, Tool]:
    """Tools that differ in their names alone."""
    return {name: Tool(name, purpose, **settings) for name in names.split()}  # type: ignore[arg-type]
