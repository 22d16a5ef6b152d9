import shutil
import subprocess

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from reverie.safety.simple_command import MOST_CHARACTERS, simple_argv

ACCEPTED = {
    "pytest": ("pytest",),
    "  pytest   -q  tests/ ": ("pytest", "-q", "tests/"),
    "git log --oneline -n5 HEAD~2 HEAD^": ("git", "log", "--oneline", "-n5", "HEAD~2", "HEAD^"),
    "git commit -m 'It is $HOME, `x` and \\ and !'": ("git", "commit", "-m", "It is $HOME, `x` and \\ and !"),
    'git commit -m "don\'t — é"': ("git", "commit", "-m", "don't — é"),
    "./run.sh --out=a,b 'c'\"d\"e": ("./run.sh", "--out=a,b", "cde"),
    "make '' \"\"": ("make", "", ""),
    "pytest tests/test_x.py::test_y -k 'a and not b'": (
        "pytest",
        "tests/test_x.py::test_y",
        "-k",
        "a and not b",
    ),
    "pip install x==1.0 @scope/y": ("pip", "install", "x==1.0", "@scope/y"),
}

REFUSED = """
pytest; rm -rf x
pytest && x
pytest || x
pytest | tee f
pytest |& x
pytest & x
pytest &
pytest > f
pytest >> f
pytest 2>&1
pytest >| f
pytest &> f
pytest < f
pytest << EOF
pytest <<< x
pytest <(x)
pytest >(x)
pytest $(x)
pytest `x`
pytest $x
pytest ${x}
pytest $((1))
pytest $'x'
pytest $"x"
pytest "$(x)"
pytest "`x`"
pytest "$x"
pytest "a\\"
pytest "!x"
pytest !x
!pytest
! pytest
^a^b
pytest {a,b}
pytest {1..3}
{ pytest
{ pytest; }
(pytest)
pytest (x)
f() x
((1))
[[ x ]]
[ x ]
pytest ~/x
pytest ~
pytest --a=~/x
pytest a:~/x
pytest 'a'~
~/pytest
pytest #
pytest # x
#pytest
pytest a#b
pytest *
pytest ?
pytest [a]
pytest a*
pytest @(a)
pytest \\
pytest \\x
pytest a\\ b
\\pytest
FOO=1 pytest
FOO=1
FOO+=1 pytest
'FOO'=1 pytest
A=$(x) pytest
pytest 'x
pytest "x
pytest 'x' "y
''
'' pytest
-x
-c pytest
+x pytest
%1
'a b' c
""".strip("\n").split("\n")

NOT_COMMANDS = """
if then elif else fi time for in until while do done case esac coproc select function . source eval exec command
builtin alias unalias trap enable export declare typeset local readonly let read mapfile printf unset test set shopt
""".split()  # noqa: SIM905

ODD = [
    "",
    " ",
    "pytest\nrm -rf x",
    "pytest\n",
    "\npytest",
    "pytest \\\nx",
    "pytest\rx",
    "pytest\tx",
    "pytest\0x",
    "pytest\x0bx",
    "pytest\x1b[2Kx",
    "pytest\x7fx",
    "pytest\u00a0x",
    "pytest\u2028x",
    "pytest\u3000x",
    "pytest\u200bx",
    "pytest '\u202e'",
    "pytest '\n'",
    'pytest "\n"',
    "pytest '\udcff'",
    "pytést",
    "pytest é",
    "\uff50ytest",
    "pytest \uff1b x",
    "a" * (MOST_CHARACTERS + 1),
]


@pytest.mark.parametrize("line", ACCEPTED)
def test_one_plain_command_gives_its_words(line: str) -> None:
    assert simple_argv(line) == ACCEPTED[line]


@pytest.mark.parametrize("line", [*REFUSED, *ODD, *(f"{word} pytest" for word in NOT_COMMANDS)])
def test_everything_else_gives_nothing(line: str) -> None:
    assert simple_argv(line) is None


@pytest.mark.parametrize("word", NOT_COMMANDS)
def test_a_quoted_reserved_word_gives_nothing_either(word: str) -> None:
    assert simple_argv(f"'{word}' pytest") is None
    assert simple_argv(word) is None


_PIECES = st.one_of(
    st.text("abAB019_./,:=+@%-~^", min_size=1, max_size=6),
    st.text('ab ;&|<>()$`\\!{}*?[]#~"é', max_size=6).map(lambda text: f"'{text}'"),
    st.text("ab ;&|<>(){}*?[]#~'é", max_size=6).map(lambda text: f'"{text}"'),
    st.text("ab;&|<>()$`\\!{}*?[]#~\n\t'\" ", max_size=3),
)
_LINES = st.lists(st.lists(_PIECES, min_size=1, max_size=3).map("".join), min_size=1, max_size=5).map(" ".join)

_SEEN_BY_BASH = "set -- {line}\nprintf '%s\\0' \"$@\""


@pytest.mark.skipif(shutil.which("bash") is None, reason="no bash on this machine")
@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.filter_too_much])
@given(st.lists(_LINES.map(lambda line: f"x{line}"), min_size=20, max_size=20))
def test_bash_sees_the_same_words_in_every_accepted_line(lines: list[str]) -> None:
    """Only accepted lines are given to bash, as words of `set --`: nothing in them is run."""
    accepted = [line for line in lines if simple_argv(line) is not None]
    script = "\n".join(f"{_SEEN_BY_BASH.format(line=line)}; printf '\\1\\0'" for line in accepted)
    done = subprocess.run(
        ["bash", "--norc", "--noprofile", "-c", script], capture_output=True, check=True, cwd="/", text=True
    )
    seen = [tuple(words.split("\0")[:-1]) for words in done.stdout.split("\1\0")[:-1]]
    assert seen == [simple_argv(line) for line in accepted]


@given(st.text(max_size=60))
def test_any_text_is_answered(line: str) -> None:
    argv = simple_argv(line)
    assert argv is None or argv[0]


def test_a_long_hostile_line_is_answered_in_time_that_does_not_explode() -> None:
    for line in ("a " * 900 + ";", "'" * 1999, "a'b'" * 490 + "$", '"a"' * 660 + "\\", "a~" * 900 + "*"):
        assert simple_argv(line) is None
