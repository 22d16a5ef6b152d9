"""A Chat Completions server that says a part of an answer, and the rest when the test wants it.

The scripted server's replies come as fast as they can; here a test stands between two words of one.
"""

import json
import threading
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

Reply = Sequence[str]
"""Texts that are said one after the other; before each but the first the server waits for `go_on`."""


class PacedServer:
    """`bodies` are the requests so far. A reply whose parts are not let go waits until the server is closed."""

    def __init__(self, *replies: Reply) -> None:
        self.replies = list(replies)
        self.bodies: list[dict[str, Any]] = []
        self._steps = threading.Semaphore(0)
        self._closed = False
        self._server = ThreadingHTTPServer(("127.0.0.1", 0), type("Handler", (_Handler,), {"paced": self}))
        self.url = f"http://127.0.0.1:{self._server.server_port}/v1"

    def go_on(self) -> None:
        """Let the next part be said."""
        self._steps.release()

    def wait(self) -> bool:
        self._steps.acquire()
        return not self._closed

    @contextmanager
    def serving(self) -> Iterator["PacedServer"]:
        thread = threading.Thread(target=self._server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True)
        thread.start()
        try:
            yield self
        finally:
            self._closed = True
            self._steps.release(100)
            self._server.shutdown()
            self._server.server_close()
            thread.join()


class _Handler(BaseHTTPRequestHandler):
    paced: PacedServer

    def do_POST(self) -> None:
        body = json.loads(self.rfile.read(int(self.headers["content-length"])))
        self.paced.bodies.append(body)
        reply = self.paced.replies.pop(0) if self.paced.replies else ("",)
        self.send_response(200)
        self.send_header("content-type", "text/event-stream")
        self.send_header("connection", "close")
        self.end_headers()
        with suppress(OSError):  # the other side ended it
            self._say(reply)
        self.close_connection = True

    def _say(self, reply: Reply) -> None:
        for number, text in enumerate(reply):
            if number and not self.paced.wait():
                return
            self._event({"content": text}, None)
        self._event({}, "stop")
        self.wfile.write(b"data: [DONE]\n\n")
        self.wfile.flush()

    def _event(self, delta: dict[str, Any], finish: str | None) -> None:
        choice = {"index": 0, "delta": delta, "finish_reason": finish}
        chunk = {"id": "1", "object": "chat.completion.chunk", "created": 1, "model": "scripted", "choices": [choice]}
        self.wfile.write(b"data: " + json.dumps(chunk).encode() + b"\n\n")
        self.wfile.flush()

    def log_message(self, format: str, *args: Any) -> None:
        """Nothing: the test's own output tells enough."""


@contextmanager
def paced(*replies: Reply) -> Iterator[PacedServer]:
    with PacedServer(*replies).serving() as server:
        yield server
