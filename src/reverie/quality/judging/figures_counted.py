"""Counted figures: tests, failures and warnings as the runs count them."""

import re

from reverie.quality.runs.values import Counts, Run

from .numbers import Figure
from .passing import short
from .record import Record
from .ruling import Ruling, contradicted, supported
from .statement import Statement
from .words import words_of

_CLASSES: tuple[tuple[str, re.Pattern[str]], ...] = (
    ("skipped", re.compile(r"\b(?:skipped|ignored|pending|todo)\b", re.IGNORECASE)),
    ("warnings", re.compile(r"\bwarnings?\b", re.IGNORECASE)),
    ("failed", re.compile(r"\b(?:fail(?:ed|ing|s|ures?)?)\b", re.IGNORECASE)),
    ("errors", re.compile(r"\b(?:errors?)\b", re.IGNORECASE)),
    ("passed", re.compile(r"\b(?:pass(?:ed|ing|es)?|green|succeed(?:ed)?|ok)\b", re.IGNORECASE)),
    (
        "tests",
        re.compile(r"\b(?:\w*tests?|examples?|specs?|cases?|assertions?|pruebas)\b|测试|テスト", re.IGNORECASE),
    ),
)
_TESTS = _CLASSES[-1][1]
_PASSES = re.compile(
    r"\b(?:pass(?:ed|es|ing)?|green|succeed(?:ed|s)?|successful\w*|ok|fine|work(?:s|ed)? out|went through|"
    r"pasan|pasaron|passent|grün|bestanden|laufen durch|liefen\b.*\bdurch|verdes?|clean)\b|✅|✔|通过",
    re.IGNORECASE,
)
_FAILS = re.compile(r"\b(?:fail\w*|broken?|red|errors?|xfail\w*|expected)\b", re.IGNORECASE)
_OTHERS = re.compile(
    r"\b(?:expected|xfail\w*|xpass\w*|test files?|suites?|times|runs?|files?|packages?|modules?|snapshots?|"
    r"assertions?|seconds?|minutes?|lines?)\b",
    re.IGNORECASE,
)
_OF = re.compile(r"\b(?:of|/)\s*(?:the |all )?$")


def by_counts(figure: Figure, statement: Statement, record: Record) -> Ruling | None:
    """None where the figure is of something else, or no run counts it."""
    kind = _class_of(figure, statement)
    if kind is None or figure.value != int(figure.value):
        return None
    value = int(figure.value)
    runs = [run for run in record.runs if _accepted(kind, run, statement)]
    if not runs:
        return None
    if any(value in _accepted(kind, run, statement) for run in runs):
        return supported("the output has the figure")
    if value in _sums(kind, runs):
        return supported("the outputs have the figure together")
    last = runs[-1]
    return contradicted(f"`{short(last)}` says {_said(kind, last.counts)}")


def _sums(kind: str, runs: list[Run]) -> set[int]:
    """Of the last run of each suite, and of all commands that were run alike: `57 tests` for 30 and 27."""
    name = "passed" if kind == "tests" else kind
    last = {(run.program, run.text): getattr(run.counts, name) for run in runs}
    last_of_scope = {(run.program, run.scope): getattr(run.counts, name) for run in runs}
    sums = {sum(number for number in group.values() if number) for group in (last, last_of_scope) if len(group) > 1}
    return sums - {0}


def _class_of(figure: Figure, statement: Statement) -> str | None:
    quote = statement.quote
    behind = re.split(r"[,;.|]| and | und | y | et | of ", quote[figure.end : figure.end + 40])[0]
    if _OTHERS.search(behind):
        return None
    sentence = statement.passage.sentence
    if _OF.search(quote[: figure.start]) and _TESTS.search(behind):
        return "tests"
    for name, pattern in _CLASSES:
        if pattern.search(behind):
            return None if name == "errors" and figure.value > 0 else name
    around = quote
    if quote.strip("() ").isdigit():
        around = sentence[: max(0, sentence.find(quote))][-80:] or sentence
    if _TESTS.search(around):
        return "tests" if not words_of(behind) else None
    if re.search(r"\b(?:of|/)\s*$", quote[: figure.start]) or re.match(r"\s*(?:of|/)\s*\d", quote[figure.end :]):
        return "tests" if _TESTS.search(sentence) or _PASSES.search(sentence) else None
    if re.fullmatch(r"(?:all |alle |todos |tous )?[\d,]+", quote.strip("() "), re.IGNORECASE):
        return "tests" if _TESTS.search(sentence) else None
    return None


def _accepted(kind: str, run: Run, statement: Statement) -> set[int]:
    counts = run.counts
    if kind == "tests":
        passing = _PASSES.search(statement.passage.sentence) and not _FAILS.search(statement.passage.sentence)
        if passing and counts.passed is not None:
            return {counts.passed} | (
                {counts.total} if counts.total is not None and " of " in statement.quote else set()
            )
        return {number for number in (*_total(counts), counts.passed, counts.failed) if number is not None}
    number = getattr(counts, kind)
    if number is None and kind in {"failed", "errors", "skipped"} and counts.passed is not None:
        return {0} if run.ending == "passed" else set()
    return set() if number is None else {number}


def _total(counts: Counts) -> list[int | None]:
    parts = [number for number in (counts.passed, counts.failed, counts.skipped, counts.errors) if number is not None]
    return [counts.total, sum(parts) if len(parts) > 1 else None]


def _said(kind: str, counts: Counts) -> str:
    name = "passed" if kind == "tests" and counts.passed is not None else kind
    number = getattr(counts, name, None)
    if number is None:
        number, name = counts.total, "in all"
    return f"{number or 0} {name}"
