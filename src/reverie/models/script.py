"""Script: a conversation from a file, step by step, for tests, demonstrations and benchmarks.

A script is a JSON list of steps, or `{"steps": [...], "after": "repeat-last"}`. Each model request plays one step: a
reply (`text`, `reasoning`, `calls`, `usage`) or a fault (`status`, `overloaded`, `tear`, `stall`, `garbage`).
"""

import itertools
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, Literal

import msgspec

from reverie.conversation.messages import Usage, tokens_of

from .errors import InvalidScript

_PIECE = 24


class ScriptedCall(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A call the model makes. `arguments` that are a string are sent as they are, also when they are no JSON."""

    name: str
    arguments: dict[str, Any] | str = {}
    id: str = ""

    @property
    def wire_arguments(self) -> str:
        if isinstance(self.arguments, str):
            return self.arguments
        return msgspec.json.encode(self.arguments).decode()


class Step(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What one request is answered with.

    `status` (with `retry_after` seconds and `body`): an HTTP error. `overloaded`: an error event within the stream.
    `tear`: the stream is cut after that many events. `stall`: seconds without a byte after the first event.
    `garbage`: text that is no event of the wire format, after which the stream ends. `expect`: must be found in the
    request's last message. `repeat`: how many requests this step answers.
    """

    text: str = ""
    reasoning: str = ""
    calls: tuple[ScriptedCall, ...] = ()
    usage: Usage | None = None
    status: int | None = None
    retry_after: float | None = None
    body: dict[str, Any] | str | None = None
    overloaded: bool = False
    tear: int | None = None
    stall: float | None = None
    garbage: str | None = None
    expect: str = ""
    repeat: int = 1

    def wire_body(self) -> bytes:
        """The body of an HTTP error, as bytes."""
        if isinstance(self.body, str):
            return self.body.encode()
        return msgspec.json.encode(self.body) if self.body is not None else b""

    def counted(self, input_tokens: int) -> Usage:
        """The step's own usage, else an estimate from its text and the request's size in tokens."""
        if self.usage is not None:
            return self.usage
        written = self.text + self.reasoning + "".join(call.name + call.wire_arguments for call in self.calls)
        return Usage(input=input_tokens, output=tokens_of(written))


class Script(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Steps in order, and what is done when they are used up: fail honestly, or play the last one for ever."""

    steps: tuple[Step, ...]
    after: Literal["fail", "repeat-last"] = "fail"


class ScriptMismatch(Exception):
    """The request does not fit the script: it is over, or the next step expects something else."""


class Playback:
    """Where one run of a script stands."""

    def __init__(self, script: Script) -> None:
        self._steps = _plays(script)
        self._played = 0

    def next(self, last_message: Callable[[], str]) -> Step:
        """The step for a request; its last message's text is asked for when the step expects something in it.

        Raises ScriptMismatch.
        """
        step = next(self._steps, None)
        if step is None:
            raise ScriptMismatch(f"the script is over after {self._played} requests; add a step for this one")
        self._played += 1
        if step.expect and step.expect not in (text := last_message()):
            raise ScriptMismatch(f"request {self._played}: {step.expect!r} is not in its last message {text[:200]!r}")
        return step


def _plays(script: Script) -> Iterator[Step]:
    for step in script.steps:
        yield from itertools.repeat(step, step.repeat)
    if script.after == "repeat-last" and script.steps:
        yield from itertools.repeat(script.steps[-1])


def load_script(path: Path) -> Script:
    """Read a script from a file. Raises InvalidScript, naming the file and the field."""
    try:
        return parse_script(path.read_bytes())
    except OSError as error:
        raise InvalidScript(f"script {str(path)!r} cannot be read: {error.strerror}; check the path") from error
    except InvalidScript as error:
        raise InvalidScript(f"script {str(path)!r}: {error}") from error


def parse_script(content: bytes | str) -> Script:
    """A script from JSON text. Raises InvalidScript."""
    try:
        parsed = msgspec.json.decode(content, type=Script | tuple[Step, ...])
    except msgspec.MsgspecError as error:
        raise InvalidScript(f"not a valid script: {error}; correct that field") from error
    return parsed if isinstance(parsed, Script) else Script(parsed)


def pieces(text: str) -> list[str]:
    """A text cut the way a streaming model sends it."""
    return [text[start : start + _PIECE] for start in range(0, len(text), _PIECE)]
