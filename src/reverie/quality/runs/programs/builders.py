"""Compilers, bundlers, images and documentation, and the tools with verbs of several purposes (cargo, go, dotnet)."""

from reverie.quality.runs.programs.testers import (
    ARTISAN_TEST,
    CARGO_TEST,
    DENO_TEST,
    DOTNET_TEST,
    GO_TEST,
    MIX_TEST,
    RAILS_TEST,
    SWIFT_TEST,
    TESTERS,
)
from reverie.quality.runs.programs.values import Tool, tools, words

_CARGO_TAKES = words("--target --features -F --profile -j --jobs --color --target-dir --message-format -Z --config")
_CARGO_LIMITS = words("-p --package --bin --example --manifest-path --exclude --lib --test")


def _cargo(verb: str, purpose: str, **settings: object) -> Tool:
    return Tool(f"cargo {verb}", purpose, takes=_CARGO_TAKES, limits=_CARGO_LIMITS, operands=False, **settings)  # type: ignore[arg-type]


_CARGO = {
    **{verb: _cargo(verb, "build") for verb in ["build", "b", "check", "c", "rustc", "doc", "package", "hack", "zigbuild"]},
    "test": CARGO_TEST,
    "t": CARGO_TEST,
    "nextest": Tool(
        "cargo nextest",
        "test",
        verbs={"run": Tool("cargo nextest", "test", takes=_CARGO_TAKES, limits=_CARGO_LIMITS | words("-E"))},
    ),
    "llvm-cov": CARGO_TEST,
    "tarpaulin": CARGO_TEST,
    "miri": Tool("cargo miri", "test", takes=_CARGO_TAKES, limits=_CARGO_LIMITS),
    "clippy": _cargo("clippy", "lint"),
    "fmt": _cargo("fmt", "format", changes={"--check": "lint"}),
    "deny": _cargo("deny", "lint"),
    "audit": _cargo("audit", "lint"),
    "machete": _cargo("machete", "lint"),
    "udeps": _cargo("udeps", "lint"),
    "fix": _cargo("fix", "format"),
    "add": Tool("cargo add", "install", takes=_CARGO_TAKES),
    "remove": Tool("cargo remove", "install"),
    "install": Tool("cargo install", "install", takes=words("--version --git --path")),
    "update": Tool("cargo update", "install", limits=words("-p --package")),
    "fetch": Tool("cargo fetch", "install"),
    "run": _cargo("run", "start"),
    "r": _cargo("run", "start"),
    "bench": _cargo("bench", "other"),
    "publish": _cargo("publish", "other", dry=words("--dry-run -n")),
    "clean": _cargo("clean", "other"),
    "new": Tool("cargo new", "create"),
    "init": Tool("cargo init", "create"),
    "metadata": _cargo("metadata", "state"),
    "tree": _cargo("tree", "state"),
    "sqlx": Tool("cargo sqlx", "migrate"),
}
_GO_TAKES = words("-o -tags -ldflags -gcflags -mod -p -asmflags")
_GO = {
    "test": GO_TEST,
    "build": Tool("go build", "build", takes=_GO_TAKES),
    "install": Tool("go install", "install", takes=_GO_TAKES),
    "get": Tool("go get", "install"),
    "mod": Tool("go mod", "install", operands=False),
    "vet": Tool("go vet", "lint", takes=_GO_TAKES),
    "fmt": Tool("go fmt", "format", dry=words("-n")),
    "run": Tool("go run", "start", takes=_GO_TAKES),
    "generate": Tool("go generate", "build"),
    "version": Tool("go version", "state"),
    "env": Tool("go env", "state"),
    "list": Tool("go list", "state"),
    "clean": Tool("go clean", "other"),
}
_DOTNET_TAKES = words("-c --configuration -f --framework -o --output -r --runtime -v --verbosity")
_DOTNET = {
    "test": DOTNET_TEST,
    "build": Tool("dotnet build", "build", takes=_DOTNET_TAKES),
    "publish": Tool("dotnet publish", "build", takes=_DOTNET_TAKES),
    "pack": Tool("dotnet pack", "build", takes=_DOTNET_TAKES),
    "msbuild": Tool("dotnet msbuild", "build"),
    "restore": Tool("dotnet restore", "install"),
    "add": Tool("dotnet add", "install"),
    "remove": Tool("dotnet remove", "install"),
    "format": Tool("dotnet format", "format", changes={"--verify-no-changes": "lint"}),
    "run": Tool("dotnet run", "start"),
    "new": Tool("dotnet new", "create"),
    "ef": Tool("dotnet ef", "migrate"),
}
_MIX = {
    "test": MIX_TEST,
    "compile": Tool("mix compile", "build", operands=False),
    "release": Tool("mix release", "build"),
    "docs": Tool("mix docs", "build"),
    "format": Tool("mix format", "format", changes={"--check-formatted": "lint", "--dry-run": "lint"}),
    "credo": Tool("mix credo", "lint"),
    "dialyzer": Tool("mix dialyzer", "lint"),
    "deps.get": Tool("mix deps.get", "install"),
    "deps.compile": Tool("mix deps.compile", "build"),
    "ecto.migrate": Tool("mix ecto.migrate", "migrate", operands=False),
    "ecto.rollback": Tool("mix ecto.rollback", "migrate", operands=False),
    "ecto.setup": Tool("mix ecto.setup", "migrate", operands=False),
    "ecto.reset": Tool("mix ecto.reset", "migrate", operands=False),
    "phx.server": Tool("mix phx.server", "start", operands=False),
    "sobelow": Tool("mix sobelow", "lint"),
    "run": Tool("mix run", "start"),
}
_SWIFT = {
    "test": SWIFT_TEST,
    "build": Tool(
        "swift build", "build", takes=words("-c --configuration --package-path"), limits=words("--product --target")
    ),
    "run": Tool("swift run", "start"),
    "format": Tool("swift format", "format", verbs={"lint": Tool("swift format lint", "lint")}),
    "package": Tool("swift package", "install"),
}
_DENO = {
    "test": DENO_TEST,
    "lint": Tool("deno lint", "lint"),
    "check": Tool("deno check", "lint"),
    "fmt": Tool("deno fmt", "format", changes={"--check": "lint"}),
    "compile": Tool("deno compile", "build"),
    "install": Tool("deno install", "install"),
    "add": Tool("deno add", "install"),
    "run": Tool("deno run", "start"),
    "serve": Tool("deno serve", "start"),
    "bundle": Tool("deno bundle", "build"),
}
_ZIG = {
    "build": Tool(
        "zig build",
        "build",
        operands=False,
        verbs={"test": Tool("zig build test", "test"), "run": Tool("zig build run", "start")},
    ),
    "test": Tool("zig test", "test"),
    "fmt": Tool("zig fmt", "format", changes={"--check": "lint"}),
    "run": Tool("zig run", "start"),
    "cc": Tool("zig cc", "build"),
}
_DOCKER_COMPOSE = {
    "build": Tool("docker compose build", "build"),
    "up": Tool("docker compose up", "start", takes=words("--scale --timeout -t --wait-timeout"), changes={}),
    "start": Tool("docker compose start", "start"),
    "restart": Tool("docker compose restart", "start"),
    "down": Tool("docker compose down", "other"),
    "stop": Tool("docker compose stop", "other"),
    "ps": Tool("docker compose ps", "state"),
    "logs": Tool("docker compose logs", "read"),
    "config": Tool("docker compose config", "lint"),
    "pull": Tool("docker compose pull", "install"),
}
_DOCKER_BUILD = Tool(
    "docker build",
    "build",
    takes=words(
        "-t --tag -f --file --build-arg --target --platform --cache-from --cache-to --secret --progress -o --output --label"
    ),
)
_DOCKER = {
    "build": _DOCKER_BUILD,
    "buildx": Tool(
        "docker buildx", "other", verbs={"build": _DOCKER_BUILD, "bake": Tool("docker buildx bake", "build")}
    ),
    "image": Tool("docker image", "state", verbs={"build": _DOCKER_BUILD, "rm": Tool("docker image rm", "delete")}),
    "compose": Tool(
        "docker compose",
        "other",
        takes=words("-f --file -p --project-name --profile --env-file"),
        verbs=_DOCKER_COMPOSE,
    ),
    "run": Tool("docker run", "start"),
    "start": Tool("docker start", "start"),
    "restart": Tool("docker restart", "start"),
    "push": Tool("docker push", "other"),
    "pull": Tool("docker pull", "install"),
    "tag": Tool("docker tag", "other"),
    "ps": Tool("docker ps", "state"),
    "images": Tool("docker images", "state"),
    "logs": Tool("docker logs", "read"),
    "inspect": Tool("docker inspect", "state"),
    "rm": Tool("docker rm", "delete"),
    "rmi": Tool("docker rmi", "delete"),
    "stop": Tool("docker stop", "other"),
    "system": Tool("docker system", "other"),
}
_FLUTTER = {
    "test": Tool(
        "flutter test",
        "test",
        takes=words("-j --concurrency -r --reporter"),
        limits=words("--name --plain-name -t --tags"),
    ),
    "analyze": Tool("flutter analyze", "lint"),
    "build": Tool("flutter build", "build"),
    "pub": Tool("flutter pub", "install", operands=False),
    "run": Tool("flutter run", "start"),
}
_BUNDLER_VERBS = {
    "build": "build",
    "serve": "start",
    "dev": "start",
    "preview": "start",
    "start": "start",
    "watch": "start",
}


