"""The survey: what it says of a project, and that each command names its source."""

import json
import re
from pathlib import Path

import pytest

from reverie.agent.survey import survey
from reverie.agent.survey.layout import layout
from reverie.agent.survey.tree import Tree
from reverie.agent.survey.workflows import workflow_commands

_COMMAND = re.compile(r"- (Set up|Build|Run|Test|Check|Format): `([^`]+)` \((.+)\)")


def write(root: Path, files: dict[str, str]) -> Path:
    for name, text in files.items():
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text)
    return root


def commands(text: str) -> dict[str, tuple[str, str]]:
    """Each command line with its kind and source."""
    return {found[2]: (found[1], found[3]) for found in _COMMAND.finditer(text)}


def test_a_python_project(tmp_path: Path) -> None:
    pyproject = """
[build-system]
requires = []
[project]
name = "bills"
description = "Reads bills. And pays them."
requires-python = ">=3.11"
scripts = { bill = "bills.cli:main" }
optional-dependencies = { dev = ["pytest"] }
[tool.ruff]
line-length = 100
[tool.ruff.format]
[tool.mypy]
strict = true
[tool.pytest.ini_options]
filterwarnings = ["error"]
markers = ["slow: takes long"]
"""
    files = {"pyproject.toml": pyproject, "src/bills/__init__.py": '"""Bills."""', "src/bills/pay/__init__.py": ""}
    text = survey(write(tmp_path, {**files, "tests/test_a.py": "", "src/bills/__main__.py": ""}))
    assert text.startswith("# bills\n\nReads bills.\n\nWritten in Python (4 files).\n")
    assert commands(text) == {
        "pip install -e '.[dev]'": ("Set up", "pyproject.toml"),
        "pytest": ("Test", "pyproject.toml, [tool.pytest]"),
        "ruff check .": ("Check", "pyproject.toml, [tool.ruff]"),
        "mypy .": ("Check", "pyproject.toml, [tool.mypy]"),
        "ruff format .": ("Format", "pyproject.toml, [tool.ruff.format]"),
    }
    for line in (
        "- `src/bills/`: Bills",
        "- Python >=3.11 (pyproject.toml)",
        "- ruff: line length 100 (pyproject.toml, [tool.ruff])",
        "- mypy is strict (pyproject.toml, [tool.mypy])",
        "- A warning fails a test (pyproject.toml, [tool.pytest])",
        "- Test markers: slow (pyproject.toml, [tool.pytest])",
        "- `bill` is `bills.cli:main` (pyproject.toml)",
        "- `python -m bills` (src/bills/__main__.py)",
    ):
        assert line in text.split("\n")


@pytest.mark.parametrize(
    ("lock", "set_up", "test"),
    [
        ("uv.lock", "uv sync", "uv run pytest"),
        ("poetry.lock", "poetry install", "poetry run pytest"),
        ("pdm.lock", "pdm install", "pdm run pytest"),
        ("Pipfile.lock", "pipenv install --dev", "pipenv run pytest"),
    ],
)
def test_the_lock_file_says_how_python_is_run(tmp_path: Path, lock: str, set_up: str, test: str) -> None:
    found = commands(survey(write(tmp_path, {lock: "", "pytest.ini": "[pytest]"})))
    assert found == {set_up: ("Set up", lock), test: ("Test", "pytest.ini")}


@pytest.mark.parametrize(
    ("lock", "expected"),
    [
        ("package-lock.json", ["npm ci", "npm test", "npm run lint"]),
        ("pnpm-lock.yaml", ["pnpm install", "pnpm test", "pnpm run lint"]),
        ("yarn.lock", ["yarn install", "yarn test", "yarn run lint"]),
        ("bun.lock", ["bun install", "bun run test", "bun run lint"]),
        ("README.md", ["npm install", "npm test", "npm run lint"]),
    ],
)
def test_the_lock_file_says_how_node_is_run(tmp_path: Path, lock: str, expected: list[str]) -> None:
    scripts = {"test": "vitest", "pretest": "tsc", "lint": "eslint .", "prepare": "husky", "docs": "typedoc"}
    found = commands(survey(write(tmp_path, {lock: "", "package.json": json.dumps({"scripts": scripts})})))
    assert list(found) == expected
    assert found[expected[1]] == ("Test", "package.json, runs `vitest`")


