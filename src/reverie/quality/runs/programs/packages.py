"""Package managers of JavaScript: their verbs, and the scripts and programs they run."""

from collections.abc import Mapping
from typing import NamedTuple

from reverie.quality.runs.programs.scope import is_dry, known_as
from reverie.quality.runs.programs.scripts import script_purpose
from reverie.quality.runs.programs.testers import BUN_TEST
from reverie.quality.runs.programs.values import Known, Tool, words
from reverie.quality.runs.values import Purpose

_LIMITS = words(
    "-w --workspace --filter -F --prefix -C --cwd --dir --scope --project --projects --grep -g -t --testNamePattern "
    "--testPathPattern --spec -k --workspace-root-only --tests --only"
)
_TAKES = words(
    "--loglevel --registry --reporter --reporters --config -c --maxWorkers --workers --omit --include --tag "
    "--network-timeout"
)
_RUN = frozenset({"run", "run-script", "rum", "urn"})
_BY_VERB: dict[str, Purpose] = {
    **dict.fromkeys(
        [
            "install",
            "i",
            "ci",
            "add",
            "update",
            "up",
            "upgrade",
            "uninstall",
            "remove",
            "rm",
            "un",
            "link",
            "dedupe",
            "prune",
            "clean-install",
            "install-ci-test",
            "import",
            "rebuild",
            "fetch",
        ],
        "install",
    ),
    **dict.fromkeys(
        [
            "ls",
            "list",
            "ll",
            "la",
            "outdated",
            "view",
            "info",
            "show",
            "why",
            "explain",
            "root",
            "bin",
            "prefix",
            "whoami",
            "config",
            "get",
            "ping",
            "doctor",
            "fund",
            "licenses",
            "version",
            "-v",
            "search",
        ],
        "state",
    ),
    **dict.fromkeys(["audit"], "lint"),
    **dict.fromkeys(["pack"], "build"),
    **dict.fromkeys(["init", "create"], "create"),
    **dict.fromkeys(
        [
            "publish",
            "login",
            "logout",
            "set",
            "cache",
            "store",
            "deploy",
            "patch",
            "patch-commit",
            "token",
            "owner",
            "dist-tag",
            "deprecate",
        ],
        "other",
    ),
}
_TESTS = frozenset({"test", "t", "tst"})


class PackageRunner(NamedTuple):
    """`bare` is what it does without arguments; `runs_programs` that an unknown verb may be a program."""

    name: str
    bare: str
    runs_programs: bool

    def inner(self, arguments: tuple[str, ...], tools: Mapping[str, Tool]) -> tuple[str, ...]:
        """The program that it runs as if it were called itself: `pnpm tsc`, `yarn eslint`."""
        verb, rest, _ = _split(arguments)
        if not self.runs_programs or verb in _BY_VERB or verb in _TESTS or verb in _RUN:
            return ()
        is_program = verb in tools and verb not in (
            "build",
            "format",
            "lint",
            "dev",
            "tap",
            "test",
            "check",
            "install",
            "start",
            "serve",
            "open",
            "clean",
            "migrate",
        )
        return (verb, *rest) if is_program else ()

    def known(self, name: str, arguments: tuple[str, ...]) -> Known:
        verb, rest, limits = _split(arguments)
        dry = is_dry(arguments)
        if not verb:
            return Known(f"{self.name} {self.bare}".strip(), "install" if self.bare else "other", dry_run=dry)
        if self.name == "bun" and verb == "test":
            found = known_as(BUN_TEST, rest)
            return Known(found.program, found.purpose, (*limits, *found.scope))
        if self.name == "bun" and verb == "build":
            return Known("bun build", "build")
        if verb in _RUN:
            script, rest, more = _split(rest)
            return self._script(f"{self.name} run {script}", script, rest, (*limits, *more))
        if verb in _TESTS or verb == "start" or verb == "stop":
            return self._script(
                f"{self.name} {'start' if verb == 'start' else 'test'}",
                verb if verb not in _TESTS else "test",
                rest,
                limits,
            )
        if verb in _BY_VERB:
            purpose = _BY_VERB[verb]
            scope = tuple(word for word in rest if not word.startswith("-"))
            return Known(f"{self.name} {verb}", purpose, scope if purpose == "install" else (), dry_run=dry)
        return self._script(f"{self.name} {verb}", verb, rest, limits)

    def _script(self, program: str, script: str, rest: tuple[str, ...], limits: tuple[str, ...]) -> Known:
        if "/" in script or script.endswith((".ts", ".js")):
            return Known(program, script_purpose(script.rsplit("/", 1)[-1].rsplit(".", 1)[0]), opaque=True)
        return Known(
            program, script_purpose(script, runner=self.name), (*limits, *_given(rest)), is_dry(rest), opaque=True
        )


def _split(arguments: tuple[str, ...]) -> tuple[str, tuple[str, ...], tuple[str, ...]]:
    """The verb, what comes after it, and the workspaces that options before it name."""
    limits: list[str] = []
    at = 0
    while at < len(arguments):
        argument = arguments[at]
        if argument == "workspace" and at + 2 < len(arguments):
            limits.append(arguments[at + 1])
            at += 2
        elif argument in ("workspaces", "foreach"):
            at += 1
        elif not argument.startswith("-"):
            return argument, arguments[at + 1 :], tuple(limits)
        else:
            option, _, value = argument.partition("=")
            valued = option in _LIMITS or option in _TAKES
            if valued and not value and at + 1 < len(arguments):
                value, at = arguments[at + 1], at + 1
            limits += [value] if option in _LIMITS and value else []
            at += 1
    return "", (), tuple(limits)


def _given(rest: tuple[str, ...]) -> tuple[str, ...]:
    """What a script is limited to by the arguments passed on to it."""
    found: list[str] = []
    at = 0
    while at < len(rest):
        option, _, value = rest[at].partition("=")
        if option == "--":
            pass
        elif not option.startswith("-"):
            found.append(rest[at])
        elif option in _LIMITS or option in _TAKES:
            if not value and at + 1 < len(rest) and not rest[at + 1].startswith("-"):
                value, at = rest[at + 1], at + 1
            found += [value] if option in _LIMITS and value else []
        at += 1
    return tuple(found)


PACKAGE_RUNNERS: dict[str, PackageRunner] = {
    "npm": PackageRunner("npm", "", False),
    "pnpm": PackageRunner("pnpm", "", True),
    "yarn": PackageRunner("yarn", "install", True),
    "yarnpkg": PackageRunner("yarn", "install", True),
    "bun": PackageRunner("bun", "", True),
    "rush": PackageRunner("rush", "", False),
}
