"""Tools that run tests."""

from reverie.quality.runs.programs.values import Tool, tools, words

_INFO = words("--help -h --version --fixtures --markers --showConfig --init")
_PYTEST = Tool(
    "pytest",
    "test",
    takes=words(
        "-c -n -p -o -W -r --rootdir --maxfail --tb --cov --cov-report --cov-config --durations --timeout --junitxml "
        "--junit-xml --log-level --log-cli-level --dist --seed --reruns --confcutdir --basetemp --color --import-mode "
        "--capture --override-ini --numprocesses --show-capture --cov-fail-under --randomly-seed --ds --browser"
    ),
    limits=words("-k -m --deselect --ignore --lf --last-failed --sw --stepwise --pyargs"),
    dry=words("--collect-only --co --setup-plan"),
    whole=_INFO,
)
_JEST = Tool(
    "jest",
    "test",
    takes=words(
        "-c --config -w --maxWorkers --reporters --coverageReporters --env --testTimeout --shard --silent-flag"
    ),
    limits=words(
        "-t --testNamePattern --testPathPattern --testPathPatterns --selectProjects --runTestsByPath "
        "--findRelatedTests "
        "--testPathIgnorePatterns -o --onlyChanged --onlyFailures --changedSince"
    ),
    dry=words("--listTests"),
    whole=_INFO,
)
_VITEST = Tool(
    "vitest",
    "test",
    takes=words(
        "-c --config -r --root --reporter --environment --pool --shard --maxWorkers --mode --outputFile --bail"
    ),
    limits=words("-t --testNamePattern --project --changed --dir --exclude"),
    verbs={
        "run": Tool(
            "vitest",
            "test",
            takes=words(
                "-c --config -r --root --reporter --environment --pool --shard --maxWorkers --mode --outputFile --bail"
            ),
            limits=words("-t --testNamePattern --project --changed --dir --exclude"),
        ),
        "bench": Tool("vitest bench", "other"),
        "list": Tool("vitest list", "state"),
    },
    whole=_INFO,
)
_PLAYWRIGHT_TEST = Tool(
    "playwright test",
    "test",
    takes=words(
        "-c --config -j --workers --reporter --retries --timeout --shard --output --trace --repeat-each --max-failures"
    ),
    limits=words("-g --grep --grep-invert --project --only-changed --last-failed --gv"),
    dry=words("--list"),
)
_GO_TEST = Tool(
    "go test",
    "test",
    takes=words(
        "-timeout -count -parallel -cpu -coverprofile -covermode -coverpkg -tags -o -p -benchtime -mod -ldflags"
    ),
    limits=words("-run -bench -fuzz -skip"),
    dry=words("-list"),
)
CARGO_TAKES = words("--target --features -F --profile -j --jobs --color --target-dir --message-format -Z --config")
CARGO_LIMITS = words("-p --package --test --bin --example --bench --manifest-path --lib --doc --exclude -E --bins")
CARGO_TEST = Tool("cargo test", "test", takes=CARGO_TAKES, limits=CARGO_LIMITS, dry=words("--no-run"))
NEXTEST = Tool("cargo nextest", "test", takes=CARGO_TAKES, limits=CARGO_LIMITS)
GO_TEST = _GO_TEST
_RSPEC = Tool(
    "rspec",
    "test",
    takes=words("-f --format -r --require -o --out --seed --order -O --options -I"),
    limits=words("-e --example -t --tag -E -P --pattern --only-failures --next-failure"),
    dry=words("--dry-run"),
)
_PHPUNIT = Tool(
    "phpunit",
    "test",
    takes=words(
        "-c --configuration --bootstrap --coverage-html --coverage-clover --log-junit --order-by --coverage-text"
    ),
    limits=words("--filter --testsuite --group --exclude-group"),
    dry=words("--list-tests"),
)
DOTNET_TEST = Tool(
    "dotnet test",
    "test",
    takes=words(
        "-c --configuration -f --framework -l --logger -r -v --verbosity --collect --results-directory -s --settings"
    ),
    limits=words("--filter --project --solution"),
    dry=words("--list-tests -t"),
)
SWIFT_TEST = Tool(
    "swift test",
    "test",
    takes=words("-c --configuration --package-path"),
    limits=words("--filter --skip --test-product"),
)
DENO_TEST = Tool(
    "deno test", "test", takes=words("-c --config --coverage --reporter"), limits=words("--filter --ignore")
)
BUN_TEST = Tool(
    "bun test", "test", takes=words("--timeout --preload --bail --rerun-each"), limits=words("-t --test-name-pattern")
)
MIX_TEST = Tool(
    "mix test",
    "test",
    takes=words("--seed --max-failures --formatter"),
    limits=words("--only --exclude --include --failed --stale"),
)
DJANGO_TEST = Tool(
    "manage.py test",
    "test",
    takes=words("--settings --parallel -v --verbosity --testrunner -t"),
    limits=words("-k --tag --exclude-tag"),
)
RAILS_TEST = Tool("rails test", "test", takes=words("-s --seed -v"), limits=words("-n --name -e"))
UNITTEST = Tool("unittest", "test", takes=words("-s -p -t --start-directory --pattern"), limits=words("-k"))
NODE_TEST = Tool(
    "node --test",
    "test",
    takes=words("--test-reporter --import --require -r --loader --test-concurrency"),
    limits=words("--test-name-pattern --test-only"),
)

