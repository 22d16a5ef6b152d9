"""Scripts: what `npm run NAME`, `make NAME`, `just NAME` and `./NAME.sh` are for, as far as their names tell."""

import re

from reverie.quality.runs.values import Purpose

_PARTS = re.compile(r"[^a-z0-9]+")
_CAMEL = re.compile(r"([a-z0-9])([A-Z])")
_BY_PART: dict[str, Purpose] = {
    **dict.fromkeys(
        (
            "test",
            "tests",
            "spec",
            "specs",
            "e2e",
            "unittest",
            "unit",
            "integration",
            "jest",
            "vitest",
            "pytest",
            "playwright",
            "cypress",
            "mocha",
            "coverage",
            "cov",
            "smoke",
            "regression",
            "acceptance",
            "karma",
            "testsuite",
            "tst",
            "rspec",
            "phpunit",
            "pest",
            "ctest",
            "runtests",
            "unittests",
            "functional",
            "selftest",
        ),
        "test",
    ),
    **dict.fromkeys(
        (
            "lint",
            "linter",
            "linters",
            "lints",
            "eslint",
            "typecheck",
            "typechecks",
            "types",
            "tsc",
            "typing",
            "mypy",
            "ruff",
            "pyright",
            "clippy",
            "stylelint",
            "typescript",
            "flake8",
            "rubocop",
            "phpstan",
            "psalm",
            "vet",
            "shellcheck",
            "golangci",
            "analyze",
            "analyse",
            "pylint",
            "biome",
            "detekt",
            "ktlint",
            "checkstyle",
            "linting",
            "precommit",
        ),
        "lint",
    ),
    **dict.fromkeys(("format", "fmt", "prettier", "fix", "prettify", "formatting"), "format"),
    **dict.fromkeys(
        (
            "build",
            "compile",
            "bundle",
            "dist",
            "webpack",
            "package",
            "docs",
            "doc",
            "image",
            "html",
            "site",
            "storybook",
            "rebuild",
            "assets",
            "release",
            "binary",
            "assemble",
        ),
        "build",
    ),
    **dict.fromkeys(("migrate", "migration", "migrations", "migrateup"), "migrate"),
    **dict.fromkeys(("start", "dev", "serve", "server", "watch", "preview", "develop", "up"), "start"),
    **dict.fromkeys(("install", "deps", "bootstrap", "setup", "dependencies"), "install"),
}
_CHECKS = frozenset({"check", "checks", "verify", "validate", "ci", "diff"})
_NO_TEST = frozenset({"data", "fixtures", "deps", "db", "env", "server", "setup", "clean", "install", "update"})


def script_purpose(name: str, *, runner: str = "") -> Purpose:
    """What a script of this name is for; `other` when its name does not tell. `runner` is make, npm and so on."""
    parts = [part for part in _PARTS.split(_CAMEL.sub(r"\1 \2", name).lower()) if part]
    if not parts:
        return "other"
    found = {_BY_PART[part]: part for part in reversed(parts) if part in _BY_PART}
    if "typecheck" in parts or ("type" in parts and "check" in parts) or {"check", "types"} <= set(parts):
        return "lint"
    for purpose in ("lint", "format"):
        if purpose in found:
            return "lint" if purpose == "format" and (_CHECKS & set(parts)) else purpose
    if "test" in found and not (_NO_TEST & set(parts)):
        return "build" if parts[0] in ("build", "compile") else "test"
    for purpose in ("build", "migrate", "start", "install"):
        if purpose in found:
            return purpose
    if parts[0] in ("check", "checks"):
        return "test" if runner == "make" else "lint"
    return "other"
