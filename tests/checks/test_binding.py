"""Binding: which checks a statement in prose gets, and which it does not."""

from datetime import date
from pathlib import Path

import pytest

from reverie.checks.binding.bind import Bound, bind
from reverie.checks.binding.finding import find_candidates
from reverie.checks.check_text import format_check
from reverie.code.work_tree import WorkTree

TODAY = date(2026, 11, 20)

FILES = {
    "src/shop/__init__.py": "from .sessions import Session\n__version__ = '2.31.0'\n",
    "src/shop/sessions.py": (
        "MAX_RETRIES = 3\nLIMIT = 100 * 1024\n\n\nclass Base:\n    pass\n\n\n"
        "class Session(Base):\n    verify = True\n\n"
        "    def __init__(self, trust_env=True):\n        self.trust_env = trust_env\n\n"
        "    def request(self, method, url, *, timeout=30):\n        raise ValueError('no such shop')\n\n\n"
        "def get(url, params=None, timeout=5):\n    return url\n"
    ),
    "src/shop/util/retry.py": "def backoff(times, wait=1.5):\n    return times\n",
    "tests/test_sessions.py": "def test_get():\n    assert True\n",
    "Makefile": "check:\n\tpytest -q\n\nbuild:\n\tpython -m build\n",
    "package.json": '{"name": "shop", "version": "2.31.0", "scripts": {"test": "mocha --exit", "lint": "eslint ."}}\n',
    "pyproject.toml": (
        '[project]\nname = "shop"\nversion = "2.31.0"\nrequires-python = ">=3.8"\n'
        'dependencies = ["urllib3>=1.21.1,<3", "attrs==23.1"]\n\n[tool.ruff]\nline-length = 120\n'
    ),
    "config/dev.toml": "[server]\nport = 8080\n",
    "tox.ini": "[tox]\nenvlist = docs\n\n[testenv:docs]\ncommands = make\n",
}


@pytest.fixture(scope="module")
def tree(tmp_path_factory: pytest.TempPathFactory) -> WorkTree:
    root = tmp_path_factory.mktemp("shop")
    for name, text in FILES.items():
        path = Path(root, name)
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text)
    return WorkTree(root)


def _bound(text: str, tree: WorkTree) -> Bound:
    return bind(text, tree, TODAY)


def _checks(text: str, tree: WorkTree) -> list[str]:
    return list(map(format_check, _bound(text, tree).checks))


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("`Session.request` in `shop/sessions.py` takes `timeout=30`", "signature `Session.request(timeout=30)`"),
        ("`get(url, params=None, timeout=5)`", "signature exactly `get(url, params=None, timeout=5)`"),
        ("The `timeout` parameter of `get` defaults to 5.", "signature `get(timeout=5)`"),
        ("wait in `backoff` is 1.5 by default", "signature `backoff(wait=1.5)`"),
        ("MAX_RETRIES is 3", "value `MAX_RETRIES = 3`"),
        ("The default for `LIMIT` is 100 KiB.", "value `LIMIT = 102400`"),
        ("`Session.verify` defaults to `True`", "value `Session.verify = True`"),
        ("Retry logic is in util/retry.py.", "path `src/shop/util/retry.py`"),
        ("See [the retries](src/shop/util/retry.py).", "path `src/shop/util/retry.py`"),
        ("`backoff` lives in `util/retry.py`", "symbol `backoff` in `src/shop/util/retry.py`"),
        ("Use :class:`~shop.Session`.", "symbol `Session` in `src/shop/sessions.py`"),
        ("`Session` inherits from `Base`.", "text `class Session(Base` in `src/shop/sessions.py`"),
        ("Tests run with `make check`.", "value `check` in `Makefile`"),
        ("Run `npm test` first.", "value `scripts.test` in `package.json`"),
        ("`tox -e docs` builds the docs", "value `testenv:docs` in `tox.ini`"),
        ("It requires Python 3.8+.", "dependency `python >=3.8`"),
        ("Python 3.8 is the minimum.", "dependency `python >=3.8`"),
        ("depends on urllib3>=1.21.1", "dependency `urllib3 >=1.21.1`"),
        ("uses attrs 23.1", "dependency `attrs 23.1`"),
        ("line length is 120", "value `tool.ruff.line-length = 120` in `pyproject.toml`"),
        ("The port is 8080 (`config/dev.toml`).", "value `server.port = 8080` in `config/dev.toml`"),
        ("version 2.31.0 of this package", "value `version = 2.31.0` in `package.json`"),
        ("`get` does not accept `verify`.", "absent signature `get(verify)` in `src/shop/sessions.py`"),
        ("Removed the `hooks` parameter from `Session.request`.", "absent signature `Session.request(hooks)`"),
        ("`Session` has no `close` method", "absent symbol `Session.close` in `src/shop/sessions.py`"),
        ("`from shop.sessions import get`", "symbol `get` in `src/shop/sessions.py`"),
        ("Die Funktion `backoff` liegt in `util/retry.py`.", "symbol `backoff` in `src/shop/util/retry.py`"),
    ],
)
def test_finds_the_predicate_of_a_statement(text: str, wanted: str, tree: WorkTree) -> None:
    assert any(wanted in check for check in _checks(text, tree)), _checks(text, tree)


