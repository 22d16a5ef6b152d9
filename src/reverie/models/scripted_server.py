"""A small HTTP server that plays a script in the wire formats of real providers, streamed or not.

It serves tests, demonstrations and benchmarks, on 127.0.0.1 only:

    python -m reverie.models.scripted_server SCRIPT [--port N] [--record FILE]

prints the URL to give as `--base-url` and plays until it is stopped. `--record` writes each request as one JSON line.
"""

import asyncio
import contextlib
import sys
import threading
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any, cast
from urllib.parse import urlsplit

import msgspec

from .errors import InvalidScript
from .script import Playback, Script, ScriptMismatch, load_script
from .scripted_wires.chat import Chat
from .scripted_wires.messages import Messages
from .scripted_wires.playing import Played, plain, play
from .scripted_wires.responses import Responses
from .scripted_wires.speech import Answer, Speech

if TYPE_CHECKING:
    import ssl

_SPEECHES: dict[str, Speech] = {
    "/chat/completions": Chat(),
    "/messages": Messages(),
    "/responses": Responses(),
}
_MODEL = {
    "id": "scripted",
    "object": "model",
    "type": "model",
    "display_name": "Scripted",
    "created": 1_700_000_000,
    "created_at": "2023-11-14T22:13:20Z",
    "owned_by": "reverie",
}
_MODELS = {"object": "list", "data": [_MODEL], "has_more": False, "first_id": "scripted", "last_id": "scripted"}


class RecordedRequest(msgspec.Struct, frozen=True):
    """A request as it came: header names are lower case, the body is its exact bytes."""

    method: str
    path: str
    headers: dict[str, str]
    body: bytes


class _Asked(msgspec.Struct):
    """What the server wants to know of a request; the rest is only recorded."""

    model: str = "scripted"
    stream: bool = False
    messages: msgspec.Raw = msgspec.Raw(b"[]")
    input: msgspec.Raw = msgspec.Raw(b"[]")


_asked = msgspec.json.Decoder(_Asked)