TESTERS: dict[str, Tool] = {
    "pytest": _PYTEST,
    "py.test": _PYTEST,
    "ptw": _PYTEST,
    "jest": _JEST,
    "vitest": _VITEST,
    "playwright": Tool(
        "playwright",
        "other",
        verbs={
            "test": _PLAYWRIGHT_TEST,
            "install": Tool("playwright install", "install", operands=False),
            "show-report": Tool("playwright show-report", "start", operands=False),
        },
    ),
    "cypress": Tool(
        "cypress",
        "other",
        verbs={
            "run": Tool(
                "cypress",
                "test",
                takes=words("-b --browser -C --config-file -c --config -e --env"),
                limits=words("-s --spec"),
            ),
            "open": Tool("cypress open", "start"),
            "install": Tool("cypress install", "install"),
        },
    ),
    "rspec": _RSPEC,
    "phpunit": _PHPUNIT,
    "paratest": _PHPUNIT,
    "pest": _PHPUNIT,
    "gotestsum": Tool(
        "gotestsum", "test", takes=words("--format -f --junitfile --rerun-fails"), limits=words("-run --packages")
    ),
    "ctest": Tool(
        "ctest",
        "test",
        takes=words("-j --parallel --timeout -C --build-config --test-dir -S -D --preset"),
        limits=words("-R -L -E -I --tests-regex --label-regex --rerun-failed"),
        operands=False,
        dry=words("-N --show-only"),
    ),
    "mocha": Tool(
        "mocha",
        "test",
        takes=words("-r --require -t --timeout -R --reporter --config -u --ui --extension"),
        limits=words("-g --grep -f --fgrep --spec"),
        dry=words("--dry-run"),
    ),
    "ava": Tool("ava", "test", takes=words("-c --concurrency -T --timeout"), limits=words("-m --match")),
    "bats": Tool(
        "bats",
        "test",
        takes=words("-j --jobs -F --formatter -o"),
        limits=words("-f --filter --filter-tags"),
        dry=words("-c --count"),
    ),
    "tox": Tool(
        "tox",
        "test",
        takes=words("-c -p --parallel --workdir -x --conf"),
        limits=words("-e --env -f -m"),
        operands=False,
        whole=words("-l --listenvs -a --version --help"),
        opaque=True,
        verbs={
            "run": Tool("tox", "test", limits=words("-e -f -m"), operands=False, opaque=True),
            "p": Tool("tox", "test", limits=words("-e -f -m"), operands=False, opaque=True),
            "r": Tool("tox", "test", limits=words("-e -f -m"), operands=False, opaque=True),
        },
    ),
    "nox": Tool(
        "nox",
        "test",
        takes=words("-f --noxfile -r -P -p"),
        limits=words("-s -e --session --sessions -k -t"),
        operands=False,
        whole=words("-l --list --list-sessions --version --help"),
        opaque=True,
    ),
    **tools(
        "test",
        "nosetests nose2 trial behave lettuce green stestr ward karma jasmine tap tape nightwatch testcafe wdio "
        "qunit lab "
        "uvu cucumber-js cucumber newman minitest prove pg_prove busted hspec shunit2 roundup kyua lit testem wtr "
        "maestro "
        "robot pybot k6 elm-test codecept kahlan phpspec testrb infection nunit3-console vstest.console cram goss "
        "kitchen "
        "ginkgo stryker mutmut cargo-nextest xctest shellspec venom hurl test-storybook ember-test",
    ),
}