def test_npms_default_test_script_is_no_test(tmp_path: Path) -> None:
    scripts = {"test": 'echo "Error: no test specified" && exit 1'}
    assert "npm test" not in survey(write(tmp_path, {"package.json": json.dumps({"scripts": scripts})}))


def test_a_make_target_stands_for_what_it_runs(tmp_path: Path) -> None:
    makefile = """
VERSION := 1
.PHONY: all test
all: build
build: deps
\tgo build -o bin/x .
\tstrip bin/x
test: ## Run them
\t@scripts/test
bin/x: main.go
\tcc
install:
\tcp bin/x /usr/local/bin
setup:
\tpip install -r requirements.txt
"""
    root = write(tmp_path, {"Makefile": makefile, "scripts/test": "#!/bin/sh\n# Runs the tests.\nx"})
    (root / "scripts/test").chmod(0o755)
    assert commands(survey(root)) == {
        "make setup": ("Set up", "Makefile, runs `pip install -r requirements.txt`"),
        "make build": ("Build", "Makefile"),
        "make test": ("Test", "Makefile, runs `scripts/test`"),
    }


def test_executables_in_scripts_count_with_what_they_say(tmp_path: Path) -> None:
    root = write(tmp_path, {"scripts/test": "#!/bin/sh\n\n# Runs the tests. All.\n", "scripts/lint.sh": "# no"})
    (root / "scripts/test").chmod(0o755)
    assert commands(survey(root)) == {"scripts/test": ("Test", "scripts/test: Runs the tests")}


def test_just_and_task(tmp_path: Path) -> None:
    root = write(
        tmp_path,
        {
            "justfile": 'set shell := ["sh"]\nalias t := test\ntest *args:\n    pytest {{args}}\nlint file:\n    x\n',
            "Taskfile.yml": "version: 3\nvars:\n  test: x\ntasks:\n  lint:\n    cmds: [x]\n  build: # all\n",
        },
    )
    assert list(commands(survey(root))) == ["task build", "just test", "task lint"]


def test_rust_and_go(tmp_path: Path) -> None:
    cargo = '[package]\nname="t"\nedition="2021"\n[workspace]\n[[bin]]\nname="t"\n[lints.rust]\nunsafe_code="forbid"\n'
    go = {"go.mod": "module x\n\ngo 1.22\n", "a/a_test.go": "", "cmd/server/main.go": "package main\n"}
    text = survey(write(tmp_path, {"Cargo.toml": cargo, "src/main.rs": "", "rustfmt.toml": "max_width = 90\n", **go}))
    assert set(commands(text)) == {
        *("cargo build --workspace", "cargo test --workspace", "cargo fmt", "cargo run"),
        *("go build ./...", "go test ./...", "go run ./cmd/server"),
    }
    for line in ("Rust edition 2021", "rustc: forbid unsafe_code", "rustfmt: max_width 90", "Go 1.22"):
        assert f"\n- {line} (" in text


