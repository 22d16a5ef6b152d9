"""What is found in a project's files, as values. Paths are relative to its root, with `/`; lines count from 1."""

from typing import Literal

import msgspec

Language = Literal["python", "javascript", "typescript", "go", "rust", "java", "c", "cpp", "ruby"]

SymbolKind = Literal["module", "class", "function", "method", "constant", "variable", "attribute", "type"]

ParameterKind = Literal["positional", "keyword", "variadic", "keywords"]
"""`positional` may be given by place, `keyword` by name only; `variadic` is `*args`, `keywords` is `**kwargs`."""


class Place(msgspec.Struct, frozen=True, omit_defaults=True):
    """Somewhere in a project. `line` 0 means the file or folder as a whole."""

    path: str
    line: int = 0

    def __str__(self) -> str:
        return f"{self.path}:{self.line}" if self.line else self.path


class Parameter(msgspec.Struct, frozen=True, omit_defaults=True):
    """A parameter as it is written. `default` is its source in one line (`None`, `60 * 5`); None when it has none."""

    name: str
    default: str | None = None
    kind: ParameterKind = "positional"
    annotation: str = ""


class Symbol(msgspec.Struct, frozen=True, omit_defaults=True):
    """Something a file defines, at any depth but inside of functions.

    `name` is qualified within its file (`Session.request`). `parameters` are those of a function or method, without
    `self` and `cls`; those of a class are its constructor's (None when that is inherited, or made by a decorator that
    we do not know). `value` is the source in one line of what a constant, variable or attribute is set to (empty:
    nothing, or too long). `returns` is the annotation. `body` is a short hash of what it does, without its name,
    comments, documentation and layout, by which a renamed or moved one is known again; empty when it is too small to
    be told from others.
    """

    name: str
    kind: SymbolKind
    line: int
    parameters: tuple[Parameter, ...] | None = None
    value: str = ""
    returns: str = ""
    bases: tuple[str, ...] = ()
    decorators: tuple[str, ...] = ()
    body: str = ""

    @property
    def last_name(self) -> str:
        return self.name.rpartition(".")[2]


class Imported(msgspec.Struct, frozen=True, omit_defaults=True):
    """A name that a file has from another: `local` here, `name` there (`*`: all of it), `module` as it is written."""

    local: str
    module: str
    name: str = ""
    line: int = 0


class Outline(msgspec.Struct, frozen=True):
    """What a source file defines and imports. `trouble` says in a line why it could not be read as a whole; empty when
    it could. `is_partial`: what is not in it may be there all the same (syntax errors, too deep, `import *`)."""

    language: Language
    symbols: tuple[Symbol, ...] = ()
    imports: tuple[Imported, ...] = ()
    trouble: str = ""
    is_partial: bool = False


class Definition(msgspec.Struct, frozen=True):
    """A symbol and the file that defines it."""

    path: str
    symbol: Symbol

    @property
    def place(self) -> Place:
        return Place(self.path, self.symbol.line)


class Offer(msgspec.Struct, frozen=True):
    """A name that a package's face (`__init__.py`, `index.js`, `lib.rs`) imports, so that it is the package's too."""

    path: str
    imported: Imported

    @property
    def place(self) -> Place:
        return Place(self.path, self.imported.line)


class Setting(msgspec.Struct, frozen=True):
    """A key of a configuration file with its value.

    `key` has dots between its parts (`tool.ruff.line-length`, `scripts.test`, `jobs.build.steps.0.run`), in an INI file
    `section.option`, in a `.env` the name alone; a Makefile's targets and a justfile's recipes are keys, their value
    the first line of what they run. `value` is one line: text without quotes, else as JSON writes it (`true`, `3`,
    `[1, 2]`); a table has the value `{}` and keys of its own below it.
    """

    key: str
    value: str
    line: int = 0


class Settings(msgspec.Struct, frozen=True):
    """The keys of one file, in order. `trouble` as in an outline."""

    settings: tuple[Setting, ...] = ()
    trouble: str = ""


class Dependency(msgspec.Struct, frozen=True, omit_defaults=True):
    """A package that a project declares or has locked. `name` is normalised as its ecosystem does it.

    `wanted` is the range as it is written without blanks (`>=2.28,<3`, `^4.17.0`; empty: any), or with `is_locked` the
    one version. `group` is what it is needed for (`dev`, an extra's name; empty: always). The languages themselves are
    among them: `python` (requires-python), `node` (engines), `rust` (rust-version), `go`.
    """

    name: str
    wanted: str
    place: Place
    group: str = ""
    is_locked: bool = False


class Unread(msgspec.Struct, frozen=True):
    """A file that is not there, or that could not be read, and why in a few words (`not there`, `10 MB, too large`)."""

    path: str
    why: str
    is_absent: bool = False
