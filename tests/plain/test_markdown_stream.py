"""MarkdownStream: what comes out does not depend on how the answer came, loses nothing, and harms no terminal."""

import re
import subprocess
import sys
from itertools import pairwise

from hypothesis import given, settings
from hypothesis import strategies as st

from reverie.plain.terminal.columns import columns_of
from reverie.plain.terminal.markdown import MarkdownStream

_SGR = re.compile(r"\x1b\[[0-9;]*m")
_WORDS = re.compile(r"[a-z]{2,}")
_MARKS = [
    *("- ", "* ", "+ ", "1. ", "2) ", "> ", "# ", "### ", "---\n", "===\n", "```\n", "```python\n", "~~~\n"),
    *("*", "**", "_", "`", "``", "[", "](", ")", "![", "<", ">", "\\", "[ref]: ", "<br>", "<b>", "'" * 3, "/*", "*/"),
    *("|", " | ", "|-|-|\n", "| alpha | beta |\n", "|---|\n", "--|:-:"),
]
_TEXTS = ["alpha beta gamma\ndelta\n\nepsilon", "def ", "日本語", "e\u0301", "👨\u200d👩\u200d👧", "&amp;", "&#27;"]
_BLANKS = ["\n", "\n\n", "\r\n", " ", "  ", "    ", "\t"]
_FRAGMENTS = st.sampled_from(_MARKS) | st.sampled_from(_TEXTS) | st.sampled_from(_BLANKS)
_SOURCES = st.lists(_FRAGMENTS, max_size=40).map("".join)


def rendered(source: str, *, width: int = 40, colour: bool = False, cuts: tuple[int, ...] = ()) -> str:
    stream = MarkdownStream(lambda: width, colour=colour)
    places = [0, *sorted(cut % (len(source) + 1) for cut in cuts), len(source)]
    deltas = [source[start:end] for start, end in pairwise(places)]
    return "".join(stream.feed(delta) for delta in deltas) + stream.finish()


@settings(max_examples=300, deadline=None)
@given(_SOURCES, st.lists(st.integers(0, 10_000), max_size=12), st.booleans())
def test_the_division_into_deltas_makes_no_difference(source: str, cuts: list[int], colour: bool) -> None:
    assert rendered(source, cuts=tuple(cuts), colour=colour) == rendered(source, colour=colour)


@settings(max_examples=300, deadline=None)
@given(_SOURCES)
def test_every_word_comes_out_in_order(source: str) -> None:
    words = _WORDS.findall(re.sub(r"&amp;|<br>", " ", source).replace("\\", " "))
    shown = iter(_WORDS.findall(re.sub(r"\\x1b|\\x0d", " ", rendered(source))))
    missing = [word for word in words if not any(word in other for other in shown)]
    assert not missing


@settings(max_examples=200, deadline=None)
@given(_SOURCES)
def test_colour_changes_nothing_but_colours(source: str) -> None:
    coloured = rendered(source, colour=True)
    assert _SGR.sub("", coloured) == rendered(source)


@settings(max_examples=200, deadline=None)
@given(st.text(max_size=200), st.booleans())
def test_nothing_but_our_own_colours_reaches_the_terminal(source: str, colour: bool) -> None:
    output = _SGR.sub("", rendered(source, colour=colour)) if colour else rendered(source)
    assert not re.search("[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]", output)


@settings(max_examples=200, deadline=None)
@given(_SOURCES, st.integers(1, 60), st.integers(0, 6))
def test_live_lines_fit_whatever_the_size(source: str, width: int, rows: int) -> None:
    stream = MarkdownStream(lambda: width, colour=True)
    for start in range(0, len(source), 5):
        final = stream.feed(source[start : start + 5])
        lines = _SGR.sub("", stream.live(rows)).split("\n")
        assert final == "" or final.endswith("\n")
        assert len(lines) <= max(1, rows)
        assert all(columns_of(line) <= width for line in lines)


