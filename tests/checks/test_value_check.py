# ruff: noqa: E501 - a situation is a row
"""`value`: constants, and keys of configuration files."""

from pathlib import Path

import pytest

from .situations import Situation, judge

_TREE = {
    "pyproject.toml": '[project]\nname = "app"\nversion = "1.4.0"\n[tool.ruff]\nline-length = 120\n[tool.pytest.ini_options]\naddopts = "-q"\n[tool.black]\nskip = ["a", "b"]\n',
    "setup.cfg": "[tool:pytest]\naddopts = -q\n[flake8]\nmax-line-length = 88\n",
    "package.json": '{"name": "app", "scripts": {"test": "jest --coverage", "build:prod": "tsc"}, "private": true}\n',
    ".github/workflows/ci.yml": "name: ci\njobs:\n  build:\n    runs-on: ubuntu-latest\n    steps:\n      - run: make check\n",
    ".env": "PORT=8080\nEMPTY=\n",
    "Makefile": "check: lint\n\truff check .\n\tpytest -q\n\nlint:\n\truff check .\n",
    "conf.py": "import os\nTIMEOUT = 60 * 5\nNAME = 'app'\nHOST = os.environ['HOST']\nBIG = 1_000\nclass Limits:\n    most = 3\n",
    "other.py": "RETRIES = 3\n",
}

SITUATIONS = [
    Situation("a key", _TREE, "value `tool.ruff.line-length = 120` in `pyproject.toml`", "verified", "pyproject.toml:5"),
    Situation("by its end", _TREE, "value `line-length = 120` in `pyproject.toml`", "verified"),
    Situation("with an underscore", _TREE, "value `tool.ruff.line_length = 120` in `pyproject.toml`", "verified"),
    Situation("a text", _TREE, 'value `project.version = "1.4.0"` in `pyproject.toml`', "verified"),
    Situation("a text without quotes", _TREE, "value `project.version = 1.4.0` in `pyproject.toml`", "verified"),
    Situation("a list", _TREE, "value `tool.black.skip = ['a', 'b']` in `pyproject.toml`", "verified"),
    Situation("its existence", _TREE, "value `tool.ruff.line-length` in `pyproject.toml`", "verified"),
    Situation("a table's existence", _TREE, "value `tool.ruff` in `pyproject.toml`", "verified"),
    Situation("changed", _TREE, "value `tool.ruff.line-length = 88` in `pyproject.toml`", "refuted", "pyproject.toml:5 | `tool.ruff.line-length = 120`"),
    Situation("gone", _TREE, "value `tool.mypy.strict = true` in `pyproject.toml`", "refuted", "no key"),
    Situation("an INI file", _TREE, "value `flake8.max-line-length = 88` in `setup.cfg`", "verified"),
    Situation("an INI file, changed", _TREE, "value `flake8.max-line-length = 100` in `setup.cfg`", "refuted", "= 88"),
    Situation("JSON", _TREE, "value `private = true` in `package.json`", "verified"),
    Situation("a script", _TREE, "value `scripts.test = jest` in `package.json`", "verified"),
    Situation("a script by its name", _TREE, "value `test` in `package.json`", "verified"),
    Situation("a script with a colon", _TREE, "value `scripts.build:prod` in `package.json`", "verified"),
    Situation("a script, changed", _TREE, "value `scripts.test = mocha` in `package.json`", "refuted", "jest --coverage"),
    Situation("YAML", _TREE, "value `jobs.build.runs-on = ubuntu-latest` in `.github/workflows/ci.yml`", "verified"),
    Situation("YAML, changed", _TREE, "value `jobs.build.runs-on = windows-latest` in `.github/workflows/ci.yml`", "refuted", "ubuntu-latest"),
    Situation(".env", _TREE, "value `PORT = 8080` in `.env`", "verified"),
    Situation(".env, empty", _TREE, "value `EMPTY = ` in `.env`", "verified"),
    Situation(".env, changed", _TREE, "value `PORT = 9090` in `.env`", "refuted", "8080"),
    Situation("a target", _TREE, "value `check` in `Makefile`", "verified", "Makefile:1"),
    Situation("a target with its colon", _TREE, "value `check:` in `Makefile`", "verified"),
    Situation("what a target runs", _TREE, "value `check = pytest -q` in `Makefile`", "verified"),
    Situation("what a target does not run", _TREE, "value `check = mypy` in `Makefile`", "refuted"),
    Situation("a deleted target", _TREE, "value `deploy` in `Makefile`", "refuted", "no key `deploy`"),
    Situation("a constant", _TREE, "value `TIMEOUT = 300` in `conf.py`", "verified", "conf.py:2"),
    Situation("a constant in other words", _TREE, "value `BIG = 1000` in `conf.py`", "verified"),
    Situation("a constant's text", _TREE, 'value `NAME = "app"` in `conf.py`', "verified"),
    Situation("a class's attribute", _TREE, "value `Limits.most = 3` in `conf.py`", "verified"),
    Situation("a constant, changed", _TREE, "value `TIMEOUT = 30` in `conf.py`", "refuted", "`TIMEOUT = 60 * 5`"),
    Situation("decided as it runs", _TREE, "value `HOST = localhost` in `conf.py`", "unverified"),
    Situation("a constant's existence", _TREE, "value `HOST` in `conf.py`", "verified"),
    Situation("a constant, moved", _TREE, "value `RETRIES = 3` in `conf.py`", "moved", "value `RETRIES = 3` in `other.py`"),
    Situation("a constant, moved and changed", _TREE, "value `RETRIES = 5` in `conf.py`", "refuted", "other.py:1 | `RETRIES = 3`"),
    Situation("a constant, gone", _TREE, "value `TIMEOUTS = 3` in `conf.py`", "refuted", "`TIMEOUT`"),
    Situation("a key, moved", {"setup.cfg": "[a]\nb = 1\n", "tox.ini": "[flake8]\nmax = 88\n"}, "value `flake8.max = 88` in `setup.cfg`", "moved", "value `flake8.max = 88` in `tox.ini`"),
    Situation("its file moved", {"conf/app.toml": "[a]\nb = 1\n"}, "value `a.b = 1` in `app.toml`", "moved", "conf/app.toml"),
    Situation("a tool's own file", {"pyproject.toml": "[project]\nname='x'\n", "ruff.toml": "line-length = 100\n"}, "value `tool.ruff.line-length = 100` in `pyproject.toml`", "moved", "ruff.toml"),
    Situation("ambiguous", {"a.toml": "[x]\nport = 1\n[y]\nport = 2\n"}, "value `port = 3` in `a.toml`", "unverified", "`x.port`"),
    Situation("a broken file", {"a.toml": "[x\nport = 1\n"}, "value `x.port = 1` in `a.toml`", "unverified"),
    Situation("no such file", _TREE, "value `a.b` in `config.ini`", "refuted", "no such file"),
    Situation("outside", _TREE, "value `a.b` in `../config.ini`", "unverified", "outside"),
    Situation("neither", {"a.md": "x"}, "value `a.b` in `a.md`", "unverified"),
    Situation("absent", _TREE, "absent value `deploy` in `Makefile`", "verified"),
    Situation("absent but there", _TREE, "absent value `check` in `Makefile`", "refuted"),
    Situation("absent with that value", _TREE, "absent value `PORT = 9090` in `.env`", "verified"),
]  # fmt: skip


@pytest.mark.parametrize("situation", SITUATIONS, ids=lambda each: each.name)
def test_values(situation: Situation, tmp_path: Path) -> None:
    judge(situation, tmp_path)