class ScriptedServer:
    """The server, for use within an event loop. `requests` holds what was asked, in order, if it is to `remember`."""

    def __init__(self, script: Script, record: Path | None = None, *, remember: bool = True) -> None:
        self._playback = Playback(script)
        self._record = record
        self._remember = remember
        self._server: asyncio.Server | None = None
        self._answered = 0
        self.connections: set[asyncio.Transport] = set()
        self.connections_made = 0
        self.requests: list[RecordedRequest] = []
        self.root = ""

    @property
    def url(self) -> str:
        """What a person gives as `--base-url`."""
        return f"{self.root}/v1"

    async def start(self, port: int = 0, tls: "ssl.SSLContext | None" = None) -> None:
        """Listen, on a free port unless one is given; with `tls` (certificate and key loaded) speak https."""
        loop = asyncio.get_running_loop()
        self._server = await loop.create_server(lambda: _Connection(self), "127.0.0.1", port, ssl=tls)
        scheme = "http" if tls is None else "https"
        self.root = f"{scheme}://127.0.0.1:{self._server.sockets[0].getsockname()[1]}"

    async def aclose(self) -> None:
        if self._server is not None:
            self._server.close()
        for transport in list(self.connections):
            transport.abort()
        await asyncio.sleep(0)

    def answer(self, request: RecordedRequest) -> Played:
        """What a request is answered with."""
        path = urlsplit(request.path).path.removeprefix("/v1")
        if request.method == "GET" and path == "/models":
            return Played(plain(200, msgspec.json.encode(_MODELS)))
        speech = _SPEECHES.get(path)
        if speech is None or request.method != "POST":
            return Played(plain(404, b'{"error":{"message":"no such path here","type":"not_found_error"}}'))
        self._keep(request)
        try:
            asked = _asked.decode(request.body)
            step = self._playback.next(lambda: _last_text(asked))
        except (ScriptMismatch, msgspec.DecodeError) as error:
            return Played(plain(400, speech.refusal(400, str(error))))
        self._answered += 1
        usage = step.counted(len(request.body) // 4)
        return play(speech, Answer(step, asked.model, self._answered, usage), stream=asked.stream)

    def _keep(self, request: RecordedRequest) -> None:
        if self._remember:
            self.requests.append(request)
        if self._record is not None:
            line = b'{"path":%b,"body":%b}\n' % (msgspec.json.encode(request.path), request.body)
            with self._record.open("ab") as file:
                file.write(line)


class _Connection(asyncio.Protocol):
    """One kept-alive connection: collects a request's bytes, answers it, waits for the next."""

    def __init__(self, server: ScriptedServer) -> None:
        self._server = server
        self._head: tuple[str, str, dict[str, str]] | None = None
        self._received: list[bytes] = []
        self._missing = 0

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        self._transport = cast(asyncio.Transport, transport)
        self._server.connections.add(self._transport)
        self._server.connections_made += 1

    def connection_lost(self, exc: Exception | None) -> None:
        self._server.connections.discard(self._transport)

    def data_received(self, data: bytes) -> None:
        if self._head is None:
            head, end, data = b"".join((*self._received, data)).partition(b"\r\n\r\n")
            if not end:
                self._received = [head]
                return
            self._head = _parse_head(head)
            self._received = []
            self._missing = int(self._head[2].get("content-length", 0))
        self._received.append(data)
        self._missing -= len(data)
        if self._missing <= 0:
            request = RecordedRequest(*self._head, b"".join(self._received))
            self._head, self._received = None, []
            self._send(self._server.answer(request))

    def _send(self, played: Played) -> None:
        if not played.first and not played.stall:
            self._finish(played)
            return
        self._transport.write(played.first)
        asyncio.get_running_loop().call_later(played.stall, self._finish, played)

    def _finish(self, played: Played) -> None:
        if self._transport.is_closing():
            return
        self._transport.write(played.rest)
        if not played.keep_alive:
            self._transport.close()


def _parse_head(head: bytes) -> tuple[str, str, dict[str, str]]:
    """Method, path, and the headers by their lower-case names."""
    first, *lines = head.decode("latin-1").split("\r\n")
    method, path, _ = first.split(" ", 2)
    pairs = (line.partition(":") for line in lines)
    return method, path, {name.strip().lower(): value.strip() for name, _, value in pairs}


def _last_text(asked: _Asked) -> str:
    """All text of the last message, so that a step can expect something in it."""
    for raw in (asked.messages, asked.input):
        items = msgspec.json.decode(raw)
        if isinstance(items, str):
            return items
        if items:
            return "\n".join(_strings(items[-1]))
    return ""


def _strings(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for item in value.values():
            yield from _strings(item)
    elif isinstance(value, list):
        for item in value:
            yield from _strings(item)


@contextlib.contextmanager
def running_server(script: Script, record: Path | None = None) -> Iterator[ScriptedServer]:
    """A server for this script, running as in `in_thread`."""
    with in_thread(ScriptedServer(script, record)) as server:
        yield server


@contextlib.contextmanager
def in_thread(server: ScriptedServer) -> Iterator[ScriptedServer]:
    """The server in a thread of its own, for callers that block or bring their own event loop."""
    loop = asyncio.new_event_loop()
    loop.run_until_complete(server.start())
    thread = threading.Thread(target=loop.run_forever, daemon=True)
    thread.start()
    try:
        yield server
    finally:
        asyncio.run_coroutine_threadsafe(server.aclose(), loop).result(10)
        loop.call_soon_threadsafe(loop.stop)
        thread.join(10)
        loop.close()


async def _serve_until_stopped(script: Script, port: int, record: Path | None) -> None:
    server = ScriptedServer(script, record, remember=False)
    await server.start(port)
    sys.stdout.write(server.url + "\n")
    sys.stdout.flush()
    await asyncio.Event().wait()


def main(arguments: list[str] | None = None) -> int:
    """The command line; the exit status."""
    import argparse

    parser = argparse.ArgumentParser(prog="python -m reverie.models.scripted_server", description=__doc__)
    parser.add_argument("script", type=Path)
    parser.add_argument("--port", type=int, default=0)
    parser.add_argument("--record", type=Path)
    given = parser.parse_args(arguments)
    try:
        script = load_script(given.script)
    except InvalidScript as error:
        sys.stderr.write(f"{error}\n")
        return 2
    with contextlib.suppress(KeyboardInterrupt):
        asyncio.run(_serve_until_stopped(script, given.port, given.record))
    return 0


if __name__ == "__main__":
    sys.exit(main())
