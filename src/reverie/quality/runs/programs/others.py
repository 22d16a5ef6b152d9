"""Git and forges, installers, migrations, file tools, what reads, searches and asks for the state."""

from reverie.quality.runs.programs.values import Tool, words

_GIT_TAKES = words("-C -c --git-dir --work-tree --exec-path")
_COMMIT_TAKES = words(
    "-m --message -F --file -C --reuse-message -c --author --date --fixup --squash --trailer -S-key --cleanup"
)


def _git(verb: str, purpose: str, **settings: object) -> Tool:
    return Tool(f"git {verb}", purpose, **settings)  # type: ignore[arg-type]


_STATE = "status log branch remote rev-parse config describe ls-files ls-remote ls-tree shortlog reflog for-each-ref rev-list name-rev count-objects worktree var version symbolic-ref merge-base check-ignore whatchanged cherry"
_GIT = {
    **{verb: _git(verb, "state") for verb in _STATE.split()},
    **{verb: _git(verb, "read") for verb in ["diff", "show", "blame", "cat-file", "annotate", "range-diff", "difftool"]},
    "grep": _git("grep", "search"),
    "commit": _git("commit", "commit", takes=_COMMIT_TAKES, dry=words("--dry-run")),
    "push": _git("push", "push", takes=words("-o --push-option --repo --receive-pack"), dry=words("--dry-run -n")),
    "tag": _git(
        "tag",
        "tag",
        takes=words("-m --message -F --file -u --local-user"),
        changes={"-l": "state", "--list": "state", "-n": "state", "--contains": "state", "--points-at": "state"},
    ),
    "rm": _git("rm", "delete", dry=words("-n --dry-run")),
    "clean": _git("clean", "delete", takes=words("-e"), dry=words("-n --dry-run")),
    "mv": _git("mv", "move", dry=words("-n --dry-run")),
    "restore": _git("restore", "revert", takes=words("-s --source"), changes={"--staged": "other", "-S": "other"}),
    "reset": _git("reset", "other", changes={"--hard": "revert", "--merge": "revert", "--keep": "revert"}),
    "revert": _git("revert", "revert", takes=words("-m --mainline"), operands=False),
    "add": _git("add", "other", dry=words("-n --dry-run")),
    "stash": _git(
        "stash",
        "revert",
        operands=False,
        verbs={
            "list": _git("stash list", "state"),
            "show": _git("stash show", "read"),
            "pop": _git("stash pop", "other"),
            "apply": _git("stash apply", "other"),
            "drop": _git("stash drop", "delete"),
            "clear": _git("stash clear", "delete"),
            "branch": _git("stash branch", "other"),
        },
    ),
    **{
        verb: _git(verb, "other")
        for verb in ["merge", "rebase", "pull", "fetch", "cherry-pick", "switch", "am", "bisect", "gc", "submodule", "notes", "init", "clone", "lfs", "sparse-checkout", "update-index"]
    },
    "apply": _git("apply", "other", dry=words("--check --stat --numstat --summary")),
}

