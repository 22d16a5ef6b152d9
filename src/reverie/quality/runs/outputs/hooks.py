"""Hooks of pre-commit: one line each, that ends in Passed, Failed or Skipped."""

import re
from collections.abc import Iterator

from reverie.quality.runs.outputs.report import Report, Told
from reverie.quality.runs.values import Counts

_HOOK = re.compile(r"^([^\n.]{1,70})\.{3,}(?:\([^)\n]{0,60}\))?(Passed|Failed|Skipped)[ \t]*$", re.MULTILINE)
_HUSKY = re.compile(r"husky - (?:pre-commit|commit-msg|pre-push)[^\n]{0,30}(?:exited with code [1-9]|failed)")


def hook_reports(text: str) -> Iterator[Report]:
    """One report for all hooks of an output; nothing when all were skipped."""
    ended = [match[2] for match in _HOOK.finditer(text)] if "..." in text else []
    if ended:
        told: Told = "failed" if "Failed" in ended else "passed" if "Passed" in ended else "nothing"
        counts = Counts(
            passed=ended.count("Passed"), failed=ended.count("Failed"), skipped=ended.count("Skipped"), total=len(ended)
        )
        yield Report("pre-commit", "lint", told, counts)
    elif "husky - " in text and _HUSKY.search(text):
        yield Report("husky", "lint", "failed")
