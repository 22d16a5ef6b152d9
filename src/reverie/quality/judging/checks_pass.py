"""Tests, builds and linters: which runs speak for a claim of each."""

import re

import msgspec

from reverie.quality.runs.values import Run

from .command_lines import is_named
from .demand import Demand, demand_of
from .fitting import fit_of, is_remote_run
from .numbers import figures_of
from .passing import judge_passing, short
from .paths import plain, touches
from .record import Record
from .ruling import Ruling, contradicted, supported, unsupported, worst
from .statement import Statement
from .tools import TOOLS, is_wrapper
from .words import shared, words_of

_TYPES = re.compile(r"\btypes?\b|type[- ]?check|\btyping\b|\btsc\b|\bmypy\b|\bpyright\b", re.IGNORECASE)
_TYPE_RUN = re.compile(
    r"\b(?:tsc|vue-tsc|mypy|pyright|basedpyright|pyre|ty|flow|dialyzer|cargo check|"
    r"svelte-check|deno check|go vet|srb|analyze|npm run check)\b|type-?check|\btypes\b"
)
_ASIDE = frozenset(("other", "build", "test", "start", "create"))
_CHECK_RUN = re.compile(
    r"\b(?:tox|nox|make|just|hatch|invoke)\b.*\b(?:lint\w*|mypy|types?|typing|flake8|style|"
    r"check)\b"
)
"""What is known as a run of tests and may be one of linters."""
_TYPE_ERROR = re.compile(r"\berror TS\d+|\bType error\b|\bTypecheck failed\b|not assignable to type")
_FORMAT = re.compile(r"\bformat|\bprettier\b|\bblack\b|\bgofmt\b|\brustfmt\b", re.IGNORECASE)
_FORMAT_RUN = re.compile(r"\b(?:format|fmt|prettier|black|gofmt|gofumpt|rustfmt|isort|biome|clang-format|spotless)")
_LINTER = re.compile(r"\b(?:lint\w*|eslint|ruff|flake8)\b", re.IGNORECASE)
_KIND = re.compile(r"\blint|\btypes?\b|\btype[- ]?check|\btyping\b|\bformat|\bstyle\b", re.IGNORECASE)
_PART_OF = re.compile(r"\b(\d+)\s*(?:of|out of|/)\s*(?:the )?(\d+)\b")
_EXCEPT = re.compile(
    r"\b(?:except|apart from|other than|all but|but (?:one|two|three|for)|aside from|bis auf|salvo|sauf)\b", re.I
)
_NO_WARNINGS = re.compile(
    r"\b(?:no|0|zero|without(?: any| a single)?|not a(?: single)?|any|kein\w*|ohne|sin|sans|aucun)"
    r"\s+(?!new\b)(?:\w+\s+)?"
    r"(?:warn|finding|remark|complain|issue|hint|note|diagnostic|hinweis|aviso|advertencia|avertissement)|"
    r"\b(?:spotless|nothing to (?:complain|report|say|flag|grumble|remark)|warning[- ]free|squeaky|pristine|immaculate|"
    r"(?:is|are|was|were|stays?|stayed|fell|went|keeps?|remain(?:s|ed)?)\s+(?:now\s+|completely\s+|entirely\s+)?"
    r"(?:silent|quiet|mute|speechless))\b",
    re.IGNORECASE,
)
_TWO_WORDS = re.compile(
    r"\b(?:go vet|cargo (?:fmt|clippy|check|audit|deny|doc)|(?:terraform|tofu) (?:fmt|validate)|dotnet format|"
    r"mix (?:format|credo|dialyzer)|deno (?:lint|fmt|check)|(?:npm|yarn|pnpm) audit|helm lint|ruff format|ruff check|"
    r"biome (?:lint|check|format)|dart (?:analyze|format)|flutter analyze|buf lint|bundle audit|R CMD check)\b"
)
"""Tools whose name is a program with its verb."""
_FINDING = re.compile(r"^\W{0,4}((?:[\w.@-]+/)*[\w.@-]+\.\w{1,6})(?=[:(\s]|$)", re.MULTILINE)
_NO_ERRORS = re.compile(
    r"\b(?:no|0|zero|without(?: any)?|free of|keine?|sin|sans)\s+(?:\w+\s+)?errors?\b", re.IGNORECASE
)
_LEFT = re.compile(
    r"\b(?:left|remain\w*|only|just|down to|still|except|apart from|but for|other than|bar|all but|"
    r"reports?|complains?|flags?|finds?)\b",
    re.IGNORECASE,
)
_PLATFORM = re.compile(
    r"\b(?:wasm\w*|webassembly|arm64|aarch64|armv\d\w*|riscv\w*|mips\w*|ppc64\w*|s390x|android|ios|musl|windows|mingw\w*|"
    r"bsd make|freebsd|esp32\w*|stm32\w*|raspberry pi)\b",
    re.IGNORECASE,
)
"""What a plain build on a machine of a developer is not for."""
_HOOKS = re.compile(r"\bhooks?\b|pre-commit", re.IGNORECASE)
_NO_BUILD = re.compile(r"--no-build\b|--skip-build\b|-DskipBuild|--no-compile\b")
_CHECK_LINE = re.compile(
    r"^\W*([\w /().:-]{2,60}?)(?:\t| {2,}|: )\W*(pass|fail|pending|success|failure|skipping)\b", re.M
)
"""A check of a service with its result."""
_COMPILED = re.compile(
    r"^(?:\S+=\S+ )*(?:cargo|go|mvn|\./mvnw|gradle|\./gradlew|dotnet|swift|zig|sbt|bazel|stack|cabal|dune|crystal|"
    r"nim|nimble|gleam|rebar3|lein|\./mill|scala-cli|flutter|xcodebuild|forge|dub|odin|v|lake|elm-test|mix)\b"
)
"""Toolchains whose tests and programs run only when the code compiles."""
_STARTS_BUILT = re.compile(
    r"^(?:cargo|go|dotnet|swift|stack|cabal|crystal|dub|zig|\./gradlew) (?:build )?(?:run|install)\b|--build\b"
)
_BUILD_IMAGE = re.compile(r"\bimage\b|\bcontainer\b|\bdocker\b", re.IGNORECASE)
_BUILD_DOCS = re.compile(r"\bdocs?\b|\bdocumentation\b|\bsite\b", re.IGNORECASE)