_PR = {
    "create": Tool("gh pr create", "pull_request", operands=False, dry=words("--dry-run")),
    **{verb: Tool(f"gh pr {verb}", "state") for verb in ["view", "list", "status", "checks", "diff"]},
}
_MR = {
    "create": Tool("glab mr create", "pull_request", operands=False),
    **{verb: Tool(f"glab mr {verb}", "state") for verb in ["view", "list"]},
}
_GH = {
    "pr": Tool("gh pr", "other", takes=words("-R --repo"), verbs=_PR),
    "release": Tool(
        "gh release",
        "other",
        verbs={
            "create": Tool("gh release create", "tag"),
            "list": Tool("gh release list", "state"),
            "view": Tool("gh release view", "state"),
        },
    ),
    "run": Tool(
        "gh run", "state", verbs={"watch": Tool("gh run watch", "state"), "rerun": Tool("gh run rerun", "other")}
    ),
    "issue": Tool(
        "gh issue", "other", verbs={"view": Tool("gh issue view", "state"), "list": Tool("gh issue list", "state")}
    ),
}
GIT: dict[str, Tool] = {
    "git": Tool("git", "other", takes=_GIT_TAKES, verbs=_GIT),
    "gh": Tool("gh", "other", verbs=_GH),
    "glab": Tool("glab", "other", verbs={"mr": Tool("glab mr", "other", verbs=_MR), "ci": Tool("glab ci", "state")}),
    "hub": Tool("hub", "other", verbs={"pull-request": Tool("hub pull-request", "pull_request", operands=False)}),
    "jj": Tool(
        "jj",
        "other",
        verbs={
            "commit": Tool("jj commit", "commit"),
            "describe": Tool("jj describe", "commit"),
            "git": Tool("jj git", "other", verbs={"push": Tool("jj git push", "push", dry=words("--dry-run"))}),
            "st": Tool("jj st", "state"),
            "log": Tool("jj log", "state"),
            "diff": Tool("jj diff", "read"),
        },
    ),
    "hg": Tool(
        "hg",
        "other",
        verbs={
            "commit": Tool("hg commit", "commit", operands=False),
            "push": Tool("hg push", "push"),
            "status": Tool("hg status", "state"),
            "diff": Tool("hg diff", "read"),
            "log": Tool("hg log", "state"),
            "revert": Tool("hg revert", "revert"),
        },
    ),
    "svn": Tool(
        "svn",
        "other",
        verbs={
            "commit": Tool("svn commit", "commit"),
            "ci": Tool("svn commit", "commit"),
            "status": Tool("svn status", "state"),
            "diff": Tool("svn diff", "read"),
            "revert": Tool("svn revert", "revert"),
        },
    ),
    "gt": Tool(
        "gt",
        "other",
        verbs={"submit": Tool("gt submit", "pull_request"), "create": Tool("gt create", "commit", takes=words("-m"))},
    ),
}

_PIP_TAKES = words(
    "-r --requirement -c --constraint -i --index-url --extra-index-url -t --target --python --prefix -f --find-links --timeout"
)
_PIP = {
    "install": Tool("pip install", "install", takes=_PIP_TAKES, dry=words("--dry-run")),
    "uninstall": Tool("pip uninstall", "install"),
    "download": Tool("pip download", "install", takes=_PIP_TAKES),
    "wheel": Tool("pip wheel", "build"),
    **{verb: Tool(f"pip {verb}", "state") for verb in ["list", "show", "freeze", "index", "config"]},
    "check": Tool("pip check", "lint"),
    "sync": Tool("pip sync", "install"),
    "compile": Tool("pip compile", "other"),
}
_SYSTEM = {
    **{
        verb: ("install", verb)
        for verb in ["install", "add", "upgrade", "remove", "purge", "uninstall", "update", "reinstall", "autoremove", "dist-upgrade", "full-upgrade", "localinstall", "tap", "up", "tool"]
    },
    **{verb: ("state", verb) for verb in ["list", "search", "show", "info", "policy", "depends", "outdated"]},
}


def _installer(name: str) -> Tool:
    verbs = {
        verb: Tool(
            f"{name} {verb}", purpose, takes=words("-t -o -c"), dry=words("--dry-run -s --simulate --just-print")
        )
        for verb, (purpose, _) in _SYSTEM.items()
    }  # type: ignore[arg-type]
    return Tool(name, "other", takes=words("-o -c"), verbs=verbs)


