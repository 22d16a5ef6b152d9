"""What holds for every check: never an exception, what was read, and the kinds that no file decides."""

from datetime import date
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from reverie.checks.check import AbsentIs, AnyCheck, CommandIs, CommitIs, SymbolIs, UntilIs, ValueIs
from reverie.checks.running import decide
from reverie.code.work_tree import WorkTree

from .situations import TODAY, lay_out, verdict_of
from .test_check_text import CHECKS

_PATHS = [
    "a.py",
    "b/__init__.py",
    "b/c.py",
    "x.js",
    "y.ts",
    "z.go",
    "pyproject.toml",
    "package.json",
    "Makefile",
    ".env",
]
_LINES = [
    "class A(B):",
    "    x = 1",
    "def f(a, b=2):",
    "from .c import *",
    "import a",
    "[tool.x]",
    '{"a": 1}',
    "a: b",
    "(",
    "é",
]
_TREES = st.dictionaries(
    st.sampled_from(_PATHS), st.lists(st.sampled_from(_LINES), max_size=6).map("\n".join), max_size=5
)


class OneCommit:
    """A history of one commit."""

    def contains(self, commit: str) -> bool | None:
        return {"aaaa": True, "bbbb": False}.get(commit)


class Ended:
    """Commands that all end in one way."""

    def __init__(self, status: int | None) -> None:
        self.status = status
        self.ran: list[str] = []

    def exit_status(self, command: str) -> int | None:
        self.ran.append(command)
        return self.status


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=150)
@given(
    check=CHECKS, tree=_TREES, known=st.sampled_from(["a", "A.x", "f", "b.c", "tool.x"]), path=st.sampled_from(_PATHS)
)
def test_deciding_never_fails(
    check: AnyCheck, tree: dict[str, str], known: str, path: str, tmp_path_factory: pytest.TempPathFactory
) -> None:
    codebase = WorkTree(lay_out(tmp_path_factory.mktemp("tree"), tree))
    for one in (
        check,
        SymbolIs(known, path),
        SymbolIs(known),
        ValueIs(known, path, "1"),
        AbsentIs(SymbolIs(known, path)),
    ):
        verdict = decide(one, codebase, today=TODAY)
        assert verdict.why or verdict.word != "unverified"
        assert verdict.now or verdict.word != "refuted"
        if verdict.becomes is not None:
            assert verdict.word == "moved"
            assert decide(verdict.becomes, codebase, today=TODAY).word == "verified"


@pytest.mark.parametrize("name", ["a\0b", "\ud800", "." * 500, "a." * 400, "(", "\\", "💥", "a" * 5000])
@pytest.mark.parametrize("kind", ["symbol", "path", "text"])
def test_odd_names_are_not_fatal(kind: str, name: str, tmp_path: Path) -> None:
    from reverie.checks.check import PathIs, TextIs

    lay_out(tmp_path, {"a.py": "a = 1\n"})
    checks: dict[str, AnyCheck] = {"symbol": SymbolIs(name, "a.py"), "path": PathIs(name), "text": TextIs(name, "a.py")}
    assert decide(checks[kind], WorkTree(tmp_path), today=TODAY).word in ("refuted", "unverified")


def test_what_was_read_is_told(tmp_path: Path) -> None:
    files = {"src/app/a.py": "from .b import f\n", "src/app/b.py": "def f(): ...\n"}
    verdict = verdict_of("symbol `f` in `src/app/a.py`", files, tmp_path)
    assert {"src/app/a.py", "src/app/b.py"} <= set(verdict.read)
    assert not verdict.is_tree_wide
    assert verdict_of("symbol `f`", files, tmp_path).is_tree_wide
    gone = verdict_of("path `src/app/c.py`", files, tmp_path)
    assert "src/app/c.py" in gone.read
    assert gone.is_tree_wide


def test_until_is_the_whole_day(tmp_path: Path) -> None:
    tree = WorkTree(tmp_path)
    assert decide(UntilIs("2026-12-31"), tree, today=date(2026, 12, 31)).word == "verified"
    assert decide(UntilIs("2026-12-31"), tree, today=date(2027, 1, 1)).word == "refuted"
    assert decide(UntilIs("soon"), tree, today=TODAY).word == "unverified"


def test_commits_are_asked_of_the_history(tmp_path: Path) -> None:
    tree = WorkTree(tmp_path)
    words = [
        decide(CommitIs(one), tree, today=TODAY, history=OneCommit()).word for one in ("aaaa", "bbbb", "cccc", "zz")
    ]
    assert words == ["verified", "refuted", "unverified", "unverified"]
    assert decide(CommitIs("aaaa"), tree, today=TODAY).why == "there is no history to ask"


@pytest.mark.parametrize(("status", "word"), [(0, "verified"), (2, "refuted"), (None, "unverified")])
def test_commands_are_run_by_who_was_asked(status: int | None, word: str, tmp_path: Path) -> None:
    commands = Ended(status)
    assert decide(CommandIs("make -n x"), WorkTree(tmp_path), today=TODAY, commands=commands).word == word
    assert commands.ran == ["make -n x"]


def test_commands_are_not_run_unasked(tmp_path: Path) -> None:
    verdict = decide(CommandIs("touch x"), WorkTree(tmp_path), today=TODAY)
    assert (verdict.word, verdict.why) == ("unverified", "commands are not run unless asked")
    assert not (tmp_path / "x").exists()
