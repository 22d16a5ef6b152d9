"""A conversation for tests of compaction: played into a real transcript, with calls that did what they say."""

import asyncio
from collections.abc import AsyncGenerator, Sequence
from pathlib import Path

import msgspec
from tests.fakes.loop import MODEL, AllowAll, FakeModel, NoBudget
from tests.fakes.pass_through import PassThrough

from reverie.agent.compaction.compact import compact
from reverie.agent.context import Context
from reverie.agent.equipment import Equipment, Nested, NoNested
from reverie.agent.history import History
from reverie.agent.output import OutputFolder
from reverie.agent.request import FixedPrompt
from reverie.agent.steering import Steering
from reverie.agent.tally import Tally
from reverie.agent.tool_call import Workbench
from reverie.conversation.events import AnyEvent, CallFinished, CallStatus
from reverie.conversation.messages import (
    AssistantMessage,
    CallPart,
    ImagePart,
    Message,
    ReasoningPart,
    ResultPart,
    TextPart,
    ToolMessage,
    UserMessage,
)
from reverie.conversation.ports import Budget, ModelClient, ModelEvent, ModelFailure, ModelRequest, ToolSpec
from reverie.conversation.record import (
    AcceptedPlan,
    AnyEffect,
    AskedPerson,
    EditedFile,
    RanCommand,
    ReadFile,
    SetTodos,
    Todo,
)
from reverie.conversation.truncation import Limits
from reverie.transcripts.records import FORMAT, SessionHeader
from reverie.transcripts.session_file import SessionFile

SEARCH = ToolSpec("search", "finds", {"type": "object", "properties": {"path": {"type": "string"}}})
ID = "01JD4K8ZQ5T7ABCDEFGHJKMNPQ"


def clock() -> float:
    return 1_795_000_000.0


class Done(msgspec.Struct, frozen=True):
    """A call as a test writes it."""

    name: str
    arguments: dict[str, object]
    text: str
    effect: AnyEffect | None = None
    status: CallStatus = "ok"
    note: str = "done"


def read(path: str, *lines: str, first: int = 1, of: int | None = None, **arguments: object) -> Done:
    text = "".join(f"{number}→{line}\n" for number, line in enumerate(lines, first))
    if of:
        text += f"\n[lines {first}-{first + len(lines) - 1} of {of}]"
    return Done("read", {"path": path, **arguments}, text, ReadFile(path))


def edit(path: str, old: str, new: str) -> Done:
    diff = f"--- a/{path}\n+++ b/{path}\n@@ -1 +1 @@\n-{old}\n+{new}\n"
    return Done(
        "edit", {"path": path, "old": old, "new": new}, f"Edited {path}. Now:\n1→{new}\n", EditedFile(path, diff)
    )


def write(path: str, content: str) -> Done:
    effect = EditedFile(path, f"--- /dev/null\n+++ b/{path}\n+{content}\n", created=True)
    return Done("write", {"path": path, "content": content}, f"Created {path}.", effect)


def shell(command: str, text: str = "", status: int = 0) -> Done:
    effect = RanCommand(command, ".", status)
    ended = f"exit status {status}"
    return Done("shell", {"command": command}, f"{text}\n[{ended}]", effect, "failed" if status else "ok", ended)


def denied(command: str, reason: str) -> Done:
    return Done("shell", {"command": command}, f"Denied: {reason}", None, "denied", reason)


def todos(*texts: str, done: Sequence[str] = ()) -> Done:
    listed = (*(Todo(text, "done") for text in done), *map(Todo, texts))
    return Done("todo", {"todos": [msgspec.to_builtins(todo) for todo in listed]}, "noted", SetTodos(listed))


def asked(question: str, answer: str) -> Done:
    return Done("ask_user", {"question": question}, f"The person answered: {answer}", AskedPerson(question, answer))


def plan(text: str) -> Done:
    return Done("plan", {"plan": text}, "accepted", AcceptedPlan(text))


class SilentModel(FakeModel):
    """Never answers."""

    async def stream(self, request: ModelRequest) -> AsyncGenerator[ModelEvent, None]:
        self.requests.append(request)
        yield ModelFailure("invalid", "not understood")


