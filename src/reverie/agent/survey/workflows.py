"""What GitHub's workflows run: plain lines that build, test, check or format, at the root of the project.

Format: https://docs.github.com/actions/reference/workflows-and-actions/workflow-syntax. Read line by line; what is not
plainly a command (expressions, pipes, variables, other folders) is passed over.
"""

import re
from collections.abc import Iterator

from .tree import Tree
from .values import Command, is_plain_command

_KNOWN = {
    "Build": r"cargo build|go build|make build|mvn\b.* package|swift build|zig build|dotnet build|python -m build"
    r"|uv build",
    "Test": r"pytest|python -m (?:pytest|unittest)|tox|nox|cargo (?:nextest|test)|go test|make (?:test|check)|ctest"
    r"|mvn\b.* (?:test|verify)|(?:\./)?gradlew? test|bundle exec (?:rspec|rake test)|npx (?:jest|vitest)|mix test"
    r"|dotnet test",
    "Check": r"ruff check|ruff format --(?:check|diff)|black --check|flake8|pylint|mypy|pyright|ty check|lint-imports"
    r"|pre-commit run|cargo clippy|cargo fmt .*--check|go vet|golangci-lint run|staticcheck|npx (?:eslint|tsc)"
    r"|make (?:lint|typecheck)|bundle exec rubocop|shellcheck|actionlint|mix (?:credo|format --check-formatted)",
}
_RUNNER = r"(?:(?:uv|poetry|pdm|hatch|pipenv) run )?"
_PATTERNS = {kind: re.compile(rf"{_RUNNER}(?:{words})(?![\w-])") for kind, words in _KNOWN.items()}
_RUN = re.compile(r"(?:- +)?run: *(.*)")
_SHELL = re.compile(r"[|;<>$`(){}#&\\*]|\becho\b")
_MOST_FILES = 20


def workflow_commands(tree: Tree) -> Iterator[Command]:
    found = [name for name in tree.within(".github/workflows") if name.endswith((".yml", ".yaml"))]
    for name in found[:_MOST_FILES]:
        text = tree.text(name)
        if not re.search(r"^ *defaults:(?s:.{0,200})working-directory", text, re.MULTILINE):
            yield from (Command(kind, line, name) for line in _lines(text) if (kind := _kind(line)))


def _kind(line: str) -> str:
    if not is_plain_command(line) or _SHELL.search(line):
        return ""
    return next((kind for kind, pattern in _PATTERNS.items() if pattern.match(line)), "")


def _lines(text: str) -> Iterator[str]:
    """The command lines of all steps that run at the root."""
    for step in _steps(text.split("\n")):
        if not any(line.lstrip("- ").startswith("working-directory:") for line in step):
            yield from _of_step(step)


def _steps(lines: list[str]) -> Iterator[list[str]]:
    """Each item of a list, with the lines below it that are indented more."""
    step: list[str] = []
    for line in lines:
        if line.lstrip().startswith("- ") and (not step or _indent(line) <= _indent(step[0])):
            yield step
            step = [line]
        elif step and line.strip() and _indent(line) <= _indent(step[0]):
            yield step
            step = []
        elif step:
            step.append(line)
    yield step


def _of_step(step: list[str]) -> Iterator[str]:
    for index, line in enumerate(step):
        found = _RUN.match(line.strip())
        if not found:
            continue
        if not re.match(r"[|>]", found[1]):
            yield from _joined(found[1].strip("\"' "))
        elif found[1].startswith("|"):
            column = line.index("run:")
            for below in step[index + 1 :]:
                if below.strip() and _indent(below) <= column:
                    break
                yield from _joined(below.strip())


def _joined(line: str) -> Iterator[str]:
    """Commands joined by `&&` stand for themselves."""
    yield from (part.strip() for part in line.split("&&"))


def _indent(line: str) -> int:
    return len(line) - len(line.lstrip(" "))