@pytest.mark.parametrize(
    "text",
    [
        "`Session.request` takes `timeout=99`",
        "The `timeout` parameter of `get` defaults to 6.",
        "`backoff` lives in `shop/sessions.py`",
        "MAX_RETRIES is 4",
        "The cache lives in `src/shop/cache.py`.",
        "Run `make deploy` to ship it.",
        "It requires Python 3.11+.",
        "depends on urllib3>=2.0",
        "`Session.close` closes all connections.",
        "`get` does not accept `params`.",
    ],
)
def test_claims_what_does_not_hold_and_binds_nothing_to_it(text: str, tree: WorkTree) -> None:
    bound = _bound(text, tree)
    assert any(candidate.strength == "claim" for candidate, _ in bound.failing), bound


@pytest.mark.parametrize(
    "text",
    [
        "`MAX_RETRIES` was 5 in older versions.",
        "Previously the cache was in `src/shop/cache.py`.",
        "We will move it to `src/shop/cache.py`.",
        "For example, put your handlers into `src/shop/handlers.py`.",
        "Create `your_app/settings.py` first.",
        "Open `path/to/file.py`.",
        "Unlike requests, `Session.mount` is not needed.",
        "See https://example.com/src/shop/nothing.py for more.",
        "Call `foo.bar()` and make sure it works.",
        "Call `requests.get(timeout=3)` instead.",
    ],
)
def test_accuses_nobody_of_what_was_or_may_be(text: str, tree: WorkTree) -> None:
    accusing = [
        (candidate, verdict)
        for candidate, verdict in _bound(text, tree).failing
        if candidate.strength == "claim" and verdict.word == "refuted"
    ]
    assert accusing == []


def test_spans_name_the_sentence_and_the_piece(tree: WorkTree) -> None:
    text = "First.\n\nThe function `backoff` is in `util/retry.py`. Then more."
    candidate = next(one for one in find_candidates(text, tree) if "backoff" in format_check(one.check))
    assert text[candidate.span.start : candidate.span.end] == "The function `backoff` is in `util/retry.py`."
    assert text[candidate.names.start : candidate.names.end] == "`backoff`"


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("The retries are capped: max retries is 3.", "value `MAX_RETRIES = 3`"),
        ("Session extends Base", "text `class Session(Base` in `src/shop/sessions.py`"),
        ("`Session` can be imported from `shop`.", "symbol `Session` in `src/shop/__init__.py`"),
        ("shop has no `Basket`", "absent symbol `Basket` in `src/shop/__init__.py`"),
        ("`request` raises `ValueError`", "text `raise ValueError` in `src/shop/sessions.py`"),
        ("Sessions fail with the message 'no such shop'.", "text `no such shop` in `src/shop/sessions.py`"),
        ("The first argument of `backoff` is `times`.", "signature exactly `backoff(times, wait)`"),
        ("the wait parameter of `backoff` defaults to 1.5", "signature `backoff(wait=1.5)`"),
        ("https://github.com/acme/shop/blob/main/src/shop/util/retry.py", "path `src/shop/util/retry.py`"),
        ("Everything about trying again is in the `util` folder.", "path `src/shop/util/`"),
        ("`[tool.ruff]` is in pyproject.toml", "value `tool.ruff` in `pyproject.toml`"),
    ],
)
def test_understands_other_wordings(text: str, wanted: str, tree: WorkTree) -> None:
    assert any(wanted in check for check in _checks(text, tree)), _checks(text, tree)


def test_implied_checks_are_left_out(tree: WorkTree) -> None:
    checks = _checks("`backoff` in `util/retry.py` takes `wait=1.5`", tree)
    assert not any(check.startswith(("path", "symbol")) for check in checks), checks


def test_code_blocks_say_commands_and_nothing_else(tree: WorkTree) -> None:
    text = "Do it:\n\n```sh\nmake check\nbackoff --wait 9 MAX_RETRIES=9\n```\n"
    assert [format_check(one.check) for one in find_candidates(text, tree)] == ["value `check` in `Makefile`"]


def test_page_lists_and_literal_blocks_are_no_statements(tree: WorkTree) -> None:
    pages = "Contents\n========\n\n.. toctree::\n   :maxdepth: 2\n\n   util/nothing.py\n   shop/other\n"
    text = f"{pages}\nAs in::\n\n    get(retries=9)\n"
    assert find_candidates(text, tree) == ()


@pytest.mark.parametrize(
    "text",
    [
        "",
        "\x020\x03 takes `\x021\x03`",
        "`" * 5000,
        "`get` " * 3000,
        "a" * 50_000,
        "\ud800 `get`",
        "|" * 4000,
        "[x](" * 4000,
    ],
)
def test_hostile_text_is_read_without_harm(text: str, tree: WorkTree) -> None:
    assert isinstance(_bound(text, tree), Bound)


def test_a_check_that_could_never_fall_gets_a_text_beside_it(tmp_path: Path) -> None:
    (tmp_path / "lazy.py").write_text(
        "def __getattr__(name):\n    return 1\n\n\ndef prepare_socket(host):\n    return host\n"
    )
    checks = list(map(format_check, bind("`prepare_socket` is in lazy.py", WorkTree(tmp_path), TODAY).checks))
    assert "text `def prepare_socket(` in `lazy.py`" in checks
