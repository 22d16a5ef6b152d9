"""Toolchains of a language, whose verbs have several purposes: cargo, go, dotnet, mix and others."""

from reverie.quality.runs.programs.testers import (
    CARGO_LIMITS,
    CARGO_TAKES,
    CARGO_TEST,
    DENO_TEST,
    DOTNET_TEST,
    GO_TEST,
    MIX_TEST,
    NEXTEST,
    RAILS_TEST,
    SWIFT_TEST,
    TESTERS,
)
from reverie.quality.runs.programs.values import Tool, program, verbs, words
from reverie.quality.runs.values import Purpose

_CHECK: dict[str, Purpose] = {"--check": "lint"}
_NO_OPERANDS = {"operands": False}

_CARGO = {
    **verbs(
        "cargo",
        {"takes": CARGO_TAKES, "limits": CARGO_LIMITS, "operands": False},
        build="build b=build check c=check rustc doc package zigbuild",
        lint="clippy deny audit machete udeps hack",
        start="run r=run",
        other="bench clean fix",
        state="metadata tree",
    ),
    **verbs("cargo", {"takes": CARGO_TAKES}, install="add remove rm=remove install update fetch", create="new init"),
    "test": CARGO_TEST,
    "t": CARGO_TEST,
    "llvm-cov": CARGO_TEST,
    "tarpaulin": CARGO_TEST,
    "nextest": Tool("cargo nextest", "test", verbs={"run": NEXTEST, "r": NEXTEST}),
    "miri": Tool("cargo miri", "test", takes=CARGO_TAKES, limits=CARGO_LIMITS),
    "fmt": Tool("cargo fmt", "format", limits=CARGO_LIMITS, operands=False, changes=_CHECK),
    "publish": Tool("cargo publish", "other", dry=words("--dry-run -n")),
    "sqlx": Tool("cargo sqlx", "migrate", operands=False),
}
_GO_TAKES = words("-o -tags -ldflags -gcflags -mod -p -asmflags")
_GO = {
    **verbs("go", {"takes": _GO_TAKES}, build="build", install="install get", lint="vet", start="run"),
    **verbs("go", build="generate", state="version env list", other="clean", read="doc"),
    "test": GO_TEST,
    "mod": Tool("go mod", "install", operands=False, verbs=verbs("go mod", lint="verify", state="graph why")),
    "fmt": Tool("go fmt", "format", dry=words("-n")),
}
_DOTNET_TAKES = words("-c --configuration -f --framework -o --output -r --runtime -v --verbosity")
_DOTNET = {
    **verbs("dotnet", {"takes": _DOTNET_TAKES}, build="build publish pack msbuild", start="run watch"),
    **verbs("dotnet", install="restore add remove tool", create="new", migrate="ef", other="clean nuget"),
    "test": DOTNET_TEST,
    "format": Tool("dotnet format", "format", changes={"--verify-no-changes": "lint"}),
}
_MIX = {
    **verbs("mix", build="release docs deps.compile", lint="credo dialyzer sobelow", install="deps.get", start="run"),
    **verbs(
        "mix",
        _NO_OPERANDS,
        build="compile",
        migrate="ecto.migrate ecto.rollback ecto.setup ecto.reset",
        start="phx.server",
    ),
    "test": MIX_TEST,
    "format": Tool("mix format", "format", changes={"--check-formatted": "lint", "--dry-run": "lint"}),
}
_SWIFT = {
    **verbs("swift", install="package", start="run"),
    "test": SWIFT_TEST,
    "build": Tool(
        "swift build", "build", takes=words("-c --configuration --package-path"), limits=words("--product --target")
    ),
    "format": Tool("swift format", "format", verbs=verbs("swift format", lint="lint")),
}
_DENO = {
    **verbs("deno", lint="lint check", build="compile bundle", install="install add cache", start="run serve"),
    "test": DENO_TEST,
    "fmt": Tool("deno fmt", "format", changes=_CHECK),
}
_ZIG_BUILD = Tool("zig build", "build", operands=False, verbs=verbs("zig build", test="test", start="run"))
_ZIG = {
    **verbs("zig", test="test", start="run", build="cc c++ build-exe build-lib"),
    "build": _ZIG_BUILD,
    "fmt": Tool("zig fmt", "format", changes=_CHECK),
}
_FLUTTER_TEST = Tool(
    "flutter test",
    "test",
    takes=words("-j --concurrency -r --reporter"),
    limits=words("--name --plain-name -t --tags"),
)
_FLUTTER = {
    **verbs("flutter", lint="analyze", build="build", start="run", other="clean"),
    "pub": Tool("flutter pub", "install", operands=False),
    "test": _FLUTTER_TEST,
}
_RAILS = {
    **verbs(
        "rails",
        _NO_OPERANDS,
        migrate="db:migrate db:rollback db:setup db:prepare db:reset db:schema:load db:create",
        start="server s=server",
        build="assets:precompile",
        lint="zeitwerk:check",
        state="routes db:migrate:status",
        other="db:seed runner console",
    ),
    **verbs("rails", create="generate g=generate new", delete="destroy", test="spec"),
    "test": RAILS_TEST,
    "test:system": RAILS_TEST,
    "test:all": RAILS_TEST,
}
_FORGE_LIMITS = words("--match-test --match-contract --match-path --mt --mc --mp")
_BAZEL = {
    **verbs("bazel", {"takes": words("--config"), "limits": words("--test_filter")}, test="test", build="build"),
    **verbs("bazel", start="run", state="query cquery info", other="clean"),
}

