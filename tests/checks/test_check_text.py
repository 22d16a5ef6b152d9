"""The text form of a check: there and back, and what a person types by hand."""

import string

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reverie.checks.check import (
    AbsentIs,
    AnyCheck,
    CommandIs,
    CommitIs,
    DependencyIs,
    PathIs,
    SignatureIs,
    SymbolIs,
    TextIs,
    UntilIs,
    ValueIs,
    Wanted,
)
from reverie.checks.check_text import format_check, parse_check

_LINE = st.text(
    st.characters(exclude_categories=["Cs", "Cc", "Zl", "Zp"]) | st.sampled_from("`\"' =:,()in"),
    min_size=1,
    max_size=30,
)
_NAME = st.text(string.ascii_letters + "_äß0123456789", min_size=1, max_size=8).map(lambda name: f"n{name}")
_QUALIFIED = st.lists(_NAME, min_size=1, max_size=3).map(".".join)
_DEFAULT = st.sampled_from(
    [
        "None",
        "5",
        "60 * 5",
        "'a, b'",
        '"`"',
        "(1, 2)",
        "{'a': [1]}",
        "f(x, y=2)",
        "lambda a: a",
        "'it\\'s'",
        "a == b",
        "…",
    ]
)
_WANTED = st.builds(Wanted, _NAME, st.none() | _DEFAULT, st.just(False)) | st.builds(
    Wanted, _NAME, is_required=st.just(True)
)
_PATHS = st.builds(PathIs, _LINE)
_TEXTS = st.builds(TextIs, _LINE, _LINE)
_SYMBOLS = st.builds(SymbolIs, _QUALIFIED, st.just("") | _LINE)
_SIGNATURES = st.builds(
    SignatureIs, _QUALIFIED, st.lists(_WANTED, max_size=4).map(tuple), st.just("") | _LINE, st.booleans()
)
_VALUES = st.builds(ValueIs, _LINE, st.just("") | _LINE, st.none() | st.just("") | _LINE)
_VERSIONS = st.sampled_from(["", ">=2.28,<3", "^4.17.0", "4.17.21", "~=2.0", "2.x", "== 3", "v1.2.3"])
_PACKAGES = st.sampled_from(["urllib3", "@types/node", "github.com/pkg/errors", "zope.interface", "left-pad", "python"])
_DEPENDENCIES = st.builds(DependencyIs, _PACKAGES, _VERSIONS, st.just("") | _LINE)
_FILES = _PATHS | _TEXTS | _SYMBOLS | _SIGNATURES | _VALUES | _DEPENDENCIES
CHECKS = st.one_of(
    _FILES,
    st.builds(CommandIs, _LINE),
    st.builds(CommitIs, st.text("0123456789abcdef", min_size=4, max_size=64)),
    st.builds(UntilIs, st.dates().map(lambda day: day.isoformat())),
    st.builds(AbsentIs, _FILES),
)


@given(CHECKS)
def test_what_is_written_is_read_back(check: AnyCheck) -> None:
    text = format_check(check)
    assert "\n" not in text
    assert parse_check(text) == check
    assert parse_check(f"  {text}  ") == check


@given(
    _LINE | st.builds(" ".join, st.lists(st.sampled_from(["path", "text", "value", "in", "`a`", "is", "absent", "`"])))
)
def test_nothing_that_is_written_fails(text: str) -> None:
    found = parse_check(text)
    assert found is None or parse_check(format_check(found)) == found


def test_newlines_do_not_break_the_line() -> None:
    assert format_check(TextIs("a\nb", "c.md")) == "text `a b` in `c.md`"


@pytest.mark.parametrize(
    ("text", "check"),
    [
        ("path src/x.py", PathIs("src/x.py")),
        ("- check: path `docs/`", PathIs("docs/")),
        ("path: 'docs/'", PathIs("docs/")),
        ('Text "app = 1" in fly.toml', TextIs("app = 1", "fly.toml")),
        ("SYMBOL Session.request() in sessions.py", SymbolIs("Session.request", "sessions.py")),
        ("signature f(a, b=1) in x.py", SignatureIs("f", (Wanted("a"), Wanted("b", "1")), "x.py")),
        ("signature `f(a: int = 3, *, b, ...)`", SignatureIs("f", (Wanted("a", "3"), Wanted("b")))),
        ("signature `f(wait: 3)`", SignatureIs("f", (Wanted("wait"),))),
        ("signature exactly `f()`", SignatureIs("f", (), is_whole=True)),
        ("signature `f(url!)`", SignatureIs("f", (Wanted("url", is_required=True),))),
        ("value line-length=120 in pyproject.toml", ValueIs("line-length", "pyproject.toml", "120")),
        ("value `port: 80` in `a.yml`", ValueIs("port", "a.yml", "80")),
        ("value `test:unit` in `package.json`", ValueIs("test:unit", "package.json")),
        ("value `KEY =` in `.env`", ValueIs("KEY", ".env", "")),
        ("dependency urllib3>=1.21.1,<3 in setup.cfg", DependencyIs("urllib3", ">=1.21.1,<3", "setup.cfg")),
        ("dependency react@18.2", DependencyIs("react", "18.2")),
        ("dependency `@types/node ^20`", DependencyIs("@types/node", "^20")),
        ("dependency requests[socks] >= 2", DependencyIs("requests", ">= 2")),
        ("command git diff --quiet", CommandIs("git diff --quiet")),
        ("commit 3F2A91C", CommitIs("3f2a91c")),
        ("until `2026-12-31`", UntilIs("2026-12-31")),
        ("absent path setup.py", AbsentIs(PathIs("setup.py"))),
    ],
)
def test_what_a_person_types_is_taken_as_meant(text: str, check: AnyCheck) -> None:
    assert parse_check(text) == check


@pytest.mark.parametrize(
    "text",
    [
        *(
            "",
            "path",
            "path to happiness",
            "text `a`",
            "text a in",
            "a fact",
            "signature `f`",
            "signature `f(`",
            "value",
        ),
        *("commit xyz", "commit 12", "until tomorrow", "until 2026-02-30", "absent", "absent until 2026-01-01", "`a`"),
        *("absent absent path `a`", "absent command `ls`", "symbol `a", "path `a` or `b`", "signature `f('a)`"),
        *("symbol `a` `b`", "x" * 5000),
    ],
)
def test_what_is_no_check_is_none(text: str) -> None:
    assert parse_check(text) is None


def test_a_default_that_is_not_closed_is_left_out() -> None:
    check = SignatureIs("f", (Wanted("a", "(1"), Wanted("b", "2")))
    assert format_check(check) == "signature `f(a, b=2)`"
