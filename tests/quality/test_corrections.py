"""Corrections: told from new wishes, in the words that people use."""

import pytest

from reverie.quality.corrections import is_correction


@pytest.mark.parametrize(
    "message",
    [
        "no, that's the wrong file",
        "No. Undo that.",
        "that is not what I asked for",
        "it still fails with the same error",
        "you forgot the tests",
        "why did you change the Makefile?",
        "I said only src/a.py!",
        "revert your last edit please",
        "this doesn't work",
        "wrong",
        "stop, don't touch the config",
        "you didn't run the tests",
    ],
)
def test_what_sets_right(message: str) -> None:
    assert is_correction(message)


@pytest.mark.parametrize(
    "message",
    [
        "great, now add a test",
        "Add a flag --no-color",
        "now do the same for b.py",
        "What does this function do?",
        "No rush, but please also bump the version",
        "nothing else, thanks",
        "note that the API is v2; write a client",
        "commit it",
        "yes",
        "Why does the parser skip empty lines?",
        "now make the flaky test pass",
        "",
    ],
)
def test_what_goes_on(message: str) -> None:
    assert not is_correction(message)
