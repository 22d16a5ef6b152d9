import unicodedata

from hypothesis import given, settings
from hypothesis import strategies as st

from reverie.conversation.truncation import (
    HeadAndTail,
    Limits,
    keep_head,
    keep_head_and_tail,
    shorten_line,
)

texts = st.lists(st.text(alphabet=st.sampled_from("ab é\u0301\u200d👍🏽\r\n\n"), max_size=60), max_size=12).map(
    "\n".join
)
limits = st.builds(Limits, lines=st.integers(2, 12), characters=st.integers(80, 200))


def numbered(lines: int) -> str:
    return "".join(f"line {number}\n" for number in range(1, lines + 1))


def test_a_text_within_the_limits_is_untouched() -> None:
    text = numbered(10)
    assert keep_head_and_tail(text, Limits(10, 1000)).render("x") == text
    assert keep_head(text, Limits(10, 1000)).note() == ""


def test_many_lines_keep_head_and_tail_and_say_how_many_are_missing() -> None:
    cut = keep_head_and_tail(numbered(1240), Limits(6, 10_000))
    assert cut.render("all of it: out.txt") == (
        "line 1\nline 2\nline 3\n[... 1,234 lines cut; all of it: out.txt ...]\nline 1238\nline 1239\nline 1240\n"
    )


def test_many_characters_are_cut_between_lines() -> None:
    cut = keep_head_and_tail(numbered(100), Limits(1000, 60))
    assert cut.head == "line 1\nline 2\nline 3\nline 4\n"
    assert cut.tail == "line 98\nline 99\nline 100\n"
    assert cut.lines == 93


def test_a_head_alone_has_no_tail() -> None:
    cut = keep_head(numbered(50), Limits(2, 10_000))
    assert cut.head == "line 1\nline 2\n"
    assert (cut.tail, cut.lines) == ("", 48)


def test_one_very_long_line_is_cut_inside() -> None:
    cut = keep_head_and_tail("x" * 500_000, Limits(100, 10_000))
    assert (len(cut.head), len(cut.tail), cut.characters) == (5000, 5000, 490_000)
    assert cut.note("more") == "[... 490,000 characters cut; more ...]"


def test_an_accent_and_a_skin_tone_stay_with_their_letter() -> None:
    for letter in ("e\u0301", "👍🏽", "👩\u200d🚀", "\r\n"):
        for before in range(8, 12):
            cut = keep_head_and_tail("x" * before + letter * 50, Limits(10_000, 20))
            assert len(cut.head[before:]) % len(letter) == 0
            assert not unicodedata.combining(cut.tail[0])
            assert cut.tail[0] not in "\u200d🏽"


def test_a_line_is_shortened_around_what_matters() -> None:
    line = "a" * 1000 + "NEEDLE" + "b" * 1000
    short = shorten_line(line, 100, around=1000)
    assert "NEEDLE" in short
    assert short.startswith("[... 967 characters cut ...] aaa")
    assert short.endswith(" [... 939 characters cut ...]")
    assert shorten_line("short", 100) == "short"


@settings(deadline=None)
@given(texts, limits, st.integers(1, 40))
def test_the_pieces_do_not_matter(text: str, limits: Limits, size: int) -> None:
    pieces = HeadAndTail(limits)
    for start in range(0, len(text), size):
        pieces.feed(text[start : start + size])
    assert pieces.cut() == keep_head_and_tail(text, limits)


@settings(deadline=None)
@given(texts, limits)
def test_what_is_kept_is_the_text_and_what_is_missing_is_counted(text: str, limits: Limits) -> None:
    for cut in (keep_head_and_tail(text, limits), keep_head(text, limits)):
        assert text.startswith(cut.head)
        assert text.endswith(cut.tail)
        assert len(cut.head) + len(cut.tail) + cut.characters == len(text)
        assert len(cut.head) + len(cut.tail) <= limits.characters
        assert cut.head.count("\n") + cut.tail.count("\n") <= limits.lines
        assert cut.lines <= text.count("\n") + 1


def test_memory_is_bounded_by_the_limits() -> None:
    kept = HeadAndTail(Limits(100, 10_000))
    for _ in range(2000):
        kept.feed("y\n" * 5000)
    assert sum(len(value) for value in vars(kept).values() if isinstance(value, str)) <= 10_001
    assert kept.cut().lines == 2000 * 5000 - 100