_POETRY = {
    **{
        verb: Tool(
            f"poetry {verb}", "install", takes=words("-G --group -E --with --without --only"), dry=words("--dry-run")
        )
        for verb in ["add", "install", "remove", "update", "lock", "sync"]
    },
    "build": Tool("poetry build", "build"),
    "check": Tool("poetry check", "lint"),
    "show": Tool("poetry show", "state"),
    "publish": Tool("poetry publish", "other", dry=words("--dry-run")),
    "version": Tool("poetry version", "other"),
}
_UV = {
    **{
        verb: Tool(
            f"uv {verb}", "install", takes=words("--group --extra --python -p --index"), dry=words("--dry-run --check")
        )
        for verb in ["add", "remove", "sync", "lock"]
    },
    "pip": Tool("uv pip", "install", verbs=_PIP),
    "build": Tool("uv build", "build", operands=False),
    "tool": Tool("uv tool", "install"),
    "python": Tool("uv python", "install"),
    "venv": Tool("uv venv", "create"),
    "init": Tool("uv init", "create"),
    "publish": Tool("uv publish", "other", dry=words("--dry-run")),
    "format": Tool("uv format", "format", changes={"--check": "lint"}),
    "tree": Tool("uv tree", "state"),
}
_COMPOSER = {
    **{
        verb: Tool(f"composer {verb}", "install", dry=words("--dry-run"))
        for verb in ["install", "require", "update", "remove", "i", "u"]
    },
    "validate": Tool("composer validate", "lint"),
    "audit": Tool("composer audit", "lint"),
    "dump-autoload": Tool("composer dump-autoload", "build"),
    "show": Tool("composer show", "state"),
}
_BUNDLE = {
    **{verb: Tool(f"bundle {verb}", "install") for verb in ["install", "add", "update", "remove", "lock"]},
    "check": Tool("bundle check", "state"),
    "audit": Tool("bundle audit", "lint"),
    "outdated": Tool("bundle outdated", "state"),
}

