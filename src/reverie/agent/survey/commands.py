"""All commands of a project: the project's own words for them first, each once, a few of each kind."""

import re
from collections.abc import Iterable

from .node import node_commands
from .python import python_commands
from .tasks import task_commands
from .toolchains import toolchain_commands
from .tree import Tree
from .values import KINDS, Command
from .workflows import workflow_commands

_MOST = {"Set up": 4, "Build": 3, "Run": 4, "Test": 5, "Check": 6, "Format": 3}
_MOST_OF_A_SOURCE = 3
# what only puts a program into the project's environment
_RUNNERS = ("uv run ", "poetry run ", "pipenv run ", "bundle exec ", "npx ")
# programs whose next word says what they do
_WITH_SUBCOMMANDS = ("make", "cargo", "go", "ruff", "mix", "dotnet", "swift", "pre-commit", "docker")


def find_commands(tree: Tree) -> list[Command]:
    """Ordered by kind. What another command stands for, or only varies, is left out."""
    own = [*task_commands(tree), *node_commands(tree), *python_commands(tree), *toolchain_commands(tree)]
    kept = _distinct(own)
    for command in workflow_commands(tree):
        if not any(_is_variant(command, other) for other in kept):
            kept.append(command)
    return [command for kind in KINDS for command in _few([one for one in kept if one.kind == kind])[: _MOST[kind]]]


def bare(line: str) -> str:
    """A command without the program that only puts it into the project's environment."""
    for runner in _RUNNERS:
        line = line.removeprefix(runner)
    return line


def _few(commands: list[Command]) -> list[Command]:
    """Of the tasks of a file those with the plainest names, in the order they came."""
    by_place: dict[tuple[str, str], list[Command]] = {}
    for command in commands:
        by_place.setdefault((command.line.split()[0], re.split(r"[,:]", command.source)[0]), []).append(command)
    chosen = {one for found in by_place.values() for one in sorted(found, key=_plainness)[:_MOST_OF_A_SOURCE]}
    return [command for command in commands if command in chosen]


def _plainness(command: Command) -> tuple[int, int]:
    return len(re.findall(r"[:_-]", command.line)), len(command.line)


def _distinct(commands: Iterable[Command]) -> list[Command]:
    found: dict[str, Command] = {}
    for command in commands:
        found.setdefault(bare(command.line), command)
    stood_for = {bare(command.runs) for command in found.values() if command.runs}
    return [command for line, command in found.items() if line not in stood_for]


def _is_variant(command: Command, other: Command) -> bool:
    """Whether both run the same program for the same purpose."""
    program = _program(command.line)
    return command.kind == other.kind and program in (_program(other.line), _program(other.runs))


def _program(line: str) -> list[str]:
    words = bare(line).split()
    if words[:2] == ["python", "-m"]:
        return words[2:3]
    return words[:2] if words[:1] and words[0] in _WITH_SUBCOMMANDS else words[:1]
