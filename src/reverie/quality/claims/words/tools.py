"""Programs by what running them shows, as they begin a command line; `*` stands for any word."""

TOOLS = {
    "test": "pytest|py.test|tox|nox|jest|npx jest|vitest|npx vitest|mocha|npx mocha|npm test|npm t|npm run test|"
    "npm run e2e|yarn test|pnpm test|bun test|deno test|go test|cargo test|cargo nextest|rspec|bundle exec rspec|"
    "rake test|rails test|bin/rails test|phpunit|vendor/bin/phpunit|dotnet test|swift test|ctest|make test|"
    "make check|mvn test|mvn verify|gradle test|gradlew test|./gradlew test|./gradlew check|python -m pytest|"
    "python -m unittest|python3 -m pytest|python3 -m unittest|python manage.py test|node --test|playwright|"
    "npx playwright|cypress|mix test|sbt test|zig test|zig build test|bats|ava|karma|flutter test|dart test|"
    "bazel test|hatch test|nose2|npm run test*|composer test|just test|uv run pytest|poetry run pytest|"
    "pipenv run pytest|yarn jest|pnpm vitest|pnpm run test|yarn run test|yarn vitest|lein test|stack test|"
    "cabal test|busted|prove|julia|rake spec|coverage run",
    "build": "make|cmake|cargo build|cargo check|go build|npm run build|yarn build|pnpm build|pnpm run build|"
    "npm run docs:build|docker build|docker compose build|docker buildx|mvn|gradle|gradlew|./gradlew|dotnet build|"
    "swift build|sphinx-build|mkdocs build|webpack|vite build|npx vite build|rollup|esbuild|next build|bazel build|"
    "zig build|python -m build|hatch build|poetry build|uv build|tsup|ninja|meson|msbuild|xcodebuild|sbt compile|"
    "javac|gcc|g++|clang|rustc|hugo|jekyll build|bun run build|flutter build|mix compile|stack build|cabal build|"
    "npm pack",
    "lint": "ruff|eslint|npx eslint|mypy|tsc|npx tsc|pnpm tsc|yarn tsc|pyright|flake8|pylint|golangci-lint|"
    "cargo clippy|cargo fmt|clippy|prettier|npx prettier|black|gofmt|go vet|rubocop|bundle exec rubocop|shellcheck|"
    "yamllint|bandit|stylelint|npx stylelint|biome|npx biome|isort|npm run lint|npm run typecheck|"
    "npm run type-check|yarn lint|pnpm lint|pnpm run lint|make lint|make typecheck|helm lint|pre-commit|phpstan|"
    "psalm|hadolint|markdownlint|terraform validate|terraform fmt|tflint|ktlint|checkstyle|swiftlint|staticcheck|"
    "dotnet format|npm run format|vue-tsc|npx vue-tsc|actionlint|oxlint|basedpyright|ty|uv run ruff|uv run mypy|"
    "poetry run mypy|poetry run ruff|npm run check|svelte-check|deno lint|deno check|mix format|mix credo|sqlfluff|"
    "buf lint|djlint",
    "audit": "npm audit|pip-audit|cargo audit|pnpm audit|yarn audit|safety|trivy|snyk|lychee",
    "install": "npm update|npm upgrade|yarn upgrade|pnpm update|cargo update|bundle update|poetry update|uv lock|"
    "npm rm|npm uninstall|pnpm remove|npm install|npm ci|npm i|pip install|pip3 install|yarn add|yarn install|"
    "pnpm add|pnpm install|cargo add|cargo install|apt|apt-get|sudo apt|sudo apt-get|brew|go get|go install|"
    "gem install|bundle install|poetry add|poetry install|uv add|uv pip|uv sync|composer require|composer install|"
    "rustup|conda|mamba|pipx|dotnet add|go mod download",
    "program": "git|gh|docker|kubectl|psql|mysql|sqlite3|curl|wget|node|python|python3|ruby|go|cargo|npm|npx|yarn|"
    "pnpm|bun|deno|rails|bin/rails|rake|bundle|terraform|helm|ansible|flyway|alembic|sqlx|prisma|npx prisma|"
    "redis-cli|aws|gcloud|az|rsync|scp|ssh|sed|grep|rg|find|cat|ls|rm|mv|cp|mkdir|chmod|chown|ffmpeg|convert|"
    "systemctl|sudo|bash|sh|./*|php|perl|java|dotnet|mix|swift|crontab|ping|time|pg_dump|openssl|tar|jq|make|mkdocs|"
    "sphinx-build|glab|hg|svn|uv|poetry|coverage|hyperfine|wrk|k6|ab|locust|open|touch|echo|source|env|export|"
    "docker-compose",
}
