"""Patches: exact both ways, made of whole lines, and fit to be carried out beside somebody else's change."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reverie.memory.patch import patch, text_hash

_TEXTS = st.one_of(
    st.none(), st.lists(st.sampled_from(["a\n", "b\n", "ab\n", "aab\n", "\n", "---\n", "é\r\n", "tail"])).map("".join)
)


@given(_TEXTS, _TEXTS)
def test_a_patch_goes_there_and_back(before: str | None, after: str | None) -> None:
    one = patch("MEMORY.md", before, after)
    assert one.applied(before) == after
    assert one.inverted().applied(after) == before
    assert (one.before, one.after) == (text_hash(before), text_hash(after))


@given(_TEXTS, _TEXTS)
def test_a_patch_is_of_whole_lines(before: str | None, after: str | None) -> None:
    one = patch("MEMORY.md", before, after)
    for text, hunks in ((before or "", one.hunks), (after or "", one.inverted().hunks)):
        for hunk in hunks:
            end = hunk.at + len(hunk.out)
            assert hunk.at == 0 or text[hunk.at - 1] == "\n"
            assert not hunk.out or end == len(text) or text[end - 1] == "\n"


def test_the_patch_of_an_added_line_is_that_line() -> None:
    text = "".join(f"- [Topic {number}](topics/t{number}.md): words\n" for number in range(1000))
    one = patch("MEMORY.md", text, text + "- [Topic x](topics/x.md): words\n")
    (hunk,) = one.hunks
    assert (hunk.out, hunk.into) == ("", "- [Topic x](topics/x.md): words\n")


def test_another_hand_in_another_place_is_no_hindrance() -> None:
    one = patch("topics/a.md", "head\nold\ntail\n", "head\nnew\ntail\n")
    assert one.merged("HEAD\nold\ntail\nmore\n") == "HEAD\nnew\ntail\nmore\n"
    assert one.merged("HEAD\nnew\ntail\n") == "HEAD\nnew\ntail\n"
    added = patch("topics/a.md", "head\n", "head\nnew\n")
    assert added.merged("HEAD, without a newline") == "HEAD, without a newline\nnew\n"


def test_added_lines_are_put_before_the_line_that_followed_them() -> None:
    added = patch("topics/a.md", "one\ntail\n", "one\nnew\ntail\n")
    assert added.merged("ONE\ntail\nmore\n") == "ONE\nnew\ntail\nmore\n"
    assert added.merged("tail\n") == "new\ntail\n"
    assert added.merged("one\nnew\ntail\nmore\n") == "one\nnew\ntail\nmore\n"
    assert added.merged("new\nONE\ntail\n") == "new\nONE\nnew\ntail\n"
    assert added.inverted().merged("ONE\nnew\ntail\n") == "ONE\ntail\n"
    removed = patch("topics/a.md", "one\nold\ntail\n", "one\ntail\n")
    assert removed.inverted().merged("ONE\ntail\n") == "ONE\nold\ntail\n"


@pytest.mark.parametrize(
    "text", ["one\n", "one\ntail\none\ntail\n", "tail\ntail\n", "one\nlong tail\n", "tail of it\n"]
)
def test_the_place_of_added_lines_is_not_guessed(text: str) -> None:
    with pytest.raises(ValueError, match="the place"):
        patch("topics/a.md", "one\ntail\n", "one\nnew\ntail\n").merged(text)


@pytest.mark.parametrize("text", ["head\nother\ntail\n", "old\nold\n", None])
def test_lines_that_are_not_there_once_are_not_guessed(text: str | None) -> None:
    with pytest.raises(ValueError, match=r"lines|gone"):
        patch("topics/a.md", "head\nold\ntail\n", "head\nnew\ntail\n").merged(text)


def test_a_new_description_does_not_make_the_whole_file_one_hunk() -> None:
    facts = "".join(f"\n## Fact {number} ^000000000{number % 10}\n- kind: fact\n" for number in range(50))
    before, after = (
        f"---\ntitle: x\ndescription: old\n---\n{facts}",
        f"---\ntitle: x\ndescription: new\n---\n{facts}more\n",
    )
    one = patch("topics/x.md", before, after)
    assert [(hunk.out, hunk.into) for hunk in one.hunks] == [
        ("description: old\n", "description: new\n"),
        ("", "more\n"),
    ]
    assert one.merged(before.replace("Fact 7 ", "Fact seven ")) == after.replace("Fact 7 ", "Fact seven ")


def test_lines_that_stand_often_are_told_apart_by_the_line_before() -> None:
    added = patch("topics/a.md", "---\ntitle: x\n---\n", "---\ntitle: x\ndescription: y\n---\n")
    assert added.merged("---\ntitle: x\n---\nmore\n") == "---\ntitle: x\ndescription: y\n---\nmore\n"
