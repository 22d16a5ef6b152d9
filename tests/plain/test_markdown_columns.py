"""Display columns."""

from hypothesis import example, given
from hypothesis import strategies as st

from reverie.plain.terminal.ansi import Span
from reverie.plain.terminal.columns import columns_of, fit, rows_of
from reverie.plain.terminal.wrapping import wrap

_TEXTS = st.text(st.sampled_from("ab 日本語🇩🇪é\u0301👨\u200d👩,。"), max_size=60)


def test_columns_are_those_of_the_terminal() -> None:
    assert columns_of("abc") == 3
    assert columns_of("日本") == 4
    assert columns_of("e\u0301") == 1
    assert columns_of("👨\u200d👩\u200d👧") == 2
    assert columns_of("🇩🇪") == 2


def test_fit_cuts_between_characters() -> None:
    assert fit("abcdef", 6) == "abcdef"
    assert fit("abcdef", 5) == "abcd…"
    assert fit("日本語", 5) == "日本…"
    assert fit("日本語", 4) == "日…"
    assert fit("👨\u200d👩\u200d👧👨\u200d👩\u200d👧", 3) == "👨\u200d👩\u200d👧…"
    assert fit("abc", 1) == "…"
    assert fit("abc", 0) == ""


@given(_TEXTS, st.integers(0, 20))
def test_what_fits_is_never_too_wide(text: str, columns: int) -> None:
    assert columns_of(fit(text, columns)) <= columns


@given(_TEXTS, st.integers(2, 20))
def test_rows_lose_nothing_and_are_never_too_wide(text: str, columns: int) -> None:
    rows = rows_of(text, columns)
    assert "".join(rows) == text
    assert all(columns_of(row) <= columns for row in rows)


@given(st.lists(_TEXTS, max_size=5), st.integers(2, 20))
@example(["aa\u200d", "\u200da"], 2)
def test_wrapping_loses_only_blanks(texts: list[str], columns: int) -> None:
    lines = wrap([Span(text, str(number)) for number, text in enumerate(texts)], columns, break_words=True)
    joined = ["".join(span.text for span in line) for line in lines]
    assert "".join(joined).replace(" ", "") == "".join(texts).replace(" ", "")
    assert all(columns_of(line.rstrip(" ")) <= columns for line in joined)
