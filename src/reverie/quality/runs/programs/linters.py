"""Linters, formatters and type checkers. A formatter that only checks is a `lint` as well."""

from reverie.quality.runs.programs.values import Tool, tools, words
from reverie.quality.runs.values import Purpose

_CHECKS: dict[str, Purpose] = dict.fromkeys(
    [
        "--check",
        "-c",
        "--check-only",
        "--diff",
        "-l",
        "--list-different",
        "--dry-run",
        "--verify-no-changes",
        "--check-formatted",
        "--lint",
        "--test",
    ],
    "lint",
)
_INFO = words("--version --help -h --print-config --show-files --show-settings --init")
_CONFIG = words(
    "-c --config --config-file --rcfile --settings -f --format --formatter -o --output-format --output "
    "--max-line-length"
)

_RUFF_TAKES = words(
    "--config --select --ignore --extend-select --extend-ignore --output-format --target-version --line-length"
)
_ESLINT = Tool(
    "eslint",
    "lint",
    takes=words(
        "-c --config --ext -f --format --max-warnings --ignore-path --ignore-pattern --rule --parser -o "
        "--cache-location"
    ),
    whole=_INFO,
)
_PRETTIER = Tool(
    "prettier",
    "format",
    takes=words("--config --ignore-path --parser --log-level --loglevel --plugin --tab-width --print-width"),
    changes={"--check": "lint", "-c": "lint", "--list-different": "lint", "-l": "lint"},
)
_BIOME = {
    "check": Tool("biome check", "lint", takes=words("--config-path --max-diagnostics --diagnostic-level")),
    "lint": Tool("biome lint", "lint", takes=words("--config-path --max-diagnostics")),
    "ci": Tool("biome ci", "lint", takes=words("--config-path --max-diagnostics")),
    "format": Tool("biome format", "lint", changes={"--write": "format", "--fix": "format"}),
}
_TSC = Tool(
    "tsc",
    "lint",
    takes=words("-t --target --module --outDir --jsx --moduleResolution"),
    limits=words("-p --project -b --build"),
    whole=words("--version -v --init --help --showConfig"),
)
_RUBOCOP = Tool(
    "rubocop",
    "lint",
    takes=words("-c --config -f --format --fail-level"),
    limits=words("--only --except"),
    whole=words("--version -V --auto-gen-config"),
)
_GOLANGCI_RUN = Tool(
    "golangci-lint",
    "lint",
    takes=words("-c --config --timeout --out-format --build-tags -j --concurrency"),
    limits=words("-E --enable --enable-only --new-from-rev --new-from-merge-base"),
)

