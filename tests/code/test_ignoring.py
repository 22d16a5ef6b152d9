"""Our reading of .gitignore files, judged by git itself."""

import itertools
import os
import subprocess
import time
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from reverie.code.ignore_pattern import parse_pattern
from reverie.code.ignoring import IgnoreFile, IgnoreRules
from reverie.code.listing import rules_below

NAMES = ("a", "b.py", "ab", "a.b", "#x", "!x", "a b", "B.py", "[a]", "a]", "x ", "-", "a*b", "é", "\\a", "a^")
PATTERNS = (
    *("a", "/a", "a/", "/a/", "*", "*.py", "!*.py", "b.*", "a/b.py", "a/*", "a/**", "**/a", "**/a/b.py", "a/**/b.py"),
    *(
        "**",
        "***",
        "a**",
        "**b.py",
        "a/**/",
        "/**/a",
        "?",
        "??",
        "[ab]",
        "[!a]*",
        "[^a]*",
        "[a-c]",
        "[c-a]",
        "[[:alpha:]]",
    ),
    *(
        "[[:nope:]]",
        "[]a]",
        "[!]a]",
        "[",
        "[a",
        "a[",
        "\\#x",
        "\\!x",
        "#x",
        "!x",
        "a\\ b",
        "a b",
        "x\\ ",
        "x ",
        "x",
        "\\",
    ),
    *(
        "a\\",
        "\\a",
        "\\\\a",
        "a\\*b",
        "a*b",
        "*a*b*",
        "!a",
        "!a/",
        "!/a/b.py",
        "",
        " ",
        "/",
        "//",
        "!",
        "!!x",
        "a//b.py",
    ),
    *(
        "é",
        "[é]",
        "?*",
        "*?",
        "[a-]",
        "[-a]",
        "[\\]]",
        "[a\\-c]",
        "[\\[a]*",
        "a/*/b.py",
        "/*",
        "!/a",
        "*/",
        "!*/",
        "a^",
        "[a^]*",
    ),
    *(
        "foo/*",
        "*.b",
        "[a]*",
        "[[a]",
        "*[*]*",
        "ab/../a",
        "./a",
        "a/.",
        "[[:alpha:]",
        "[[:digit:][:alpha:]]*",
        "**a/b.py",
    ),
)


def git_ignores(root: Path, paths: list[str]) -> set[str]:
    environment = {**os.environ, "GIT_CONFIG_NOSYSTEM": "1", "HOME": "/dev/null"}
    bare = {path.rstrip("/"): path for path in paths}  # with its `/`, a folder would be matched as a text of its own
    asked = "\0".join(bare).encode() + b"\0"
    command = ("git", "-c", "core.excludesFile=", "check-ignore", "--no-index", "-z", "--stdin")
    ran = subprocess.run(command, cwd=root, input=asked, capture_output=True, env=environment, check=False)
    assert ran.returncode in (0, 1), ran.stderr
    return {bare[path] for path in ran.stdout.decode().split("\0") if path}


@pytest.fixture(scope="module")
def repository(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, list[str]]:
    """A repository with every name at three depths, as files and as folders."""
    root = tmp_path_factory.mktemp("repository")
    subprocess.run(("git", "init", "-q"), cwd=root, check=True)
    paths = []
    folders = ("", "a/", "ab/", "a/a/", "ab/c/")
    for folder in folders:
        (root / folder).mkdir(exist_ok=True)
    for folder in folders:
        for name in NAMES:
            if not (root / folder / name).exists():
                (root / folder / name).touch()
            paths.append(folder + name + ("/" if (root / folder / name).is_dir() else ""))
    return root, paths


def ours(root: Path, paths: list[str]) -> set[str]:
    rules = rules_below(str(root))
    return {path for path in paths if rules.ignores(path)}


def write_rules(root: Path, rules: dict[str, str]) -> None:
    for folder in ("", "a/", "ab/"):
        (root / folder / ".gitignore").unlink(missing_ok=True)
    for folder, text in rules.items():
        (root / folder / ".gitignore").write_bytes(text.encode())


def test_each_pattern_alone_means_what_it_means_to_git(repository: tuple[Path, list[str]]) -> None:
    root, paths = repository
    wrong = {}
    for pattern in PATTERNS:
        write_rules(root, {"": pattern + "\n"})
        if (theirs := git_ignores(root, paths)) != (mine := ours(root, paths)):
            wrong[pattern] = (theirs - mine, mine - theirs)
    assert wrong == {}


RULES = st.dictionaries(
    st.sampled_from(["", "a/", "ab/"]), st.lists(st.sampled_from(PATTERNS), max_size=6).map("\n".join), min_size=1
)


@settings(
    max_examples=120, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture], derandomize=True
)
@given(rules=RULES)
def test_several_files_of_rules_mean_what_they_mean_to_git(
    repository: tuple[Path, list[str]], rules: dict[str, str]
) -> None:
    root, paths = repository
    write_rules(root, rules)
    assert ours(root, paths) == git_ignores(root, paths)


@settings(
    max_examples=120, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture], derandomize=True
)
@given(pattern=st.text(alphabet="ab*?[]!^-\\/.# :py", min_size=1, max_size=9))
def test_drawn_patterns_mean_what_they_mean_to_git(repository: tuple[Path, list[str]], pattern: str) -> None:
    root, paths = repository
    write_rules(root, {"": f"{pattern}\n"})
    theirs, mine = git_ignores(root, paths), ours(root, paths)
    if "[" in pattern and "/" in pattern[pattern.index("[") :]:
        return  # a `/` in brackets: not read as git does
    assert mine == theirs


@pytest.mark.parametrize("text", ["build/\r\n*.log\r\n", "\ufeffbuild/\n*.log", "build/   \n*.log  "])
def test_line_ends_marks_and_blanks_do_not_matter(text: str) -> None:
    file = IgnoreFile(text)
    assert file.ignores("build/") and file.ignores("x/y.log")
    assert file.ignores("build") is None


def test_a_deeper_file_has_the_last_word_and_the_outermost_the_first() -> None:
    texts = {"": "*.log\n", "keep/": "!*.log\n"}
    rules = IgnoreRules(texts.get, "*.tmp\n")
    assert rules.ignores("x.log") and rules.ignores("sub/x.tmp")
    assert not rules.ignores("keep/x.log")


@pytest.mark.parametrize(
    "pattern",
    ["*a" * 60 + "b", "**/" * 30 + "x", "[!b]*" * 40 + "b", "?*" * 60 + "b", "**/*a" * 4 + "/b", "*" * 5000 + "b"],
)
def test_a_hostile_pattern_takes_no_time(pattern: str) -> None:
    file = IgnoreFile(f"{pattern}\n" * 3)
    began = time.process_time()
    file.ignores("a" * 255)
    file.ignores("/".join(itertools.repeat("a" * 6, 90)))
    assert time.process_time() - began < 1.0


def test_what_cannot_match_is_no_pattern() -> None:
    assert [parse_pattern(line) for line in ("", "   ", "# x", "[", "a\\", "!")] == [None] * 6
