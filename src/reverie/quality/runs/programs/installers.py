"""Installers of packages: of languages and of systems."""

from reverie.quality.runs.programs.values import Tool, program, verbs, words

_PIP_TAKES = words(
    "-r --requirement -c --constraint -i --index-url --extra-index-url -t --target --python --prefix -f --find-links "
    "--timeout"
)
_DRY = words("--dry-run")
_PIP = {
    **verbs("pip", {"takes": _PIP_TAKES, "dry": _DRY}, install="install uninstall download sync", build="wheel"),
    **verbs("pip", state="list show freeze index config", lint="check", other="compile cache"),
}
_PROJECT_TAKES = words("-G --group -E --with --without --only --extra --python -p --index")
_PROJECT = {
    "build": "build",
    "lint": "check audit",
    "state": "show tree list env",
    "create": "init new",
    "other": "publish version config cache",
}


def _project_tool(name: str) -> Tool:
    shared = verbs(name, {"takes": _PROJECT_TAKES, "dry": _DRY}, install="add install remove update lock sync")
    return Tool(
        name,
        "other",
        takes=words("-C --directory --project"),
        verbs={**shared, **verbs(name, {"operands": False}, **_PROJECT)},
    )


_UV = {
    **_project_tool("uv").verbs,
    **verbs("uv", install="tool python", create="venv init"),
    "pip": Tool("uv pip", "install", verbs=_PIP),
    "publish": Tool("uv publish", "other", dry=_DRY),
    "format": Tool("uv format", "format", changes={"--check": "lint"}),
}
_SYSTEMS = "apt apt-get aptitude brew dnf yum apk zypper port snap choco scoop winget pkg emerge tlmgr flatpak guix"
_SYSTEM_DRY = words("--dry-run -s --simulate --just-print")


def _system(name: str) -> Tool:
    shared = verbs(
        name,
        {"takes": words("-t -o -c"), "dry": _SYSTEM_DRY},
        install="install add upgrade remove purge uninstall update reinstall autoremove dist-upgrade tap del",
        state="list search show info policy depends outdated",
    )
    return Tool(name, "other", takes=words("-o -c"), verbs=shared)


INSTALLERS: dict[str, Tool] = {
    **{name: _system(name) for name in _SYSTEMS.split()},
    "pip": Tool("pip", "other", verbs=_PIP),
    "pip3": Tool("pip", "other", verbs=_PIP),
    "uv": Tool("uv", "other", takes=words("--directory --project"), verbs=_UV),
    "poetry": _project_tool("poetry"),
    "pdm": _project_tool("pdm"),
    "rye": _project_tool("rye"),
    "pixi": _project_tool("pixi"),
    "pipx": program("pipx", install="install upgrade inject uninstall", state="list"),
    "pipenv": program("pipenv", install="install sync update uninstall lock"),
    "composer": Tool(
        "composer",
        "other",
        verbs={
            **verbs("composer", {"dry": _DRY}, install="install i=install require update u=update remove"),
            **verbs("composer", lint="validate audit", build="dump-autoload", state="show outdated"),
        },
    ),
    "bundle": program(
        "bundle", "install", install="install add update remove lock", state="check outdated list", lint="audit"
    ),
    "gem": Tool(
        "gem",
        "other",
        verbs={
            **verbs("gem", {"takes": words("-v --version")}, install="install uninstall update"),
            **verbs("gem", build="build", state="list", other="push"),
        },
    ),
    "rustup": Tool(
        "rustup",
        "other",
        verbs={
            "target": program("rustup target", "install", install="add remove", state="list"),
            "component": program("rustup component", "install", install="add remove", state="list"),
            "toolchain": program("rustup toolchain", "install", install="install uninstall", state="list"),
            **verbs("rustup", install="update install", other="default override", state="show"),
        },
    ),
    **{
        name: Tool(
            name,
            "other",
            verbs={
                **verbs(name, {"takes": words("-c -n --name")}, install="install create update remove"),
                "env": Tool(f"{name} env", "install", operands=False),
                "list": Tool(f"{name} list", "state"),
            },
        )
        for name in ("conda", "mamba", "micromamba")
    },
    "mise": program("mise", install="install use upgrade", state="ls"),
    "asdf": program("asdf", install="install plugin", state="list current"),
    "nvm": program("nvm", install="install", other="use", state="ls current"),
    "luarocks": program("luarocks", install="install", test="test", build="make build", lint="lint"),
    "opam": program("opam", install="install update upgrade"),
    "vcpkg": program("vcpkg", install="install"),
    "conan": program("conan", install="install", build="build create"),
    "pod": program("pod", install="install update", lint="lib"),
    "carthage": program("carthage", install="bootstrap update", build="build"),
    "cpanm": Tool("cpanm", "install"),
    "pacman": Tool("pacman", "install"),
    "ni": Tool("ni", "install"),
    "ncu": Tool("ncu", "state"),
    "pip-audit": Tool("pip-audit", "lint"),
    "pip-compile": Tool("pip-compile", "other"),
    "pip-sync": Tool("pip-sync", "install"),
}