def judge_tests(statement: Statement, record: Record) -> Ruling:
    runs = [run for run in record.runs if _is_test(run)]
    fresh = [run for run in runs if not _is_stale(run, record)]
    if runs and not fresh:
        return unsupported(f"`{short(runs[-1])}` ran what an earlier build left, for the last one failed")
    return (
        _honest(statement, fresh, record)
        or _of_checks(statement, record, fresh)
        or _judge(statement, record, fresh, "test")
    )


def _is_stale(run: Run, record: Record) -> bool:
    """Tests of what was built before, when the last build failed: they are not of the code as it is."""
    builds = [other for other in record.runs_for("build") if other.at < run.at]
    return _NO_BUILD.search(run.text) is not None and bool(builds) and builds[-1].ending == "failed"


def _honest(statement: Statement, runs: list[Run], record: Record) -> Ruling | None:
    """`10 of 12 pass`, `all but one`: what passed, told with what did not."""
    last = runs[-1] if runs else None
    if last is None or last.ending != "failed" or record.code_change_after(last.at) is not None:
        return None
    part = _PART_OF.search(statement.quote)
    if part is not None and int(part[1]) < int(part[2]) and last.counts.passed == int(part[1]):
        return supported(f"`{short(last)}` says so")
    if _EXCEPT.search(statement.passage.sentence) and last.counts.failed:
        return supported(f"`{short(last)}` says so")
    return None


