"""Long pasted texts and the marks that stand for them."""

from reverie.plain.terminal.pasted import PastedTexts


def test_a_short_paste_stands_as_it_is() -> None:
    pasted = PastedTexts()
    assert pasted.mark("one\r\ntwo\rthree") == "one\ntwo\nthree"
    assert pasted.mark("line\n" * 9 + "end") == "line\n" * 9 + "end"


def test_a_long_one_is_a_mark_that_stands_for_all_of_it() -> None:
    pasted = PastedTexts()
    text = "line\n" * 10 + "end"
    assert pasted.mark(text) == "[pasted 11 lines]"
    assert pasted.mark("x" * 2_001) == "[pasted 2,001 characters]"
    assert pasted.whole("see [pasted 11 lines] here") == f"see {text} here"


def test_two_of_one_length_have_two_marks_and_the_same_text_has_one() -> None:
    pasted = PastedTexts()
    first, second = "a\n" * 20, "b\n" * 20
    assert pasted.mark(first) == "[pasted 21 lines]"
    assert pasted.mark(second) == "[pasted 21 lines, number 2]"
    assert pasted.mark(first) == "[pasted 21 lines]"
    assert pasted.whole("[pasted 21 lines, number 2][pasted 21 lines]") == second + first


def test_a_mark_within_a_pasted_text_is_text() -> None:
    pasted = PastedTexts()
    other = "o\n" * 30
    mark = pasted.mark(other)
    text = f"{mark}\n" * 12
    assert pasted.whole(pasted.mark(text)) == text


def test_a_mark_that_was_changed_is_text() -> None:
    pasted = PastedTexts()
    pasted.mark("o\n" * 30)
    assert pasted.whole("[pasted 31 line") == "[pasted 31 line"
    assert pasted.mark_before("x [pasted 31 lines]") == "[pasted 31 lines]"
    assert pasted.mark_before("x [pasted 31 lines] ") == ""
