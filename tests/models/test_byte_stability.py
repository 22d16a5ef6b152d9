"""A provider's prompt cache works on bytes: each request must begin with the bytes of the one before."""

import itertools
import json
import re

import pytest
from tests.models.asking import NAME, WIRES, ask, model_at, reply_of, request_of

from reverie.conversation.messages import ImagePart, Message, ResultPart, TextPart, ToolMessage, user_text
from reverie.models.provider_errors import Target
from reverie.models.script import parse_script
from reverie.models.scripted_server import RecordedRequest, running_server

SCRIPT = """[
  {"reasoning": "first", "text": "Reading.", "calls": [{"name": "read", "arguments": {"path": "é", "n": 1.50}},
                                                       {"name": "read", "arguments": "{\\"path\\": \\"spaced\\" }"}]},
  {"reasoning": "again", "calls": [{"name": "read", "arguments": "{broken"}]},
  {"status": 500},
  {"text": "Done."},
  {"calls": [{"name": "no such tool!", "arguments": ""}]},
  {"reasoning": "last", "text": "Really done."}
]"""


def _converse(url: str, wire: str) -> list[Message]:
    """Five turns with tools; each reply becomes history as it came. The history of the last request."""
    model = model_at(url, wire)
    history: list[Message] = [user_text("hello")]
    for turn in range(5):
        asked = list(history)
        message = reply_of(ask(model, request_of(*history))[0]).message
        history.append(message)
        if message.calls:
            history.append(ToolMessage(tuple(ResultPart(call.id, _result(turn)) for call in message.calls)))
        else:
            history.append(user_text(f"and now? {turn}"))
    return asked


def _result(turn: int) -> tuple[TextPart | ImagePart, ...]:
    text = TextPart(f"line {turn}\n\ttab “quoted”", "tool")
    return (text, ImagePart("image/png", b"png")) if turn == 0 else (text,)


def _recorded(wire: str) -> list[RecordedRequest]:
    with running_server(parse_script(SCRIPT)) as server:
        _converse(server.url, wire)
        return server.requests


@pytest.mark.parametrize("wire", WIRES)
def test_each_request_begins_with_the_one_before(wire: str) -> None:
    bodies = [request.body for request in _recorded(wire)]
    assert len(bodies) == 6
    end = b"]}"
    for before, after in itertools.pairwise(bodies):
        assert before.endswith(end)
        assert after.startswith(before.removesuffix(end)) or after == before
    assert bodies[2] == bodies[3], "a retry sends the same bytes"


@pytest.mark.parametrize("wire", WIRES)
def test_the_fixed_prompt_is_the_same_bytes_and_every_body_is_valid(wire: str) -> None:
    bodies = [request.body for request in _recorded(wire)]
    key = b'"input":[' if wire == "responses" else b'"messages":['
    assert len({body.partition(key)[0] for body in bodies}) == 1
    for body in bodies:
        json.loads(body)


@pytest.mark.parametrize("wire", WIRES)
def test_a_resumed_session_sends_what_the_session_sent(wire: str) -> None:
    with running_server(parse_script(SCRIPT)) as server:
        history = _converse(server.url, wire)
        sent = server.requests[-1].body
    anew = WIRES[wire]("gpt-test", Target(NAME)).body(request_of(*history))
    assert _without_session_key(anew) == _without_session_key(sent)


def _without_session_key(body: bytes) -> bytes:
    return re.sub(rb'"reverie-[0-9a-f]{16}"', b'""', body)
