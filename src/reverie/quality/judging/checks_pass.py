"""Tests, builds and linters: which runs speak for a claim of each."""

import re

import msgspec

from reverie.quality.runs.values import Run

from .demand import TOOLS, demand_of, is_wrapper
from .passing import judge_passing, short
from .record import Record
from .ruling import Ruling, contradicted, supported, unsupported
from .statement import Statement
from .words import words_of

_TYPES = re.compile(r"\btypes?\b|type[- ]?check|\btyping\b|\btsc\b|\bmypy\b|\bpyright\b", re.IGNORECASE)
_TYPE_RUN = re.compile(
    r"\b(?:tsc|vue-tsc|mypy|pyright|basedpyright|pyre|ty|flow|dialyzer|cargo check)\b|type-?check|\btypes\b"
)
_FORMAT = re.compile(r"\bformat|\bprettier\b|\bblack\b|\bgofmt\b|\brustfmt\b", re.IGNORECASE)
_FORMAT_RUN = re.compile(r"\b(?:format|fmt|prettier|black|gofmt|gofumpt|rustfmt|isort|biome|clang-format|spotless)")
_HOOKS = re.compile(r"\bhooks?\b|pre-commit", re.IGNORECASE)
_COMPILED = re.compile(r"^(?:cargo|go|mvn|\./mvnw|gradle|\./gradlew|dotnet|swift|zig|sbt|bazel)\b")
_BUILD_IMAGE = re.compile(r"\bimage\b|\bcontainer\b|\bdocker\b", re.IGNORECASE)
_BUILD_DOCS = re.compile(r"\bdocs?\b|\bdocumentation\b|\bsite\b", re.IGNORECASE)


def judge_tests(statement: Statement, record: Record) -> Ruling:
    runs = [
        run
        for run in record.runs
        if run.purpose == "test" or (run.purpose in {"build", "other"} and run.counts.passed is not None)
    ]
    return judge_passing(record, demand_of(statement), runs, "test")


def judge_build(statement: Statement, record: Record) -> Ruling:
    runs = [run for run in record.runs if _is_build(run, statement)]
    return judge_passing(record, demand_of(statement), runs, "build")


def _is_build(run: Run, statement: Statement) -> bool:
    quote = statement.quote
    if _BUILD_IMAGE.search(quote):
        return run.purpose == "build" and _BUILD_IMAGE.search(f"{run.text} {run.program}") is not None
    if run.purpose == "build":
        return True
    if run.purpose == "lint":
        return _TYPE_RUN.search(run.text) is not None
    return run.purpose == "test" and run.ending == "passed" and _COMPILED.match(run.text) is not None


def judge_lint(statement: Statement, record: Record) -> Ruling:
    if _HOOKS.search(statement.quote):
        return _hooks(statement, record)
    demand = demand_of(statement)
    if not demand.tools and not _names_tool(statement) and not demand.commands:
        tools = frozenset(word for word in statement.sentence.words | _nearest(statement) if word in TOOLS)
        if tools and not _TYPES.search(statement.quote) and "lint" not in statement.quote.lower():
            demand = msgspec.structs.replace(demand, tools=tools)
    runs = [run for run in record.runs if _is_lint(run, statement)]
    return judge_passing(record, demand, runs, "type checker" if _TYPES.search(statement.quote) else "linter")


def _names_tool(statement: Statement) -> bool:
    return bool(statement.own.words & TOOLS)


def _nearest(statement: Statement) -> frozenset[str]:
    return words_of(statement.passage.before.rstrip().rpartition("\n")[2]) & TOOLS


def _is_lint(run: Run, statement: Statement) -> bool:
    quote = statement.quote
    if _TYPES.search(quote) and not _names_linter(quote):
        return _TYPE_RUN.search(f"{run.text} {run.program}") is not None
    if _FORMAT.search(quote):
        return run.purpose in {"lint", "format"} and (_FORMAT_RUN.search(run.text) is not None or is_wrapper(run))
    if run.purpose == "build":
        return bool(statement.own.words & TOOLS & set(run.program.split()))
    return run.purpose in {"lint", "format"}


def _names_linter(quote: str) -> bool:
    return re.search(r"\b(?:lint\w*|eslint|ruff|flake8)\b", quote, re.IGNORECASE) is not None


def _hooks(statement: Statement, record: Record) -> Ruling:
    commits = record.runs_for("commit")
    if commits and commits[-1].skips_hooks:
        return contradicted(f"`{short(commits[-1])}` skipped the hooks")
    runs = [
        run for run in record.runs if "pre-commit" in run.text and run.purpose in {"lint", "format", "other", "test"}
    ]
    if runs:
        return judge_passing(record, demand_of(statement), runs, "hook")
    if not commits:
        return unsupported("no hook was run in this session")
    if commits[-1].ending == "failed":
        return contradicted(f"`{short(commits[-1])}` failed")
    if re.search(r"\.{3,}\s*Passed|husky|lint-staged|✔|hook", commits[-1].output):
        return supported(f"`{short(commits[-1])}` ran them")
    return unsupported("no hook is seen in the output of the commit")