@settings(max_examples=100, deadline=None)
@given(_SOURCES)
def test_looking_at_the_live_lines_changes_nothing(source: str) -> None:
    stream = MarkdownStream(lambda: 40, colour=False)
    output = ""
    for character in source:
        output += stream.feed(character)
        stream.live(4)
    assert output + stream.finish() == rendered(source)


def test_a_paragraph_is_final_after_its_blank_line() -> None:
    stream = MarkdownStream(lambda: 40, colour=False)
    assert stream.feed("one ") + stream.feed("two\nthree") == ""
    assert stream.live(3) == "one two three"
    assert stream.feed("\n\n") == "one two three\n"
    assert stream.live(3) == ""
    assert stream.feed("next") == ""
    assert stream.live(3) == "\nnext"
    assert stream.finish() == "\nnext\n"


def test_a_list_item_is_final_when_the_next_begins() -> None:
    stream = MarkdownStream(lambda: 40, colour=False)
    assert stream.feed("- one\n") == ""
    assert stream.feed("- two\n") == "• one\n"
    assert stream.feed("  - nested\n") == "• two\n"
    assert stream.feed("\nend\n") == "  • nested\n"
    assert stream.finish() == "\nend\n"


def test_each_line_of_code_is_final_at_once() -> None:
    stream = MarkdownStream(lambda: 10, colour=False)
    assert stream.feed("text\n```py\n") == "text\n\n```py\n"
    assert stream.feed("a = 1\n  b = ") == "a = 1\n"
    assert stream.live(2) == "  b = "
    assert stream.feed("'a line that is longer than the width'\n") == "  b = 'a line that is longer than the width'\n"
    assert stream.feed("```\nend") == "```\n"
    assert stream.finish() == "\nend\n"


def test_a_resize_changes_only_what_comes_later() -> None:
    width = 20
    stream = MarkdownStream(lambda: width, colour=False)
    first = stream.feed("aaaa bbbb cccc dddd eeee\n\n")
    width = 10
    second = stream.feed("aaaa bbbb cccc\n\n")
    assert first == "aaaa bbbb cccc dddd\neeee\n"
    assert second == "\naaaa bbbb\ncccc\n"


def test_an_answer_of_nothing_is_nothing() -> None:
    assert rendered("") == ""
    assert rendered("\n \n\t\n") == ""


def test_a_long_block_of_code_is_coloured_once_a_line() -> None:
    stream = MarkdownStream(lambda: 80, colour=True)
    stream.feed("```python\n")
    lengths = [len(stream.feed(f"def f{number:05}(): return 'x'\n")) for number in range(5_000)]
    assert set(lengths[:3_000]) == {lengths[0]}, "a line is given once, with its own colours"
    assert set(lengths[3_000:]) == {len("def f00000(): return 'x'\n")}, "then without"


def test_half_a_megabyte_in_one_line_comes_out_whole() -> None:
    stream = MarkdownStream(lambda: 80, colour=True)
    for _ in range(1_000):
        stream.feed("word " * 100)
        assert len(stream.live(3).split("\n")) <= 3
    output = stream.finish()
    assert output.split() == ["word"] * 100_000
    assert max(map(len, output.split("\n"))) <= 80
    assert rendered("x" * 500_000) == "x" * 500_000 + "\n"


def test_what_would_take_the_parser_for_ever_is_left_as_it_is() -> None:
    for source in ("- " * 50_000 + "end", "![" * 100_000 + "end", ">" * 5_000 + "end", "*a " * 50_000 + "end"):
        assert rendered(source).rstrip().endswith("end")


def test_the_parser_and_the_lexers_are_loaded_when_they_are_used() -> None:
    program = (
        "import sys; from reverie.plain.terminal.markdown import MarkdownStream;"
        "MarkdownStream(lambda: 80, colour=True).feed('a');"
        "print(*({'markdown_it', 'pygments', 'wcwidth', 'rich', 'asyncio'} & set(sys.modules)))"
    )
    assert subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True).stdout == "\n"
