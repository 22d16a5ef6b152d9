"""What each kind of manifest declares, and what becomes of computed, broken and hostile ones."""

import json
import time

import pytest
from tests.fakes.codebase import FakeCodebase

Row = tuple[str, str, int, str]


def declared(texts: dict[str, str], path: str = "") -> list[Row]:
    found = FakeCodebase(texts).dependencies()
    assert all(one.place.path in texts for one in found)
    return [
        (one.name, one.wanted, one.place.line, one.group) for one in found if one.place.path == (path or one.place.path)
    ]


def locked(path: str, text: str) -> list[tuple[str, str, int]]:
    found = FakeCodebase({path: text}).dependencies()
    assert all(one.is_locked for one in found)
    return [(one.name, one.wanted, one.place.line) for one in found]


def unread(texts: dict[str, str]) -> dict[str, str]:
    return {one.path: one.why for one in FakeCodebase(texts).unread_manifests()}


def test_pyproject_of_the_standards() -> None:
    text = """\
[build-system]
requires = ["hatchling"]
[project]
requires-python = ">= 3.11"
dependencies = [
  "Typing_Extensions >= 4.0, < 5 ; python_version < '3.13'",
  "httpx[http2]~=0.27",
  "local @ file:///x",
]
[project.optional-dependencies]
cli = ["click (>=8)"]
[dependency-groups]
dev = ["pytest", {include-group = "lint"}]
lint = ["ruff==0.6.*"]
"""
    assert declared({"pyproject.toml": text}) == [
        ("python", ">=3.11", 4, ""),
        ("typing-extensions", ">=4.0,<5", 6, ""),
        ("httpx", "~=0.27", 7, ""),
        ("local", "", 8, ""),
        ("click", ">=8", 11, "cli"),
        ("pytest", "", 13, "dev"),
        ("ruff", "==0.6.*", 14, "lint"),
        ("hatchling", "", 2, "build"),
    ]


def test_pyproject_of_poetry() -> None:
    text = """\
[tool.poetry.dependencies]
python = "^3.10"
Flask = { version = "^3.0", extras = ["async"] }
any = "*"
here = { path = "../here" }
many = [{ version = "<2", python = "<3.12" }, { version = ">=2" }]
[tool.poetry.group.test.dependencies]
pytest = ">=8"
[tool.poetry.dev-dependencies]
black = "*"
"""
    assert declared({"pyproject.toml": text}) == [
        ("python", "^3.10", 2, ""),
        ("flask", "^3.0", 3, ""),
        ("any", "", 4, ""),
        ("here", "", 5, ""),
        ("many", "<2", 6, ""),
        ("black", "", 10, "dev"),
        ("pytest", ">=8", 8, "test"),
    ]


def test_dynamic_dependencies_are_those_of_their_file() -> None:
    head = '[project]\ndynamic = ["dependencies"]\n'
    tail = '[tool.setuptools.dynamic]\ndependencies = {file = ["deps/run.txt"]}\n'
    texts = {"pyproject.toml": head + tail, "deps/run.txt": "x>=1\n"}
    assert declared(texts) == [("x", ">=1", 1, "")]
    assert unread(texts) == {}
    assert unread({"pyproject.toml": head}) == {"pyproject.toml": "its dependencies are computed (line 2)"}


def test_setup_cfg() -> None:
    text = """\
[options]
python_requires = >=3.8
install_requires =
    # why
    urllib3>=1.21.1,<3
    win; sys_platform == "win32"
[options.extras_require]
socks = PySocks>=1.5.6, !=1.5.7
"""
    assert declared({"setup.cfg": text}) == [
        ("python", ">=3.8", 2, ""),
        ("urllib3", ">=1.21.1,<3", 5, ""),
        ("win", "", 6, ""),
        ("pysocks", ">=1.5.6,!=1.5.7", 8, "socks"),
    ]


def test_setup_py_is_read_and_never_run() -> None:
    text = """\
import setuptools
raise SystemExit("never run")
requires = [
    "idna>=2.5,<4",
    "certifi>=2017.4.17",
]
EXTRA = "chardet>=3"
setuptools.setup(
    name="x",
    python_requires=">=3.8",
    install_requires=requires,
    extras_require={"slow": [EXTRA], "text": "a>1\\nb"},
)
"""
    assert declared({"setup.py": text}) == [
        ("python", ">=3.8", 10, ""),
        ("idna", ">=2.5,<4", 4, ""),
        ("certifi", ">=2017.4.17", 5, ""),
        ("chardet", ">=3", 7, "slow"),
        ("a", ">1", 12, "text"),
        ("b", "", 12, "text"),
    ]
    assert unread({"setup.py": text}) == {}