def _bundler(name: str, bare: str = "other") -> Tool:
    verbs = {verb: Tool(f"{name} {verb}", purpose, operands=False) for verb, purpose in _BUNDLER_VERBS.items()}  # type: ignore[arg-type]
    verbs |= {
        "lint": Tool(f"{name} lint", "lint"),
        "check": Tool(f"{name} check", "lint"),
        "test": Tool(f"{name} test", "test"),
    }
    verbs |= {
        "generate": Tool(f"{name} generate", "build"),
        "sync": Tool(f"{name} sync", "other"),
        "typecheck": Tool(f"{name} typecheck", "lint"),
    }
    return Tool(name, bare, operands=False, verbs=verbs)  # type: ignore[arg-type]


_XCODE = Tool(
    "xcodebuild",
    "build",
    takes=words("-destination -sdk -configuration -derivedDataPath -workspace -project -scheme"),
    limits=words("-only-testing"),
    operands=False,
    verbs={
        "test": Tool(
            "xcodebuild test",
            "test",
            takes=words("-destination -sdk -configuration"),
            limits=words("-only-testing -scheme"),
            operands=False,
        )
    },
)
_RAILS = {
    "test": RAILS_TEST,
    "test:system": RAILS_TEST,
    "test:all": RAILS_TEST,
    "spec": Tool("rails spec", "test"),
    "db:migrate": Tool("rails db:migrate", "migrate", operands=False),
    "db:rollback": Tool("rails db:rollback", "migrate", operands=False),
    "db:setup": Tool("rails db:setup", "migrate", operands=False),
    "db:prepare": Tool("rails db:prepare", "migrate", operands=False),
    "db:reset": Tool("rails db:reset", "migrate", operands=False),
    "db:schema:load": Tool("rails db:schema:load", "migrate", operands=False),
    "db:seed": Tool("rails db:seed", "other", operands=False),
    "server": Tool("rails server", "start", operands=False),
    "s": Tool("rails server", "start", operands=False),
    "generate": Tool("rails generate", "create"),
    "g": Tool("rails generate", "create"),
    "assets:precompile": Tool("rails assets:precompile", "build", operands=False),
    "zeitwerk:check": Tool("rails zeitwerk:check", "lint", operands=False),
    "routes": Tool("rails routes", "state"),
    "runner": Tool("rails runner", "other"),
}
_LEIN = {
    "test": Tool("lein test", "test", limits=words(":only")),
    "compile": Tool("lein compile", "build"),
    "uberjar": Tool("lein uberjar", "build"),
    "run": Tool("lein run", "start"),
}
_STACK = {"test": Tool("stack test", "test"), "build": Tool("stack build", "build"), "run": Tool("stack run", "start")}
_CABAL = {"test": Tool("cabal test", "test"), "build": Tool("cabal build", "build"), "run": Tool("cabal run", "start")}
_DUNE = {
    "test": Tool("dune test", "test"),
    "runtest": Tool("dune test", "test"),
    "build": Tool("dune build", "build"),
    "fmt": Tool("dune fmt", "format"),
    "exec": Tool("dune exec", "start"),
}
_SBT = {
    "test": Tool("sbt test", "test", operands=False),
    "testOnly": Tool("sbt test", "test"),
    "compile": Tool("sbt compile", "build"),
    "assembly": Tool("sbt assembly", "build"),
    "package": Tool("sbt package", "build"),
    "run": Tool("sbt run", "start"),
    "scalafmtCheckAll": Tool("sbt scalafmtCheck", "lint"),
    "scalafmtCheck": Tool("sbt scalafmtCheck", "lint"),
    "scalafmtAll": Tool("sbt scalafmt", "format"),
}
_BAZEL = {
    "test": Tool("bazel test", "test", limits=words("--test_filter"), takes=words("--config")),
    "build": Tool("bazel build", "build", takes=words("--config")),
    "run": Tool("bazel run", "start"),
    "query": Tool("bazel query", "state"),
}
_FORGE = {
    "test": Tool("forge test", "test", limits=words("--match-test --match-contract --match-path --mt --mc --mp")),
    "build": Tool("forge build", "build"),
    "fmt": Tool("forge fmt", "format", changes={"--check": "lint"}),
}
_MESON = {
    "test": Tool("meson test", "test", takes=words("-C --suite")),
    "compile": Tool("meson compile", "build", takes=words("-C")),
    "setup": Tool("meson setup", "other"),
}
_GLEAM = {
    "test": Tool("gleam test", "test"),
    "build": Tool("gleam build", "build"),
    "check": Tool("gleam check", "lint"),
    "format": Tool("gleam format", "format", changes={"--check": "lint"}),
    "run": Tool("gleam run", "start"),
}
_REBAR = {
    "eunit": Tool("rebar3 eunit", "test"),
    "ct": Tool("rebar3 ct", "test"),
    "compile": Tool("rebar3 compile", "build"),
    "dialyzer": Tool("rebar3 dialyzer", "lint"),
    "proper": Tool("rebar3 proper", "test"),
}
_NX_LIMITS = words("-p --projects --project --exclude")
_NX = {
    verb: Tool(f"nx {verb}", purpose, limits=_NX_LIMITS, opaque=True)  # type: ignore[arg-type]
    for verb, purpose in {
        "test": "test",
        "build": "build",
        "lint": "lint",
        "e2e": "test",
        "serve": "start",
        "typecheck": "lint",
        "format:check": "lint",
        "format:write": "format",
        "format": "format",
    }.items()
}

