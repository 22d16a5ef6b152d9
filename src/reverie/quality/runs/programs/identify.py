"""Identification: the words of a simple command to what it is."""

import re
from collections.abc import Callable, Sequence

from reverie.quality.runs.programs.builders import BUILDERS
from reverie.quality.runs.programs.domains import DOMAINS
from reverie.quality.runs.programs.files import FILES, READERS, STARTERS
from reverie.quality.runs.programs.git import git_known
from reverie.quality.runs.programs.git_tools import GIT
from reverie.quality.runs.programs.installers import INSTALLERS
from reverie.quality.runs.programs.interpreters import INTERPRETERS
from reverie.quality.runs.programs.launching import launched
from reverie.quality.runs.programs.linters import LINTERS
from reverie.quality.runs.programs.migrations import MIGRATIONS
from reverie.quality.runs.programs.packages import PACKAGE_RUNNERS
from reverie.quality.runs.programs.scope import is_dry, known_as, only_shows
from reverie.quality.runs.programs.scripts import script_purpose
from reverie.quality.runs.programs.targets import TARGET_RUNNERS
from reverie.quality.runs.programs.testers import TESTERS
from reverie.quality.runs.programs.toolchains import TOOLCHAINS
from reverie.quality.runs.programs.values import Known, Tool
from reverie.quality.runs.values import Purpose

MAX_LAUNCHES = 6
TOOLS: dict[str, Tool] = {
    **DOMAINS,
    **READERS,
    **STARTERS,
    **FILES,
    **MIGRATIONS,
    **INSTALLERS,
    **GIT,
    **BUILDERS,
    **TOOLCHAINS,
    **LINTERS,
    **TESTERS,
}

_SUFFIX = re.compile(r"\.(?:exe|cmd|bat|ps1)$", re.IGNORECASE)
_SCRIPT = re.compile(r"(.+?)\.(?:sh|bash|zsh|py|rb|js|mjs|cjs|ts|pl|php|ps1|bat)$")
_SHELLS = frozenset({"bash", "sh", "zsh", "dash", "ksh", "source", "."})
_NUMBERED = re.compile(
    r"^(python|pip|ruby|node|php|gcc|g\+\+|clang|clang\+\+|clang-format|clang-tidy|go|java|perl)-?\d[\d.]*$"
)

_OWN_WORDS = frozenset(
    {
        "curl",
        "wget",
        "http",
        "psql",
        "ping",
        "dig",
        "aws",
        "gcloud",
        "az",
        "kubectl",
        "chmod",
        "chown",
        "tar",
        "crontab",
    }
)
"""Programs that are not in the tables and whose output is others' words, never a report of what they ran."""

_NO_VERBS = frozenset(("cd", "echo", "printf", "export", "set", "alias", "type", "sudo", "ssh", "scp", "rsync", "helm"))
_VERBS: dict[str, Purpose] = {
    **dict.fromkeys(("build", "compile", "assemble", "bundle"), "build"),
    **dict.fromkeys(("test", "tests", "e2e"), "test"),
    **dict.fromkeys(("lint", "typecheck"), "lint"),
}
"""Verbs that mean the same to every tool."""

Reader = Callable[[str, tuple[str, ...]], Known | None]


def identify(words: Sequence[str]) -> Known:
    """What the simple command `words` is, without wrappers; `other` under its own name when it is not known."""
    left = tuple(words)
    for _ in range(MAX_LAUNCHES):
        name, arguments = _program_name(left[0]), left[1:]
        inner = launched(name, arguments)
        if not inner:
            inner = _inner_of(name, arguments)
        if not inner:
            return _known(left[0], name, arguments)
        left = inner
    return Known(left[0], "other")


def _program_name(word: str) -> str:
    name = _SUFFIX.sub("", word.replace("\\", "/").rsplit("/", 1)[-1]) or word
    numbered = _NUMBERED.match(name)
    return numbered[1] if numbered else name


def _inner_of(name: str, arguments: tuple[str, ...]) -> tuple[str, ...]:
    """The program within an interpreter's or a package runner's arguments, when it is one."""
    if name in INTERPRETERS:
        return INTERPRETERS[name].inner(arguments)
    if name in PACKAGE_RUNNERS:
        return PACKAGE_RUNNERS[name].inner(arguments, TOOLS)
    return ()


def _known(written: str, name: str, arguments: tuple[str, ...]) -> Known:
    if only_shows(name, arguments):
        return Known(name, "state")
    if name == "git":
        return git_known(GIT["git"], arguments)
    for readers in (INTERPRETERS, PACKAGE_RUNNERS, TARGET_RUNNERS):
        if name in readers:
            return readers[name].known(name, arguments)
    if (
        "/" in written
        and name not in TESTERS
        and name not in LINTERS
        and name not in ("rails", "rake", "artisan", "gradlew")
    ):
        return _script(written, name, arguments)
    if name in TOOLS:
        return _special(name, known_as(TOOLS[name], arguments), arguments)
    if name in _SHELLS and arguments:
        path = next((argument for argument in arguments if not argument.startswith("-")), "")
        return _script(path, path.rsplit("/", 1)[-1], arguments[1:]) if path else Known(name, "other")
    return _script(written, name, arguments)


def _script(written: str, name: str, arguments: tuple[str, ...]) -> Known:
    """A program of the project's own, named after what it does if one is lucky."""
    found = _SCRIPT.match(name)
    stem = found[1] if found else name
    is_own = "/" in written or found is not None
    purpose = script_purpose(stem) if is_own else _by_verb(name, arguments)
    return Known(written, purpose, dry_run=is_dry(arguments), opaque=name not in _OWN_WORDS)


def _by_verb(name: str, arguments: tuple[str, ...]) -> Purpose:
    """What the verb of a tool that no table knows says by itself: `odin build .`, `colcon test`."""
    verb = next((argument for argument in arguments if not argument.startswith("-")), "")
    return "other" if name in _OWN_WORDS or name in _NO_VERBS else _VERBS.get(verb, "other")


def _special(name: str, known: Known, arguments: tuple[str, ...]) -> Known:
    """What a table cannot say of a tool."""
    if name == "find" and ("-delete" in arguments or {"-exec", "rm"} <= set(arguments)):
        return Known("find -delete", "delete", known.scope[:1])
    if (name == "composer" and known.purpose == "other" and known.scope) or known.program == "turbo run":
        verbs = [word for word in known.scope if word not in ("run", "run-script")]
        purpose = script_purpose(verbs[0]) if verbs else "other"
        return Known(" ".join((known.program, *verbs[:1])), purpose, tuple(verbs[1:]), known.dry_run, opaque=True)
    if name in ("psql", "mysql", "sqlite3") and any("migrat" in argument for argument in arguments):
        return Known(known.program, "migrate", known.scope, dry_run=known.dry_run)
    return known
