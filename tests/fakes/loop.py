"""Small stand-ins for what the loop needs: a model that plays replies, tools that do little, a transcript in memory."""

import asyncio
from collections.abc import AsyncGenerator, Callable, Sequence
from pathlib import Path
from typing import Any

import msgspec

from reverie.agent.context import Context
from reverie.agent.equipment import Equipment
from reverie.agent.history import History
from reverie.agent.limits import Limit, RepeatedFailure
from reverie.agent.output import OutputFolder
from reverie.agent.request import FixedPrompt
from reverie.agent.session import Session
from reverie.agent.steering import Steering
from reverie.agent.tool_call import Workbench
from reverie.conversation.access import Access, Allowed, Decision, Denied, NoAccess, ProposedCall, WriteAccess
from reverie.conversation.claims import ClaimJudge, NoClaims
from reverie.conversation.events import AnyEvent, CallFinished, TextDelta, TurnEnded
from reverie.conversation.mark import Mark
from reverie.conversation.messages import AssistantMessage, CallPart, Message, TextPart, Usage
from reverie.conversation.ports import (
    ModelEvent,
    ModelFailure,
    ModelReply,
    ModelRequest,
    Output,
    OverBudget,
    PermissionMode,
    Plan,
    Reservation,
    Tool,
    ToolRefusal,
    ToolResult,
    ToolSpec,
)
from reverie.conversation.record import AnyEffect
from reverie.conversation.truncation import Limits
from tests.fakes.pass_through import PassThrough

MODEL = "fake/model"


def says(text: str, stop: Any = "end") -> ModelReply:
    return ModelReply(AssistantMessage((TextPart(text, "model"),), MODEL), Usage(10, 5), stop)


def calls(*wanted: tuple[str, dict[str, Any] | str]) -> ModelReply:
    parts = tuple(
        CallPart(f"c{number}", name, text if isinstance(text, str) else msgspec.json.encode(text).decode())
        for number, (name, text) in enumerate(wanted)
    )
    return ModelReply(AssistantMessage(parts, MODEL), Usage(10, 5), "calls")


class FakeModel:
    """Plays replies in order and keeps the requests. A callable in the list makes its reply from the request."""

    name = MODEL

    def __init__(self, *replies: ModelReply | ModelFailure | Callable[[ModelRequest], ModelReply]) -> None:
        self._replies = list(replies)
        self.requests: list[ModelRequest] = []

    async def stream(self, request: ModelRequest) -> AsyncGenerator[ModelEvent, None]:
        self.requests.append(request)
        reply = self._replies.pop(0)
        if callable(reply):
            reply = reply(request)
        if isinstance(reply, ModelReply) and reply.message.text:
            yield TextDelta(reply.message.text)
        yield reply

    async def aclose(self) -> None: ...


class HangingModel(FakeModel):
    """Says something and then nothing more."""

    async def stream(self, request: ModelRequest) -> AsyncGenerator[ModelEvent, None]:
        yield TextDelta("I was about to")
        await asyncio.Event().wait()


class Words(msgspec.Struct):
    text: str = ""


class FakeTool:
    """Calls `act` with the text of its arguments; what that raises as ValueError is a failed result."""

    arguments = Words

    def __init__(
        self,
        name: str,
        act: Callable[[str], str] = str,
        access: Access | None = None,
        effect: AnyEffect | None = None,
    ) -> None:
        self.spec = ToolSpec(name, f"{name} does it", {"type": "object"})
        self._act = act
        self._access = access or NoAccess()
        self._effect = effect

    def plan(self, arguments: Words) -> Plan | ToolRefusal:
        if arguments.text == "refuse":
            return ToolRefusal("not like that; do it otherwise")
        return Plan(arguments.text, self._access)

    async def run(self, arguments: Words, output: Output) -> ToolResult:
        try:
            return ToolResult("done", (TextPart(self._act(arguments.text), "tool"),), effect=self._effect)
        except ValueError as error:
            return ToolResult(str(error), failed=True)