def test_setup_py_with_its_arguments_in_a_dictionary() -> None:
    text = "def main():\n    metadata = dict(python_requires='>=3.9')\n    setup(**metadata)\n"
    assert declared({"setup.py": text}) == [("python", ">=3.9", 2, "")]


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("setup(install_requires=read())", "its dependencies are computed"),
        ("setup(install_requires=['a', *more])", "line 1 is computed"),
        ("setup(**options)", "line 1 is computed"),
        ("x = ['a']\nx = ['b']\nsetup(install_requires=x)", "its dependencies are computed"),
        ("setup(python_requires=need)", "python_requires is computed"),
        ("setup(extras_require=extras())", "extras_require is computed"),
        ("setup(", "a syntax error"),
        ("(" * 50_000, "a syntax error"),
        ("\0", "a syntax error"),
    ],
)
def test_a_computed_setup_py_is_said_to_be_unread(text: str, why: str) -> None:
    assert unread({"setup.py": text}) == {"setup.py": why}


def test_requirements() -> None:
    texts = {
        "requirements.txt": (
            "# all\n-r requirements/base.in\n-r more/extra.lst\n--index-url https://x\n"
            "a==1.0 \\\n    --hash=sha256:aa \\\n    --hash=sha256:bb\nb[x] >= 2 ; python_version < '3'  # why\n"
            "./local\nhttps://x/y.whl\ngit+https://x/y.git#egg=Egg.Name\n-e git+https://x#egg=ed\nc @ https://x/c.whl\n"
        ),
        "requirements/base.in": "base\n",
        "requirements-dev.txt": "pytest\n",
        "docs/requirements.txt": "sphinx\n",
        "more/extra.lst": "-r extra.lst\nextra<3\n",
    }
    assert declared(texts) == [
        ("pytest", "", 1, "dev"),
        ("a", "==1.0", 5, ""),
        ("b", ">=2", 8, ""),
        ("egg-name", "", 11, ""),
        ("ed", "", 12, ""),
        ("c", "", 13, ""),
        ("extra", "<3", 2, ""),
        ("sphinx", "", 1, "docs"),
        ("base", "", 1, ""),
    ]
    assert unread(texts) == {}


def test_requirements_never_leave_the_tree() -> None:
    assert unread({"requirements.txt": "-r ../secret.lst\n-r /etc/passwd\n"}) == {
        "requirements.txt": "'/etc/passwd' cannot be read"
    }


def test_python_locks() -> None:
    package = '[[package]]\nname = "Zope.Interface"\nversion = "6.0"\n\n[[package]]\nname = "b"\nversion = "1"\n'
    for name in ("uv.lock", "poetry.lock", "pdm.lock"):
        assert locked(name, f"version = 1\n{package}") == [("zope-interface", "6.0", 3), ("b", "1", 7)]
    pipfile = '[packages]\nflask = "*"\nx = {version = ">=2"}\n[dev-packages]\nblack = "==24"\n'
    pipfile += '[requires]\npython_version = "3.12"\n'
    assert declared({"Pipfile": pipfile}) == [
        ("python", "3.12", 7, ""),
        ("flask", "", 2, ""),
        ("x", ">=2", 3, ""),
        ("black", "==24", 5, "dev"),
    ]
    lock = json.dumps({"default": {"flask": {"version": "==3.0"}, "git": {"ref": "x"}}, "develop": {}}, indent=1)
    assert locked("Pipfile.lock", lock) == [("flask", "3.0", 3)]


def test_package_json() -> None:
    manifest = {
        "name": "x",
        "engines": {"node": ">= 18"},
        "packageManager": "pnpm@9.1.0+sha512.aa",
        "dependencies": {"@a/b": "^1.2.0", "any": "*", "odd": {}},
        "devDependencies": {"vitest": "~2.0"},
        "peerDependencies": {"react": ">=17 || ^18"},
    }
    assert declared({"package.json": json.dumps(manifest, indent=2)}) == [
        ("node", ">=18", 4, ""),
        ("@a/b", "^1.2.0", 8, ""),
        ("any", "", 9, ""),
        ("odd", "", 10, ""),
        ("vitest", "~2.0", 13, "dev"),
        ("react", ">=17||^18", 16, "peer"),
        ("pnpm", "9.1.0", 6, ""),
    ]


def test_javascript_locks() -> None:
    packages = {
        "": {"name": "x"},
        "node_modules/@a/b": {"version": "1.2.3"},
        "node_modules/c/node_modules/d": {"version": "4.0.0"},
    }
    new = json.dumps({"lockfileVersion": 3, "packages": packages}, indent=2)
    assert locked("package-lock.json", new) == [("@a/b", "1.2.3", 7), ("d", "4.0.0", 10)]
    old = json.dumps({"dependencies": {"e": {"version": "5.0.0"}}}, indent=2)
    assert locked("package-lock.json", old) == [("e", "5.0.0", 3)]
    yarn = '# yarn lockfile v1\n\n"@a/b@^1.0.0", "@a/b@^1.1.0":\n  version "1.2.3"\n  resolved "x"\n'
    yarn += '\nc@2:\n  version "2.0.1"\n'
    assert locked("yarn.lock", yarn) == [("@a/b", "1.2.3", 3), ("c", "2.0.1", 7)]
    berry = '"c@npm:^2.0.0":\n  version: 2.0.1\n\n"me@workspace:.":\n  version: 0.0.0-use.local\n'
    assert locked("yarn.lock", berry) == [("c", "2.0.1", 1)]
    pnpm = "lockfileVersion: '9.0'\nimporters:\n  .:\n    x: 1\npackages:\n\n"
    pnpm += "  '@a/b@1.2.3':\n    x: y\n  c@2.0.1(react@18):\n    x: y\nsnapshots:\n  '@a/b@1.2.3': {}\n"
    assert locked("pnpm-lock.yaml", pnpm) == [("@a/b", "1.2.3", 7), ("c", "2.0.1", 9)]


