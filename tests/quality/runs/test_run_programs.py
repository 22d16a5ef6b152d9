"""What a command is: its program, its purpose, its scope, whether it only tries and leaves hooks out."""

import pytest

from reverie.conversation.deeds import Command
from reverie.quality.runs import Run, runs_of


def only(command: str, directory: str = "") -> Run:
    runs = runs_of([Command(command=command, directory=directory)])
    assert len(runs) == 1, runs
    return runs[0]


KNOWN = [
    # command, program, purpose, scope
    ("pytest", "pytest", "test", ()),
    ("dbt test --select staging", "dbt test", "test", ("staging",)),
    ("dbt run --target ci", "dbt run", "other", ()),
    ("R CMD check --as-cran ledger_1.2.tar.gz", "R CMD check", "lint", ()),
    ("npx dredd api.apib http://127.0.0.1:3000", "dredd", "test", ()),
    ("ghdl -r tb_fifo --stop-time=2us", "ghdl", "test", ()),
    (
        "xcodebuild test -scheme Till -only-testing:TillTests/SumTests",
        "xcodebuild test",
        "test",
        ("TillTests/SumTests",),
    ),
    ("python3.12 -m pytest -x -vv --maxfail 3 tests/a.py::test_b", "pytest", "test", ("tests/a.py::test_b",)),
    ("pytest -q -k 'a and b' -m slow", "pytest", "test", ("a and b", "slow")),
    ("uv run --with hypothesis pytest -n 4 tests", "pytest", "test", ("tests",)),
    ("poetry run pytest .", "pytest", "test", ()),
    ("coverage run -m pytest -q", "pytest", "test", ()),
    (".venv/bin/pytest", "pytest", "test", ()),
    ("docker compose run --rm web pytest tests/api", "pytest", "test", ("tests/api",)),
    ("python -m unittest tests.test_cal.CalTest", "unittest", "test", ("tests.test_cal.CalTest",)),
    ("python manage.py test shop --parallel 4", "manage.py test", "test", ("shop",)),
    ("npx jest --ci -t 'adds' src/cart", "jest", "test", ("adds", "src/cart")),
    ("pnpm exec vitest run src/cart --reporter verbose", "vitest", "test", ("src/cart",)),
    ("pnpm vitest run", "vitest", "test", ()),
    ("yarn jest", "jest", "test", ()),
    ("bunx playwright test --project=chromium e2e/a.spec.ts", "playwright test", "test", ("chromium", "e2e/a.spec.ts")),
    ("npx cypress run --spec cypress/e2e/a.cy.js", "cypress", "test", ("cypress/e2e/a.cy.js",)),
    ("npm test", "npm test", "test", ()),
    ("npm t -- src/cart", "npm test", "test", ("src/cart",)),
    ("npm test -w packages/api", "npm test", "test", ("packages/api",)),
    ("npm --prefix client test", "npm test", "test", ("client",)),
    ("npm run test:unit", "npm run test:unit", "test", ()),
    ("npm run e2e", "npm run e2e", "test", ()),
    ("pnpm --filter @acme/api test", "pnpm test", "test", ("@acme/api",)),
    ("yarn workspace api test", "yarn test", "test", ("api",)),
    ("bun test src/a.test.ts", "bun test", "test", ("src/a.test.ts",)),
    ("go test ./...", "go test", "test", ()),
    ("go test -race -run TestX ./pkg/a -count=1", "go test", "test", ("TestX", "./pkg/a")),
    ("cargo test -p core --features full parser::", "cargo test", "test", ("core", "parser::")),
    ("cargo nextest run --workspace", "cargo nextest", "test", ()),
    ("bundle exec rspec spec/a_spec.rb:12", "rspec", "test", ("spec/a_spec.rb:12",)),
    ("bin/rails test test/models", "rails test", "test", ("test/models",)),
    ("vendor/bin/phpunit --filter testX", "phpunit", "test", ("testX",)),
    ("php artisan test", "artisan test", "test", ()),
    ("./gradlew :app:test --tests com.X", "gradle test", "test", (":app", "com.X")),
    ("./mvnw -pl core -Dtest=FooTest test", "mvn test", "test", ("core", "FooTest")),
    ("mvn -DskipTests package", "mvn package", "build", ()),
    ("mvn verify", "mvn verify", "test", ()),
    ("ctest -R parser --test-dir build", "ctest", "test", ("parser",)),
    ("dotnet test --filter Name=X", "dotnet test", "test", ("Name=X",)),
    ("mix test test/a_test.exs:3", "mix test", "test", ("test/a_test.exs:3",)),
    ("swift test --filter A", "swift test", "test", ("A",)),
    ("deno test --allow-read a_test.ts", "deno test", "test", ("a_test.ts",)),
    ("node --test build", "node --test", "test", ("build",)),
    ("tox -e py312", "tox", "test", ("py312",)),
    ("nox -s tests", "nox", "test", ("tests",)),
    ("make test", "make test", "test", ()),
    ("make -j8 check", "make check", "test", ()),
    ("just test-unit", "just test-unit", "test", ()),
    ("rake spec", "rake spec", "test", ()),
    ("./scripts/run_tests.sh --fast", "./scripts/run_tests.sh", "test", ()),
    ("bash ci/test.sh", "ci/test.sh", "test", ()),
    ("python tests/test_a.py", "python tests/test_a.py", "test", ("tests/test_a.py",)),
    ("bats test/", "bats", "test", ("test/",)),
    ("ruff check src", "ruff check", "lint", ("src",)),
    ("ruff check --fix .", "ruff check", "lint", ()),
    ("ruff format .", "ruff format", "format", ()),
    ("ruff format --check .", "ruff format", "lint", ()),
    ("black src", "black", "format", ("src",)),
    ("black --check src", "black", "lint", ("src",)),
    ("mypy --strict core/x.py", "mypy", "lint", ("core/x.py",)),
    ("npx tsc --noEmit", "tsc", "lint", ()),
    ("npx tsc -p tsconfig.build.json", "tsc", "lint", ("tsconfig.build.json",)),
    ("npx prettier --write web/src", "prettier", "format", ("web/src",)),
    ("npx prettier --check .", "prettier", "lint", ()),
    ("npx eslint@9 src --max-warnings 0", "eslint", "lint", ("src",)),
    ("cargo clippy --all-targets -- -D warnings", "cargo clippy", "lint", ()),
    ("cargo fmt", "cargo fmt", "format", ()),
    ("cargo fmt -- --check", "cargo fmt", "lint", ()),
    ("gofmt -l .", "gofmt", "lint", ()),
    ("gofmt -w a.go", "gofmt", "format", ("a.go",)),
    ("go vet ./...", "go vet", "lint", ()),
    ("golangci-lint run ./pkg/...", "golangci-lint", "lint", ("./pkg/...",)),
    ("pre-commit run --all-files", "pre-commit", "lint", ()),
    ("npm run lint", "npm run lint", "lint", ()),
    ("npm run type-check", "npm run type-check", "lint", ()),
    ("yarn format:check", "yarn format:check", "lint", ()),
    ("make lint", "make lint", "lint", ()),
    ("terraform fmt -check", "terraform fmt", "lint", ()),
    ("mix format --check-formatted", "mix format", "lint", ()),
    ("node --check a.js", "node --check", "lint", ("a.js",)),
    ("php -l a.php", "php -l", "lint", ("a.php",)),
    ("make", "make", "build", ()),
    ("make BOARD=beta", "make", "build", ("BOARD=beta",)),
    ("make -C src all", "make all", "build", ("src",)),
    ("cmake --build build -j8", "cmake", "build", ()),
    ("cargo build --release", "cargo build", "build", ()),
    ("cargo check", "cargo check", "build", ()),
    ("go build ./cmd/x", "go build", "build", ("./cmd/x",)),
    ("docker build -t a:b -f x/Dockerfile .", "docker build", "build", ()),
    ("docker compose build web", "docker compose build", "build", ("web",)),
    ("npm run build", "npm run build", "build", ()),
    ("npm run docs:build", "npm run docs:build", "build", ()),
    ("npx vite build", "vite build", "build", ()),
    ("./gradlew assembleDebug", "gradle assembleDebug", "build", ()),
    ("dotnet build -c Release", "dotnet build", "build", ()),
    ("python -m build", "python -m build", "build", ()),
    ("mkdocs build --strict", "mkdocs build", "build", ()),
    ("npm ci", "npm ci", "install", ()),
    ("npm i -D eslint", "npm i", "install", ("eslint",)),
    ("pnpm add zod", "pnpm add", "install", ("zod",)),
    ("yarn", "yarn install", "install", ()),
    ("pip install -r requirements.txt", "pip install", "install", ()),
    ("python -m pip install requests", "pip install", "install", ("requests",)),
    ("uv add httpx", "uv add", "install", ("httpx",)),
    ("uv pip install httpx", "pip install", "install", ("httpx",)),
    ("sudo apt-get install -y ffmpeg", "apt-get install", "install", ("ffmpeg",)),
    ("cargo add tokio --features full", "cargo add", "install", ("tokio",)),
    ("go get example.org/x", "go get", "install", ("example.org/x",)),
    ("bundle install", "bundle install", "install", ()),
    ("git commit -qam 'wip'", "git commit", "commit", ()),
    ("git -C sub commit -m x", "git commit", "commit", ()),
    ("git push -u origin main", "git push", "push", ("origin", "main")),
    ("git tag v1.0 -m 'v1'", "git tag", "tag", ("v1.0",)),
    ("git tag", "git tag", "state", ()),
    ("git tag -d v1", "git tag", "delete", ("v1",)),
    ("gh pr create --fill", "gh pr create", "pull_request", ()),
    ("gh pr view 3", "gh pr view", "state", ("3",)),
    ("glab mr create", "glab mr create", "pull_request", ()),
    ("git checkout -- a/b.py", "git checkout", "revert", ("a/b.py",)),
    ("git checkout a/b.py", "git checkout", "revert", ("a/b.py",)),
    ("git checkout main -- a.py", "git checkout", "revert", ("a.py",)),
    ("git checkout .", "git checkout", "revert", ()),
    ("git checkout feature/x", "git checkout", "other", ("feature/x",)),
    ("git checkout -b feature/x", "git checkout", "create", ("feature/x",)),
    ("git restore ui/nav.tsx", "git restore", "revert", ("ui/nav.tsx",)),
    ("git restore --staged a", "git restore", "other", ("a",)),
    ("git reset --hard", "git reset", "revert", ()),
    ("git reset HEAD a.py", "git reset", "other", ("HEAD", "a.py")),
    ("git stash", "git stash", "revert", ()),
    ("git stash pop", "git stash pop", "other", ()),
    ("git branch -D tmp", "git branch", "delete", ("tmp",)),
    ("git rm -r public/old", "git rm", "delete", ("public/old",)),
    ("git mv a b", "git mv", "move", ("a", "b")),
    ("git diff main -- a.py", "git diff", "read", ("main", "a.py")),
    ("git status -sb", "git status", "state", ()),
    ("rm -rf a b", "rm", "delete", ("a", "b")),
    ("find . -name '*.pyc' -delete", "find -delete", "delete", ()),
    ("mkdir -p a/b", "mkdir", "create", ("a/b",)),
    ("cp a b", "cp", "create", ("a", "b")),
    ("mv a b", "mv", "move", ("a", "b")),
    ("cat > a.md <<'EOF'\nx && y\nEOF", "cat", "create", ("a.md",)),
    ("echo x >> a.md", "echo", "create", ("a.md",)),
    ("cat a.md", "cat", "read", ("a.md",)),
    ("sed -n 1,3p a", "sed", "read", ("1,3p", "a")),
    ("sed -i s/a/b/ x", "sed", "other", ("s/a/b/", "x")),
    ("rg -n foo src", "rg", "search", ("foo", "src")),
    ("ls -la src", "ls", "state", ("src",)),
    ("go version", "go version", "state", ()),
    ("node -v", "node", "state", ()),
    ("python -m tool --help", "tool", "state", ()),
    ("bin/rails db:migrate", "rails db:migrate", "migrate", ()),
    ("python manage.py migrate blog", "manage.py migrate", "migrate", ("blog",)),
    ("alembic upgrade head", "alembic upgrade", "migrate", ()),
    ("npx prisma migrate deploy", "prisma migrate", "migrate", ()),
    ("psql -f migrations/1.sql db", "psql", "migrate", ()),
    ("docker compose up -d", "docker compose up", "start", ()),
    ("npm run dev", "npm run dev", "start", ()),
    ("npm start", "npm start", "start", ()),
    ("uvicorn app:app", "uvicorn", "start", ("app:app",)),
    ("python bench.py", "python bench.py", "other", ()),
    ("curl -s x", "curl", "other", ()),
]