INSTALLERS: dict[str, Tool] = {
    "pip": Tool("pip", "other", verbs=_PIP),
    "pip3": Tool("pip", "other", verbs=_PIP),
    "pipx": Tool(
        "pipx",
        "other",
        verbs={
            "install": Tool("pipx install", "install"),
            "upgrade": Tool("pipx upgrade", "install"),
            "list": Tool("pipx list", "state"),
        },
    ),
    "pipenv": Tool(
        "pipenv",
        "other",
        verbs={verb: Tool(f"pipenv {verb}", "install") for verb in ["install", "sync", "update", "uninstall", "lock"]},
    ),
    "poetry": Tool("poetry", "other", takes=words("-C --directory"), verbs=_POETRY),
    "pdm": Tool("pdm", "other", verbs=_POETRY),
    "rye": Tool("rye", "other", verbs=_POETRY),
    "uv": Tool("uv", "other", takes=words("--directory --project"), verbs=_UV),
    "composer": Tool("composer", "other", verbs=_COMPOSER),
    "bundle": Tool("bundle", "install", verbs=_BUNDLE),
    "gem": Tool(
        "gem",
        "other",
        verbs={
            "install": Tool("gem install", "install", takes=words("-v --version")),
            "build": Tool("gem build", "build"),
            "uninstall": Tool("gem uninstall", "install"),
            "push": Tool("gem push", "other"),
            "list": Tool("gem list", "state"),
        },
    ),
    "rustup": Tool(
        "rustup",
        "other",
        verbs={
            "target": Tool(
                "rustup target",
                "install",
                verbs={"add": Tool("rustup target add", "install"), "list": Tool("rustup target list", "state")},
            ),
            "component": Tool("rustup component", "install"),
            "toolchain": Tool("rustup toolchain", "install"),
            "update": Tool("rustup update", "install"),
            "install": Tool("rustup install", "install"),
            "default": Tool("rustup default", "other"),
            "show": Tool("rustup show", "state"),
        },
    ),
    "conda": Tool(
        "conda",
        "other",
        verbs={
            "install": Tool("conda install", "install", takes=words("-c -n")),
            "create": Tool("conda create", "install", takes=words("-c -n")),
            "update": Tool("conda update", "install"),
            "env": Tool("conda env", "install", operands=False),
            "list": Tool("conda list", "state"),
        },
    ),
    "mise": Tool(
        "mise", "other", verbs={"install": Tool("mise install", "install"), "use": Tool("mise use", "install")}
    ),
    "asdf": Tool("asdf", "other", verbs={"install": Tool("asdf install", "install")}),
    "nvm": Tool("nvm", "other", verbs={"install": Tool("nvm install", "install"), "use": Tool("nvm use", "other")}),
    "cpanm": Tool("cpanm", "install"),
    "cpm": Tool("cpm", "install"),
    "luarocks": Tool(
        "luarocks",
        "other",
        verbs={
            "install": Tool("luarocks install", "install"),
            "test": Tool("luarocks test", "test"),
            "make": Tool("luarocks make", "build"),
        },
    ),
    "opam": Tool("opam", "other", verbs={"install": Tool("opam install", "install")}),
    "vcpkg": Tool("vcpkg", "other", verbs={"install": Tool("vcpkg install", "install")}),
    "conan": Tool(
        "conan",
        "other",
        verbs={
            "install": Tool("conan install", "install"),
            "build": Tool("conan build", "build"),
            "create": Tool("conan create", "build"),
        },
    ),
    "pod": Tool(
        "pod",
        "other",
        verbs={
            "install": Tool("pod install", "install"),
            "update": Tool("pod update", "install"),
            "lib": Tool("pod lib", "lint"),
        },
    ),
    "carthage": Tool(
        "carthage",
        "other",
        verbs={
            "bootstrap": Tool("carthage bootstrap", "install"),
            "update": Tool("carthage update", "install"),
            "build": Tool("carthage build", "build"),
        },
    ),
    "pacman": Tool("pacman", "install"),
    "ni": Tool("ni", "install"),
    "ncu": Tool("ncu", "state"),
    "pip-audit": Tool("pip-audit", "lint"),
    "pip-compile": Tool("pip-compile", "other"),
    "pip-sync": Tool("pip-sync", "install"),
    **{
        name: _installer(name)
        for name in ["apt", "apt-get", "aptitude", "brew", "dnf", "yum", "apk", "zypper", "port", "snap", "choco", "scoop", "winget", "pkg", "emerge", "tlmgr", "flatpak", "nix-env", "guix", "code"]
    },
}

