"""A real session over a folder, asked by a model that answers by what it is asked, and all that it showed."""

import asyncio
import json
from collections.abc import AsyncGenerator, AsyncIterator, Callable
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

from tests.fakes.loop import calls, says

from reverie.agent.profile import full_profile
from reverie.assemble.model import OpenModel
from reverie.assemble.session import Audience, OpenSession, open_session
from reverie.assemble.wishes import Wishes
from reverie.config.places import Places
from reverie.config.project import Project
from reverie.conversation.access import ProposedCall
from reverie.conversation.events import AnyEvent, TextDelta
from reverie.conversation.messages import TextPart, ToolMessage, UserMessage
from reverie.conversation.ports import ModelClient, ModelEvent, ModelReply, ModelRequest, Person
from reverie.conversation.price import Price
from reverie.safety.authoriser import Answer
from reverie.safety.rules import Rule

Answering = Callable[[str, ModelRequest], ModelReply]
"""What the session whose first message is this text says to a request."""

WITH_TASKS = frozenset({"tasks"})


class AnsweringModel:
    """Answers by whose request it is; `hold` keeps every request of a task until it is set."""

    name = "fake/model"

    def __init__(self, answer: Answering) -> None:
        self._answer = answer
        self.requests: list[ModelRequest] = []
        self.streaming = 0
        self.most_streaming = 0
        self.hold = asyncio.Event()
        self.hold.set()

    async def stream(self, request: ModelRequest) -> AsyncGenerator[ModelEvent, None]:
        self.requests.append(request)
        self.streaming += 1
        self.most_streaming = max(self.most_streaming, self.streaming)
        try:
            await asyncio.sleep(0)
            if is_task(request):
                await self.hold.wait()
            reply = self._answer(asked(request), request)
            if reply.message.text:
                yield TextDelta(reply.message.text)
            yield reply
        finally:
            self.streaming -= 1

    async def aclose(self) -> None: ...


class Asker:
    """Gives one answer to every question about a call; `during` is called while it is open."""

    def __init__(self, answer: Answer, during: Callable[[], object] = lambda: None) -> None:
        self.answer = answer
        self.asked: list[tuple[str, tuple[Rule, ...]]] = []
        self._during = during

    async def ask(self, call: ProposedCall, reason: str, offers: tuple[Rule, ...]) -> Answer:
        self.asked.append((call.summary, offers))
        self._during()
        await asyncio.sleep(0)
        return self.answer


class Scene:
    """`root` is the project; `events` are those that its interface was shown."""

    def __init__(self, folder: Path) -> None:
        self.root = folder / "project"
        self.root.mkdir()
        self.places = Places(folder / "config", folder / "data", folder / "state", folder / "cache")
        self.project = Project(self.root, "abcdefghijklmnop", False)
        self.events: list[AnyEvent] = []

    @asynccontextmanager
    async def opened(
        self,
        client: ModelClient,
        *,
        asker: Asker | None = None,
        person: Person | None = None,
        window: int = 100_000,
        **wishes: Any,
    ) -> AsyncIterator[OpenSession]:
        model = OpenModel(client, full_profile(1_000), window, lambda name: Price(1.0, 1.0))
        wished = Wishes(**{"features": WITH_TASKS, **wishes})
        audience = Audience(self.events.append, asker, person)
        async with open_session(wished, self.project, self.places, model, audience) as opened:
            yield opened

    def of(self, kind: type) -> list[Any]:
        return [event for event in self.events if isinstance(event, kind)]

    def transcripts(self) -> dict[str, list[dict[str, Any]]]:
        """The lines of every transcript, by session id."""
        folder = self.project.folder(self.places) / "sessions"
        return {
            path.stem: [json.loads(line) for line in path.read_bytes().splitlines()] for path in folder.glob("*.jsonl")
        }

    def tasks(self) -> list[list[dict[str, Any]]]:
        """The lines of the transcripts of sub-sessions."""
        return [lines for lines in self.transcripts().values() if lines[0].get("task")]


def is_task(request: ModelRequest) -> bool:
    return "You are a sub-session" in request.system


def asked(request: ModelRequest) -> str:
    """The first text of the session whose request it is."""
    message = request.messages[0]
    assert isinstance(message, UserMessage) and isinstance(message.parts[0], TextPart)
    return message.parts[0].text


def results(request: ModelRequest) -> list[str]:
    """The texts of the results that the request ends with."""
    message = request.messages[-1]
    if not isinstance(message, ToolMessage):
        return []
    return ["".join(part.text for part in each.content if isinstance(part, TextPart)) for each in message.results]


def starting(*orders: dict[str, Any]) -> Callable[[ModelRequest], ModelReply]:
    """A parent that gives these tasks, and then says what came back."""

    def answer(request: ModelRequest) -> ModelReply:
        if came := results(request):
            return says("\n".join(came))
        return calls(*(("task", order) for order in orders))

    return answer
