# ruff: noqa: E501 - a situation is a row
"""`dependency`: declared where, and with which versions."""

from pathlib import Path

import pytest

from reverie.checks.comparing.requirements import is_declared, is_locked
from reverie.checks.comparing.versions import Ecosystem

from .situations import Situation, judge

_PYTHON = {
    "pyproject.toml": '[project]\nname = "app"\nrequires-python = ">=3.11"\ndependencies = ["urllib3>=1.21.1,!=1.25.0,<3", "Flask", "click~=8.1"]\n[project.optional-dependencies]\ndev = ["pytest>=8"]\n',
    "requirements.txt": "requests==2.31.0\n",
}
_NODE = {
    "package.json": '{"name": "a", "engines": {"node": ">=18"}, "dependencies": {"lodash": "^4.17.0", "left-pad": "1.3.0"}, "devDependencies": {"jest": "~29.5.0"}}\n',
    "package-lock.json": '{"lockfileVersion": 3, "packages": {"": {}, "node_modules/lodash": {"version": "4.17.21"}}}\n',
}
_RUST = {"Cargo.toml": '[package]\nname = "a"\nrust-version = "1.70"\n[dependencies]\nserde = "1.0.150"\n'}
_GO = {"go.mod": "module example.com/a\n\ngo 1.21\n\nrequire github.com/pkg/errors v0.9.1\n"}

SITUATIONS = [
    Situation("declared", _PYTHON, "dependency `urllib3`", "verified", "pyproject.toml"),
    Situation("in other letters", _PYTHON, "dependency `flask`", "verified"),
    Situation("by its manifest", _PYTHON, "dependency `urllib3` in `pyproject.toml`", "verified"),
    Situation("its range", _PYTHON, "dependency `urllib3 >=1.21.1,<3`", "verified"),
    Situation("its lowest version", _PYTHON, "dependency `urllib3 >= 1.21.1`", "verified"),
    Situation("its highest", _PYTHON, "dependency `urllib3 <3`", "verified"),
    Situation("another lowest", _PYTHON, "dependency `urllib3 >=2`", "refuted", "`urllib3 >=1.21.1"),
    Situation("a compatible one", _PYTHON, "dependency `click >=8.1`", "verified"),
    Situation("pinned", _PYTHON, "dependency `requests 2.31`", "verified"),
    Situation("pinned to another", _PYTHON, "dependency `requests ==2.28.0`", "refuted", "2.31.0"),
    Situation("any version", _PYTHON, "dependency `flask >=2`", "unverified"),
    Situation("an extra's", _PYTHON, "dependency `pytest >=8`", "verified"),
    Situation("the language", _PYTHON, "dependency `python >=3.11`", "verified"),
    Situation("the language with a plus", _PYTHON, "dependency `python 3.11+`", "verified"),
    Situation("the language, raised", _PYTHON, "dependency `python >=3.8`", "refuted", "`python >=3.11`"),
    Situation("a language within", _PYTHON, "dependency `python 3.12`", "unverified"),
    Situation("a language outside", _PYTHON, "dependency `python 3.8`", "refuted"),
    Situation("in another manifest", _PYTHON, "dependency `requests` in `pyproject.toml`", "moved", "dependency `requests` in `requirements.txt`"),
    Situation("its manifest replaced", _PYTHON, "dependency `urllib3 >=1.21.1,<3` in `setup.cfg`", "moved", "in `pyproject.toml`"),
    Situation("not declared", _PYTHON, "dependency `requets`", "refuted", "there is `requests`"),
    Situation("not declared there", _PYTHON, "dependency `numpy` in `requirements.txt`", "refuted", "not declared"),
    Situation("left to the build", {"pyproject.toml": '[project]\nname="a"\ndynamic=["dependencies"]\n', "requirements-dev.txt": "tox\n"}, "dependency `numpy`", "unverified"),
    Situation("no manifest", {"a.py": ""}, "dependency `numpy`", "unverified", "no manifest"),
    Situation("a broken manifest", {"pyproject.toml": "[project\n"}, "dependency `numpy` in `pyproject.toml`", "unverified"),
    Situation("an ecosystem that is not read", {"Gemfile": "gem 'rails'\n", "package.json": '{"dependencies": {"a": "1"}}'}, "dependency `rails`", "unverified", "Gemfile"),
    Situation("outside", _PYTHON, "dependency `a` in `../setup.cfg`", "unverified", "outside"),
    Situation("npm", _NODE, "dependency `lodash ^4.17.0` in `package.json`", "verified"),
    Situation("npm, locked", _NODE, "dependency `lodash 4.17.21`", "verified"),
    Situation("npm, locked to another", _NODE, "dependency `lodash 4.17.20`", "refuted", "4.17.21"),
    Situation("npm, its major version", _NODE, "dependency `lodash 4`", "verified"),
    Situation("npm, another range", _NODE, "dependency `lodash ^4.18.0`", "refuted", "^4.17.0"),
    Situation("npm, exact", _NODE, "dependency `left-pad 1.3.0`", "verified"),
    Situation("npm, of development", _NODE, "dependency `jest ~29.5.0`", "verified"),
    Situation("node", _NODE, "dependency `node >=18`", "verified"),
    Situation("node, raised", _NODE, "dependency `node >=16`", "refuted", ">=18"),
    Situation("Cargo", _RUST, "dependency `serde 1.0`", "verified"),
    Situation("Cargo, changed", _RUST, "dependency `serde 2`", "refuted", "1.0.150"),
    Situation("Rust's lowest", _RUST, "dependency `rust >=1.70`", "verified"),
    Situation("Rust's lowest, raised", _RUST, "dependency `rust >=1.56.0`", "refuted", "1.70"),
    Situation("Go", _GO, "dependency `github.com/pkg/errors v0.9.1`", "verified"),
    Situation("Go, changed", _GO, "dependency `github.com/pkg/errors v0.8.0` in `go.mod`", "refuted", "v0.9.1"),
    Situation("Go's lowest", _GO, "dependency `go 1.21`", "verified"),
    Situation("Go's lowest, raised", _GO, "dependency `go >=1.18`", "refuted", "1.21"),
    Situation("absent", _PYTHON, "absent dependency `numpy`", "verified"),
    Situation("absent but there", _PYTHON, "absent dependency `flask`", "refuted"),
    Situation("absent from one manifest", _PYTHON, "absent dependency `requests` in `pyproject.toml`", "verified"),
    Situation("absent, not to be told", {"a.py": ""}, "absent dependency `flask`", "unverified"),
]  # fmt: skip


