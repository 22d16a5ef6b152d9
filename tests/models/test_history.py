"""What a request is made of is encoded once."""

from typing import Any

import msgspec
import pytest
from tests.models.asking import READ, request_of

from reverie.conversation.messages import Message, ReasoningPart, user_text
from reverie.models.history import (
    EncodedHistory,
    EncodedPrompt,
    json_object,
    read_proof,
    short_id,
    strict_id,
    wire_arguments,
    wire_name,
)


class Counting:
    """Encodes a message as its text and remembers which it was asked for."""

    def __init__(self) -> None:
        self.asked: list[Message] = []

    def __call__(self, message: Message) -> list[Any]:
        self.asked.append(message)
        return [text] if (text := message.parts[0].text) else []  # type: ignore[union-attr]


def test_a_growing_history_is_encoded_once_a_message() -> None:
    encode = Counting()
    history = EncodedHistory(encode)
    messages = tuple(user_text(str(number)) for number in range(100))
    for length in range(1, 101):
        assert len(history.fragments(messages[:length])) == length
    assert encode.asked == list(messages)


def test_after_a_boundary_only_what_is_new_is_encoded() -> None:
    encode = Counting()
    history = EncodedHistory(encode)
    first, second, summary = user_text("a"), user_text("b"), user_text("s")
    history.fragments((first, second))
    assert history.fragments((first, summary)) == [b'"a"', b'"s"']
    assert history.fragments((summary,)) == [b'"s"']
    assert encode.asked == [first, second, summary, summary]


def test_equal_is_not_the_same_but_gives_the_same_bytes() -> None:
    history = EncodedHistory(Counting())
    assert history.fragments((user_text("a"),)) == history.fragments((user_text("a"),))


def test_a_message_without_a_wire_form_leaves_no_gap() -> None:
    history = EncodedHistory(Counting())
    assert history.fragments((user_text("a"), user_text(""), user_text("b"))) == [b'"a"', b'"b"']


def test_the_fixed_prompt_is_encoded_once_and_again_when_it_changes() -> None:
    calls: list[str] = []

    def encode(system: str, tools: object) -> bytes:
        calls.append(system)
        return system.encode()

    prompt = EncodedPrompt(encode)
    for system in ("a", "a", "b", "b"):
        assert prompt.fragment(request_of(system=system)) == system.encode()
    fresh_tools = msgspec.structs.replace(request_of(system="b"), tools=(msgspec.structs.replace(READ),))
    prompt.fragment(fresh_tools)
    assert calls == ["a", "b"]


@pytest.mark.parametrize(
    "text", ["[]", "1", '"x"', "{", "null", "nan", '{"a":1}x', "[" * 100_000, '{"a":' * 100_000, "\udcff"]
)
def test_arguments_that_are_no_object_are_wrapped(text: str) -> None:
    assert json_object(text) is None
    assert list(msgspec.json.decode(wire_arguments(text))) == ["unparsable_arguments"]


def test_arguments_that_are_an_object_keep_their_bytes() -> None:
    text = ' {"b": 1.50, "a": "é\\u00e9"} '
    assert wire_arguments(text) == text.encode()
    assert wire_arguments("  ") == b"{}"


def test_names_and_ids_fit_and_stay_distinct() -> None:
    assert (wire_name("mcp.x/y z"), wire_name(""), len(wire_name("n" * 99))) == ("mcp_x_y_z", "unknown", 64)
    assert strict_id("call_1") == "call_1" and short_id("abcDEF123") == "abcDEF123"
    assert len({strict_id("a.b"), strict_id("a|b"), strict_id("a" * 41)}) == 3
    assert len({short_id("call_1"), short_id("call_2")}) == 2 and len(short_id("call_1")) == 9


def test_a_proof_that_cannot_be_read_is_none() -> None:
    decoder = msgspec.json.Decoder(dict[str, str])
    for opaque in ("", "{", "[1]", "[" * 100_000):
        assert read_proof(ReasoningPart("x", "m", opaque), decoder) is None
