"""Target runners: make, just, gradle, maven, rake and others whose targets a project names itself."""

from collections.abc import Callable
from typing import NamedTuple

from reverie.quality.runs.programs.scope import is_dry, scope_of
from reverie.quality.runs.programs.scripts import script_purpose
from reverie.quality.runs.programs.values import Known, Tool, words
from reverie.quality.runs.values import Purpose

_MAKE = Tool("make", "build", takes=words("-f --file --makefile -j -l -o -W --jobs"), limits=words("-C --directory"))
_JUST = Tool("just", "other", takes=words("-f --justfile -d --working-directory --set"))
_GRADLE = Tool(
    "gradle",
    "build",
    takes=words("-x --exclude-task -I --init-script --console --max-workers -g -c"),
    limits=words("--tests -p --project-dir -b"),
)
_MAVEN = Tool(
    "mvn",
    "build",
    takes=words("-T --threads -s --settings -P --activate-profiles -D --log-file"),
    limits=words("-pl --projects -f --file"),
)
_RAKE = Tool("rake", "other", takes=words("-f -I -r"))
_TASKS = Tool("task", "other", takes=words("-t --taskfile -d --dir -f -c"))

_GRADLE_WORDS: tuple[tuple[str, Purpose], ...] = (
    ("spotlessapply", "format"),
    ("ktlintformat", "format"),
    ("format", "format"),
    ("spotless", "lint"),
    ("ktlint", "lint"),
    ("detekt", "lint"),
    ("checkstyle", "lint"),
    ("spotbugs", "lint"),
    ("pmd", "lint"),
    ("lint", "lint"),
    ("flyway", "migrate"),
    ("liquibase", "migrate"),
    ("migrate", "migrate"),
    ("test", "test"),
    ("check", "test"),
    ("koververify", "test"),
    ("jacoco", "test"),
    ("bootrun", "start"),
    ("run", "start"),
    ("clean", "other"),
    ("dependencies", "state"),
    ("tasks", "state"),
    ("publish", "other"),
    ("build", "build"),
    ("assemble", "build"),
    ("jar", "build"),
    ("compile", "build"),
    ("bundle", "build"),
    ("dist", "build"),
    ("classes", "build"),
    ("install", "build"),
    ("javadoc", "build"),
)
_MAVEN_PHASES: dict[str, Purpose] = {
    "test": "test",
    "verify": "test",
    "integration-test": "test",
    "surefire:test": "test",
    "failsafe:verify": "test",
    "compile": "build",
    "package": "build",
    "install": "build",
    "deploy": "build",
    "test-compile": "build",
    "clean": "other",
    "site": "build",
    "spring-boot:run": "start",
    "quarkus:dev": "start",
    "exec:java": "start",
    "flyway:migrate": "migrate",
    "liquibase:update": "migrate",
    "dependency:tree": "state",
}


class TargetRunner(NamedTuple):
    known: Callable[[str, tuple[str, ...]], Known]


def _make(name: str, arguments: tuple[str, ...]) -> Known:
    operands = [
        part
        for part in scope_of(Tool("make", "build", takes=_MAKE.takes | _MAKE.limits), arguments)
        if not part.startswith("-")
    ]
    targets = [part for part in operands if "=" not in part and not part.isdigit()]
    directory = scope_of(Tool("make", "build", takes=_MAKE.takes, limits=_MAKE.limits, operands=False), arguments)
    settings = tuple(
        part for part in operands if "=" in part and not part.startswith(("CC=", "CFLAGS=", "V=", "PREFIX=", "-"))
    )
    dry = bool({"-n", "--dry-run", "--just-print", "--recon"} & set(arguments))
    if not targets:
        return Known("make", "build", (*directory, *settings), dry_run=dry, opaque=True)
    purpose = _strongest([script_purpose(target, runner="make") for target in targets])
    if purpose == "other" and all(
        target in ("all", "everything", "world", "default") or "/" in target or "." in target for target in targets
    ):
        purpose = "build"
    return Known(f"make {' '.join(targets)}", purpose, (*directory, *settings), dry_run=dry, opaque=True)


def _strongest(purposes: list[Purpose]) -> Purpose:
    """The purpose people would name of several: that of the last target that has one."""
    return next((purpose for purpose in reversed(purposes) if purpose != "other"), "other")