@pytest.mark.parametrize("situation", SITUATIONS, ids=lambda each: each.name)
def test_dependencies(situation: Situation, tmp_path: Path) -> None:
    judge(situation, tmp_path)


@pytest.mark.parametrize(
    ("said", "declared", "ecosystem", "answer"),
    [
        (">=2.28", ">=2.28,<3", "python", True),
        (">=2.28.0", ">=2.28", "python", True),
        (">2.28", ">=2.28", "python", False),
        ("<3,>=2", ">=2, <3", "python", True),
        (">=2,<4", ">=2,<3", "python", False),
        ("~=2.1", ">=2.1,<3", "python", True),
        ("2.x", "^2.0.0", "npm", True),
        (">=18", "^18.0.0 || >=20", "npm", True),
        (">=16", "^18.0.0 || >=20", "npm", False),
        ("18", "^16 || ^18", "npm", True),
        ("17", "^16 || ^18", "npm", False),
        ("^1.2", "1.2", "cargo", True),
        ("1.2.3", "1.2", "cargo", None),
        ("1.3", "^1.2", "npm", None),
        ("0.9", "^1.2", "npm", False),
        (">=1.0", "*", "npm", None),
        (">=1.0", "workspace:*", "npm", None),
        (">=1.0", "git+https://example.org/a.git", "python", None),
        ("3.8 - 3.12", ">=3.8,<3.13", "python", True),
        ("3.10", ">=3.1", "python", None),
        ("v1.2.3", "v1.2.3", "go", True),
        ("some new one", ">=3", "python", None),
        ("^0.3.1", ">=0.3.1,<0.4", "npm", True),
    ],
)
def test_ranges_are_compared_by_what_they_mean(
    said: str, declared: str, ecosystem: Ecosystem, answer: bool | None
) -> None:
    assert is_declared(said, declared, ecosystem) is answer


@pytest.mark.parametrize(
    ("said", "version", "answer"),
    [
        ("4.17", "4.17.21", True),
        ("==4.17.21", "4.17.21", True),
        ("4.1", "4.17.21", False),
        (">=5", "4.17.21", False),
        ("^4.0", "4.17.21", None),
        ("what", "4.17.21", None),
        ("4", "file:../a", None),
    ],
)
def test_a_locked_version_tells_one_version(said: str, version: str, answer: bool | None) -> None:
    assert is_locked(said, version) is answer
