"""What a survey finds: commands and remarks, each with the file that says so."""

import re

import msgspec

KINDS = ("Set up", "Build", "Run", "Test", "Check", "Format")
MOST_CHARACTERS = 110
_WORDS = {
    "Set up": ("setup", "bootstrap", "deps", "install", "develop", "init", "venv", "sync"),
    "Build": ("build", "compile", "bundle", "dist"),
    "Run": ("run", "start", "dev", "serve", "server", "up", "preview", "try", "demo"),
    "Test": ("test", "tests", "unit", "e2e", "integration", "spec", "coverage", "cov", "pytest"),
    "Check": (
        "lint",
        "check",
        "checks",
        "typecheck",
        "types",
        "type",
        "tsc",
        "mypy",
        "clippy",
        "vet",
        "verify",
        "style",
        "typing",
    ),
    "Format": ("format", "fmt", "prettier", "black"),
}
_KIND_OF = {word: kind for kind, words in _WORDS.items() for word in words}


class Command(msgspec.Struct, frozen=True):
    """`line` is what a person types at the root; `source` the file that says so; `runs` what it stands for there."""

    kind: str
    line: str
    source: str
    runs: str = ""


class Remark(msgspec.Struct, frozen=True):
    """One fact in words, and the file that says so."""

    text: str
    source: str


def kind_of(task: str) -> str:
    """What a task called so is for, by the first word in its name that says it; empty when none does."""
    words = re.split(r"[^a-z0-9]+", task.lower())
    if "fix" in words:  # `lint:fix` changes files
        return "Format"
    return next((_KIND_OF[word] for word in words if word in _KIND_OF), "")


def is_plain_command(line: str) -> bool:
    """Whether a line can be shown as it stands: short, in letters that everybody sees, no end of a code span."""
    return 0 < len(line) <= MOST_CHARACTERS and line.isascii() and line.isprintable() and "`" not in line


def is_task_name(name: str) -> bool:
    return re.fullmatch(r"[A-Za-z0-9][\w:.@/-]{0,39}", name) is not None
