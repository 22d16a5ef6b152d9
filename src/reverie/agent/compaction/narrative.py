"""The narrative: a model tells what code could not keep. It may fail in any way: then there is none, and a reason."""

import asyncio
from pathlib import Path

import msgspec

from reverie.agent.bill import Bill
from reverie.agent.equipment import Equipment
from reverie.agent.one_request import stream
from reverie.agent.request import tokens_of_message
from reverie.agent.tally import Tally
from reverie.conversation.events import AnyEvent, UsageReported
from reverie.conversation.messages import Usage, most_tokens_of, tokens_of, user_text
from reverie.conversation.ports import Emit, ModelFailure, ModelReply, ModelRequest, OverBudget

from .material import fitting
from .strike import identifiers_in, struck
from .tries import FewTries, Tries

SMALLEST_WINDOW = 16_000
"""Tokens. A model with less takes minutes on a small machine, and tells little that is right."""
PATIENCE = 60.0
"""Seconds that all requests together may take: somebody waits."""
_REQUESTS = 3
"""In all, those included that the model's own client repeats."""
_LEAST_OUTPUT = 200
_HOPELESS = ("auth", "unknown_model", "invalid")


class Told(msgspec.Struct, frozen=True):
    """What a model told; `problem` is one line of why there is nothing, when there should be."""

    text: str = ""
    problem: str = ""


class Telling(msgspec.Struct, frozen=True):
    """What a model is asked to tell from: `before` is the account it replaces, `texts` what left the context since.

    `tokens` is the most that the account may have. `focus` are the person's words on what it should be about.
    """

    before: str
    texts: list[str]
    tokens: int
    focus: str = ""

    def prompt(self, tokens: int) -> str:
        parts = [f"The earlier account:\n{self.before}"] if self.before else []
        parts.append(f"What happened since, oldest first:\n\n{fitting(self.texts, tokens)}")
        if self.focus:
            parts.append(f"The account should be above all about this: {self.focus}")
        return "\n\n---\n\n".join(parts)


async def narrate(
    telling: Telling, equipment: Equipment, tally: Tally, emit: Emit, *, patience: float = PATIENCE
) -> Told:
    """Ask the session's own model for the account, with three requests at most. Must not raise but for cancellation."""
    if telling.tokens < _LEAST_OUTPUT:
        return Told(problem="there was no room for a model's account")
    try:
        async with asyncio.timeout(patience):
            return await _ask_again(telling, equipment, tally, emit)
    except TimeoutError:
        return Told(problem=f"the model did not tell the rest within {patience:.0f} s")


async def _ask_again(telling: Telling, equipment: Equipment, tally: Tally, emit: Emit) -> Told:
    """Each attempt with half as much to read, as that may have been the reason."""
    tries = Tries(_REQUESTS)
    told = Told()
    while tries.left:
        told, is_final = await _ask_once(telling, tries, equipment, tally, emit)
        if told.text or is_final:
            return told
    return Told(problem=f"{told.problem} ({tries.made} times)")


async def _ask_once(
    telling: Telling, tries: Tries, equipment: Equipment, tally: Tally, emit: Emit
) -> tuple[Told, bool]:
    """What came of one attempt, and whether another one has no sense. Nothing of it is shown: it is no answer."""
    request = _request(telling, tries.attempts, equipment)
    size = most_tokens_of(request.system) + sum(map(tokens_of_message, request.messages))
    bill = Bill(equipment.budget, tally, equipment.model.name, size, request.max_output_tokens)
    if refused := await bill.reserve():
        return Told(problem=refused.text), True
    pieces: list[str] = []
    try:
        end = await stream(FewTries(equipment.model, tries), request, bill, pieces, _show_nothing)
    except asyncio.CancelledError:
        await bill.cancel(Usage(input=size, output=tokens_of("".join(pieces))))
        raise
    if isinstance(end, OverBudget):
        return Told(problem=end.text), True
    emit(UsageReported(end.usage, await bill.settle(end.usage)))
    return _told(end, telling, equipment)


def _told(end: ModelReply | ModelFailure, telling: Telling, equipment: Equipment) -> tuple[Told, bool]:
    if isinstance(end, ModelFailure):
        return Told(problem=end.text), end.kind in _HOPELESS
    text = struck(equipment.bench.redactor.redact(end.message.text), telling.tokens, identifiers_in(telling.texts))
    return (Told(text), True) if text else (Told(problem="the model told nothing that could be kept"), False)


def _request(telling: Telling, attempt: int, equipment: Equipment) -> ModelRequest:
    system = (Path(__file__).parents[1] / "prompts" / "narrative.md").read_text(encoding="utf-8").strip()
    room = (equipment.context.limit - telling.tokens - most_tokens_of(system + telling.before)) >> attempt
    prompt = user_text(telling.prompt(room * 3 // 4), "tool")
    return ModelRequest(system, (), (prompt,), telling.tokens, equipment.context.fixed.effort)


def _show_nothing(event: AnyEvent) -> None:
    """The text is no answer, and a repeated request is no news: the status line says that the model is waited for."""