@pytest.mark.parametrize(
    ("files", "expected"),
    [
        ({"tox.ini": "[tox]\n[testenv:lint]\n"}, ["tox", "tox -e lint"]),
        ({"noxfile.py": "import nox\n@nox.session(py=3)\ndef tests(s): ...\n"}, ["nox -s tests"]),
        ({".pre-commit-config.yaml": "- id: ruff"}, ["pre-commit run --all-files"]),
        ({"Gemfile": "", ".rspec": ""}, ["bundle install", "bundle exec rspec"]),
        ({"pom.xml": "", "mvnw": "", "src/test/java/T.java": ""}, ["./mvnw package", "./mvnw test"]),
        ({"build.gradle.kts": "", "gradlew": ""}, ["./gradlew build"]),
        (
            {"CMakeLists.txt": "enable_testing()"},
            ["cmake -S . -B build", "cmake --build build", "ctest --test-dir build"],
        ),
        ({"compose.yaml": ""}, ["docker compose up"]),
        ({"x.sln": "", "a/ATests.csproj": ""}, ["dotnet build", "dotnet test"]),
        ({"composer.json": '{"scripts": {"test": "x"}}'}, ["composer install", "composer run test"]),
        ({"deno.json": '{"tasks": {"dev": "x"}}'}, ["deno task dev"]),
        ({"mix.exs": "", "test/a_test.exs": ""}, ["mix deps.get", "mix compile", "mix test"]),
    ],
)
def test_other_tools(tmp_path: Path, files: dict[str, str], expected: list[str]) -> None:
    assert list(commands(survey(write(tmp_path, files)))) == expected


def test_a_workflow_gives_what_it_plainly_runs_at_the_root(tmp_path: Path) -> None:
    workflow = """
jobs:
  a:
    steps:
      - uses: actions/checkout@v4
        with:
          tools: pytest
      - run: "uv run pytest -n auto"
      - name: several
        run: |
          ruff check . && mypy src
          pytest ${{ matrix.options }}
          flake8 | tee out
      - run: pyright
        working-directory: deep
      - run: echo pylint
      - run: >-
          tox
"""
    found = list(workflow_commands(Tree(str(write(tmp_path, {".github/workflows/ci.yml": workflow})))))
    assert [(command.kind, command.line) for command in found] == [
        ("Test", "uv run pytest -n auto"),
        ("Check", "ruff check ."),
        ("Check", "mypy src"),
    ]


def test_a_workflow_adds_only_what_is_not_known(tmp_path: Path) -> None:
    workflow = "jobs:\n  a:\n    steps:\n      - run: pytest -q\n      - run: cargo clippy --all-targets\n"
    found = commands(survey(write(tmp_path, {".github/workflows/ci.yml": workflow, "pytest.ini": "[pytest]"})))
    assert found == {
        "pytest": ("Test", "pytest.ini"),
        "cargo clippy --all-targets": ("Check", ".github/workflows/ci.yml"),
    }


def test_folders_say_what_they_are(tmp_path: Path) -> None:
    root = write(
        tmp_path,
        {
            "src/app/__init__.py": '# license\n"""The app: all of it.\n\nMore."""',
            "src/app/core/__init__.py": "'''Core rules.'''",
            "src/app/web/__init__.py": '"""Pages."""',
            "src/app/silent/__init__.py": "",
            "crates/a/src/lib.rs": "// license\n//! Parses\n//! queries.\n\nfn x() {}",
            "docs/README.md": "# Docs\n\n[![badge](x)](y)\n\nTitle\n=====\n\n**How** to [use](u) it. And more.\n",
            "store/store.go": "// Package store keeps rows\n// on disk.\npackage store\n",
            "packages/one/package.json": '{"description": "One"}',
            "packages/two/package.json": '{"description": "Two of @acme/two"}',
            "assets/a.png": "",
            "tests/test_a.py": "",
        },
    )
    assert layout(Tree(str(root))) == [
        "- `assets/`: 1 file",
        "- `crates/a/`: Parses queries",
        "- `docs/`: How to use it",
        "- `packages/`: 2 files",
        "  - `packages/one/`: One",
        "  - `packages/two/`: Two of `@acme/two`",
        "- `src/app/`: The app: all of it",
        "  - `src/app/core/`: Core rules",
        "  - `src/app/web/`: Pages",
        "- `store/`: store keeps rows on disk",
        "- `tests/`: 1 Python file",
    ]


def test_of_an_empty_folder_there_is_nothing_to_tell(tmp_path: Path) -> None:
    assert survey(tmp_path) == ""
    (tmp_path / "notes.txt").write_text("buy milk\n")
    assert "language" not in survey(tmp_path)
