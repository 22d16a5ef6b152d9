"""Parts: what the output of one run says of a package, a file or an environment among many."""

import re
from typing import Literal

from reverie.quality.runs.values import Run

from .demand import Demand
from .tools import LANGUAGES

_MOST_OUTPUT = 40_000
_PASSED = re.compile(r"\bok\b|\bOK\b|\bPASS(?:ED)?\b|\bpassed\b|✓|✔|✅|\bSUCCESS\b|\bcongratulations\b")
_FAILED = re.compile(r"\bFAIL(?:ED|URE)?\b|\bfailed\b|✗|✖|✕|❌|\bERROR\b|\berror\b|\bnot ok\b")


def told_of_part(run: Run, demand: Demand) -> Literal["passed", "failed"] | None:
    """How all parts that the claim names ended, by the lines that name them; None when a line is missing."""
    parts = _parts(demand)
    endings = [_ending(part, run.output[-_MOST_OUTPUT:]) for part in parts]
    if not endings or None in endings:
        return None
    return "failed" if "failed" in endings else "passed"


def _parts(demand: Demand) -> list[str]:
    topics = [topic for topic in sorted(demand.topics - LANGUAGES.keys()) if not topic.isalpha() or demand.is_of_part]
    return [*demand.paths, *demand.names, *topics]


def _ending(part: str, output: str) -> Literal["passed", "failed"] | None:
    lines = re.findall(rf"^.*(?<!\w){re.escape(part)}(?!\w).*$", output, re.MULTILINE | re.IGNORECASE)
    if any(_FAILED.search(line) and not re.search(r"\b0 (?:failed|errors?)", line) for line in lines):
        return "failed"
    return "passed" if any(_PASSED.search(line) for line in lines) else None
