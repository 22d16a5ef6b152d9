"""The port: masks are known again, and nothing else is taken for one."""

import pytest

from reverie.conversation.ports import RedactedStream, Redactor
from reverie.secrets.mask import kinds
from reverie.secrets.redactor import SecretRedactor

from .texts import drawn

REDACTOR: Redactor = SecretRedactor()


@pytest.mark.parametrize("kind", sorted(kinds()))
def test_a_mask_of_every_kind_is_known_again_and_stays(kind: str) -> None:
    text = f"TOKEN=[secret: {kind}]; next"
    assert REDACTOR.holds_mask(text)
    assert REDACTOR.redact(text) == text


@pytest.mark.parametrize(
    "text", ["", "a secret: token", "{[secret: string]: number}", "[secret: ]", "[Secret: token]", "secret"]
)
def test_prose_and_code_hold_no_mask(text: str) -> None:
    assert not REDACTOR.holds_mask(text)


def test_what_is_masked_holds_a_mask() -> None:
    assert REDACTOR.holds_mask(REDACTOR.redact("token=" + drawn(30)))


def test_the_stream_is_the_port_too() -> None:
    stream: RedactedStream = REDACTOR.stream()
    assert stream.feed("clean text ") + stream.finish() == "clean text "
