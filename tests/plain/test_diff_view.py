"""Diffs, call lines and outputs for a person."""

import re

import pyte
from hypothesis import given
from hypothesis import strategies as st

from reverie.plain.terminal.call_view import call_line, expanded
from reverie.plain.terminal.columns import columns_of
from reverie.plain.terminal.diff_view import diff_lines

_DIFF = """\
--- a.py
+++ a.py
@@ -1,3 +1,3 @@
 one
--- two
+\ttwo and a half
 three
@@ -40 +40,2 @@
 forty
+++ more
"""


def test_a_diff_on_the_screen() -> None:
    screen = pyte.Screen(20, 12)
    pyte.Stream(screen).feed(diff_lines(_DIFF, 20, colour=True).replace("\n", "\r\n"))
    assert [row.rstrip() for row in screen.display][:11] == [
        "--- a.py",
        "+++ a.py",
        " 1   one",
        " 2 - -- two",
        " 2 +     two and a h",
        "   ↳ alf",
        " 3   three",
        "...",
        "40   forty",
        "41 + ++ more",
        "",
    ]
    assert screen.buffer[3][3].fg == "red"
    assert screen.buffer[4][3].fg == "green"
    assert screen.buffer[5][5].fg == "green"
    assert screen.buffer[2][5].fg == "default"


def test_signs_stay_without_colour() -> None:
    assert diff_lines(_DIFF, 80, colour=False) == re.sub(r"\x1b\[[0-9;]*m", "", diff_lines(_DIFF, 80, colour=True))


def test_a_long_diff_says_what_is_missing() -> None:
    diff = "--- a\n+++ a\n@@ -0,0 +1,500 @@\n" + "".join(f"+line {number}\n" for number in range(1, 501))
    lines = diff_lines(diff, 60, colour=False, most=10, rest="ask for it in parts").split("\n")
    assert lines[:3] == ["--- a", "+++ a", "  1 + line 1"]
    assert lines[5] == "[... 492 lines cut; ask for it in parts ...]"
    assert lines[-2] == "500 + line 500"


def test_a_long_line_says_what_is_missing() -> None:
    shown = diff_lines("@@ -0,0 +1 @@\n+" + "x" * 500_000, 100, colour=False)
    assert "characters cut ...]" in shown
    assert len(shown) < 2_000


def test_blanks_at_the_end_of_changed_lines_are_seen() -> None:
    assert diff_lines("@@ -1 +1 @@\n-a  \n+a\n", 80, colour=False) == "1 - a··\n1 + a\n"


def test_other_remarks_and_a_cut_end_are_kept() -> None:
    diff = "--- /dev/null\n+++ b\n@@ -0,0 +1,9 @@\n+a\n\\ No newline at end of file\n[... 8 lines cut ...]\n"
    assert diff_lines(diff, 80, colour=False).split("\n")[3:5] == [
        "\\ No newline at end of file",
        "[... 8 lines cut ...]",
    ]
    assert diff_lines("", 80, colour=False) == ""
    assert diff_lines("for x in 1\n\techo\n", 80, colour=True) == "for x in 1\n    echo\n"


@given(st.text(max_size=300), st.integers(1, 100))
def test_no_diff_can_move_the_cursor(diff: str, width: int) -> None:
    shown = diff_lines(diff, width, colour=False)
    assert not re.search("[\x00-\x09\x0b-\x1f\x7f-\x9f\u202a-\u202e]", shown)
    assert all(columns_of(line) <= max(width, 12) for line in shown.split("\n"))


def test_a_call_is_one_line_whose_result_stays() -> None:
    assert call_line("✓ read a.py — 10 lines", 80, colour=False) == "✓ read a.py — 10 lines"
    line = call_line("✓ shell: " + "pytest -q tests " * 10 + "— exit 0", 40, colour=False)
    assert line == "✓ shell: pytest -q tests pytes… — exit 0"


def test_a_call_line_obeys_nobody() -> None:
    assert call_line("✓ a\x1b[2J\nb", 80, colour=False) == r"✓ a\x1b[2J\nb"


@given(st.text(max_size=200), st.integers(1, 80))
def test_a_call_line_always_fits(text: str, width: int) -> None:
    assert columns_of(call_line(text, width, colour=False)) <= width


def test_an_output_is_set_in_and_wrapped() -> None:
    assert expanded("\x1b[31mred\x1b[0m\r\none\rtwo\n\tlong line\n", 10, colour=False, rows=20) == (
        "  red\n  one\n  two\n      long\n   line\n"
    )
    assert expanded("\n", 10, colour=False, rows=5) == ""


def test_a_long_output_says_what_is_missing() -> None:
    text = "".join(f"{number}\n" for number in range(100))
    assert expanded(text, 60, colour=False, rows=4, rest="all of it: x.txt") == (
        "  0\n  1\n  [... 96 lines cut; all of it: x.txt ...]\n  98\n  99\n"
    )
    assert len(expanded("x" * 500_000, 60, colour=False, rows=10).split("\n")) < 15
