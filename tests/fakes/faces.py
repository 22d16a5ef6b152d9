"""A face that answers from a list, and a room around a real session with a model that plays replies."""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable, Iterable
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

from reverie.agent.profile import full_profile
from reverie.assemble.model import OpenModel
from reverie.assemble.session import Audience, OpenSession, open_session
from reverie.assemble.wishes import Wishes
from reverie.config.places import Places
from reverie.config.project import find_project
from reverie.config.settings import Settings
from reverie.conversation.events import AnyEvent
from reverie.conversation.price import Price
from reverie.plain.commands.registry import find
from reverie.plain.desk import Desk, Leave, RefusedModel
from reverie.plain.face import Asked, Closed, Heard, Keys, Status
from reverie.plain.questions import FaceQuestions
from reverie.safety.trust import TrustStore
from tests.fakes.loop import FakeModel

PRICE = Price(1.0, 2.0)


class FakeFace:
    """Answers questions in their order, and with None when there are no more; keeps all that it was given."""

    keys = Keys(mode="Shift-Tab", expand="Ctrl-O")

    def __init__(self, answers: Iterable[str | None] = ()) -> None:
        self.answers = list(answers)
        self.asked: list[Asked] = []
        self.said: list[str] = []
        self.shown: list[AnyEvent] = []
        self.line = ""
        self.expanded = 0

    def show(self, event: AnyEvent) -> None:
        self.shown.append(event)

    def say(self, text: str) -> None:
        self.said.append(text)

    def set_status(self, status: Status) -> None: ...

    async def hear(self) -> Heard:
        return Closed()

    async def ask(self, asked: Asked) -> str | None:
        self.asked.append(asked)
        return self.answers.pop(0) if self.answers else None

    def put(self, text: str) -> None:
        self.line = text

    def add_history(self, text: str) -> None: ...

    def expand_last(self) -> None:
        self.expanded += 1

    def of(self, kind: type) -> list[Any]:
        return [event for event in self.shown if isinstance(event, kind)]


class FakeRoom:
    """The `Room` of commands. `interrupt` is awaited beside long work, which is cancelled when it returns."""

    def __init__(self, desk: Desk, face: FakeFace, model: FakeModel, opened: OpenSession) -> None:
        self.desk = desk
        self.face = face
        self.model = model
        self.opened = opened
        self.submitted: list[str] = []
        self.is_working = False
        self.interrupt: Callable[[], Awaitable[object]] | None = None

    async def while_working(self, doing: str, work: Awaitable[object]) -> bool:
        running = asyncio.ensure_future(work)
        if self.interrupt is not None:
            await self.interrupt()
            running.cancel()
        await asyncio.wait({running})
        if running.cancelled():
            return False
        running.result()
        return True

    def submit(self, prompt: str) -> None:
        self.submitted.append(prompt)

    async def type(self, text: str) -> Leave | None:
        """What a person types: a command is carried out, anything else is a turn with what it names."""
        from importlib import import_module

        from reverie.plain.prompt import prepare

        found = find(text)
        if found is not None:
            leave: Leave | None = await import_module(found[0].module).run(self, found[1])
            return leave
        prepared = prepare(text, self.desk)
        await self.desk.session.turn(prepared.text, prepared.added)
        return None

    async def says(self, text: str, *answers: str | None) -> str:
        """What is said in answer to a typed text, in one piece."""
        self.face.answers += answers
        before = len(self.face.said)
        await self.type(text)
        return "\n".join(self.face.said[before:])


def places_in(folder: Path) -> Places:
    return Places(*(folder / "reverie" / name for name in ("config", "data", "state", "cache")))


@asynccontextmanager
async def open_room(
    folder: Path,
    *replies: Any,
    answers: Iterable[str | None] = (),
    settings: Settings | None = None,
    priced: bool = True,
    **wishes: Any,
) -> AsyncIterator[FakeRoom]:
    """A session of the project `<folder>/project` on a fake model, and the room around it."""
    (folder / "project").mkdir(exist_ok=True)
    places = places_in(folder)
    for place in (places.config, places.data, places.state):
        place.mkdir(parents=True, exist_ok=True)
    project = find_project(folder / "project", places, home=folder / "home")
    model = FakeModel(*replies)
    face = FakeFace(answers)
    questions = FaceQuestions(face)
    wished = Wishes(interactive=True, **wishes)
    price = PRICE if priced else None
    open_model = OpenModel(model, full_profile(1_000), 100_000, lambda name: price)

    async def use_model(name: str) -> str:
        if name.startswith("nobody/"):
            raise RefusedModel(f"the provider of '{name}' is not known")
        return name

    async with open_session(wished, project, places, open_model, Audience(face.show, questions, questions)) as opened:
        desk = Desk(
            session=opened.session,
            spend=opened.spend,
            authoriser=opened.authoriser,
            trust=TrustStore(places),
            transcript=opened.transcript,
            sessions=opened.sessions,
            workspace=opened.workspace,
            project=project,
            places=places,
            settings=settings or Settings(),
            trusted=wished.trusted,
            use_model=use_model,
            model_names=lambda: [model.name, "anthropic/claude-sonnet-4-6"],
        )
        yield FakeRoom(desk, face, model, opened)


def in_room(folder: Path, act: Callable[[FakeRoom], Awaitable[object]], *replies: Any, **more: Any) -> Any:
    """Run something in a room and give its result."""

    async def run() -> object:
        async with open_room(folder, *replies, **more) as room:
            return await act(room)

    return asyncio.run(run())
