"""Command lines: whether one that an answer names is one that was run, or more, or less than it."""

import re
from collections.abc import Sequence
from typing import Literal

from reverie.quality.runs.values import Run
from reverie.quality.short_texts import kept_for_short

from .paths import holds, is_test, names, plain
from .tools import PROGRAMS, TOOLS, has_tool, scope_of
from .words import shared, vocabulary, words_of

Fit = Literal["exact", "wider", "narrower", "other"]
"""How far a run reaches against what is claimed."""

_LIMITS = frozenset(("-k", "-m", "--lf", "--last-failed", "-x", "-run", "--grep", "-t", "--testNamePattern"))
_WRAPPERS = vocabulary(
    "npx sudo time env bundle exec poetry uv run python python3 -m pnpm yarn bunx command pipenv hatch"
)
_STARTERS = vocabulary("npm pnpm yarn bun make just task rake")
_OF_FORM = re.compile(
    r"^-(?:[qvsx]+|r[A-Za-z]{0,2})$|^--?(?:quiet|verbose|ci|silent|colou?r\S*|no-colou?r|tb\S*|watch\S*|no-header|nocapture|reporter\S*|"
    r"fail-fast|bail|maxfail\S*|no-cov|cache|format\S*|pretty|if-present|workers\S*|parallel)$"
)
"""Flags that change neither what is run nor how strictly."""


def is_command(code: str, runs: Sequence[Run]) -> bool:
    """`pytest -q`, but not `await done()`: it begins with a program that is known, or was run."""
    first = next(iter(_tokens(code)), "")
    return first in TOOLS or first in PROGRAMS or any(first in run.program.split() for run in runs)


def is_run(code: str, run: Run) -> bool:
    return fit_of_command(code, run) == "exact"


def is_named(run: Run, commands: Sequence[str]) -> bool:
    """Whether one of `commands` is this one, whatever it is for."""
    return any(is_run(code, run) for code in commands)


def fit_of_command(code: str, run: Run) -> Fit | None:
    """None when `code` names a program that `run` may be, and says nothing of scope."""
    asked, ran = _tokens(code), _tokens(run.text)
    if not asked:
        return None
    if set(asked) <= set(ran):
        extra = [token for token in ran if token not in asked]
        return "narrower" if any(token in scope_of(run) or token in _LIMITS for token in extra) else "exact"
    if asked[0] not in ran and asked[0] not in run.program.split():
        return _of_another(asked, run)
    missing = [token for token in asked if token not in ran]
    if any(token.startswith("-") for token in missing):
        return "other"
    if not scope_of(run):
        return "wider"
    return widest([fit_of_path(token, run) for token in missing])


def _of_another(asked: Sequence[str], run: Run) -> Fit | None:
    """`eslint` for `npm run lint`, and `npm test` for `npx jest`, may be the same; `mypy` for `pytest` is not."""
    if len(asked) == 1 and asked[0] in TOOLS:
        return None if has_tool(run, frozenset(asked), words_of(run.text)) else "other"
    if asked[0] in _STARTERS:
        return None if has_tool(run, frozenset(TOOLS), words_of(run.text)) else "other"
    return "other"


@kept_for_short
def _tokens(text: str) -> tuple[str, ...]:
    """The words that tell a command: without what starts it and without flags of form."""
    words = [word.strip("\"'") for word in text.split()]
    while len(words) > 1 and (words[0] in _WRAPPERS or re.match(r"^\w+=", words[0])):
        if words[0] in {"pnpm", "yarn"} and words[1] not in TOOLS:
            break
        words = words[1:]
    if words[:1] == ["timeout"]:
        words = words[2:]
    words = [words[0].rpartition("/")[2] or words[0], *words[1:]] if words else []
    kept = [word for word in words if word not in {"2>&1", "|", "."} and not _OF_FORM.match(word)]
    return tuple(plain(word) if "/" in word else word for word in kept)


def fit_of_path(path: str, run: Run) -> Fit:
    """How far `run` reaches against the file or folder `path`."""
    scope = scope_of(run)
    return widest([_fit_of_part(path, part.partition("::")[0]) for part in scope]) if scope else "wider"


def _fit_of_part(path: str, part: str) -> Fit:
    bare = part.removesuffix("/...").removeprefix("./")
    if names(path, bare) or plain(path) == plain(bare) or plain(path).startswith(f"{plain(bare)}."):
        return "exact"
    if holds(bare, path):
        return "wider"
    if holds(path, bare):
        return "narrower"
    if is_test(bare) and not is_test(path) and shared(words_of(path), words_of(bare)):
        return "exact"
    return "other"


def widest(fits: Sequence[Fit]) -> Fit:
    order: tuple[Fit, ...] = ("wider", "exact", "narrower")
    return next((fit for fit in order if fit in fits), "other")
