"""The commands of a shell block, one passage each."""

import re
from collections.abc import Iterable, Iterator

from .passage import Passage, Piece, passage

_SHELLS = frozenset({"", "sh", "bash", "zsh", "shell", "console", "shell-session", "shellsession", "terminal", "text"})
_PROMPT = re.compile(r"[ \t]*(?:\([\w.-]+\) )?[$%❯] ")
_RUNNER = re.compile(
    r"\s*(?:sudo )?(?:make|npm|npx|yarn|pnpm|bun|deno|node|tox|nox|hatch|pdm|poetry|uv|uvx|pip3?|python3?|pytest|cargo|"
    r"go|just|rake|bundle|mvn|\./gradlew|gradle|docker|git|cd|export|source|pre-commit|ruff|mypy|black)\b"
)
_BLANKS = re.compile(r"[ \t]*")
_COMMENT = re.compile(r"\s#.*$")


def is_shell(language: str) -> bool:
    """By the name of the fence's language; without one its prompts decide."""
    return language in _SHELLS


def looks_like_command(line: str) -> bool:
    """Whether a line of an unmarked block begins like one that a developer types."""
    return bool(_RUNNER.match(line))


def commands_in(lines: Iterable[Piece], headings: tuple[str, ...], *, needs_prompt: bool) -> Iterator[Passage]:
    """With `needs_prompt` a line without `$ ` is output. A block that has prompts has them before each command."""
    body = list(lines)
    has_prompts = needs_prompt or any(_PROMPT.match(piece.text) for piece in body)
    goes_on = False
    for piece in body:
        prompt = (_PROMPT if has_prompts else _BLANKS).match(piece.text)
        is_rest, goes_on = goes_on, piece.text.endswith("\\") and (goes_on or prompt is not None)
        if prompt is None or is_rest:
            continue
        if "<<" in piece.text:  # what follows is a document
            return
        command = _COMMENT.sub("", piece.text[prompt.end() :]).rstrip(" \t\\")
        if not command or command.startswith(("#", "`")) or "`" in command:
            continue
        own = Piece(piece.line, piece.column + prompt.end(), command + "`")
        yield passage("command", [own], headings, before="Run `")