class Conversation:
    """A history on disk and what a compaction works with. The model's requests are in `model.requests`."""

    def __init__(
        self,
        folder: Path,
        *replies: object,
        window: int = 40_000,
        nested: Nested | None = None,
        model: ModelClient | None = None,
        budget: Budget | None = None,
    ) -> None:
        self.path = folder / f"{ID}.jsonl"
        self.model = model or (FakeModel(*replies) if replies else SilentModel())  # type: ignore[arg-type]
        self.events: list[AnyEvent] = []
        self.tally = Tally()
        self.equipment = self._equip(folder, window, nested or NoNested(), budget or NoBudget())
        header = SessionHeader(FORMAT, ID, "2026-11-20T09:00:00.000Z", "/p", "m", "0")
        self.file = SessionFile.create(self.path, header, clock)
        self.history = History(self.file)
        self._calls = 0

    def _equip(self, folder: Path, window: int, nested: Nested, budget: Budget) -> Equipment:
        fixed = FixedPrompt("be good", (SEARCH,), 1_000)
        bench = Workbench({}, AllowAll(), PassThrough(), OutputFolder(folder / "outputs", Limits(1_000, 44_000)))
        context = Context(lambda: fixed, window)
        return Equipment(self.model, context, bench, budget, (), Steering(), folder, nested, self.path)

    def person(self, text: str, *more: TextPart | ImagePart) -> "Conversation":
        self.history.add(UserMessage((TextPart(text), *more)))
        return self

    def does(self, *calls: Done, text: str = "", thought: str = "") -> "Conversation":
        """The model calls these side by side, and each ends."""
        ids = [f"c{self._calls + number}" for number in range(len(calls))]
        self._calls += len(calls)
        parts: list[TextPart | ReasoningPart | CallPart] = [ReasoningPart(thought, MODEL)] if thought else []
        parts += [TextPart(text, "model")] if text else []
        for call_id, call in zip(ids, calls, strict=True):
            parts.append(CallPart(call_id, call.name, msgspec.json.encode(call.arguments).decode()))
        self.history.add(AssistantMessage(tuple(parts), MODEL))
        for call_id, call in zip(ids, calls, strict=True):
            self.history.finish(CallFinished(call_id, call.name, call.status, call.note, call.effect))
        results = [
            ResultPart(call_id, (TextPart(call.text, "repo"),), failed=call.status != "ok")
            for call_id, call in zip(ids, calls, strict=True)
        ]
        self.history.add(ToolMessage(tuple(results)))
        return self

    def answers(self, text: str = "Done.", *, interrupted: bool = False) -> "Conversation":
        self.history.add(AssistantMessage((TextPart(text, "model"),), MODEL, interrupted))
        return self

    def fill(self, turns: int, size: int = 1_500) -> "Conversation":
        """Turns that nobody needs any more."""
        for number in range(turns):
            self.person(f"look at thing {number}").does(shell(f"show {number}", "filler " * (size // 7)))
            self.answers(f"Thing {number} looks fine. " * 80)
        return self

    def compact(self, focus: str = "") -> bool:
        return asyncio.run(compact(self.history, self.equipment, self.tally, self.events.append, focus=focus))

    def resumed(self) -> "Conversation":
        """The same session, gone on with by another process."""
        self.file.close()
        self.file, rebuilt = SessionFile.reopen(self.path, clock, model="m", version="0")
        self.history = History.of(self.file, rebuilt)
        return self

    @property
    def messages(self) -> tuple[Message, ...]:
        return self.history.messages

    @property
    def text(self) -> str:
        """All that the next request says, call arguments included."""
        return "\n".join(text_of(message) for message in self.messages)

    @property
    def tokens(self) -> int:
        return self.equipment.context.most_tokens(self.messages)

    def of(self, kind: type) -> list[AnyEvent]:
        return [event for event in self.events if isinstance(event, kind)]


def text_of(message: Message) -> str:
    if isinstance(message, ToolMessage):
        return "\n".join(_text(part) for result in message.results for part in result.content)
    return "\n".join(_text(part) for part in message.parts)


def _text(part: object) -> str:
    if isinstance(part, CallPart):
        return f"{part.name} {part.arguments}"
    return getattr(part, "text", "[picture]")


def words_of_person(messages: Sequence[Message]) -> str:
    """All text under the origin human."""
    return "\n".join(
        part.text
        for message in messages
        if isinstance(message, UserMessage)
        for part in message.parts
        if isinstance(part, TextPart) and part.origin == "human"
    )


def fails() -> ModelFailure:
    return ModelFailure("server", "the server is down; try later")