LINTERS: dict[str, Tool] = {
    "ruff": Tool(
        "ruff",
        "lint",
        verbs={
            "check": Tool(
                "ruff check",
                "lint",
                takes=_RUFF_TAKES - words("--select"),
                limits=words("--select --ignore --extend-select"),
                changes={},
            ),
            "format": Tool("ruff format", "format", takes=_RUFF_TAKES, changes={"--check": "lint", "--diff": "lint"}),
            "clean": Tool("ruff clean", "other"),
            "rule": Tool("ruff rule", "read"),
        },
        whole=_INFO,
    ),
    "flake8": Tool(
        "flake8",
        "lint",
        takes=_CONFIG | words("--max-complexity --exclude --ignore --extend-ignore"),
        limits=words("--select"),
        whole=_INFO,
    ),
    "pylint": Tool(
        "pylint",
        "lint",
        takes=_CONFIG | words("-j --jobs --disable -d --fail-under --load-plugins"),
        limits=words("--enable -e"),
        whole=_INFO,
    ),
    "mypy": Tool(
        "mypy",
        "lint",
        takes=words(
            "--config-file --python-version --cache-dir --exclude --platform --python-executable --follow-imports"
        ),
        limits=words("-p --package -m --module -c"),
        whole=_INFO | words("--install-types"),
    ),
    "dmypy": Tool(
        "mypy",
        "lint",
        verbs={"run": Tool("mypy", "lint"), "check": Tool("mypy", "lint"), "stop": Tool("dmypy stop", "other")},
    ),
    "pyright": Tool(
        "pyright", "lint", takes=words("-p --project --level --pythonversion --outputjson-file"), whole=_INFO
    ),
    "basedpyright": Tool("basedpyright", "lint", takes=words("-p --project --level"), whole=_INFO),
    "ty": Tool("ty", "lint", verbs={"check": Tool("ty", "lint", takes=words("--python --project --output-format"))}),
    "pyrefly": Tool("pyrefly", "lint", verbs={"check": Tool("pyrefly", "lint", takes=words("-c --config"))}),
    "black": Tool(
        "black",
        "format",
        takes=words("-l --line-length -t --target-version --config --exclude -S-x"),
        changes={"--check": "lint", "--diff": "lint"},
        whole=_INFO,
    ),
    "isort": Tool(
        "isort",
        "format",
        takes=words("--profile --settings-path -l"),
        changes={"--check": "lint", "--check-only": "lint", "-c": "lint", "--diff": "lint"},
        whole=_INFO,
    ),
    "eslint": _ESLINT,
    "eslint_d": _ESLINT,
    "prettier": _PRETTIER,
    "biome": Tool("biome", "lint", verbs=_BIOME),
    "tsc": _TSC,
    "vue-tsc": _TSC,
    "tsgo": _TSC,
    "golangci-lint": Tool(
        "golangci-lint",
        "lint",
        verbs={
            "run": _GOLANGCI_RUN,
            "fmt": Tool("golangci-lint fmt", "format"),
            "linters": Tool("golangci-lint", "state"),
            "cache": Tool("golangci-lint", "other"),
            "version": Tool("golangci-lint", "state"),
        },
    ),
    "gofmt": Tool("gofmt", "read", changes={"-w": "format", "-l": "lint", "-d": "lint"}),
    "gofumpt": Tool("gofumpt", "read", changes={"-w": "format", "-l": "lint", "-d": "lint"}),
    "goimports": Tool("goimports", "read", takes=words("-local"), changes={"-w": "format", "-l": "lint", "-d": "lint"}),
    "rustfmt": Tool("rustfmt", "format", takes=words("--edition --config"), changes={"--check": "lint"}),
    "rubocop": _RUBOCOP,
    "standardrb": _RUBOCOP,
    "pre-commit": Tool(
        "pre-commit",
        "other",
        verbs={
            "run": Tool(
                "pre-commit",
                "lint",
                takes=words("-c --config --hook-stage --from-ref --to-ref"),
                limits=words("--files"),
                opaque=True,
            ),
            "install": Tool("pre-commit install", "install", operands=False),
            "autoupdate": Tool("pre-commit autoupdate", "other"),
        },
    ),
    "prek": Tool("prek", "other", verbs={"run": Tool("pre-commit", "lint", limits=words("--files"), opaque=True)}),
    "lefthook": Tool(
        "lefthook",
        "other",
        verbs={"run": Tool("lefthook", "lint", opaque=True), "install": Tool("lefthook install", "install")},
    ),
    "svelte-check": Tool("svelte-check", "lint", takes=words("--tsconfig --workspace --threshold")),
    "helm": Tool(
        "helm",
        "other",
        verbs={
            "lint": Tool("helm lint", "lint", takes=words("-f --values --set")),
            "unittest": Tool("helm unittest", "test"),
            "install": Tool("helm install", "other", dry=words("--dry-run")),
            "upgrade": Tool("helm upgrade", "other", dry=words("--dry-run")),
            "test": Tool("helm test", "test"),
            "template": Tool("helm template", "read"),
            "package": Tool("helm package", "build"),
            "list": Tool("helm list", "state"),
            "status": Tool("helm status", "state"),
        },
    ),
    "tflint": Tool("tflint", "lint"),
    "terraform": Tool(
        "terraform",
        "other",
        verbs={
            "validate": Tool("terraform validate", "lint"),
            "fmt": Tool("terraform fmt", "format", changes={"-check": "lint", "--check": "lint", "-diff": "format"}),
            "plan": Tool("terraform plan", "other", dry=words("plan")),
            "test": Tool("terraform test", "test", limits=words("-filter")),
            "init": Tool("terraform init", "install", operands=False),
            "apply": Tool("terraform apply", "other"),
        },
    ),
    "dart": Tool(
        "dart",
        "other",
        verbs={
            "analyze": Tool("dart analyze", "lint"),
            "format": Tool(
                "dart format",
                "format",
                takes=words("-o --output -l --line-length"),
                changes={"--set-exit-if-changed": "format", "--output=none": "lint"},
            ),
            "test": Tool(
                "dart test",
                "test",
                takes=words("-j --concurrency -r --reporter -p --platform"),
                limits=words("-n --name -N --plain-name -t --tags"),
            ),
            "fix": Tool("dart fix", "format", dry=words("--dry-run -n")),
            "compile": Tool("dart compile", "build"),
            "run": Tool("dart run", "start"),
            "pub": Tool("dart pub", "install", operands=False),
        },
    ),
    "clang-format": Tool(
        "clang-format",
        "read",
        takes=words("--style --assume-filename"),
        changes={"-i": "format", "--dry-run": "lint", "-n": "lint"},
    ),
    "shfmt": Tool("shfmt", "read", takes=words("-i -ln"), changes={"-w": "format", "-d": "lint", "-l": "lint"}),
    "stylua": Tool("stylua", "format", changes={"--check": "lint"}),
    "ktlint": Tool("ktlint", "lint", changes={"-F": "format", "--format": "format"}),
    "spectral": Tool("spectral", "lint", verbs={"lint": Tool("spectral", "lint", takes=words("-r --ruleset"))}),
    "buf": Tool(
        "buf",
        "other",
        verbs={
            "lint": Tool("buf lint", "lint"),
            "build": Tool("buf build", "build"),
            "breaking": Tool("buf breaking", "lint"),
            "format": Tool("buf format", "format", changes={"-d": "lint", "--diff": "lint"}),
            "generate": Tool("buf generate", "build"),
        },
    ),
    "sqlfluff": Tool(
        "sqlfluff",
        "lint",
        takes=words("--dialect"),
        verbs={
            "lint": Tool("sqlfluff", "lint", takes=words("--dialect")),
            "fix": Tool("sqlfluff fix", "format", takes=words("--dialect")),
        },
    ),
    "taplo": Tool(
        "taplo",
        "lint",
        verbs={
            "fmt": Tool("taplo fmt", "format", changes={"--check": "lint"}),
            "format": Tool("taplo fmt", "format", changes={"--check": "lint"}),
            "lint": Tool("taplo lint", "lint"),
            "check": Tool("taplo check", "lint"),
        },
    ),
    "dprint": Tool(
        "dprint", "other", verbs={"check": Tool("dprint check", "lint"), "fmt": Tool("dprint fmt", "format")}
    ),
    "swiftlint": Tool("swiftlint", "lint", verbs={"lint": Tool("swiftlint", "lint")}),
    "swiftformat": Tool("swiftformat", "format", changes={"--lint": "lint", "--dryrun": "lint"}),
    "astyle": Tool("astyle", "format"),
    "shellcheck": Tool("shellcheck", "lint", takes=words("-s -e -f -S --shell --exclude --format --severity")),
    "php-cs-fixer": Tool(
        "php-cs-fixer",
        "format",
        verbs={
            "fix": Tool("php-cs-fixer", "format", changes={"--dry-run": "lint"}),
            "check": Tool("php-cs-fixer", "lint"),
        },
    ),
    "phpstan": Tool(
        "phpstan",
        "lint",
        verbs={
            "analyse": Tool("phpstan", "lint", takes=words("-c -l --level --memory-limit")),
            "analyze": Tool("phpstan", "lint", takes=words("-c -l --level --memory-limit")),
        },
    ),
    "pint": Tool("pint", "format", changes={"--test": "lint"}),
    "vale": Tool("vale", "lint", verbs={"sync": Tool("vale sync", "install")}),
    "lint-staged": Tool("lint-staged", "lint", opaque=True),
    "mdformat": Tool("mdformat", "format", changes={"--check": "lint"}),
    "autopep8": Tool(
        "autopep8", "read", changes={"-i": "format", "--in-place": "format", "-d": "lint", "--diff": "lint"}
    ),
    "yapf": Tool("yapf", "read", changes={"-i": "format", "--in-place": "format", "-d": "lint", "--diff": "lint"}),
    "ast-grep": Tool(
        "ast-grep", "search", verbs={"scan": Tool("ast-grep scan", "lint"), "test": Tool("ast-grep test", "test")}
    ),
    "trunk": Tool(
        "trunk",
        "lint",
        verbs={
            "check": Tool("trunk check", "lint"),
            "fmt": Tool("trunk fmt", "format"),
            "build": Tool("trunk build", "build"),
            "serve": Tool("trunk serve", "start"),
        },
    ),
    "lychee": Tool("lychee", "lint"),
    **tools(
        "lint",
        "hadolint markdownlint markdownlint-cli2 yamllint pycodestyle pydocstyle pyflakes bandit vulture interrogate "
        "semgrep codespell typos stylelint standard xo oxlint tslint jshint htmlhint staticcheck revive errcheck gosec "
        "govulncheck brakeman reek erb_lint erblint slim-lint haml-lint phpcs psalm phan phpmd rector detekt "
        "checkstyle "
        "pmd spotbugs scalafix hlint weeder luacheck selene clang-tidy cppcheck cpplint flawfinder ansible-lint "
        "cfn-lint checkov trivy kube-linter kubeconform kubeval actionlint zizmor commitlint gitlint cspell djlint "
        "curlylint proselint textlint alex write-good rumdl remark markdown-link-check linkcheck doc8 rstcheck pyroma "
        "check-manifest deptry import-linter lint-imports fawltydeps knip depcheck madge depcruise publint attw "
        "size-limit solhint slither statix deadnix clj-kondo eastwood credo dialyzer ameba elm-review coffeelint "
        "protolint vacuum redocly gitleaks detect-secrets trufflehog pyre pytype sourcery refurb perflint "
        "editorconfig-checker reuse jsonlint xmllint squawk vnu html-validate pa11y lhci flow dotenv-linter "
        "nilaway cargo-deny cargo-audit puppet-lint cookstyle regal conftest perlcritic vint cmake-lint ls-lint sherif "
        "syncpack ember-template-lint lit-analyzer",
    ),
    **tools(
        "format",
        "cljfmt ormolu fourmolu brittany nixfmt alejandra elm-format google-java-format scalafmt csharpier perltidy "
        "cmake-format gersemi rufo erlfmt fantomas zprint beautysh docformatter autoflake pyupgrade blacken-docs gci "
        "js-beautify pg_format ocamlformat purs-tidy",
        changes=_CHECKS,
    ),
}
