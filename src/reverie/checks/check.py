"""A check: one predicate about a project, as a value. Its text form is in `check_text`.

Paths are relative to the project's root, with `/`. An empty path in `SymbolIs` and `SignatureIs` means
"defined somewhere"; who binds fills it in when there is one place.
"""

import msgspec


class Check(msgspec.Struct, frozen=True, tag_field="kind", omit_defaults=True):
    """Base of the closed union `AnyCheck`."""


class PathIs(Check, frozen=True, tag="path"):
    """There is such a file or folder; a folder's path ends with `/`."""

    path: str


class TextIs(Check, frozen=True, tag="text"):
    """A file holds this text, in one line of it, whatever the blanks between its words."""

    text: str
    path: str


class SymbolIs(Check, frozen=True, tag="symbol"):
    """A file defines, or offers under this name, a symbol (`Session.request`)."""

    name: str
    path: str = ""


class Wanted(msgspec.Struct, frozen=True, omit_defaults=True):
    """A parameter that a callable must have: `default` is the source of its default, None when nothing is said of it.

    `is_required`: it must have none.
    """

    name: str
    default: str | None = None
    is_required: bool = False


class SignatureIs(Check, frozen=True, tag="signature"):
    """A callable has these parameters, perhaps among others; with `is_whole` these and no others, in this order."""

    name: str
    parameters: tuple[Wanted, ...]
    path: str = ""
    is_whole: bool = False


class ValueIs(Check, frozen=True, tag="value"):
    """A constant of a source file, or a key of a configuration file, has this value; None: it is there.

    Values are compared as values, not as texts: `60 * 5` is `300`, `'a'` is `"a"`, `1_000` is `1000`.
    """

    key: str
    path: str
    value: str | None = None


class DependencyIs(Check, frozen=True, tag="dependency"):
    """The project declares a dependency; `wanted` is what is said of its version (`>=2.28`, `4.17.0`; empty: nothing).

    `path` is the manifest that was meant; empty: any of the root's.
    """

    name: str
    wanted: str = ""
    path: str = ""


class CommandIs(Check, frozen=True, tag="command"):
    """A read-only command ends with 0. Never run unless a person asked for such checks."""

    command: str


class CommitIs(Check, frozen=True, tag="commit"):
    """A commit (full or abbreviated hash) is in the history of HEAD."""

    commit: str


class UntilIs(Check, frozen=True, tag="until"):
    """It holds until the end of this local day (`2026-12-31`)."""

    day: str


class AbsentIs(Check, frozen=True, tag="absent"):
    """The other check does not hold: no such path, text, symbol, parameter, key or dependency is there."""

    what: "PathIs | TextIs | SymbolIs | SignatureIs | ValueIs | DependencyIs"


AnyCheck = PathIs | TextIs | SymbolIs | SignatureIs | ValueIs | DependencyIs | CommandIs | CommitIs | UntilIs | AbsentIs
