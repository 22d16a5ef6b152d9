"""Code spans: whether they name a path, a command and of which sort, a commit, or something else."""

import re
from functools import cache

from reverie.quality.claims.prose.masking import EXTENSIONS
from reverie.quality.claims.words.lexicon import Tags, tags_of
from reverie.quality.claims.words.tools import TOOLS

_HASH = re.compile(r"[0-9a-f]{5,40}(?:\.{2,3}[0-9a-f]{3,40})?|[0-9a-f]{3,40}\.{2,3}[0-9a-f]{3,40}")
_PATH = re.compile(
    r"[~\w@.*+{}\[\]-]*/[~\w@./*+{}\[\]:-]*|[\w@*.-]*\.(?:"
    + EXTENSIONS.replace(" ", "|")
    + r")(?::\d+)?|\.[a-z][\w.-]*|[A-Z][A-Za-z]*file"
)
_PACKAGE_OR_VERSION = re.compile(r"v?\d+(?:\.\w+)+|@[\w-]+/[\w-]+")
_TESTS = re.compile(r"(?:^|[/_.-])(?:tests?|specs?|e2e|__tests__)(?:[/_.:-]|$)")

_TEST_NAME = re.compile(
    r"(?:\w+::)*(?:test_\w+|Test[A-Z]\w*|\w+(?:_test|Tests?|TestCase|TestSuite|_spec|Specs?))(?:[.:]+\w+)*(?:\(\))?"
)
_TASK = re.compile(
    r":?(?:[\w-]+:)+(?:(?P<build>(?:compile|assemble|bundle|build|link|package)\w*)"
    r"|(?P<test>(?:test|check|integrationTest|connected)\w*)|(?P<lint>(?:lint|ktlint|detekt|spotless|checkstyle)\w*))"
)
_RUNNERS = frozenset(
    [
        "make",
        "npm",
        "yarn",
        "pnpm",
        "bun",
        "just",
        "rake",
        "task",
        "gradle",
        "gradlew",
        "mvn",
        "bazel",
        "dotnet",
        "mix",
        "composer",
        "deno",
        "poe",
        "hatch",
        "invoke",
        "inv",
        "nx",
        "turbo",
        "lerna",
        "ninja",
        "meson",
        "zig",
        "swift",
        "sbt",
        "pdm",
        "uv",
        "poetry",
        "pipenv",
        "moon",
        "earthly",
        "bazelisk",
    ]
)
_TARGETS = (
    (
        "test",
        re.compile(
            r"^(?:[\w-]+:)?(?:tests?|specs?|e2e|check|verify|pytest|unit|integration)(?:[:_-][\w:-]*)?$|[:_-]tests?$"
        ),
    ),
    ("lint", re.compile(r"^(?:lint|format|fmt|typecheck|type-check|types|style|ruff|mypy|clippy)(?:[:_-][\w:-]*)?$")),
    ("install", re.compile(r"^(?:install|ci|i|add|update|upgrade|sync)$")),
)
_CHECKS = frozenset(("test", "build", "lint"))


@cache
def _tools() -> dict[str, str]:
    return {name: sort for sort, names in reversed(TOOLS.items()) for name in names.split("|")}


def code_tags(text: str, *, is_path: bool) -> Tags:
    """Of a span with or without its backticks: `code`, and what more is known."""
    inner = text.strip("`").strip()
    tags = {"code", *(tags_of(inner.lower()) & _CHECKS)}
    if _TEST_NAME.fullmatch(inner):
        tags.add("test")
    if task := _TASK.fullmatch(inner):
        tags.add(next(sort for sort, name in task.groupdict().items() if name))
    sort = command_sort(inner)
    if sort and not (is_path and " " not in inner and sort == "program"):
        tags |= {"cmd", sort} if sort != "install" else {"cmd", "installcmd"}
    elif _HASH.fullmatch(inner) and any(character.isdigit() for character in inner):
        tags.add("hash")
    elif is_path or (_PATH.fullmatch(inner) and not _PACKAGE_OR_VERSION.fullmatch(inner) and "()" not in inner):
        tags.add("path")
        if _TESTS.search(inner):
            tags.add("testpath")
    return frozenset(tags)


def command_sort(line: str) -> str:
    """What running a line shows: `test`, `build`, `lint`, `audit`, `install`, `program`; empty for no command."""
    words = line.split()
    if words and words[0] in ("$", "time", "sudo", "npx", "uv", "poetry", "bundle") and len(words) > 1:
        return _sort(words) or command_sort(" ".join(words[1:])) or "program"
    return _sort(words)


def _sort(words: list[str]) -> str:
    known = _tools()
    if words and words[0].removeprefix("./") in _RUNNERS:
        for sort, form in _TARGETS:
            if any(form.search(word) for word in words[1:]):
                return sort
    for length in (3, 2, 1):
        found = known.get(" ".join(words[:length]), "") if len(words) >= length else ""
        if found:
            return found if found != "program" or len(words) > 1 else ""
    return "program" if words and words[0].startswith("./") and len(words) > 1 else ""
