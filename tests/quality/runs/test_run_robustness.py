"""Nothing in a command or an output makes reading raise, or take long."""

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reverie.conversation.deeds import Command
from reverie.quality.runs import runs_of

PIECES = st.sampled_from(
    [
        "pytest",
        "git",
        "commit",
        "npm",
        "test",
        "run",
        "make",
        "cd",
        "if",
        "then",
        "else",
        "fi",
        "for",
        "in",
        "do",
        "done",
        "while",
        "case",
        "esac",
        "{",
        "}",
        "(",
        ")",
        ";",
        "&&",
        "||",
        "|",
        "&",
        "\n",
        "'",
        '"',
        "`",
        "$(",
        "${",
        "$?",
        "\\",
        "<<",
        "<<EOF",
        "EOF",
        ">",
        "2>&1",
        ">log",
        "bash -c",
        "eval",
        "timeout 60",
        "env A=1",
        "echo",
        "exit 1",
        "!",
        "[[",
        "]]",
        "#",
        "--",
        "-k",
        "x=1",
        "function",
        "xargs",
        "docker exec",
        "set -e",
        "((",
        "))",
        "<(",
        "docker compose run",
    ]
)
LINES = st.sampled_from(
    [
        "3 passed in 0.1s",
        "1 failed",
        "Tests: 1 failed, 2 total",
        "ok  \ta\t0.1s",
        "FAIL\tb",
        "Ran 3 tests in 0.1s",
        "OK",
        "# pass 3",
        "1..3",
        "ok 1",
        "not ok 2",
        "> jest",
        "$ pytest",
        "make: *** [x] Error 1",
        "test result: ok. 1 passed; 0 failed; 0 ignored",
        "black.......Failed",
        "Tests run: 3, Failures: 0, Errors: 0",
        "\x1b[31m",
        "\x1b]8;;",
        "\r",
        "[  PASSED  ] 3 tests.",
        "=== ",
        "Found 3 errors",
        "12",
    ]
)


@given(
    st.lists(PIECES, max_size=25),
    st.lists(LINES, max_size=12),
    st.one_of(st.none(), st.integers(-20, 256)),
    st.booleans(),
)
@settings(max_examples=400, deadline=None)
def test_no_command_and_no_output_raises(
    pieces: list[str], lines: list[str], exit_: int | None, background: bool
) -> None:
    deed = Command(command=" ".join(pieces), exit=exit_, output="\n".join(lines), background=background)
    runs = runs_of([deed])
    assert runs == runs_of([deed])
    assert all(run.at == 0 for run in runs)


@given(st.text(max_size=200), st.text(max_size=300), st.one_of(st.none(), st.integers(0, 255)))
@settings(max_examples=200, deadline=None)
def test_no_text_raises(command: str, output: str, exit_: int | None) -> None:
    runs_of([Command(command=command, exit=exit_, output=output)])


MANY = 100_000
HOSTILE_COMMANDS = {
    "quotes": "'\"" * MANY,
    "open substitutions": "$(" * MANY,
    "braces": "{ " * MANY,
    "parentheses": "(" * MANY,
    "chains": "a && " * MANY,
    "alternatives": "a || " * MANY,
    "pipes": "a | " * MANY,
    "here-documents": "a << E\n" * MANY,
    "conditions": "if " * MANY,
    "cases": "case a in " * MANY,
    "shells": "bash -c '" * MANY,
    "words": "pytest " + "a " * MANY,
    "substitutions in quotes": '"$(' * MANY,
    "assignments": "a=$(b " * MANY,
    "wrappers": "env " * MANY,
    "functions": "f() { " * MANY,
}
HOSTILE_OUTPUTS = {
    "digits": "1" * 10 * MANY,
    "summaries": "1 passed, " * MANY,
    "passed lines": "1 passed in 1s\n" * MANY,
    "escapes": "\x1b]" * 5 * MANY,
    "colours": "\x1b[31mok" * MANY,
    "blank": " " * 10 * MANY,
    "newlines": "\n" * 10 * MANY,
    "carriage returns": "a\r" * 5 * MANY,
    "dots": "." * 10 * MANY,
    "tests": "Tests: 1 failed, " * MANY,
    "errors": "a.ts(1,2): error TS1: x\n" * MANY,
    "findings": "a:1:" * MANY,
    "ok lines": "ok a 1\n" * MANY,
    "tap": "1..3\n" + "ok 1 - a\n" * MANY,
    "one line": "failed error passed Tests: " * MANY,
    "go": "ok  \ta\t0.1s\n" * MANY,
    "prompts": "> jest\n" * MANY,
}


@pytest.mark.parametrize("name", HOSTILE_COMMANDS)
def test_a_hostile_command_is_read_in_time(name: str) -> None:
    before = time.process_time()
    runs_of([Command(command=HOSTILE_COMMANDS[name], exit=1, output="x")])
    assert time.process_time() - before < 4


@pytest.mark.parametrize("name", HOSTILE_OUTPUTS)
@pytest.mark.parametrize("command", ["pytest -q || true", "./ci.sh", "npx eslint . | tail", "make -j8; true"])
def test_a_hostile_output_is_read_in_time(name: str, command: str) -> None:
    before = time.process_time()
    runs_of([Command(command=command, exit=0, output=HOSTILE_OUTPUTS[name])])
    assert time.process_time() - before < 4
