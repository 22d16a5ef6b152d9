"""Fitting: how far a run reaches against what a claim demands."""

import re

from reverie.quality.runs.values import Run

from .command_lines import Fit, fit_of_command, fit_of_path, widest
from .demand import SPECIAL, Demand
from .paths import plain
from .tools import LANGUAGES, family_of, has_tool, scope_of
from .words import shared, words_of

_SPECIAL_RUN = re.compile(r"playwright|cypress|selenium|puppeteer|webdriver|testcafe|k6\b|locust|artillery|nightwatch")
_REMOTE_RUN = re.compile(
    r"\bgh (?:run|pr checks|workflow)|\bglab (?:ci|pipeline)|actions/runs|circleci|^act\b|\bCI=|"
    r"--ci\b|\b(?:run|make) ci\b"
)
_TEST_NAME = re.compile(r"^(?:test|it|should)[A-Z_]|_|^Test\w|[a-z][A-Z]|::|\(\)$")


def is_remote_run(run: Run) -> bool:
    """Whether it asks the service that runs the checks."""
    return _REMOTE_RUN.search(run.text) is not None


def fit_of(run: Run, demand: Demand) -> Fit:
    """How `run` stands to what is demanded."""
    words = words_of(f"{run.text} {run.program} {' '.join(scope_of(run))}")
    if demand.is_remote:
        return "exact" if is_remote_run(run) else "other"
    families = {LANGUAGES[topic] for topic in demand.topics if topic in LANGUAGES}
    if families and family_of(run) and family_of(run) not in families:
        return "other"
    if demand.tools and not has_tool(run, demand.tools, words):
        return "other"
    for code in demand.commands:
        fit = fit_of_command(code, run)
        if fit is not None and (fit != "narrower" or not demand.paths):
            return fit
    if demand.paths:
        return widest([fit_of_path(path, run) for path in demand.paths])
    return _fit_of_words(run, demand, words)


def _fit_of_words(run: Run, demand: Demand, words: frozenset[str]) -> Fit:
    output = run.output[:8_000]
    by_names = _fit_of_names(run, demand, output)
    if by_names is not None:
        return by_names
    topics = demand.topics - LANGUAGES.keys()
    if shared(topics, words):
        return "exact"
    if demand.is_special:
        text = f"{run.text}\n{output}"
        return "exact" if SPECIAL.search(text) or _SPECIAL_RUN.search(text) else "other"
    if not run.scope:
        return "wider"
    if any(not topic.isalpha() for topic in topics):
        return "other"
    if not scope_of(run):
        return "wider"
    if topics and not demand.is_general:
        return "exact" if shared(topics, words_of(output)) or not demand.is_of_part else "other"
    return "narrower"


def _fit_of_names(run: Run, demand: Demand, output: str) -> Fit | None:
    """By packages and tests in backticks; a test may be in the file that was run without being told."""
    if not demand.names:
        return None
    if any(part.startswith(f"{name}/") for name in demand.names for part in map(plain, scope_of(run))):
        return "narrower"
    held = [name for name in demand.names if _mentions(name, run, output)]
    if len(held) == len(demand.names):
        return "exact"
    if all(_TEST_NAME.search(name) for name in demand.names):
        return "exact" if scope_of(run) else "wider"
    return "other" if scope_of(run) or held else None


def _mentions(name: str, run: Run, output: str) -> bool:
    pattern = rf"(?<![\w]){re.escape(name)}(?![\w])"
    return re.search(pattern, run.text) is not None or re.search(pattern, output) is not None