BUILDERS: dict[str, Tool] = {
    "cargo": Tool("cargo", "other", takes=_CARGO_TAKES, verbs=_CARGO),
    "cross": Tool("cross", "other", takes=_CARGO_TAKES, verbs=_CARGO),
    "go": Tool("go", "other", takes=words("-C"), verbs=_GO),
    "dotnet": Tool("dotnet", "start", verbs=_DOTNET),
    "mix": Tool("mix", "other", verbs=_MIX),
    "swift": Tool("swift", "start", verbs=_SWIFT),
    "deno": Tool("deno", "start", verbs=_DENO),
    "zig": Tool("zig", "other", verbs=_ZIG),
    "docker": Tool("docker", "other", takes=words("-H --context -l"), verbs=_DOCKER),
    "podman": Tool("podman", "other", verbs=_DOCKER),
    "nerdctl": Tool("nerdctl", "other", verbs=_DOCKER),
    "docker-compose": Tool(
        "docker compose",
        "other",
        takes=words("-f --file -p --project-name --profile --env-file"),
        verbs=_DOCKER_COMPOSE,
    ),
    "flutter": Tool("flutter", "other", verbs=_FLUTTER),
    "cmake": Tool(
        "cmake",
        "other",
        changes={"--build": "build", "--install": "install"},
        takes=words("-S -B -G -D --preset --config -j --parallel"),
        limits=words("--target"),
        operands=False,
    ),
    "xcodebuild": _XCODE,
    "rails": Tool("rails", "other", verbs=_RAILS),
    "lein": Tool("lein", "other", verbs=_LEIN),
    "stack": Tool("stack", "other", verbs=_STACK),
    "cabal": Tool("cabal", "other", verbs=_CABAL),
    "dune": Tool("dune", "other", verbs=_DUNE),
    "sbt": Tool("sbt", "other", verbs=_SBT),
    "bazel": Tool("bazel", "other", verbs=_BAZEL),
    "bazelisk": Tool("bazel", "other", verbs=_BAZEL),
    "buck2": Tool("buck2", "other", verbs=_BAZEL),
    "pants": Tool(
        "pants",
        "other",
        verbs={
            "test": Tool("pants test", "test"),
            "lint": Tool("pants lint", "lint"),
            "check": Tool("pants check", "lint"),
            "fmt": Tool("pants fmt", "format"),
            "package": Tool("pants package", "build"),
        },
    ),
    "forge": Tool("forge", "other", verbs=_FORGE),
    "hardhat": Tool(
        "hardhat", "other", verbs={"test": Tool("hardhat test", "test"), "compile": Tool("hardhat compile", "build")}
    ),
    "anchor": Tool(
        "anchor", "other", verbs={"test": Tool("anchor test", "test"), "build": Tool("anchor build", "build")}
    ),
    "meson": Tool("meson", "other", verbs=_MESON),
    "gleam": Tool("gleam", "other", verbs=_GLEAM),
    "rebar3": Tool("rebar3", "other", verbs=_REBAR),
    "shards": Tool(
        "shards", "other", verbs={"build": Tool("shards build", "build"), "install": Tool("shards install", "install")}
    ),
    "crystal": Tool(
        "crystal",
        "other",
        verbs={
            "spec": Tool("crystal spec", "test"),
            "build": Tool("crystal build", "build"),
            "tool": Tool("crystal tool", "format"),
        },
    ),
    "nim": Tool(
        "nim",
        "other",
        verbs={"c": Tool("nim c", "build"), "compile": Tool("nim c", "build"), "check": Tool("nim check", "lint")},
    ),
    "nimble": Tool(
        "nimble",
        "other",
        verbs={
            "test": Tool("nimble test", "test"),
            "build": Tool("nimble build", "build"),
            "install": Tool("nimble install", "install"),
        },
    ),
    "spago": Tool("spago", "other", verbs={"test": Tool("spago test", "test"), "build": Tool("spago build", "build")}),
    "elm": Tool("elm", "other", verbs={"make": Tool("elm make", "build"), "install": Tool("elm install", "install")}),
    "nx": Tool("nx", "other", limits=words("-t --target -p --projects"), opaque=True, verbs=_NX),
    "ng": _bundler("ng"),
    "vue-cli-service": _bundler("vue-cli-service"),
    "react-scripts": _bundler("react-scripts"),
    "next": _bundler("next"),
    "nuxt": _bundler("nuxt"),
    "nuxi": _bundler("nuxi"),
    "astro": _bundler("astro"),
    "gatsby": _bundler("gatsby"),
    "remix": _bundler("remix"),
    "expo": _bundler("expo"),
    "vite": _bundler("vite", "start"),
    "parcel": _bundler("parcel", "start"),
    "webpack": _bundler("webpack", "build"),
    "rspack": _bundler("rspack", "build"),
    "rsbuild": _bundler("rsbuild", "build"),
    "storybook": _bundler("storybook", "start"),
    "docusaurus": _bundler("docusaurus"),
    "vitepress": _bundler("vitepress"),
    "wasm-pack": Tool(
        "wasm-pack", "build", verbs={"test": Tool("wasm-pack test", "test"), "build": Tool("wasm-pack build", "build")}
    ),
    "pio": Tool(
        "pio",
        "other",
        verbs={
            "run": Tool("pio run", "build", limits=words("-e -d")),
            "test": Tool("pio test", "test", limits=words("-e -f")),
            "check": Tool("pio check", "lint"),
        },
    ),
    "platformio": Tool(
        "pio",
        "other",
        verbs={
            "run": Tool("pio run", "build", limits=words("-e -d")),
            "test": Tool("pio test", "test", limits=words("-e -f")),
        },
    ),
    "idf.py": Tool(
        "idf.py", "other", verbs={"build": Tool("idf.py build", "build"), "flash": Tool("idf.py flash", "other")}
    ),
    "west": Tool(
        "west",
        "other",
        verbs={"build": Tool("west build", "build", takes=words("-b -d")), "flash": Tool("west flash", "other")},
    ),
    "arduino-cli": Tool(
        "arduino-cli", "other", verbs={"compile": Tool("arduino-cli compile", "build", takes=words("-b --fqbn"))}
    ),
    "mkdocs": Tool(
        "mkdocs",
        "other",
        verbs={
            "build": Tool("mkdocs build", "build", operands=False),
            "serve": Tool("mkdocs serve", "start"),
            "gh-deploy": Tool("mkdocs gh-deploy", "other"),
        },
    ),
    "mdbook": Tool(
        "mdbook",
        "other",
        verbs={
            "build": Tool("mdbook build", "build"),
            "test": Tool("mdbook test", "test"),
            "serve": Tool("mdbook serve", "start"),
        },
    ),
    "jekyll": Tool(
        "jekyll", "other", verbs={"build": Tool("jekyll build", "build"), "serve": Tool("jekyll serve", "start")}
    ),
    "hugo": Tool(
        "hugo",
        "build",
        operands=False,
        verbs={
            "server": Tool("hugo server", "start"),
            "serve": Tool("hugo server", "start"),
            "new": Tool("hugo new", "create"),
        },
    ),
    "quarto": Tool(
        "quarto", "other", verbs={"render": Tool("quarto render", "build"), "preview": Tool("quarto preview", "start")}
    ),
    "sphinx-build": Tool("sphinx-build", "build", takes=words("-b -d -D -A -c -j -w"), operands=False),
    "sphinx-autobuild": Tool("sphinx-autobuild", "start"),
    "packer": Tool(
        "packer", "other", verbs={"build": Tool("packer build", "build"), "validate": Tool("packer validate", "lint")}
    ),
    "hatch": Tool(
        "hatch",
        "other",
        verbs={
            "build": Tool("hatch build", "build", operands=False),
            "test": TESTERS["pytest"],
            "fmt": Tool("hatch fmt", "format", changes={"--check": "lint"}),
        },
    ),
    "flit": Tool(
        "flit", "other", verbs={"build": Tool("flit build", "build"), "install": Tool("flit install", "install")}
    ),
    "maturin": Tool(
        "maturin", "other", verbs={"build": Tool("maturin build", "build"), "develop": Tool("maturin develop", "build")}
    ),
    "artisan": Tool(
        "artisan",
        "other",
        verbs={
            "test": ARTISAN_TEST,
            "migrate": Tool("artisan migrate", "migrate", operands=False),
            "migrate:fresh": Tool("artisan migrate:fresh", "migrate", operands=False),
            "migrate:rollback": Tool("artisan migrate:rollback", "migrate", operands=False),
            "serve": Tool("artisan serve", "start"),
        },
    ),
    "nix": Tool(
        "nix",
        "other",
        verbs={
            "build": Tool("nix build", "build"),
            "flake": Tool("nix flake", "other", verbs={"check": Tool("nix flake check", "lint")}),
            "fmt": Tool("nix fmt", "format"),
        },
    ),
    "ninja": Tool(
        "ninja",
        "build",
        takes=words("-C -j -f -k -l"),
        verbs={"test": Tool("ninja test", "test"), "check": Tool("ninja test", "test")},
    ),
    "sam": Tool("sam", "other", verbs={"build": Tool("sam build", "build"), "validate": Tool("sam validate", "lint")}),
    "cdk": Tool(
        "cdk",
        "other",
        verbs={"synth": Tool("cdk synth", "build"), "diff": Tool("cdk diff", "other", dry=words("diff"))},
    ),
    "pulumi": Tool("pulumi", "other", verbs={"preview": Tool("pulumi preview", "other", dry=words("preview"))}),
    "typst": Tool("typst", "other", verbs={"compile": Tool("typst compile", "build")}),
    "electron-vite": _bundler("electron-vite"),
    "electron-forge": Tool(
        "electron-forge",
        "other",
        verbs={
            "package": Tool("electron-forge package", "build"),
            "make": Tool("electron-forge make", "build"),
            "start": Tool("electron-forge start", "start"),
        },
    ),
    "tauri": _bundler("tauri"),
    "wails": _bundler("wails"),
    "ionic": _bundler("ionic"),
    "ember": Tool(
        "ember",
        "other",
        verbs={
            "test": Tool("ember test", "test"),
            "build": Tool("ember build", "build"),
            "serve": Tool("ember serve", "start"),
        },
    ),
    "lerna": Tool("lerna", "other", verbs={"bootstrap": Tool("lerna bootstrap", "install")}),
    "earthly": Tool("earthly", "build", opaque=True),
    "act": Tool("act", "test", opaque=True),
    "dagger": Tool("dagger", "other", opaque=True),
    "mage": Tool("mage", "other", opaque=True),
    **tools(
        "build",
        "gcc g++ cc c++ clang clang++ rustc javac kotlinc scalac ghc ocamlc ocamlopt ldc2 dmd gfortran nasm swiftc csc fsc mcs gdc gnatmake "
        "rollup esbuild tsup tsdown unbuild swc babel tsc-alias ncc microbundle pkgroll bunchee pdflatex xelatex lualatex latexmk tectonic pandoc asciidoctor makeinfo "
        "msbuild xbuild ant protoc grpc_tools thrift flatc pyinstaller nuitka cx_Freeze buildah kaniko buildozer fpm dpkg-buildpackage debuild rpmbuild "
        "makepkg snapcraft flatpak-builder nix-build guix-build electron-builder sass node-gyp cmake-js emcc emmake typedoc jsdoc doxygen pdoc rdoc yard dartdoc javadoc "
        "verilator yosys iverilog vcs solc vyper scons waf bmake samurai gn cython f2py elixirc erlc coqc agda idris lake goreleaser ko pack jib",
        operands=False,
    ),
}
BUILDERS["turbo"] = Tool(
    "turbo",
    "other",
    opaque=True,
    limits=words("--filter -F"),
    verbs={
        "run": Tool("turbo run", "other", limits=words("--filter -F"), opaque=True),
        **{
            verb: Tool(f"turbo {verb}", purpose, limits=words("--filter -F"), opaque=True)  # type: ignore[arg-type]
            for verb, purpose in {
                "test": "test",
                "build": "build",
                "lint": "lint",
                "typecheck": "lint",
                "check-types": "lint",
                "dev": "start",
            }.items()
        },
    },
)