def _judge(statement: Statement, record: Record, runs: list[Run], noun: str) -> Ruling:
    """By `runs`, and by what the quote names as a command, whatever it is for."""
    demand = demand_of(statement, runs)
    named = [run for run in record.runs if run not in runs and is_named(run, statement.own.commands)]
    if demand.is_remote:
        return judge_passing(record, demand, [run for run in record.runs if is_remote_run(run)], noun)
    return judge_passing(record, demand, sorted([*runs, *named], key=lambda run: run.at), noun)


def _is_test(run: Run) -> bool:
    return run.purpose == "test" or (run.purpose in {"build", "other"} and run.counts.passed is not None)


def judge_build(statement: Statement, record: Record) -> Ruling:
    runs = [run for run in record.runs if _is_build(run, statement)]
    platform = _PLATFORM.search(statement.quote)
    if platform is not None and runs and not any(_is_for(platform[0], run, record) for run in runs):
        return unsupported(f"`{short(runs[-1])}` is not of {platform[0]}")
    if any(run.purpose == "build" for run in runs):
        runs = [run for run in runs if run.purpose != "lint"]
    return _of_checks(statement, record, runs) or _judge(statement, record, runs, "build")


def _is_for(platform: str, run: Run, record: Record) -> bool:
    """Whether a run, or the turn before it, says that it is for `platform`."""
    stem = platform.lower()[:4]
    files = " ".join(change.path for change in record.done)
    return stem in f"{run.text} {' '.join(run.scope)} {run.output[:4_000]} {files}".lower()


def _of_checks(statement: Statement, record: Record, runs: list[Run]) -> Ruling | None:
    """What a service says of a check that the quote names, where nothing was run here: `build  pass  1m2s`."""
    if runs:
        return None
    words = statement.own.words
    for run in reversed(record.runs):
        if not is_remote_run(run):
            continue
        for name, end in _CHECK_LINE.findall(run.output[:20_000]):
            if shared(words, words_of(name)):
                return _of_end(end, run)
    return None


def _of_end(end: str, run: Run) -> Ruling:
    if end in {"pass", "success"}:
        return supported(f"`{short(run)}` says so")
    said = f"`{short(run)}` says {end}"
    return contradicted(said) if end in {"fail", "failure"} else unsupported(said)


def _is_build(run: Run, statement: Statement) -> bool:
    if _BUILD_IMAGE.search(statement.quote):
        return run.purpose == "build" and _BUILD_IMAGE.search(f"{run.text} {run.program}") is not None
    if run.purpose == "build":
        return True
    if run.purpose == "lint":
        return _TYPE_RUN.search(run.text) is not None or (
            run.ending == "passed" and re.match(r"cargo clippy\b|nix flake check\b|mix credo\b", run.text) is not None
        )
    if run.purpose in {"start", "install"}:
        return run.ending == "passed" and _STARTS_BUILT.search(run.text) is not None
    compiles = _COMPILED.match(run.text) is not None and _NO_BUILD.search(run.text) is None
    return run.purpose == "test" and run.ending == "passed" and compiles


def judge_lint(statement: Statement, record: Record) -> Ruling:
    if _HOOKS.search(statement.quote):
        return _hooks(statement, record)
    tools = statement.own.words & TOOLS
    if len(tools) > 1 and not statement.own.commands:
        return worst([_of_tools(frozenset((tool,)), statement, record) for tool in sorted(tools)])
    if not tools and not statement.own.commands and not _KIND.search(statement.quote):
        tools = (statement.sentence.words or _nearest(statement)) & TOOLS or _nearest(statement)
    return _of_tools(tools, statement, record)


