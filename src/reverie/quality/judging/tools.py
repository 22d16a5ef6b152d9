"""Tools: the programs that test, build and lint, the languages they are of, and what a run of them is limited to."""

import re

from reverie.quality.runs.values import Run

from .paths import plain
from .words import vocabulary, words_of

TOOLS = vocabulary(
    """
    pytest unittest tox nox jest vitest mocha ava jasmine karma playwright cypress rspec minitest phpunit pest
    junit gtest ctest eslint tslint stylelint prettier biome oxlint ruff black isort flake8 pylint bandit mypy
    pyright pyre tsc clippy rustfmt gofmt golangci staticcheck govet rubocop shellcheck hadolint yamllint
    markdownlint helm checkstyle ktlint detekt swiftlint phpstan psalm credo dialyzer gradle maven
    mvn cargo cmake webpack vite rollup esbuild docker bazel sphinx mkdocs vitepress hugo typedoc
    terraform tflint nextest zig dotnet msbuild turbo lychee trivy semgrep vulture sqlfluff checkov commitlint
    actionlint djlint luacheck spotlessapply spotlesscheck hlint tofu spectral biome oxlint
    dbt pact golint gosec govulncheck stylua selene phpcs pint pylint pyflakes mypy
    """
)
NODE_TOOLS = vocabulary(
    """
    jest vitest mocha ava jasmine karma playwright cypress eslint tslint stylelint prettier biome oxlint tsc
    webpack vite rollup esbuild vitepress typedoc commitlint turbo
    """
)
LANGUAGES = {
    "python": "python", "javascript": "node", "js": "node", "typescript": "node", "ts": "node", "node": "node",
    "frontend": "node", "go": "go", "golang": "go", "rust": "rust", "ruby": "ruby", "java": "java", "kotlin": "java",
    "php": "php",
}  # fmt: skip
_ENVIRONMENT = re.compile(r"^(?:py\d*|[\w-]+\.(?:xml|toml|ini))$")
_ROOTS = vocabulary("tests test spec specs __tests__ t src lib ./... ... . ./tests ./test ./src all")
_FAMILIES = {
    "python": vocabulary("pytest unittest tox nox python python3 ruff black mypy pyright flake8 pylint hatch"),
    "node": NODE_TOOLS | vocabulary("npm pnpm yarn bun node npx deno"),
    "go": vocabulary("go golangci staticcheck"),
    "rust": vocabulary("cargo clippy rustfmt nextest"),
    "ruby": vocabulary("rspec rake minitest rails rubocop bundle ruby"),
    "java": vocabulary("mvn mvnw gradle gradlew junit"),
    "php": vocabulary("phpunit pest composer phpstan psalm"),
    "dotnet": vocabulary("dotnet msbuild"),
}
PROGRAMS = vocabulary(
    """
    npm pnpm yarn bun go cargo make just rake task bundle rails python python3 node deno ruby php composer
    swift mix sbt bazel gradlew mvnw git gh sh bash cmake ninja meson tsc helm kubectl poetry uv
    """
)


def scope_of(run: Run) -> tuple[str, ...]:
    """What a run is limited to, without the folder that all tests or sources are in."""
    return tuple(part for part in run.scope if not is_whole(part))


def is_by_directory(run: Run) -> bool:
    """Whether it is limited by an environment or the folder that it was started in: `cd backend && pytest`."""
    scope = scope_of(run)
    if all(_ENVIRONMENT.match(part) for part in scope):
        return True
    return len(scope) == 1 and "/" not in plain(scope[0]) and scope[0] not in run.text


def is_whole(part: str) -> bool:
    """Whether a part of a scope is the project: `tests/`, `./...`, `/home/me/project`."""
    bare = re.sub(r"(?:/[*.\w]*\*[*.\w]*)+$", "", plain(part).lower()) or "."
    return bare in _ROOTS or part.startswith(("/", "~")) or part.endswith((".sln", ".slnx"))


def family_of(run: Run) -> str:
    """The language that the tool of a run is of; empty where it may be any: `make test`."""
    words = words_of(run.program) | words_of(run.text.split(" ")[0])
    return next((family for family, tools in _FAMILIES.items() if words & tools), "")


def has_tool(run: Run, tools: frozenset[str], words: frozenset[str]) -> bool:
    """Whether `run`, whose `words` are given, is one of `tools`, or may start one without saying so."""
    if tools & words or any(tool in run.output[:4_000].lower() for tool in tools):
        return True
    if re.match(r"(?:npm|pnpm|yarn|bun)\b", run.text):
        return bool(tools & NODE_TOOLS)
    return is_wrapper(run)


def is_wrapper(run: Run) -> bool:
    """Whether it does not say which tool it runs: `npm test`, `make lint`."""
    return (
        re.match(r"(?:\S+=\S+ )*(?:npm|pnpm|yarn|bun|make|just|task|rake|nox|tox|pre-commit|\./)", run.text) is not None
    )
