"""Scripted runs: the commands that a script's own output shows, as npm, yarn, make and just print them."""

import re
from collections.abc import Iterator

from reverie.quality.runs.parts import Part
from reverie.quality.runs.programs.identify import identify
from reverie.quality.runs.programs.values import Known
from reverie.quality.runs.shell.steps import read_line
from reverie.quality.runs.values import Purpose

_SHOWN: frozenset[Purpose] = frozenset({"test", "lint", "build", "format", "migrate"})
_MAX_LINES = 400
_MAX_COMMANDS = 12
_NPM = re.compile(r"^(?:> |\$ )(?![\w@/.-]+@\d)(.{1,400})$")
_MADE = re.compile(
    r"^(?:(?:poetry|uv|pdm|pipenv|hatch|bundle|npx|pnpm|yarn|npm|python3?|go|cargo|docker|"
    r"dotnet|\./\S+) [\w./-]|(?:pytest|ruff|mypy|black|isort|flake8|eslint|tsc|jest|vitest|"
    r"golangci-lint|rspec|rubocop|phpunit|tox|nox|pre-commit|prettier|pyright|shellcheck|"
    r"mocha|playwright|cypress|ctest|mix|swift|bats)(?: [\w./-]|$)).{0,400}$"
)


def scripted(part: Part, text: str, *, alone: bool) -> Iterator[tuple[Known, str]]:
    """What `part`, a script, is shown to have run, with the command as printed; none twice.

    Unless it is `alone`, only what has its own purpose: the rest may be another script's.
    """
    if not part.known.opaque or part.step.into:
        return
    seen: set[str] = set()
    for line in text[:60_000].split("\n")[:_MAX_LINES]:
        command = _command(line.rstrip(), part.known.program)
        if command is None or command in seen or len(seen) >= _MAX_COMMANDS:
            continue
        seen.add(command)
        for step in read_line(command, None).steps:
            known = identify(step.words)
            if known.purpose in _SHOWN and known.program != part.known.program and not known.opaque:
                if not alone and known.purpose != part.known.purpose:
                    continue
                yield known, command


def _command(line: str, program: str) -> str | None:
    if line[:2] in ("> ", "$ "):
        found = _NPM.match(line)
        return found[1] if found else None
    if program.startswith(("make", "just", "task", "rake", "tox")) and (made := _MADE.match(line)):
        return made[0]
    return None
