"""Compilers, bundlers, images and documentation."""

from reverie.quality.runs.programs.values import Tool, program, tools, verbs, words
from reverie.quality.runs.values import Purpose

_COMPOSE_TAKES = words("-f --file -p --project-name --profile --env-file")
_COMPOSE = {
    **verbs(
        "docker compose",
        {"takes": words("--scale --timeout -t --wait-timeout")},
        build="build",
        start="up start restart",
        other="down stop rm kill",
        state="ps ls top images",
        read="logs",
        lint="config",
        install="pull",
    )
}
_DOCKER_BUILD = Tool(
    "docker build",
    "build",
    takes=words(
        "-t --tag -f --file --build-arg --target --platform --cache-from --cache-to --secret --progress -o --output "
        "--label"
    ),
    operands=False,
)
_DOCKER = {
    **verbs(
        "docker",
        start="run start restart",
        push="push",
        other="tag stop system kill login cp",
        install="pull",
        state="ps images inspect version info volume network top stats",
        read="logs",
        delete="rm rmi",
    ),
    "build": _DOCKER_BUILD,
    "buildx": Tool("docker buildx", "other", verbs={"build": _DOCKER_BUILD, **verbs("docker buildx", build="bake")}),
    "image": Tool("docker image", "state", verbs={"build": _DOCKER_BUILD, **verbs("docker image", delete="rm prune")}),
    "compose": Tool("docker compose", "other", takes=_COMPOSE_TAKES, verbs=_COMPOSE),
}
_CONTAINERS = Tool("docker", "other", takes=words("-H --context -l"), verbs=_DOCKER)


def _bundler(name: str, bare: Purpose = "other") -> Tool:
    """A tool of web projects: its verbs are the same everywhere."""
    shared = verbs(
        name,
        {"operands": False},
        build="build generate export",
        start="serve dev preview start watch",
        lint="lint check typecheck",
        test="test e2e",
        other="sync",
    )
    return Tool(name, bare, operands=False, verbs=shared)


_BUNDLERS = (
    "ng vue-cli-service react-scripts next nuxt nuxi astro gatsby remix expo docusaurus vitepress electron-vite tauri "
    "wails ionic react-router svelte-kit quasar"
)
_NX_LIMITS = words("-p --projects --project --exclude")
_TURBO_LIMITS = words("--filter -F")
_TURBO = verbs(
    "turbo",
    {"limits": _TURBO_LIMITS, "opaque": True},
    other="run",
    test="test e2e",
    build="build",
    lint="lint typecheck check-types",
    start="dev",
)
_XCODE_TAKES = words("-destination -sdk -configuration -derivedDataPath -workspace -project -scheme -archivePath")

