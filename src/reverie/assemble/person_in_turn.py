"""The port `Person`, one question at a time."""

import asyncio

from reverie.conversation.ports import Person, Question


class PersonInTurn:
    """Asks the person when no other question is open; `asking` is the lock that all who ask share."""

    def __init__(self, person: Person, asking: asyncio.Lock) -> None:
        self._person = person
        self._asking = asking

    async def answer(self, question: Question) -> str | None:
        async with self._asking:
            return await self._person.answer(question)
