"""A scripted model that answers by what it is asked: for journeys whose requests come side by side, or come again."""

import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from typing import Any

from reverie.models.script import Playback, Script, ScriptMismatch, Step, parse_script
from reverie.models.scripted_server import RecordedRequest, ScriptedServer, in_thread

NARRATIVE = "An account of the rest that a model tells."
"""What the model answers when it is asked to tell what code could not keep."""


class Asked:
    """One recorded request of Chat Completions."""

    def __init__(self, request: RecordedRequest) -> None:
        self.body: dict[str, Any] = json.loads(request.body)
        self.messages: list[dict[str, Any]] = [each for each in self.body["messages"] if each["role"] != "system"]

    @property
    def model(self) -> str:
        return str(self.body["model"])

    @property
    def system(self) -> str:
        return "\n".join(_text(each) for each in self.body["messages"] if each["role"] == "system")

    @property
    def said(self) -> list[str]:
        """The texts of the messages in the role of a person, oldest first."""
        return [_text(each) for each in self.messages if each["role"] == "user"]

    @property
    def results(self) -> list[str]:
        return [_text(each) for each in self.messages if each["role"] == "tool"]

    @property
    def text(self) -> str:
        """All that the messages say."""
        return "\n".join(map(_text, self.messages))

    @property
    def is_of_session(self) -> bool:
        """Whether a turn asked; the account of what a compaction leaves out is asked for without tools."""
        return bool(self.body.get("tools"))

    @property
    def is_valid(self) -> bool:
        """Every call is followed by its result, and there is no other result."""
        waiting: list[str] = []
        for message in self.messages:
            if message["role"] == "tool":
                if not waiting or message["tool_call_id"] != waiting.pop(0):
                    return False
            elif waiting:
                return False
            waiting += [each["id"] for each in message.get("tool_calls") or ()]
        return not waiting


class AnsweringServer(ScriptedServer):
    """Plays, for each request, the next step of the cue that was said last in it."""

    def __init__(self, cues: Mapping[str, Sequence[Mapping[str, Any]]]) -> None:
        super().__init__(Script(()))
        self._playback = self._cues = _Cues(cues, lambda: Asked(self.requests[-1]))

    @property
    def asked(self) -> list[Asked]:
        return [Asked(request) for request in self.requests]

    def asked_by(self, prompt: str) -> list[Asked]:
        """The requests of turns that a prompt with this cue began."""
        return [each for each in self.asked if each.is_of_session and self._cues.cue_of(each) in prompt]


class _Cues(Playback):
    """The steps of each cue; each is played once, whatever was asked in between."""

    def __init__(self, cues: Mapping[str, Sequence[Mapping[str, Any]]], asked: Callable[[], Asked]) -> None:
        super().__init__(Script(()))
        self._steps_of = {cue: iter(parse_script(json.dumps(steps)).steps) for cue, steps in cues.items()}
        self._asked = asked

    def next(self, last_message: Callable[[], str]) -> Step:
        asked = self._asked()
        if not asked.is_of_session:
            return Step(text=NARRATIVE)
        cue = self.cue_of(asked)
        step = next(self._steps_of[cue], None)
        if step is None:
            raise ScriptMismatch(f"the steps of the cue {cue!r} are over; add one for this request")
        return step

    def cue_of(self, asked: Asked) -> str:
        """The cue that was said last. Raises ScriptMismatch."""
        for text in reversed(asked.said):
            if found := [cue for cue in self._steps_of if cue in text]:
                return max(found, key=text.rfind)
        raise ScriptMismatch(f"no cue is in {asked.said[-1:]!r}")


@contextmanager
def answering(cues: Mapping[str, Sequence[Mapping[str, Any]]]) -> Iterator[AnsweringServer]:
    server = AnsweringServer(cues)
    with in_thread(server):
        yield server


def _text(message: Mapping[str, Any]) -> str:
    content = message.get("content") or ""
    if isinstance(content, str):
        return content
    return "\n".join(str(part.get("text", "")) for part in content)
