"""Demands: of which runs a claim that something passes must speak, and whether a run meets it."""

import re
from collections.abc import Sequence
from typing import Literal

import msgspec

from reverie.quality.runs.values import Run

from .numbers import figures_of
from .paths import holds, is_test, names, plain
from .statement import Statement
from .words import says_all, says_suite, shared, vocabulary, words_of

Fit = Literal["exact", "wider", "narrower", "other"]
"""How far a run reaches against what is claimed."""

TOOLS = vocabulary(
    """
    pytest unittest tox nox jest vitest mocha ava jasmine karma playwright cypress rspec minitest phpunit pest
    junit gtest ctest eslint tslint stylelint prettier biome oxlint ruff black isort flake8 pylint bandit mypy
    pyright pyre tsc clippy rustfmt gofmt golangci staticcheck govet rubocop shellcheck hadolint yamllint
    markdownlint helm checkstyle ktlint detekt spotless swiftlint phpstan psalm credo dialyzer gradle maven
    mvn cargo make cmake webpack vite rollup esbuild docker bazel sphinx mkdocs vitepress hugo typedoc
    terraform tflint nextest zig dotnet msbuild turbo lychee trivy semgrep vulture sqlfluff checkov commitlint
    actionlint djlint
    """
)
_NODE_TOOLS = vocabulary(
    """
    jest vitest mocha ava jasmine karma playwright cypress eslint tslint stylelint prettier biome oxlint tsc
    webpack vite rollup esbuild vitepress typedoc commitlint turbo
    """
)
_PROGRAMS = vocabulary(
    """
    npm pnpm yarn bun go cargo make just rake task bundle rails python python3 node deno ruby php composer
    swift mix sbt bazel gradlew mvnw git gh sh bash cmake ninja meson tsc helm kubectl poetry uv
    """
)
_GENERIC = vocabulary(
    """
    test tests testing tested spec specs suite suites pass passes passed passing green ok okay fine success
    successful successfully succeed succeeds succeeded run runs ran running clean cleanly error errors warning
    warnings failure failures fail failing issue issues problem problems violation violations finding findings
    complaint complaints check checks checked checking build builds built building compile compiles compiled
    compiling lint linter linting lints type types typecheck typechecks typing format formatted formatting
    work works working good looks look happy everything finish finishes finished without complete completed
    result results report reports status project code codebase app application repo repository production
    release command exit exits image fully ganze läuft tests pruebas pasan prueba todas grün bestanden passent
    réussis erfolgreich gebaut wurde image package packages file files case cases unit expected again verified
    confirmed confirm zero exited remain remains remaining suites still correct correctly clear stays through
    went comes came back gives yields now branch found total reported including skipped ignored skip skips
    ignore free any regression relevant related affected corresponding associated targeted existing updated
    added integration happily both target targets module modules binary tree job jobs
    """
)
SPECIAL = re.compile(
    r"\b(?:e2e|end-to-end|smoke|load|browser|acceptance|stress|performance|visual|perf|ui|benchmark)s?\b", re.IGNORECASE
)
_SPECIAL_RUN = re.compile(r"playwright|cypress|selenium|puppeteer|webdriver|testcafe|k6\b|locust|artillery|nightwatch")
REMOTE = re.compile(r"\b(?:CI|CD|pipelines?|github actions|workflow|jenkins|circleci|travis)\b")
_PART = re.compile(r"\b(\w+)[- ](?:unit |component )?(?:tests?|specs?|suite|checks?|build)\b", re.IGNORECASE)
"""What a test is of: `the billing tests`."""
_REMOTE_RUN = re.compile(r"\bgh (?:run|pr checks|workflow)|\bglab (?:ci|pipeline)|actions/runs|circleci|\bact\b")


class Demand(msgspec.Struct, frozen=True):
    """`names` are codes that may be packages or test names; `topics` words that may limit the scope."""

    commands: tuple[str, ...]
    paths: tuple[str, ...]
    names: tuple[str, ...]
    tools: frozenset[str]
    topics: frozenset[str]
    is_general: bool
    is_remote: bool
    is_special: bool
    is_of_part: bool
    counts: tuple[int, ...]

    @property
    def is_bare(self) -> bool:
        return not (self.commands or self.paths or self.names or self.tools or self.topics)


def demand_of(statement: Statement, runs: Sequence[Run]) -> Demand:
    """What `statement` demands of `runs`, which are those of its purpose: what none of them is may be no command."""
    own, quote = statement.own, statement.quote
    commands = tuple(code for code in own.commands if _is_command(code, runs))
    paths = own.paths
    is_general = says_all(quote) or says_suite(quote)
    if not commands and not paths and not is_general:
        commands = tuple(code for code in statement.lead.commands if any(_is_run(code, run) for run in runs))
        paths = tuple(path for path in statement.lead.paths if any(_fit_of_path(path, run) == "exact" for run in runs))
    words = own.words - words_of(" ".join(own.codes))
    tools = frozenset(word for word in words if word in TOOLS)
    topics = words - tools - _GENERIC
    return Demand(
        commands=commands,
        paths=paths,
        names=tuple(name for name in own.names if " " not in name),
        tools=tools,
        topics=topics,
        is_general=is_general,
        is_remote=REMOTE.search(quote) is not None,
        is_special=SPECIAL.search(quote) is not None,
        is_of_part=any(match[1].lower() in topics for match in _PART.finditer(quote)),
        counts=tuple(int(figure.value) for figure in figures_of(quote) if figure.measure == "count"),
    )


