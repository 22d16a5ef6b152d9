"""The connection: what networks and servers do to a stream."""

import asyncio
import json
import socket

import pytest
from tests.models.asking import (
    NAME,
    SECRET,
    Waits,
    ask,
    ask_once,
    failure_of,
    model_at,
    reply_of,
    request_of,
    retries_in,
)
from tests.models.raw_server import EVENTS, raw_server

from reverie.conversation.events import TextDelta
from reverie.conversation.messages import user_text
from reverie.models.http_model import HttpModel
from reverie.models.http_stream import HttpStream, is_loopback
from reverie.models.openai_chat import OpenAIChat
from reverie.models.provider_errors import Target
from reverie.models.script import parse_script
from reverie.models.scripted_server import running_server

TEXT = "naïve 🦊 “text”"
CHUNK = f'data: {{"choices":[{{"delta":{{"content":"{TEXT}"}},"finish_reason":"stop"}}]}}\n\n'.encode()
DONE = b"data: [DONE]\n\n"


def test_characters_split_over_writes() -> None:
    stream = CHUNK + DONE
    with raw_server([EVENTS, *(stream[index : index + 1] for index in range(len(stream)))]) as url:
        assert reply_of(ask_once(model_at(url))).message.text == TEXT


def test_an_event_of_more_than_a_megabyte() -> None:
    long = "x" * (3 << 20)
    event = json.dumps({"choices": [{"delta": {"content": long}, "finish_reason": "stop"}]}).encode()
    with raw_server([EVENTS, b"data: " + event + b"\n\n", DONE]) as url:
        assert reply_of(ask_once(model_at(url))).message.text == long


def test_a_compressed_stream() -> None:
    import gzip

    body = gzip.compress(CHUNK + DONE)
    head = EVENTS.replace(b"\r\n\r\n", b"\r\ncontent-encoding: gzip\r\n\r\n")
    with raw_server([head, body]) as url:
        assert reply_of(ask_once(model_at(url))).message.text == TEXT


def test_a_server_that_says_nothing_counts_as_torn() -> None:
    script = parse_script('[{"text":"This is the first piece, and then silence.","stall":30},{"text":"good"}]')
    with running_server(script) as server:
        events = ask_once(model_at(server.url, silence=0.05))
    assert "sent nothing for 0.05 s" in retries_in(events)[0].reason
    assert reply_of(events).message.text == "good"


def test_a_connection_closed_without_an_answer_is_tried_again() -> None:
    with raw_server([], [EVENTS, CHUNK, DONE]) as url:
        events = ask_once(model_at(url))
    assert len(retries_in(events)) == 1 and reply_of(events).message.text == TEXT


def test_nobody_listens() -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        url = f"http://127.0.0.1:{taken.getsockname()[1]}/v1"
    waits = Waits()
    failure = failure_of(ask_once(model_at(url, retries=waits.retries)))
    assert failure.kind == "network" and url in failure.text and "check the network" in failure.text
    assert len(waits.seconds) == 2


@pytest.mark.parametrize("url", ["ftp://x.test/v1", "not a url", "http://[::1/v1", "http://"])
def test_an_impossible_url_is_a_failure_not_an_error(url: str) -> None:
    assert failure_of(ask_once(model_at(url))).kind in ("invalid", "network")


@pytest.mark.parametrize(
    ("variable", "value", "told"),
    [
        ("ALL_PROXY", "socks5://127.0.0.1:9", "SOCKS"),
        ("HTTPS_PROXY", "gopher://x", "HTTPS_PROXY"),
        ("SSL_CERT_FILE", "/nonexistent.pem", "SSL_CERT_FILE"),
    ],
)
def test_an_environment_that_cannot_be_used_is_a_failure_not_an_error(
    variable: str, value: str, told: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(variable, value)
    model = model_at("https://models.invalid/v1")
    model.open()
    failure = failure_of(ask_once(model))
    assert failure.kind == "invalid" and told in failure.text and "\n" not in failure.text


@pytest.mark.parametrize("key", ["line\nbreak", "sm\u00f6rg\u00e5s \U0001f98a"])
def test_an_impossible_key_is_a_failure_that_does_not_show_it(key: str) -> None:
    target = Target(NAME, "http://127.0.0.1:9/v1", "OPENAI_API_KEY", has_key=True)
    wire = OpenAIChat("m", target)
    model = HttpModel(NAME, wire, HttpStream("http://127.0.0.1:9/v1", wire.headers(key), target), Waits().retries)
    failure = failure_of(ask_once(model))
    assert failure.kind == "auth" and "OPENAI_API_KEY" in failure.text and key not in failure.text


def test_requests_share_one_connection() -> None:
    with running_server(parse_script('[{"text":"a","repeat":5}]')) as server:
        ask(model_at(server.url), *[request_of()] * 5)
        assert server.connections_made == 1


def test_a_server_that_leaves_the_stream_open_after_its_end_is_not_waited_for() -> None:
    with socket.create_server(("127.0.0.1", 0)) as listening:
        url = f"http://127.0.0.1:{listening.getsockname()[1]}/v1"

        async def scenario() -> str:
            loop = asyncio.get_running_loop()
            model = model_at(url)

            async def read() -> str:
                events = [event async for event in model.stream(request_of())]
                return reply_of(events).message.text

            task = asyncio.create_task(read())
            listening.setblocking(False)
            connection, _ = await loop.sock_accept(listening)
            await loop.sock_sendall(connection, EVENTS + CHUNK + DONE)
            text = await asyncio.wait_for(task, 10)
            connection.close()
            await model.aclose()
            return text

        assert asyncio.run(scenario()) == TEXT


def test_leaving_a_stream_early_closes_its_connection() -> None:
    with socket.create_server(("127.0.0.1", 0)) as listening:
        listening.setblocking(False)

        async def scenario() -> bytes:
            loop = asyncio.get_running_loop()
            model = model_at(f"http://127.0.0.1:{listening.getsockname()[1]}/v1")
            stream = model.stream(request_of())
            first = asyncio.ensure_future(anext(stream))
            connection, _ = await loop.sock_accept(listening)
            await loop.sock_recv(connection, 1 << 20)
            await loop.sock_sendall(connection, EVENTS + CHUNK)
            assert await first == TextDelta(TEXT)
            await stream.aclose()
            with connection:
                return await asyncio.wait_for(loop.sock_recv(connection, 1), 10)

        assert asyncio.run(scenario()) == b""


def test_the_key_is_in_no_representation() -> None:
    model = model_at("http://127.0.0.1:9/v1")
    assert SECRET not in repr(model) + repr(vars(model)["_stream"])


def test_loopback() -> None:
    assert all(map(is_loopback, ["http://127.0.0.1:1/v1", "http://localhost/v1", "http://[::1]:1/v1"]))
    assert not any(map(is_loopback, ["https://api.openai.com/v1", "http://10.0.0.1", "http://localhost.evil.test"]))


def test_a_loopback_server_is_not_asked_by_proxy(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HTTP_PROXY", "http://127.0.0.1:9")
    monkeypatch.setenv("ALL_PROXY", "http://127.0.0.1:9")
    with running_server(parse_script('[{"text":"direct"}]')) as server:
        assert reply_of(ask_once(model_at(server.url))).message.text == "direct"


def test_another_server_is_asked_by_proxy(monkeypatch: pytest.MonkeyPatch) -> None:
    with running_server(parse_script('[{"text":"by proxy"}]')) as server:
        monkeypatch.setenv("HTTP_PROXY", server.root)
        assert (
            reply_of(ask_once(model_at("http://models.test/v1"), request_of(user_text("x")))).message.text == "by proxy"
        )
