"""Server-sent events in any pieces."""

import pytest

from reverie.models.sse import EventData

STREAM = (
    ': a comment\n\nevent: x\nid: 7\ndata: {"text":"é🦊"}\n\n'
    "data:no space\r\n\r\ndata: two\rdata: lines\r\rretry: 5\n\ndata: [DONE]\n\n"
).encode()
EVENTS = ['{"text":"é🦊"}'.encode(), b"no space", b"two\nlines", b"[DONE]"]


def _events(*chunks: bytes) -> list[bytes]:
    reader = EventData()
    return [event for chunk in chunks for event in reader.feed(chunk)] + reader.finish()


@pytest.mark.parametrize("cut", range(len(STREAM) + 1))
def test_a_stream_cut_at_every_byte(cut: int) -> None:
    assert _events(STREAM[:cut], STREAM[cut:]) == EVENTS


def test_a_stream_byte_by_byte() -> None:
    assert _events(*(STREAM[index : index + 1] for index in range(len(STREAM)))) == EVENTS


def test_a_last_event_that_nobody_closed() -> None:
    assert _events(b"data: a\n\ndata: b") == [b"a", b"b"]
    assert _events(b"data: a\n") == [b"a"]
    assert _events(b"") == []


def test_an_event_of_many_megabytes_in_small_pieces() -> None:
    big = b"x" * (5 << 20)
    stream = b"data: " + big + b"\n\n"
    chunks = [stream[start : start + 4096] for start in range(0, len(stream), 4096)]
    assert _events(*chunks) == [big]