def _is_command(code: str, runs: Sequence[Run]) -> bool:
    """`pytest -q`, but not `await done()`: it begins with a program that is known, or was run."""
    first = next(iter(_tokens(code)), "")
    return first in TOOLS or first in _PROGRAMS or any(first in run.program.split() for run in runs)


def _is_run(code: str, run: Run) -> bool:
    return _fit_of_command(code, run) == "exact"


def fit_of(run: Run, demand: Demand) -> Fit:
    """How `run` stands to what is demanded."""
    words = words_of(f"{run.text} {run.program} {' '.join(run.scope)}")
    if demand.is_remote:
        return "exact" if _REMOTE_RUN.search(run.text) else "other"
    if demand.tools and not _has_tool(run, demand.tools, words):
        return "other"
    for code in demand.commands:
        fit = _fit_of_command(code, run)
        if fit is not None:
            return fit
    if demand.paths:
        return _widest([_fit_of_path(path, run) for path in demand.paths])
    return _fit_of_words(run, demand, words)


def _has_tool(run: Run, tools: frozenset[str], words: frozenset[str]) -> bool:
    if tools & words or any(tool in run.output[:4_000].lower() for tool in tools):
        return True
    if re.match(r"(?:npm|pnpm|yarn|bun)\b", run.text):
        return bool(tools & _NODE_TOOLS)
    return is_wrapper(run)


def is_wrapper(run: Run) -> bool:
    """Whether it does not say which tool it runs: `npm test`, `make lint`."""
    return (
        re.match(r"(?:\S+=\S+ )*(?:npm|pnpm|yarn|bun|make|just|task|rake|nox|tox|pre-commit|\./)", run.text) is not None
    )


def is_named(run: Run, commands: Sequence[str]) -> bool:
    """Whether one of `commands` is this one, whatever it is for."""
    return any(_is_run(code, run) for code in commands)


def is_remote_run(run: Run) -> bool:
    return _REMOTE_RUN.search(run.text) is not None


def _fit_of_command(code: str, run: Run) -> Fit | None:
    """None when `code` is not a command, or one that is known by its name alone and says nothing of scope."""
    asked, ran = _tokens(code), _tokens(run.text)
    if not asked:
        return None
    if set(asked) <= set(ran):
        extra = [token for token in ran if token not in asked]
        return "narrower" if any(token in run.scope or token in _LIMITS for token in extra) else "exact"
    if asked[0] not in ran and asked[0] not in run.program.split():
        return "other" if " " in code or asked[0] in TOOLS else None
    missing = [token for token in asked if token not in ran]
    if any(token.startswith("-") for token in missing):
        return "other"
    if not run.scope:
        return "wider"
    return _widest([_fit_of_path(token, run) for token in missing])


_LIMITS = frozenset(("-k", "-m", "--lf", "--last-failed", "-x", "-run", "--grep", "-t", "--testNamePattern"))
_WRAPPERS = vocabulary(
    """
    npx sudo time env bundle exec poetry uv run python python3 -m pnpm yarn bunx command
    """
)


def _tokens(text: str) -> list[str]:
    words = [word.strip("\"'") for word in text.split()]
    while (
        words and (words[0] in _WRAPPERS or re.match(r"^\w+=", words[0])) and len(words) > 1 and words[0] not in {"npm"}
    ):
        if words[0] in {"pnpm", "yarn"} and words[1] not in TOOLS:
            break
        words = words[1:]
    if words[:1] == ["timeout"]:
        words = words[2:]
    return [
        plain(word) if "/" in word else word
        for word in words
        if word not in {"2>&1", "|", ".", "./..."} or word == "./..."
    ]


def _fit_of_path(path: str, run: Run) -> Fit:
    if not run.scope:
        return "wider"
    best: list[Fit] = []
    for part in run.scope:
        bare = part.removesuffix("/...").removeprefix("./")
        if names(path, bare) or plain(path) == plain(bare):
            best.append("exact")
        elif holds(bare, path):
            best.append("wider")
        elif holds(path, bare):
            best.append("narrower")
        elif is_test(bare) and not is_test(path) and shared(words_of(path), words_of(bare)):
            best.append("exact")
        else:
            best.append("other")
    return _widest(best)


def _fit_of_words(run: Run, demand: Demand, words: frozenset[str]) -> Fit:
    output = run.output[:8_000]
    if demand.names:
        held = [name for name in demand.names if _mentions(name, run, output)]
        if len(held) == len(demand.names):
            return "exact"
        if run.scope or held:
            return "other"
    near = shared(demand.topics, words)
    if near:
        return "exact"
    if demand.is_special:
        special = SPECIAL.search(f"{run.text}\n{output}") or _SPECIAL_RUN.search(f"{run.text}\n{output}")
        return "exact" if special else "other"
    if any(not topic.isalpha() for topic in demand.topics):
        return "other"
    if not run.scope:
        return "wider"
    if demand.topics and not demand.is_general:
        is_told = shared(demand.topics, words_of(output)) or not demand.is_of_part
        return "exact" if is_told else "other"
    return "narrower"


def _mentions(name: str, run: Run, output: str) -> bool:
    pattern = rf"(?<![\w]){re.escape(name)}(?![\w])"
    return re.search(pattern, run.text) is not None or re.search(pattern, output) is not None


def _widest(fits: list[Fit]) -> Fit:
    for fit in ("wider", "exact", "narrower"):
        if fit in fits:
            return fit
    return "other"
