"""Values: a tool of the tables, and what a simple command turned out to be."""

from collections.abc import Mapping
from typing import Any, cast

import msgspec

from reverie.quality.runs.values import Purpose

NONE: frozenset[str] = frozenset()


class Tool(msgspec.Struct, frozen=True):
    """One program or one verb of it.

    `takes` are options with a value that limits nothing, `limits` those whose value is a scope; `operands` says that
    its other arguments are paths or names it is limited to. `verbs` are looked up by the first operand. Options in
    `dry` make it a dry run, those in `changes` give it another purpose, those in `whole` make it only show something.
    `opaque`: it runs other tools, which only its output names.
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
    opaque: bool = False


class Known(msgspec.Struct, frozen=True):
    """What a simple command is."""

    program: str
    purpose: Purpose
    scope: tuple[str, ...] = ()
    dry_run: bool = False
    skips_hooks: bool = False
    opaque: bool = False


def words(text: str) -> frozenset[str]:
    """`text` split at blanks, as the tables are written."""
    return frozenset(text.split())


def tools(purpose: Purpose, names: str, **settings: Any) -> dict[str, Tool]:
    """Tools that differ in their names alone."""
    return {name: Tool(name, purpose, **settings) for name in names.split()}


def verbs(name: str, settings: Mapping[str, Any] | None = None, /, **by_purpose: str) -> dict[str, Tool]:
    """The verbs of the program `name`, listed by their purpose; `b=build` lists a short form of `build`.

    `settings` are fields that all of them share.
    """
    found: dict[str, Tool] = {}
    for purpose, listed in by_purpose.items():
        for entry in listed.split():
            verb, _, full = entry.partition("=")
            found[verb] = Tool(f"{name} {full or verb}", cast("Purpose", purpose), **(settings or {}))
    return found


def program(name: str, purpose: Purpose = "other", /, **by_purpose: str) -> Tool:
    """A program that is nothing but its verbs, and `purpose` without a known one."""
    return Tool(name, purpose, verbs=verbs(name, **by_purpose))
