"""What builds print at their end, and marks by which any program tells that it failed or worked."""

import re
from typing import NamedTuple

from reverie.quality.runs.outputs.testing import Summary
from reverie.quality.runs.values import Purpose


def _build(program: str, marks: str, pattern: str) -> Summary:
    return Summary(program, tuple(marks.split("|")), re.compile(pattern, re.MULTILINE), purpose="build")


BUILD_SUMMARIES: tuple[Summary, ...] = (
    _build("gradle build", "BUILD ", r"^(?:> )?BUILD (?:(?P<ok>SUCCESSFUL)|(?P<bad>FAILED))\b"),
    _build("mvn package", "BUILD ", r"^(?:\[\w+\] {1,3})?BUILD (?:(?P<ok>SUCCESS)|(?P<bad>FAILURE))\b(?!FUL)"),
    _build("xcodebuild", "** BUILD ", r"^\*\* (?:BUILD|ARCHIVE) (?:(?P<ok>SUCCEEDED)|(?P<bad>FAILED)) \*\*"),
    _build(
        "dotnet build",
        "Build succeeded|Build FAILED|Build failed",
        r"^\s{0,4}Build (?:(?P<ok>succeeded)|(?P<bad>FAILED|failed))",
    ),
    _build(
        "make",
        "make: ***|]: *** ",
        r"^(?:g?make|ninja)(?:\[\d+\])?: \*\*\* (?P<bad>[^\n]{1,200}Error \d+|No rule to make target|No targets)",
    ),
    _build("ninja", "ninja: build stopped", r"^(?P<bad>ninja: build stopped)"),
    _build("vite build", "built in |error during build", r"^(?:(?P<ok>✓ built in)|(?P<bad>error during build))"),
    _build(
        "webpack",
        "webpack ",
        r"^webpack [\d.]+ compiled (?:(?P<ok>successfully|with \d+ warnings?)|(?P<bad>with \d+ errors?))",
    ),
    _build(
        "next build",
        "Compiled |Failed to compile",
        r"^\s{0,4}(?:[✓▲⨯] )?(?:(?P<ok>Compiled (?:successfully|with warnings))|(?P<bad>Failed to compile))",
    ),
    _build("cargo build", "could not compile", r"^(?P<bad>error: could not compile)"),
    _build("cargo build", "    Finished ", r"^ {1,8}(?P<ok>Finished) [^\n]{1,60}(?:target|in)"),
    _build(
        "docker build",
        "failed to solve|failed to build|COPY failed",
        r"^(?:ERROR: )?(?P<bad>failed to solve|failed to build|COPY failed|The command '[^\n]{1,200}' returned a non-zero code)",
    ),
    _build(
        "docker build",
        "Successfully built|FINISHED",
        r"(?P<ok>^Successfully built [0-9a-f]{8,}|^\[\+\] Building [\d.]+s \(\d+/\d+\) FINISHED)",
    ),
    _build(
        "bazel build",
        "Build completed successfully|Build did NOT",
        r"(?:(?P<ok>Build completed successfully)|(?P<bad>Build did NOT complete successfully))",
    ),
    _build(
        "sphinx-build",
        "build succeeded|build finished with problems",
        r"^(?:(?P<ok>build succeeded)|(?P<bad>build finished with problems))",
    ),
    _build(
        "mkdocs build",
        "Documentation built in|Aborted with ",
        r"(?:(?P<ok>Documentation built in)|(?P<bad>Aborted with \d+ (?:warnings|Build))|(?P<bad2>Aborted with a BuildError))".replace(
            "(?P<bad2>Aborted with a BuildError)", "Aborted with a BuildError"
        ),
    ),
    _build("swift build", "Build complete!", r"^(?P<ok>Build complete!)"),
    _build("python -m build", "Successfully built", r"^(?P<ok>Successfully built) \S+\.(?:whl|tar\.gz)"),
    _build("tsup", "Build success|⚡️ Done", r"(?P<ok>Build success|⚡️ Done in)"),
    _build("esbuild", "⚡ Done in", r"^(?P<ok>⚡ Done in)"),
    _build("nx", "ran target build", r"(?P<ok>Successfully ran target build)"),
    _build(
        "pdflatex",
        "Output written on|no output PDF",
        r"(?:(?P<ok>^Output written on)|(?P<bad>==> Fatal error occurred, no output PDF))",
    ),
    _build(
        "linker",
        "ld returned|linker command failed|overflowed by",
        r"(?P<bad>collect2: error: ld returned|linker command failed with exit code|region `\w+' overflowed by)",
    ),
)


class Marks(NamedTuple):
    """Words by which a run of a purpose tells how it ended, where its exit status is hidden."""

    failed: re.Pattern[str]
    passed: re.Pattern[str]


_NEVER = r"(?!)"
_FAILS_ANYHOW = (
    r"^(?:bash: |sh: |zsh: |/bin/\w+: |fish: )?[^\n]{0,120}(?:command not found|: not found$)|^Traceback \(most recent call last\):|^npm (?:ERR!|error) |^\s?ERR_PNPM|ELIFECYCLE|"
    r"^error Command failed|^Error: Cannot find module|No such file or directory|Permission denied|^fatal: |^panic: |Segmentation fault|"
    r"^(?:[Ee]rror|ERROR|FATAL|Fatal)(?:\[\w+\])?: "
)