class WaitingTool(FakeTool):
    """Runs until it is told to go on."""

    def __init__(self, name: str, access: Access | None = None) -> None:
        super().__init__(name, access=access)
        self.running = 0
        self.most_running = 0
        self.go_on = asyncio.Event()

    async def run(self, arguments: Words, output: Output) -> ToolResult:
        self.running += 1
        self.most_running = max(self.most_running, self.running)
        output.write("started\n")
        try:
            await self.go_on.wait()
        finally:
            self.running -= 1
        return ToolResult("done")


class AllowAll:
    async def authorise(self, call: ProposedCall) -> Decision:
        return Allowed("test")


class DenyWrites:
    async def authorise(self, call: ProposedCall) -> Decision:
        if isinstance(call.access, WriteAccess):
            return Denied("not this file", would_ask=True)
        return Allowed("test")


class NoBudget:
    """Lets everything through and keeps what was booked."""

    def __init__(self, refuse_after: int = 1_000) -> None:
        self.settled: list[Usage] = []
        self._left = refuse_after

    async def reserve(self, model: str, input_tokens: int, output_tokens: int) -> Reservation | OverBudget:
        if not self._left:
            return OverBudget("the cap of $1.00 is reached")
        self._left -= 1
        return Reservation(len(self.settled), 0.0)

    async def settle(self, reservation: Reservation, usage: Usage) -> float | None:
        self.settled.append(usage)
        return 0.01


class MemoryTranscript:
    """Keeps the order of what was written; may fail like a full disk."""

    def __init__(self, room: int = 10_000) -> None:
        self.lines: list[Message | CallFinished | TurnEnded | Mark | str] = []
        self.room = room

    @property
    def next_line(self) -> int:
        return len(self.lines) + 1

    def write_mark(self, mark: Mark) -> None:
        self._write(mark)

    def write_message(self, message: Message) -> None:
        self._write(message)

    def write_call(self, finished: CallFinished) -> None:
        self._write(finished)

    def write_turn_end(self, ended: TurnEnded) -> None:
        self._write(ended)

    def sync(self) -> None:
        self.lines.append("sync")

    def _write(self, line: Message | CallFinished | TurnEnded | Mark) -> None:
        if len(self.lines) >= self.room:
            raise OSError(28, "No space left on device")
        self.lines.append(line)


class AskMode:
    """A permission mode that can be set."""

    mode: PermissionMode = "ask"


class Stage:
    """A session on stand-ins, and everything it showed."""

    def __init__(
        self,
        folder: Path,
        model: FakeModel,
        *tools: Tool,
        authoriser: Any = None,
        budget: Any = None,
        transcript: MemoryTranscript | None = None,
        limits: Sequence[Limit] = (RepeatedFailure(),),
        window: int = 100_000,
        claims: ClaimJudge | None = None,
    ) -> None:
        self.events: list[AnyEvent] = []
        self.model = model
        self.budget = budget or NoBudget()
        self.transcript = transcript or MemoryTranscript()
        self.history = History(self.transcript)
        fixed = FixedPrompt("be good", tuple(tool.spec for tool in tools), 1_000)
        bench = Workbench(
            {tool.spec.name: tool for tool in tools},
            authoriser or AllowAll(),
            PassThrough(),
            OutputFolder(folder / "outputs", Limits(100, 4_000)),
        )
        self.steering = Steering()
        context = Context(lambda: fixed, window)
        equipment = Equipment(
            model, context, bench, self.budget, limits, self.steering, folder, claims=claims or NoClaims()
        )
        self.session = Session("S", self.history, equipment, self.transcript, AskMode(), self.events.append)

    def turn(self, prompt: str = "go") -> TurnEnded:
        return asyncio.run(self.session.turn(prompt))

    def of(self, kind: type) -> list[Any]:
        return [event for event in self.events if isinstance(event, kind)]
