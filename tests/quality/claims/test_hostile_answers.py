"""Answers that nobody writes: they give claims or none, and come to an end."""

import pytest

from reverie.conversation.deeds import AnyDeed, Command, Edit
from reverie.quality.claims import find_claims
from reverie.quality.claims.prose.masking import masked

_DEEDS: list[AnyDeed] = [Edit(path="src/a.py"), Command(command="pytest", exit=0, output="3 passed")]
_LENGTH = 60_000
_PIECES = (
    "a", " ", "`", "`a ", "``a` ", '"a ', "'a ", "(", "(a, ", "[", "](", "[a](b ", "a/", "a.", ".", "\n", "| a ",
    "| a | b |\n", "*", "**a ", "_a ", "https://a", "1,2", "1 ", "测", "已修改，", "a-", "~~~\n", "</", "and ", "no ",
    "✅ ", "- fixed `a/b.py`\n", "I ran it, ", "if it passes, ", "\ue000", "\x00", "\u202e", "é́",
)  # fmt: skip


@pytest.mark.parametrize("piece", _PIECES)
def test_a_long_repetition_ends(piece: str) -> None:
    """A pattern that tries all splits of a text would not end here."""
    answer = piece * (_LENGTH // len(piece))
    for claim in find_claims(answer, _DEEDS):
        assert 0 <= claim.start < claim.end <= len(answer)


@pytest.mark.parametrize("piece", _PIECES)
def test_masking_keeps_every_place(piece: str) -> None:
    text = f"See {piece * 50} and [a](b) or `c`."
    assert len(masked(text)) == len(text)


def test_a_claim_stands_out_of_the_noise() -> None:
    answer = "x" * 20_000 + "\n\nAll tests pass.\n\n" + "(" * 20_000
    assert [answer[one.start : one.end] for one in find_claims(answer, _DEEDS)] == ["All tests pass"]
