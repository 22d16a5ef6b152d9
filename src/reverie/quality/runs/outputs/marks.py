"""Marks: words by which a program tells that it failed, worked or had nothing to do, where its exit status is hidden.

They are weaker than a summary: they are asked last, and only of the end of an output.
"""

import re
from collections.abc import Sequence
from typing import NamedTuple

from reverie.quality.runs.values import Purpose

SEARCHED = 12_000
"""Characters of an output's end that are searched for marks."""


class Marks(NamedTuple):
    """`failed` and `passed` are a purpose's own words; what any program says when it fails is `FAILS_ANYHOW`."""

    failed: re.Pattern[str]
    passed: re.Pattern[str]


def _any(patterns: Sequence[str]) -> re.Pattern[str]:
    return re.compile("|".join(patterns) or r"(?!)", re.MULTILINE)


def _marks(failed: Sequence[str], passed: Sequence[str]) -> Marks:
    return Marks(_any(failed), _any(passed))


FAILS_ANYHOW = _any(
    (
        r"command not found",
        r"^[^\n]{1,80}: not found$",
        r"^Traceback \(most recent call last\):",
        r"^npm (?:ERR!|error) ",
        r"^\s?ERR_PNPM",
        r"ELIFECYCLE",
        r"^error Command failed",
        r"^Error: Cannot find module",
        r"No such file or directory",
        r"Permission denied",
        r"^fatal: ",
        r"^panic: ",
        r"Segmentation fault",
        r"^(?:[Ee]rror|ERROR|FATAL|Fatal)(?:\[\w+\])?: ",
    )
)

MARKS: dict[Purpose, Marks] = {
    "test": _marks(
        (
            r"^FAILED ",
            r"^FAIL\b",
            r"^--- FAIL",
            r"^not ok ",
            r"Test suite failed to run",
            r"AssertionError",
            r"^E  {2,}\w",
            r"\b[1-9]\d* (?:tests? )?failed\b",
            r"ERROR collecting",
            r"Test Failed",
        ),
        (r"^PASS(?:ED)?\b", r"^OK$", r"\bAll (?:\d+ )?tests? passed"),
    ),
    "build": _marks(
        (
            r"^[^\n:]{1,300}:\d+(?::\d+)?: (?:fatal )?error:",
            r"^(?:\./)?[\w./-]{1,200}\.go:\d+:\d+: ",
            r": error (?:TS|CS|C|LNK|MSB)\d+",
            r"^\[ERROR\] ",
            r"✘ \[ERROR\]",
            r"[Cc]ompilation (?:failed|terminated)",
            r"SyntaxError",
            r"Module not found",
            r"undefined reference to",
            r"failed to resolve",
            r"[Bb]uild failed",
        ),
        (
            r"compiled successfully",
            r"^Build (?:complete|succeeded|finished)",
            r"^✨ {1,2}(?:Done|Built)",
            r"^Done in ",
            r"build complete",
        ),
    ),
    "lint": _marks(
        (r"\b[1-9]\d* errors?\b", r"^error\b", r"\berror: "),
        (
            r"\bno (?:issues|errors|problems|offenses|warnings)(?: (?:were )?found| detected)?\b",
            r"\b0 errors?\b",
            r"^All files (?:pass|are)",
        ),
    ),
    "format": _marks(
        (r"^error: cannot format", r"\[error\]"),
        (r"reformatted", r"left unchanged", r"^All done", r"already formatted"),
    ),
    "install": _marks(
        (
            r"No matching (?:distribution|package)",
            r"Could not find a version",
            r"Unable to locate package",
            r"could not resolve",
            r"^E: ",
            r"^npm (?:ERR!|error) ",
            r"^\s?ERR_PNPM",
        ),
        (
            r"^(?:added|changed|removed) \d+ packages?",
            r"^up to date",
            r"Successfully installed",
            r"already satisfied",
            r"already the newest",
            r"is already installed",
            r"^Bundle complete",
            r"^(?:Resolved|Installed) \d+ packages?",
            r"Nothing to install",
            r"^go: (?:added|upgraded)",
            r"^ {2,}Adding \w",
            r"^success Saved",
        ),
    ),
    "commit": _marks(
        (r"^error: ", r"no changes added", r"Aborting commit", r"hook .{0,40}(?:failed|exited)"),
        (r"^\[[^\]\n]{1,120} (?:\(root-commit\) )?[0-9a-f]{4,40}\]", r"^\s?create mode "),
    ),
    "push": _marks(
        (r"\[(?:remote )?rejected\]", r"failed to push", r"remote: (?:error|fatal)", r"could not read from remote"),
        (
            r"^\s{0,3}[*+=-]?\s{0,3}(?:\[new (?:branch|tag|reference)\]|[0-9a-f]{2,40}\.{2,3}[0-9a-f]{2,40})\s",
            r"set up to track",
        ),
    ),
    "tag": _marks((r"already exists",), ()),
    "pull_request": _marks(
        (r"create failed", r"already exists", r"^GraphQL"), (r"^https?://\S{1,200}/(?:pull|merge_requests)/\d+",)
    ),
    "migrate": _marks(
        (r"^ERROR|^Error", r"Exception", r"could not connect", r"Connection refused", r"does not exist", r"mismatch"),
        (
            r"\bOK$",
            r"^Applied ",
            r"^INFO {1,3}\[alembic\S*\] Running",
            r"Successfully applied",
            r"migrated \(",
            r"No migrations to apply",
            r"Migrations? (?:applied|complete)",
        ),
    ),
    "start": _marks(
        (r"EADDRINUSE", r"address already in use"),
        (
            r"[Ll]istening on",
            r"ready in",
            r"Running on http",
            r"[Ss]tarted server",
            r"Application startup complete",
            r"Started ",
        ),
    ),
    "delete": _marks(
        (r"cannot (?:remove|delete)", r"not fully merged"), (r"^rm '", r"^Deleted ", r"^Removing ", r"^removed '")
    ),
    "move": _marks((r"cannot (?:move|stat)",), ()),
    "create": _marks((r"cannot (?:create|stat|touch)", r"File exists"), (r"^[Cc]reated ", r"Switched to a new branch")),
    "revert": _marks(
        (r"did not match any file",),
        (
            r"Updated \d+ paths?",
            r"HEAD is now at",
            r"Saved working directory",
            r"^\[[^\]\n]{1,120} [0-9a-f]{4,40}\] Revert",
        ),
    ),
}
NO_MARKS = _marks((), ())
SPEAKING: frozenset[Purpose] = frozenset({"commit", "push", "pull_request", "install"})
"""Purposes whose words are their own, so that they tell even where others printed too."""

NOTHING_OF: dict[Purpose, re.Pattern[str]] = {
    "commit": _any(
        (r"^nothing to commit", r"nothing to commit, working tree clean", r"^no(?:thing| changes) added to commit")
    ),
    "push": _any((r"^Everything up-to-date",)),
}
"""Such words that only one purpose has, so that they tell even where others printed too."""

NOTHING = _any(
    (
        r"^nothing to commit",
        r"nothing to commit, working tree clean",
        r"^no changes added to commit",
        r"^nothing added to commit",
        r"^Everything up-to-date",
        r"^No changes detected",
        r"^No local changes to save",
        r"^[Nn]o files (?:found|matching|to check)",
        r"^warning: No Python files found",
        r"\(no files to check\)",
        r"^No tests? (?:found|collected|were found|executed)",
        r"^no test files",
        r"no test specified",
    )
)
"""Words of a run that had nothing to do."""