BUILDERS: dict[str, Tool] = {
    **dict.fromkeys(("docker", "podman", "nerdctl"), _CONTAINERS),
    "docker-compose": Tool("docker compose", "other", takes=_COMPOSE_TAKES, verbs=_COMPOSE),
    **{name: _bundler(name) for name in _BUNDLERS.split()},
    **{name: _bundler(name, "start") for name in ("vite", "parcel", "storybook")},
    **{name: _bundler(name, "build") for name in ("webpack", "rspack", "rsbuild")},
    "cmake": Tool(
        "cmake",
        "other",
        changes={"--build": "build", "--install": "install"},
        takes=words("-S -B -G -D --preset --config -j --parallel"),
        limits=words("--target"),
        operands=False,
    ),
    "xcodebuild": Tool(
        "xcodebuild",
        "build",
        takes=_XCODE_TAKES,
        limits=words("-only-testing -skip-testing"),
        operands=False,
        verbs=verbs(
            "xcodebuild",
            {"takes": _XCODE_TAKES, "limits": words("-only-testing -skip-testing"), "operands": False},
            test="test",
            build="build archive",
            other="clean",
        ),
    ),
    "nx": Tool(
        "nx",
        "other",
        limits=words("-t --target -p --projects"),
        opaque=True,
        verbs=verbs(
            "nx",
            {"limits": _NX_LIMITS, "opaque": True},
            test="test e2e",
            build="build",
            lint="lint typecheck format:check",
            format="format:write format",
            start="serve",
        ),
    ),
    "turbo": Tool("turbo", "other", limits=_TURBO_LIMITS, opaque=True, verbs=_TURBO),
    "ansible-playbook": Tool("ansible-playbook", "other", dry=words("--check -C")),
    "lerna": program("lerna", install="bootstrap"),
    "idf.py": program("idf.py", build="build", other="flash"),
    "west": Tool("west", "other", verbs=verbs("west", {"takes": words("-b -d")}, build="build", other="flash")),
    "arduino-cli": Tool(
        "arduino-cli", "other", verbs=verbs("arduino-cli", {"takes": words("-b --fqbn")}, build="compile")
    ),
    "mkdocs": Tool(
        "mkdocs",
        "other",
        verbs=verbs("mkdocs", {"takes": words("-f -d"), "operands": False}, build="build", start="serve"),
    ),
    "mdbook": program("mdbook", build="build", test="test", start="serve"),
    "jekyll": program("jekyll", build="build", start="serve"),
    "hugo": Tool("hugo", "build", operands=False, verbs=verbs("hugo", start="server serve", create="new")),
    "quarto": program("quarto", build="render", start="preview"),
    "sphinx-build": Tool("sphinx-build", "build", takes=words("-b -d -D -A -c -j -w"), operands=False),
    "sphinx-autobuild": Tool("sphinx-autobuild", "start"),
    "packer": program("packer", build="build", lint="validate"),
    "artisan": Tool(
        "artisan",
        "other",
        verbs={
            "test": Tool("artisan test", "test", limits=words("--filter --testsuite --group")),
            **verbs(
                "artisan",
                {"operands": False},
                migrate="migrate migrate:fresh migrate:rollback migrate:refresh",
                state="migrate:status route:list",
                start="serve",
            ),
        },
    ),
    "nix": Tool(
        "nix",
        "other",
        verbs={**verbs("nix", build="build", format="fmt", start="run"), "flake": program("nix flake", lint="check")},
    ),
    "sam": program("sam", build="build", lint="validate"),
    "cdk": Tool("cdk", "other", verbs={"synth": Tool("cdk synth", "build"), "diff": Tool("cdk diff", "other")}),
    "pulumi": Tool(
        "pulumi",
        "other",
        verbs={"preview": Tool("pulumi preview", "other", dry=words("preview")), **verbs("pulumi", other="up")},
    ),
    "typst": program("typst", build="compile"),
    "electron-forge": program("electron-forge", build="package make", start="start"),
    "earthly": Tool("earthly", "build", opaque=True),
    "act": Tool("act", "test", opaque=True),
    "dagger": Tool("dagger", "other", opaque=True),
    **tools(
        "build",
        "gcc g++ cc c++ clang clang++ rustc javac kotlinc scalac ghc ocamlc ocamlopt ldc2 dmd gfortran nasm swiftc csc "
        "fsc mcs gdc gnatmake rollup esbuild tsup tsdown unbuild swc babel ncc microbundle pkgroll bunchee pdflatex "
        "xelatex lualatex latexmk tectonic pandoc asciidoctor makeinfo msbuild xbuild ant protoc thrift flatc "
        "pyinstaller nuitka buildah buildozer fpm dpkg-buildpackage debuild rpmbuild makepkg snapcraft flatpak-builder "
        "nix-build electron-builder sass node-gyp cmake-js emcc emmake typedoc jsdoc doxygen pdoc rdoc yard dartdoc "
        "javadoc verilator iverilog solc vyper scons waf gn cython elixirc erlc coqc agda idris lake goreleaser ko",
        operands=False,
    ),
}