TOOLCHAINS: dict[str, Tool] = {
    "cargo": Tool("cargo", "other", takes=CARGO_TAKES, verbs=_CARGO),
    "cross": Tool("cargo", "other", takes=CARGO_TAKES, verbs=_CARGO),
    "go": Tool("go", "other", takes=words("-C"), verbs=_GO),
    "dotnet": Tool("dotnet", "start", verbs=_DOTNET),
    "mix": Tool("mix", "other", verbs=_MIX),
    "swift": Tool("swift", "start", verbs=_SWIFT),
    "deno": Tool("deno", "start", verbs=_DENO),
    "zig": Tool("zig", "other", verbs=_ZIG),
    "flutter": Tool("flutter", "other", verbs=_FLUTTER),
    "rails": Tool("rails", "other", verbs=_RAILS),
    "bazel": Tool("bazel", "other", verbs=_BAZEL),
    "bazelisk": Tool("bazel", "other", verbs=_BAZEL),
    "buck2": Tool("buck2", "other", verbs=_BAZEL),
    "hatch": Tool(
        "hatch",
        "other",
        verbs={
            "build": Tool("hatch build", "build", operands=False),
            "test": TESTERS["pytest"],
            "fmt": Tool("hatch fmt", "format", changes=_CHECK),
        },
    ),
    "forge": Tool(
        "forge",
        "other",
        verbs={
            "test": Tool("forge test", "test", limits=_FORGE_LIMITS),
            "build": Tool("forge build", "build"),
            "fmt": Tool("forge fmt", "format", changes=_CHECK),
        },
    ),
    "gleam": Tool(
        "gleam",
        "other",
        verbs={
            **verbs("gleam", test="test", build="build", lint="check", start="run", install="add"),
            "format": Tool("gleam format", "format", changes=_CHECK),
        },
    ),
    "meson": Tool(
        "meson",
        "other",
        verbs=verbs("meson", {"takes": words("-C --suite -j")}, test="test", build="compile", other="setup"),
    ),
    "lein": program("lein", test="test", build="compile uberjar jar", start="run", install="deps", lint="check"),
    "stack": program("stack", test="test", build="build", start="run exec"),
    "cabal": program("cabal", test="test", build="build", start="run", install="update install"),
    "dune": program("dune", test="test runtest", build="build", format="fmt", start="exec"),
    "sbt": program(
        "sbt",
        test="test testOnly",
        build="compile assembly package",
        start="run",
        lint="scalafmtCheckAll scalafmtCheck",
        format="scalafmtAll scalafmt",
    ),
    "pants": program("pants", test="test", lint="lint check", format="fmt", build="package"),
    "hardhat": program("hardhat", test="test", build="compile"),
    "anchor": program("anchor", test="test", build="build"),
    "rebar3": program("rebar3", test="eunit ct proper", build="compile release", lint="dialyzer xref"),
    "crystal": program("crystal", test="spec", build="build", format="tool", start="run"),
    "shards": program("shards", build="build", install="install"),
    "nim": program("nim", build="c compile cpp", lint="check"),
    "nimble": program("nimble", test="test", build="build", install="install"),
    "spago": program("spago", test="test", build="build", install="install"),
    "elm": program("elm", build="make", install="install"),
    "ember": program("ember", test="test", build="build", start="serve", create="generate"),
    "maturin": program("maturin", build="build develop"),
    "flit": program("flit", build="build", install="install"),
    "pio": Tool(
        "pio",
        "other",
        verbs=verbs("pio", {"limits": words("-e -d -f")}, build="run", test="test", lint="check"),
    ),
    "wasm-pack": program("wasm-pack", "build", build="build", test="test"),
    "ninja": Tool("ninja", "build", takes=words("-C -j -f -k -l"), verbs=verbs("ninja", test="test check")),
}
