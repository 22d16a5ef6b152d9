"""Lines by which builds tell how they ended."""

from reverie.quality.runs.outputs.summaries import Summary


def _build(program: str, marks: str, pattern: str) -> Summary:
    return Summary(program, tuple(marks.split("|")), pattern, purpose="build")


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
    _build("cargo build", "    Finished ", r"^ {0,8}(?P<ok>Finished) [^\n]{1,60}(?:target|in)"),
    _build(
        "docker build",
        "failed to solve|failed to build|COPY failed",
        r"^(?:ERROR: )?(?P<bad>failed to solve|failed to build|COPY failed|"
        r"The command '[^\n]{1,200}' returned a non-zero code)",
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
        r"(?:(?P<ok>Documentation built in)|(?P<bad>Aborted with \d+ (?:warnings|Build))|"
        r"(?P<bad2>Aborted with a BuildError))".replace(
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