def _of_tools(tools: frozenset[str], statement: Statement, record: Record) -> Ruling:
    about = " ".join(tools) if tools else statement.quote
    runs = [run for run in record.runs if _is_lint(run, about)]
    named = _TWO_WORDS.search(statement.quote)
    if named is not None:
        runs = [run for run in runs if named[0] in f"{run.text} {run.program}" or is_wrapper(run)]
        if not runs:
            return unsupported(f"no `{named[0]}` was run in this session")
    demand = msgspec.structs.replace(demand_of(statement, runs), tools=tools)
    runs += [run for run in record.runs if run not in runs and is_named(run, statement.own.commands)]
    told = _of_checks(statement, record, runs)
    if told is not None:
        return told
    if not runs:
        runs = [
            run for run in record.runs if run.purpose in _ASIDE and shared(tools | demand.topics, words_of(run.text))
        ]
    if demand.is_remote:
        runs = [run for run in record.runs if is_remote_run(run)]
    clean = _clean_part(statement, demand, runs, record)
    if clean is not None:
        return clean
    warned = [run for run in runs if _warns(run) and fit_of(run, demand) != "other"]
    if warned and warned[-1] is runs[-1] and _NO_WARNINGS.search(statement.quote):
        return contradicted(f"`{short(warned[-1])}` has {warned[-1].counts.warnings or 'some'} warnings")
    noun = "type checker" if _TYPES.search(about) else "linter"
    return judge_passing(record, demand, sorted(runs, key=lambda run: run.at), noun)


def _clean_part(statement: Statement, demand: Demand, runs: list[Run], record: Record) -> Ruling | None:
    """A run that fails for other files than those of the claim, for warnings when it is of errors, or as it is told."""
    last = runs[-1] if runs else None
    if last is None or last.ending != "failed" or record.code_change_after(last.at) is not None:
        return None
    found = {plain(path) for path in _FINDING.findall(last.output[:40_000])}
    if demand.paths and found and not any(touches(path, other) for path in demand.paths for other in found):
        return supported(f"`{short(last)}` has no finding there")
    if last.counts.errors == 0 and _NO_ERRORS.search(statement.quote):
        return supported(f"`{short(last)}` has no errors")
    told = [int(figure.value) for figure in figures_of(statement.quote) if figure.measure == "count" and figure.value]
    if told and set(told) & {last.counts.errors, last.counts.warnings} and _LEFT.search(statement.quote):
        return supported(f"`{short(last)}` says so")
    return None


def _nearest(statement: Statement) -> frozenset[str]:
    return words_of(statement.passage.before.rstrip().rpartition("\n")[2]) & TOOLS


def _warns(run: Run) -> bool:
    if run.counts.warnings is not None:
        return run.counts.warnings > 0
    return re.search(r"^(?:\S+: )?warning\b", run.output[:20_000], re.IGNORECASE | re.MULTILINE) is not None


def _is_lint(run: Run, about: str) -> bool:
    if _TYPES.search(about) and not _LINTER.search(about):
        if run.purpose in {"build", "test"}:
            failed = run.ending == "failed" and _TYPE_ERROR.search(run.output) is not None
            return failed or (_COMPILED.match(run.text) or _CHECK_RUN.search(run.text)) is not None
        return _TYPE_RUN.search(f"{run.text} {run.program}") is not None or (is_wrapper(run) and "check" in run.text)
    if _FORMAT.search(about):
        return run.purpose in {"lint", "format"} and (_FORMAT_RUN.search(run.text) is not None or is_wrapper(run))
    if run.purpose == "test":
        return _CHECK_RUN.search(run.text) is not None and not run.counts.failed
    if run.purpose == "build":
        return bool(words_of(about) & TOOLS & set(run.program.split()))
    return run.purpose in {"lint", "format"}


def _hooks(statement: Statement, record: Record) -> Ruling:
    commits = record.runs_for("commit")
    if commits and commits[-1].skips_hooks:
        return contradicted(f"`{short(commits[-1])}` skipped the hooks")
    runs = [
        run for run in record.runs if "pre-commit" in run.text and run.purpose in {"lint", "format", "other", "test"}
    ]
    if runs:
        return judge_passing(record, demand_of(statement, runs), runs, "hook")
    if not commits:
        return unsupported("no hook was run in this session")
    if commits[-1].ending == "failed":
        return contradicted(f"`{short(commits[-1])}` failed")
    if re.search(r"\.{3,}\s*Passed|husky|lint-staged|✔|hook", commits[-1].output):
        return supported(f"`{short(commits[-1])}` ran them")
    return unsupported("no hook is seen in the output of the commit")
