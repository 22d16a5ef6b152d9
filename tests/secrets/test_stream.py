"""A stream masks what the whole text's redaction masks, wherever it is split, and holds back little."""

import itertools

from hypothesis import given, settings
from hypothesis import strategies as st

from reverie.secrets.find import find_secrets
from reverie.secrets.redactor import SecretRedactor
from reverie.secrets.stream import LONGEST_WORD, RedactingStream

from .texts import drawn, private_key, texts

REDACTOR = SecretRedactor(("Kn0wn-Value_27",))


def streamed(stream: RedactingStream, text: str, cuts: list[int]) -> str:
    places = [0, *sorted(cut % (len(text) + 1) for cut in cuts), len(text)]
    pieces = [stream.feed(text[one:other]) for one, other in itertools.pairwise(places)]
    return "".join(pieces) + stream.finish()


@settings(max_examples=600)
@given(texts, st.lists(st.integers(0, 10_000), max_size=12))
def test_every_split_gives_what_the_whole_gives(text: str, cuts: list[int]) -> None:
    assert streamed(REDACTOR.stream(), text, cuts) == REDACTOR.redact(text)


@settings(max_examples=200)
@given(texts)
def test_character_by_character_too(text: str) -> None:
    assert streamed(REDACTOR.stream(), text, list(range(len(text)))) == REDACTOR.redact(text)


@settings(max_examples=300)
@given(texts, st.lists(st.integers(0, 10_000), max_size=12), st.integers(12, 60))
def test_words_that_never_end_are_cut_at_the_same_places(text: str, cuts: list[int], longest: int) -> None:
    whole = streamed(RedactingStream(find_secrets, longest), text, [])
    assert streamed(RedactingStream(find_secrets, longest), text, cuts) == whole


def test_a_long_text_is_masked_as_its_pieces_are() -> None:
    token = "ghp" + "_" + drawn(36)
    text = ("word " * 30_000 + f"token={token} and {token}\n") * 2
    assert len(text) > 2 * LONGEST_WORD
    assert REDACTOR.redact(text).count("[secret: github-token]") == 4
    assert streamed(REDACTOR.stream(), text, [7, 66_000, 131_071, 200_000]) == REDACTOR.redact(text)


def test_what_is_finished_is_given_at_once() -> None:
    stream = REDACTOR.stream()
    assert stream.feed("collected 3 items\n") == "collected 3 items\n"
    assert stream.feed("tests/a.py ") == "tests/a.py "
    assert [stream.feed(".") for _ in range(3)] == [".", ".", "."]
    assert stream.feed(" done: ghp" + "_") == " done: "
    assert stream.feed(drawn(36)) == ""
    assert stream.feed("\n") == "[secret: github-token]\n"
    assert stream.feed("$") == ""
    assert stream.finish() == "$"


def test_the_lines_of_an_open_private_key_are_masked_as_they_come() -> None:
    stream = REDACTOR.stream()
    key = private_key()
    lines = [stream.feed(line + "\n") for line in key.split("\n")]
    assert lines[0] == "-----BEGIN RSA PRIVATE KEY-----\n"
    assert lines[1:-1] == ["[secret: private-key]\n"] * 6
    assert lines[-1] == "-----END RSA PRIVATE KEY-----\n"
    assert stream.feed(drawn(64) + "\n") == drawn(64) + "\n"


def test_a_stream_can_be_used_again_after_its_end() -> None:
    stream = REDACTOR.stream()
    assert stream.feed("password=") + stream.finish() == "password="
    assert stream.feed("x7Kq9zz ") == "x7Kq9zz "