MIGRATIONS: dict[str, Tool] = {
    "psql": Tool("psql", "other", operands=False),
    "mysql": Tool("mysql", "other", operands=False),
    "sqlite3": Tool("sqlite3", "other", operands=False),
    "alembic": Tool(
        "alembic",
        "migrate",
        takes=words("-c -n -x"),
        verbs={
            **{
                verb: Tool(f"alembic {verb}", "migrate", operands=False, dry=words("--sql"))
                for verb in ["upgrade", "downgrade", "stamp"]
            },
            **{verb: Tool(f"alembic {verb}", "state") for verb in ["current", "history", "heads", "show", "branches", "check"]},
            "revision": Tool("alembic revision", "create", takes=words("-m --message")),
        },
    ),
    "prisma": Tool(
        "prisma",
        "other",
        verbs={
            "migrate": Tool(
                "prisma migrate",
                "migrate",
                operands=False,
                verbs={"status": Tool("prisma migrate status", "state"), "diff": Tool("prisma migrate diff", "read")},
            ),
            "db": Tool("prisma db", "migrate", operands=False),
            "generate": Tool("prisma generate", "build", operands=False),
            "validate": Tool("prisma validate", "lint"),
            "format": Tool("prisma format", "format"),
        },
    ),
    "flyway": Tool(
        "flyway",
        "other",
        verbs={
            "migrate": Tool("flyway migrate", "migrate", operands=False),
            "validate": Tool("flyway validate", "state"),
            "info": Tool("flyway info", "state"),
            "repair": Tool("flyway repair", "migrate"),
        },
    ),
    "liquibase": Tool(
        "liquibase",
        "other",
        verbs={
            "update": Tool("liquibase update", "migrate", operands=False),
            "rollback": Tool("liquibase rollback", "migrate", operands=False),
            "status": Tool("liquibase status", "state"),
        },
    ),
    "sqlx": Tool(
        "sqlx",
        "other",
        verbs={
            "migrate": Tool(
                "sqlx migrate",
                "migrate",
                verbs={
                    "run": Tool("sqlx migrate run", "migrate", operands=False, dry=words("--dry-run")),
                    "revert": Tool("sqlx migrate revert", "migrate", operands=False, dry=words("--dry-run")),
                    "info": Tool("sqlx migrate info", "state"),
                    "add": Tool("sqlx migrate add", "create"),
                },
            )
        },
    ),
    "diesel": Tool(
        "diesel",
        "other",
        verbs={
            "migration": Tool("diesel migration", "migrate", operands=False),
            "setup": Tool("diesel setup", "migrate"),
            "database": Tool("diesel database", "migrate"),
        },
    ),
    "knex": Tool(
        "knex",
        "other",
        verbs={
            "migrate:latest": Tool("knex migrate:latest", "migrate"),
            "migrate:up": Tool("knex migrate:up", "migrate"),
            "migrate:rollback": Tool("knex migrate:rollback", "migrate"),
            "migrate:make": Tool("knex migrate:make", "create"),
            "migrate:status": Tool("knex migrate:status", "state"),
        },
    ),
    "sequelize": Tool(
        "sequelize",
        "other",
        verbs={
            "db:migrate": Tool("sequelize db:migrate", "migrate"),
            "db:migrate:undo": Tool("sequelize db:migrate:undo", "migrate"),
        },
    ),
    "typeorm": Tool(
        "typeorm",
        "other",
        takes=words("-d"),
        verbs={
            "migration:run": Tool("typeorm migration:run", "migrate"),
            "migration:revert": Tool("typeorm migration:revert", "migrate"),
            "migration:generate": Tool("typeorm migration:generate", "create"),
        },
    ),
    "drizzle-kit": Tool(
        "drizzle-kit",
        "other",
        verbs={
            "push": Tool("drizzle-kit push", "migrate"),
            "migrate": Tool("drizzle-kit migrate", "migrate"),
            "generate": Tool("drizzle-kit generate", "create"),
        },
    ),
    "dbmate": Tool(
        "dbmate",
        "other",
        verbs={
            "up": Tool("dbmate up", "migrate"),
            "migrate": Tool("dbmate migrate", "migrate"),
            "down": Tool("dbmate down", "migrate"),
            "new": Tool("dbmate new", "create"),
            "status": Tool("dbmate status", "state"),
        },
    ),
    "goose": Tool("goose", "migrate"),
    "migrate": Tool("migrate", "migrate", operands=False),
    "atlas": Tool("atlas", "migrate"),
    "phinx": Tool("phinx", "migrate"),
    "yoyo": Tool("yoyo", "migrate"),
    "node-pg-migrate": Tool("node-pg-migrate", "migrate"),
    "db-migrate": Tool("db-migrate", "migrate"),
    "tern": Tool("tern", "migrate"),
}