def _marks(failed: str, passed: str) -> Marks:
    together = f"{_FAILS_ANYHOW}|{failed}" if failed else _FAILS_ANYHOW
    return Marks(re.compile(together, re.MULTILINE), re.compile(passed or _NEVER, re.MULTILINE))


_COMPILE_ERRORS = (
    r"^[^\n:]{1,300}:\d+(?::\d+)?: (?:fatal )?error:|: error (?:TS|CS|C|LNK|MSB)\d+|^error(?:\[E\d+\])?: |\[ERROR\] |✘ \[ERROR\]|Compilation failed|compilation terminated|"
    r"SyntaxError|Module not found|undefined reference to|undefined: |failed to resolve|Build failed|BUILD FAILED"
)
MARKS: dict[Purpose, Marks] = {
    "test": _marks(
        r"^FAILED |^FAIL\b|^--- FAIL|^not ok |Test suite failed to run|AssertionError|^E  {2,}\w|\d+ (?:tests? )?failed\b|ERROR collecting|^Error: |Test Failed",
        r"^PASS(?:ED)?\b|^All tests passed|^OK$|All (?:\d+ )?tests? passed",
    ),
    "build": _marks(
        _COMPILE_ERRORS,
        r"compiled successfully|^Build (?:complete|succeeded|finished)|^✨ {1,2}(?:Done|Built)|^Done in |build complete",
    ),
    "lint": _marks(
        r"\b[1-9]\d* errors?\b|^error\b|: error\b|\berror: ",
        r"\bno (?:issues|errors|problems|offenses|warnings)(?: (?:were )?found| detected)?\b|\b0 errors?\b|^All files (?:pass|are)",
    ),
    "format": _marks(r"^error: cannot format|\[error\]", r"reformatted|left unchanged|^All done|already formatted"),
    "install": _marks(
        r"No matching distribution|Could not find a version|Unable to locate package|could not resolve|E: |No matching package",
        r"^added \d+|^up to date|^changed \d+|^removed \d+|Successfully installed|already satisfied|already the newest|is already installed|^Done in |^Bundle complete|Resolved \d+ packages|Installed \d+ packages?|Nothing to install|^go: (?:added|upgraded)|^ {2,}Adding \w|^success Saved|^\+ \w",
    ),
    "commit": _marks(
        r"^error: |nothing to commit|no changes added|Aborting commit|hook .{0,40}(?:failed|exited)",
        r"^\[[^\]\n]{1,120} (?:\(root-commit\) )?[0-9a-f]{4,40}\]|^ \d+ files? changed|^\s?create mode ",
    ),
    "push": _marks(
        r"^error: |\[(?:remote )?rejected\]|failed to push|remote: (?:error|fatal)",
        r"^\s{0,3}[*+=-]?\s{0,3}(?:\[new (?:branch|tag|reference)\]|[0-9a-f]{2,40}\.{2,3}[0-9a-f]{2,40})\s|set up to track",
    ),
    "tag": _marks(r"already exists", ""),
    "pull_request": _marks(
        r"create failed|already exists|^GraphQL", r"^https?://\S+/(?:pull|merge_requests|-/merge_requests)/\d+"
    ),
    "migrate": _marks(
        r"^ERROR|^Error|Exception|could not connect|Connection refused|does not exist|checksum mismatch|rolled back",
        r"\bOK$|^Applied |^INFO {1,3}\[alembic\S*\] Running|Successfully applied|migrated \(|No migrations to apply|already up to date|Migrations? (?:applied|complete)|Running migrations",
    ),
    "start": _marks(
        r"EADDRINUSE|address already in use|^Error",
        r"listening on|Listening on|ready in|Running on http|started server|Application startup complete|Started ",
    ),
    "delete": _marks(
        r"cannot remove|cannot delete|not fully merged|^error: ", r"^rm '|^Deleted |^Removing |^removed '"
    ),
    "move": _marks(r"cannot (?:move|stat)|^fatal", ""),
    "create": _marks(
        r"cannot (?:create|stat|touch)|File exists|No changes detected", r"^Created |^created |Switched to a new branch"
    ),
    "revert": _marks(
        r"did not match any file|^error: ",
        r"Updated \d+ paths?|HEAD is now at|Saved working directory|^\[[^\]\n]{1,120} [0-9a-f]{4,40}\] Revert",
    ),
}
OTHER_MARKS = _marks("", "")

NOTHING = re.compile(
    r"^(?:nothing to commit|no changes added to commit|nothing added to commit)|nothing to commit, working tree clean|^Everything up-to-date|^No changes detected|^No local changes to save|"
    r"^(?:No files|no files) (?:found|matching|to check)|^warning: No Python files found|\(no files to check\)|^No tests? (?:found|collected|were found|executed)|^no test files",
    re.MULTILINE,
)
"""Words of a run that had nothing to do."""