def test_cargo() -> None:
    texts = {
        "Cargo.toml": (
            '[workspace.package]\nrust-version = "1.70"\n[workspace.dependencies]\n'
            'serde = { version = "1.0", features = ["x"] }\n'
        ),
        "crates/a/Cargo.toml": (
            '[package]\nrust-version.workspace = true\n[dependencies]\nserde.workspace = true\nb = { path = "../b" }\n'
            'tls = { package = "native-tls", version = "0.2" }\n[dev-dependencies]\nrand = "0.8"\n'
            "[target.'cfg(unix)'.dependencies]\nlibc = \"0.2\"\n"
        ),
    }
    assert declared(texts, "Cargo.toml") == [("serde", "1.0", 4, ""), ("rust", "1.70", 2, "")]
    assert declared(texts, "crates/a/Cargo.toml") == [
        ("rust", "1.70", 2, ""),
        ("serde", "1.0", 4, ""),
        ("b", "", 5, ""),
        ("native-tls", "0.2", 6, ""),
        ("libc", "0.2", 10, ""),
        ("rand", "0.8", 8, "dev"),
    ]
    assert locked("Cargo.lock", '[[package]]\nname = "a"\nversion = "1.2.3"\n') == [("a", "1.2.3", 2)]


def test_go_mod() -> None:
    text = "module x\n\ngo 1.22\ntoolchain go1.22.3\n\nrequire github.com/a/b v1.2.3\n"
    text += "require (\n\tgolang.org/x/y v0.1.0 // indirect\n)\nreplace (\n\tc v1.0.0 => ../c v2.0.0\n)\n"
    assert declared({"go.mod": text}) == [
        ("go", "1.22", 3, ""),
        ("toolchain", "go1.22.3", 4, ""),
        ("github.com/a/b", "v1.2.3", 6, ""),
        ("golang.org/x/y", "v0.1.0", 8, "indirect"),
    ]


@pytest.mark.parametrize(
    ("path", "text", "row"),
    [
        (".python-version", "3.12.1\n3.11\n", ("python", "3.12.1", 1, "")),
        (".nvmrc", "# x\nv20.1.0\n", ("node", "20.1.0", 2, "")),
        (".tool-versions", "nodejs 20.1.0\n", ("node", "20.1.0", 1, "")),
        ("rust-toolchain", "1.75\n", ("rust", "1.75", 1, "")),
        ("rust-toolchain.toml", '[toolchain]\nchannel = "1.75"\ncomponents = ["x y"]\n', ("rust", "1.75", 2, "")),
    ],
)
def test_versions_of_languages(path: str, text: str, row: Row) -> None:
    assert declared({path: text}) == [row]


def test_the_roots_manifests_come_first_and_locks_last() -> None:
    texts = {
        "a/package.json": '{"dependencies": {"inner": "1"}}',
        "pyproject.toml": '[project]\ndependencies = ["outer"]\n',
        "poetry.lock": '[[package]]\nname = "outer"\nversion = "1"\n',
    }
    found = FakeCodebase(texts).dependencies()
    assert [(one.name, one.is_locked) for one in found] == [("outer", False), ("outer", True), ("inner", False)]


HOSTILE = (
    *("", "\0", "\ud800", "[", "{", "[[]]", '{"dependencies": []}', "[package]\nx"),
    *("a" * 100_000, "[" * 200_000, "{" * 200_000, '{"a":' * 100_000),
    "dependencies = 1\n[project]\ndependencies = {a = 1}\n[tool]\npoetry = 3\n[package]\nname = []\n",
    '{"dependencies": {"a": [1]}, "engines": 3, "packages": {"node_modules/x": 1}, "default": [1]}',
)
MANIFESTS = (
    *("pyproject.toml", "setup.cfg", "setup.py", "requirements.txt", "uv.lock", "Pipfile", "Pipfile.lock"),
    *("package.json", "package-lock.json", "yarn.lock", "pnpm-lock.yaml", "Cargo.toml", "Cargo.lock", "go.mod"),
    *(".tool-versions", ".nvmrc"),
)


@pytest.mark.parametrize("path", MANIFESTS)
def test_nothing_raises_or_takes_long(path: str) -> None:
    began = time.process_time()
    for text in HOSTILE:
        found = FakeCodebase({path: text})
        found.dependencies()
        assert all("\n" not in one.why for one in found.unread_manifests())
    assert time.process_time() - began < 5
