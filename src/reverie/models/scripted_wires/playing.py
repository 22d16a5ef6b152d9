"""The bytes that answer one request: a step in a wire format, with the step's fault in it."""

import msgspec

from reverie.models.script import Step

from .speech import Answer, Speech

_STREAM_HEAD = (
    b"HTTP/1.1 200 OK\r\ncontent-type: text/event-stream; charset=utf-8\r\n"
    b"cache-control: no-cache\r\ntransfer-encoding: chunked\r\n\r\n"
)
_END = b"0\r\n\r\n"


class Played(msgspec.Struct, frozen=True):
    """What goes to the client: `first`, then after `stall` seconds `rest`, then perhaps the end of the connection."""

    rest: bytes
    first: bytes = b""
    stall: float = 0.0
    keep_alive: bool = True


def play(speech: Speech, answer: Answer, *, stream: bool) -> Played:
    """One step as bytes of HTTP."""
    step = answer.step
    if step.status is not None:
        body = step.wire_body() or speech.refusal(step.status, f"the script says {step.status}")
        return Played(plain(step.status, body, step.retry_after))
    return _streamed(speech, answer) if stream else _whole(speech, answer)


def plain(status: int, body: bytes, retry_after: float | None = None) -> bytes:
    """An answer that is not streamed."""
    return _head(status, len(body), retry_after) + body


def _whole(speech: Speech, answer: Answer) -> Played:
    step = answer.step
    if step.overloaded:
        return Played(plain(529, speech.refusal(529, "overloaded")))
    body = speech.whole(answer) if step.garbage is None else step.garbage.encode()
    if step.tear is not None:
        return Played(_head(200, len(body), None) + body[: len(body) // 2], keep_alive=False)
    return Played(plain(200, body), stall=step.stall or 0.0)


def _streamed(speech: Speech, answer: Answer) -> Played:
    step = answer.step
    events = _with_faults(speech.events(answer), speech, step)
    torn = step.tear is not None
    at_once = 1 if step.stall is not None else 0
    first = _STREAM_HEAD + b"".join(map(_chunk, events[:at_once]))
    rest = b"".join(map(_chunk, events[at_once:])) + (b"" if torn else _END)
    if step.stall is None:
        return Played(first + rest, keep_alive=not torn)
    return Played(rest, first, step.stall, keep_alive=not torn)


def _with_faults(events: list[bytes], speech: Speech, step: Step) -> list[bytes]:
    if step.tear is not None:
        return events[: step.tear]
    if step.overloaded:
        return [events[0], speech.overloaded()]
    if step.garbage is not None:
        return [events[0], b"data: %b\n\n" % step.garbage.encode()]
    return events


def _chunk(content: bytes) -> bytes:
    return b"%x\r\n%b\r\n" % (len(content), content)


def _head(status: int, length: int, retry_after: float | None) -> bytes:
    wait = "" if retry_after is None else f"retry-after: {retry_after:g}\r\n"
    text = f"HTTP/1.1 {status} Scripted\r\ncontent-type: application/json\r\n{wait}content-length: {length}\r\n\r\n"
    return text.encode()
