"""Commands worth remembering: those that test, build, lint or start a project, told by their words.

A command counts when its exit status says how it went: a single one, without a pipe, a list or a fallback behind it.
"""

import re
from typing import Literal

Purpose = Literal["test", "lint", "build", "run"]

SENTENCES: dict[Purpose, str] = {
    "test": "The tests run with `{}`",
    "lint": "The linter runs with `{}`",
    "build": "The build runs with `{}`",
    "run": "The program starts with `{}`",
}

_LONGEST = 120
_NOT_SINGLE = re.compile(r"[|;&<>`$\n\\\"'*?{}()\[\]#~]|\bcd ")
"""Also no quotes and patterns: what has arguments of one occasion is no command of the project."""

_RUNNERS = frozenset(("make", "gmake", "just", "task", "rake", "tox", "nox", "hatch", "invoke", "inv", "mage", "bazel"))
_SCRIPTS = frozenset(("npm", "yarn", "pnpm", "bun", "deno", "composer", "poetry", "pdm", "uv", "pipenv", "hatch"))
_TOOLS: dict[str, Purpose] = {
    **dict.fromkeys(
        ("pytest", "unittest", "jest", "vitest", "mocha", "rspec", "phpunit", "ctest", "nosetests"), "test"
    ),
    **dict.fromkeys(("ruff", "flake8", "pylint", "mypy", "pyright", "eslint", "golangci-lint", "rubocop"), "lint"),
    **dict.fromkeys(("clippy", "shellcheck", "biome", "pre-commit"), "lint"),
    **dict.fromkeys(("tsc", "webpack", "rollup", "gradle", "gradlew", "mvn", "cmake", "ninja"), "build"),
}
_PURPOSES: tuple[tuple[Purpose, re.Pattern[str]], ...] = (
    (
        "test",
        re.compile(r"(?:unit|e2e|integration|int|smoke)?[-_:]?(?:tests?|specs?|check|checks)(?:[-_:].*)?|py\d+.*"),
    ),
    ("lint", re.compile(r"(?:lint|style|typecheck|type-check|types|vet|clippy|fmt-check|format-check)(?:[-_:].*)?")),
    ("build", re.compile(r"(?:build|compile|dist|bundle|package|docs)(?:[-_:].*)?")),
    ("run", re.compile(r"(?:run|start|serve|server|dev|watch|up)(?:[-_:].*)?")),
)
_VERBS = frozenset(("run", "exec", "x", "run-script", "-m", "-s", "-e", "tool"))


def purpose_of(command: str) -> Purpose | None:
    """What a command is for; None when it is not one of these, or its exit status does not tell how it went."""
    if len(command) > _LONGEST or _NOT_SINGLE.search(command):
        return None
    words = [word for word in command.split() if not re.fullmatch(r"[A-Za-z_]\w*=\S*", word)]
    if not words or _names_one_file(words):
        return None
    name = words[0].rpartition("/")[2]
    if name in _RUNNERS or name in _SCRIPTS or name in ("cargo", "go", "dotnet", "swift", "mix", "gradle", "gradlew"):
        return _by_target(words[1:])
    if re.fullmatch(r"python[\d.]*", name) and words[1:2] == ["-m"]:
        return _TOOLS.get(words[2]) if len(words) > 2 else None
    return _TOOLS.get(name)


def _by_target(words: list[str]) -> Purpose | None:
    """By the first word that names a target; a verb before it says nothing."""
    for word in words:
        if word in _VERBS or word.startswith("-"):
            continue
        if word in _TOOLS:
            return _TOOLS[word]
        return next((purpose for purpose, form in _PURPOSES if form.fullmatch(word)), None)
    return "run" if words and words[0] == "run" else None


def _names_one_file(words: list[str]) -> bool:
    """A run of one file, or of one test, is of one occasion."""
    return any("::" in word or re.search(r"\.(?:py|js|ts|tsx|go|rs|rb|java)$", word) for word in words[1:])
