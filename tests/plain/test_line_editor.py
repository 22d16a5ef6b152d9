"""What keys do to a line that is being typed."""

import pytest

from reverie.plain.lines.editor import LineEditor


@pytest.mark.parametrize(
    ("keys", "lines"),
    [
        ("hello\n", ["hello"]),
        ("hellp\x7fo\n", ["hello"]),
        ("one two \x17\x17three\n", ["three"]),
        ("wrong\x15right\r", ["right"]),
        ("a\x1b[Ab\x1b[1;5Cc\x1bOPd\n", ["abcd"]),
        ("a\tb\n", ["a\tb"]),
        ("日本\x7f\n", ["日"]),
        ("\x7f\x17\x15\n", [""]),
        ("a\nb\nc", ["a", "b"]),
        ("x\x04\n", ["x"]),
    ],
)
def test_keys_make_lines(keys: str, lines: list[str]) -> None:
    whole, split = LineEditor(), LineEditor()
    assert list(whole.feed(keys).lines) == lines
    if "\x1b" not in keys:
        assert [line for key in keys for line in split.feed(key).lines] == lines


def test_what_is_rubbed_out_goes_with_its_columns() -> None:
    editor = LineEditor()
    editor.feed("a日")
    assert editor.feed("\x7f").echo == "\b \b" * 2
    assert editor.feed("\x7f").echo == "\b \b"
    assert editor.feed("\x7f").echo == ""


def test_ctrl_d_closes_on_an_empty_line_only() -> None:
    editor = LineEditor()
    assert not editor.feed("x\x04").closed
    assert editor.feed("\x15\x04").closed