FILES: dict[str, Tool] = {
    "rm": Tool("rm", "delete"),
    "rmdir": Tool("rmdir", "delete"),
    "unlink": Tool("unlink", "delete"),
    "shred": Tool("shred", "delete"),
    "del": Tool("del", "delete"),
    "trash": Tool("trash", "delete"),
    "rimraf": Tool("rimraf", "delete"),
    "Remove-Item": Tool("Remove-Item", "delete"),
    "mkdir": Tool("mkdir", "create", takes=words("-m")),
    "touch": Tool("touch", "create", takes=words("-d -t -r")),
    "ln": Tool("ln", "create"),
    "mktemp": Tool("mktemp", "create"),
    "New-Item": Tool("New-Item", "create"),
    "truncate": Tool("truncate", "create", takes=words("-s")),
    "install": Tool("install", "create", takes=words("-m -o -g")),
    "cp": Tool("cp", "create"),
    "rsync": Tool("rsync", "create", takes=words("-e --exclude --include"), dry=words("-n --dry-run")),
    "scp": Tool("scp", "create"),
    "copy": Tool("copy", "create"),
    "tar": Tool("tar", "other"),
    "unzip": Tool("unzip", "create"),
    "zip": Tool("zip", "create"),
    "patch": Tool("patch", "other", dry=words("--dry-run")),
    "mv": Tool("mv", "move"),
    "rename": Tool("rename", "move", dry=words("-n --dry-run")),
    "Move-Item": Tool("Move-Item", "move"),
    "move": Tool("move", "move"),
}

READERS: dict[str, Tool] = {
    "sed": Tool(
        "sed", "read", takes=words("-e -f -E-x"), changes={"-i": "other", "--in-place": "other", "-i.bak": "other"}
    ),
    **{
        name: Tool(name, "read", takes=words("-n -c -l -w -o -f --language --line-range -r --style"))
        for name in ["cat", "head", "tail", "less", "more", "bat", "batcat", "nl", "tac", "od", "xxd", "hexdump", "strings", "zcat", "bzcat", "xzcat", "jq", "yq", "diff", "colordiff", "delta", "icdiff", "cmp", "comm", "awk", "gawk", "cut", "sort", "uniq", "column", "fold", "fmt", "rev", "paste", "tr", "pr", "glow", "mdcat", "Get-Content", "type", "nm", "objdump", "readelf", "otool", "ldd", "dwarfdump", "exiftool", "identify", "ffprobe", "mediainfo", "pdftotext", "view", "column"]
    },
    **{
        name: Tool(
            name,
            "search",
            takes=words("-e -f -g --glob -t --type -A -B -C -m --include --exclude --exclude-dir -name -path -type"),
        )
        for name in ["rg", "grep", "egrep", "fgrep", "zgrep", "ag", "ack", "ugrep", "find", "fd", "fdfind", "locate", "sg", "git-grep", "pt", "sift", "ast-grep", "fzf", "ripgrep", "Select-String", "findstr"]
    },
    **{
        name: Tool(name, "state")
        for name in ["ls", "dir", "tree", "exa", "eza", "pwd", "wc", "du", "df", "file", "stat", "which", "whereis", "type", "whoami", "id", "uname", "hostname", "date", "uptime", "free", "ps", "top", "htop", "pgrep", "lsof", "netstat", "ss", "ip", "ifconfig", "env", "printenv", "tokei", "cloc", "scc", "loc", "nproc", "lscpu", "lsblk", "mount", "history", "jobs", "basename", "dirname", "realpath", "readlink", "md5sum", "sha1sum", "sha256sum", "sha512sum", "cksum", "test", "[", "[[", "groups", "locale", "ulimit", "getent", "Get-ChildItem", "nvidia-smi", "sw_vers"]
    },
}

STARTERS: dict[str, Tool] = {
    name: Tool(name, "start")
    for name in ["uvicorn", "gunicorn", "hypercorn", "daphne", "waitress-serve", "flask", "streamlit", "celery", "nodemon", "ts-node-dev", "tsx-watch", "live-server", "http-server", "serve", "json-server", "wrangler", "netlify", "vercel", "firebase", "puma", "unicorn", "rackup", "foreman", "overmind", "hivemind", "pm2", "supervisord", "supervisorctl", "systemctl", "service", "air", "reflex", "caddy", "nginx", "redis-server", "postgres", "mongod", "mysqld", "minikube", "tilt", "skaffold", "jupyter", "ipython", "gradio", "chainlit", "functions-framework", "uwsgi", "open", "xdg-open", "electron"]
}