@pytest.mark.parametrize(("command", "program", "purpose", "scope"), KNOWN)
def test_a_command_is_known_by_its_words(command: str, program: str, purpose: str, scope: tuple[str, ...]) -> None:
    run = only(command)
    assert (run.program, run.purpose, run.scope) == (program, purpose, scope)


@pytest.mark.parametrize(
    "command",
    [
        "python import.py --dry-run a.csv",
        "git push --dry-run",
        "git push -n",
        "git clean -n",
        "rsync -n a b",
        "make -n install",
        "terraform plan",
        "pytest --collect-only -q",
        "kubectl apply --dry-run=client -f a.yaml",
        "npm publish --dry-run",
        "cargo test --no-run",
        "alembic upgrade head --sql",
        "python manage.py migrate --plan",
    ],
)
def test_a_dry_run_is_known(command: str) -> None:
    assert only(command).dry_run


@pytest.mark.parametrize(
    "command",
    [
        "python import.py a.csv",
        "git push",
        "kubectl apply --dry-run=none -f a",
        "sed -n 1p a",
        "pytest -n 4",
        "terraform apply",
    ],
)
def test_the_real_thing_is_no_dry_run(command: str) -> None:
    assert not only(command).dry_run


def test_a_commit_that_leaves_out_hooks_is_known() -> None:
    assert only("git commit --no-verify -m x").skips_hooks
    assert only("git commit -nm x").skips_hooks
    assert only("git push --no-verify").skips_hooks
    assert only("HUSKY=0 git commit -m x").skips_hooks
    assert not only("git commit -m n").skips_hooks
    assert not only("git commit -m '--no-verify is bad'").skips_hooks


def test_the_directory_of_a_run_is_its_scope() -> None:
    assert only("cd packages/api && npm test").scope == ("packages/api",)
    assert only("cd web && npx jest src/cart.test.ts").scope == ("web/src/cart.test.ts",)
    assert only("cd /repo/web && npm test", "/repo").scope == ("web",)
    assert only("cd /repo && npm test", "/repo").scope == ()
    assert only("cd web/.. && npm test").scope == ()


def test_the_directory_a_command_ran_in_is_its_scope_below_the_others() -> None:
    deeds = [Command(command="ls", exit=0, directory="/repo"), Command(command="pytest", exit=0, directory="/repo/api")]
    assert runs_of(deeds)[1].scope == ("api",)


def test_a_subshell_does_not_move_what_follows_it() -> None:
    runs = runs_of([Command(command="(cd web && npm test); pytest", exit=0)])
    assert [run.scope for run in runs] == [("web",), ()]


def test_runs_keep_the_order_and_the_index_of_their_deeds() -> None:
    deeds = [Command(command="a; b", exit=0), Command(command="c", exit=0)]
    assert [(run.at, run.program) for run in runs_of(deeds)] == [(0, "a"), (0, "b"), (1, "c")]
