"""A face without a terminal: what is heard is put in by a test, what is shown is kept."""

import asyncio

from reverie.conversation.events import AnyEvent
from reverie.plain.face import Asked, Closed, Heard, Interrupted, Keys, Status, Typed


class FakeFace:
    keys = Keys()

    def __init__(self) -> None:
        self.said: list[str] = []
        self.events: list[AnyEvent] = []
        self.line: list[str] = []
        self.asked: list[Asked] = []
        self.answers: list[str | None] = []
        self.status: Status | None = None
        self.heard: asyncio.Queue[Heard] = asyncio.Queue()

    def show(self, event: AnyEvent) -> None:
        self.events.append(event)

    def say(self, text: str) -> None:
        self.said.append(text)

    def set_status(self, status: Status) -> None:
        self.status = status

    async def hear(self) -> Heard:
        return await self.heard.get()

    async def ask(self, asked: Asked) -> str | None:
        self.asked.append(asked)
        return self.answers.pop(0)

    def put(self, text: str) -> None:
        self.line.append(text)

    def add_history(self, text: str) -> None: ...

    def expand_last(self) -> None: ...

    # --- what the person does ----------------------------------------------------------------------------------------

    async def does(self, *heard: Heard | str) -> None:
        """They do this, and each is taken in before the next."""
        for each in heard:
            self.heard.put_nowait(Typed(each) if isinstance(each, str) else each)
            await settled()

    async def interrupts(self) -> None:
        await self.does(Interrupted())

    async def closes(self) -> None:
        await self.does(Closed())


async def settled() -> None:
    """Everything that can go on without the person has."""
    for _ in range(50):
        await asyncio.sleep(0)