def _just(name: str, arguments: tuple[str, ...]) -> Known:
    targets = scope_of(_JUST if name == "just" else _TASKS, arguments)
    if not targets:
        return Known(name, "other", opaque=True)
    listed = {"-l", "--list", "--summary"} & set(arguments)
    purpose: Purpose = "state" if listed else script_purpose(targets[0], runner=name)
    return Known(
        f"{name} {targets[0]}", purpose, targets[1:], dry_run=is_dry(arguments) or "-n" in arguments, opaque=True
    )


def _rake(name: str, arguments: tuple[str, ...]) -> Known:
    targets = tuple(part for part in scope_of(_RAKE, arguments) if "=" not in part)
    files = tuple(part.split("=", 1)[1] for part in arguments if part.startswith(("TEST=", "SPEC=")))
    if not targets:
        return Known("rake", "other", files, opaque=True)
    purpose = script_purpose(targets[-1].replace("db:", ""), runner=name)
    purpose = "test" if targets[-1] in ("test", "spec") or targets[-1].startswith(("test:", "spec:")) else purpose
    return Known(f"{name} {targets[-1]}", purpose, files, dry_run=is_dry(arguments), opaque=True)


def _gradle(name: str, arguments: tuple[str, ...]) -> Known:
    limits = scope_of(Tool("gradle", "build", takes=_GRADLE.takes, limits=_GRADLE.limits, operands=False), arguments)
    tasks = scope_of(Tool("gradle", "build", takes=_GRADLE.takes | _GRADLE.limits), arguments)
    if not tasks:
        return Known("gradle", "other", limits)
    modules = tuple(dict.fromkeys(task.rsplit(":", 1)[0] for task in tasks if task.strip(":").count(":")))
    purpose = _strongest([_gradle_purpose(task.rsplit(":", 1)[-1]) for task in tasks])
    name = f"gradle {tasks[-1].rsplit(':', 1)[-1]}"
    return Known(name, purpose, (*modules, *limits), dry_run=is_dry(arguments) or "-m" in arguments, opaque=True)


def _gradle_purpose(task: str) -> Purpose:
    lowered = task.lower()
    if lowered.startswith(("assemble", "compile", "testclasses", "bundle")):
        return "build"
    return next((purpose for word, purpose in _GRADLE_WORDS if word in lowered), "other")


def _maven(name: str, arguments: tuple[str, ...]) -> Known:
    limits = list(scope_of(Tool("mvn", "build", takes=_MAVEN.takes, limits=_MAVEN.limits, operands=False), arguments))
    limits += [part.split("=", 1)[1] for part in arguments if part.startswith(("-Dtest=", "-Dit.test=", "-Dgroups="))]
    phases = scope_of(Tool("mvn", "build", takes=_MAVEN.takes | _MAVEN.limits), arguments)
    skips = any(
        part.startswith(("-DskipTests", "-Dmaven.test.skip", "-DskipITs")) and not part.endswith("=false")
        for part in arguments
    )
    purpose = _strongest([_maven_purpose(phase, skips) for phase in phases])
    return Known(f"mvn {phases[-1]}" if phases else "mvn", purpose, tuple(limits), opaque=True)


def _maven_purpose(phase: str, skips: bool) -> Purpose:
    if any(word in phase for word in ("spotless:apply", "format", "fmt:format")):
        return "format"
    if ":check" in phase or any(word in phase for word in ("checkstyle", "spotbugs", "pmd", "validate")):
        return "lint"
    found = _MAVEN_PHASES.get(phase, "other")
    return "build" if found == "test" and skips else found


TARGET_RUNNERS: dict[str, TargetRunner] = {
    **dict.fromkeys(("make", "gmake", "mingw32-make", "nmake"), TargetRunner(_make)),
    **dict.fromkeys(
        (
            "just",
            "task",
            "invoke",
            "inv",
            "doit",
            "gulp",
            "grunt",
            "jake",
            "poe",
            "poethepoet",
            "fab",
            "thor",
            "moon",
            "mage",
            "lage",
            "wireit",
            "tusk",
            "mask",
            "cmdx",
            "pyinvoke",
            "run-s",
            "run-p",
            "npm-run-all",
            "concurrently",
            "phing",
            "robo",
            "castor",
            "bb",
            "xmake",
            "taskipy",
        ),
        TargetRunner(_just),
    ),
    "rake": TargetRunner(_rake),
    **dict.fromkeys(("gradle", "gradlew"), TargetRunner(_gradle)),
    **dict.fromkeys(("mvn", "mvnw", "mvnd"), TargetRunner(_maven)),
}
