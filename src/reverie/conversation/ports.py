"""Ports: what the loop needs of the world, as protocols. Adapters are named after what they wrap."""

from collections.abc import AsyncGenerator, Callable
from pathlib import Path
from typing import Any, Literal, Protocol

import msgspec

from .access import Access, Decision, PreviewKind, ProposedCall
from .events import AnyEvent, CallFinished, Outcome, ReasoningDelta, RetryingModel, TextDelta, TurnEnded
from .mark import Mark
from .messages import AssistantMessage, ImagePart, Message, StopReason, TextPart, Usage
from .record import AnyEffect

PermissionMode = Literal["ask", "accept-edits", "plan"]
"""As in the settings; the two packages do not know each other."""

Emit = Callable[[AnyEvent], None]


# --- models ---------------------------------------------------------------------------------------------------------

Effort = Literal["low", "medium", "high"]


class ToolSpec(msgspec.Struct, frozen=True):
    """A tool as a model sees it. `schema` is a JSON Schema object, without references."""

    name: str
    description: str
    schema: dict[str, Any]


class ModelRequest(msgspec.Struct, frozen=True):
    """One request. `system` and `tools` are the fixed prompt: the same bytes over a whole conversation.

    `messages` only ever grows between two boundaries (start, resume, compaction), so each request's bytes begin with
    those of the one before. An adapter may keep the wire form of a message it has seen: messages are frozen.
    """

    system: str
    tools: tuple[ToolSpec, ...]
    messages: tuple[Message, ...]
    max_output_tokens: int
    effort: Effort | None = None


FailureKind = Literal["auth", "unknown_model", "overflow", "rate", "server", "network", "refused", "invalid"]


class ModelReply(msgspec.Struct, frozen=True):
    """The end of a good stream."""

    message: AssistantMessage
    usage: Usage
    stop: StopReason


class ModelFailure(msgspec.Struct, frozen=True):
    """The end of a bad stream, after all retries: one clear line with the next step. `partial` is what had come.

    `usage` is what the last attempt is believed to be billed; those before it are in their `RetryingModel`.
    """

    kind: FailureKind
    text: str
    partial: str = ""
    usage: Usage = Usage()


ModelEvent = TextDelta | ReasoningDelta | RetryingModel | ModelReply | ModelFailure


class ModelClient(Protocol):
    """A model that can be asked.

    `stream` must not raise but for cancellation: a failure is a `ModelFailure` at the end of the stream. It yields
    deltas and ends with exactly one `ModelReply` or `ModelFailure`. Cancelling it closes its connection; who leaves
    it early closes it (`contextlib.aclosing`). A retry waits
    until its `RetryingModel` was taken, so that money can be reserved for it first.
    """

    @property
    def name(self) -> str:
        """`PROVIDER/NAME`, as a person writes it."""

    def stream(self, request: ModelRequest) -> AsyncGenerator[ModelEvent, None]: ...

    async def aclose(self) -> None: ...


# --- tools ----------------------------------------------------------------------------------------------------------


class Output(Protocol):
    """Where a running tool writes what it produces, piece by piece. It is redacted, shown, cut and kept there."""

    @property
    def call_id(self) -> str:
        """The call that it belongs to."""

    def write(self, text: str) -> None: ...


class ToolResult(msgspec.Struct, frozen=True):
    """What a tool has to say at its end, besides what it wrote to its output.

    `note` is one line for a person. Content is added after the output. A failure says what went wrong and
    the next step.
    """

    note: str
    content: tuple[TextPart | ImagePart, ...] = ()
    failed: bool = False
    effect: AnyEffect | None = None


class Plan(msgspec.Struct, frozen=True):
    """What a call would do, found out without doing it.

    `preview` is a diff when it would edit, the whole command when it has more than one line. Only a tool that made the
    diff itself says so in `preview_kind`: what a model wrote could look like one, to hide lines from the person.
    """

    summary: str
    access: Access
    preview: str = ""
    preview_kind: PreviewKind = "text"


class ToolRefusal(msgspec.Struct, frozen=True):
    """A call that cannot be planned (stale read, path missing): told to the model as a failure, nobody is asked."""

    text: str


class Tool(Protocol):
    """Something a model may call.

    `plan` and `run` must not raise but for cancellation: what goes wrong is a `ToolRefusal` or a failed `ToolResult`.
    On cancellation `run` leaves no child process behind. `arguments` is the type of the argument value that both get.
    """

    @property
    def spec(self) -> ToolSpec: ...

    @property
    def arguments(self) -> type[msgspec.Struct]: ...

    def plan(self, arguments: Any) -> Plan | ToolRefusal: ...

    async def run(self, arguments: Any, output: Output) -> ToolResult: ...


# --- the record ------------------------------------------------------------------------------------------------------


class TranscriptWriter(Protocol):
    """Layer 3 of a session: append-only. Each method raises OSError when the line is not on its way to the disk."""

    @property
    def next_line(self) -> int:
        """The number that the next line will have, counted from 1."""

    def write_message(self, message: Message) -> None: ...

    def write_mark(self, mark: Mark) -> None:
        """A boundary, with its own line number in it. It is durable when this returns."""

    def write_call(self, finished: CallFinished) -> None:
        """A call's end: its status and effect, which is what the record is made of."""

    def write_turn_end(self, ended: TurnEnded) -> None: ...

    def sync(self) -> None:
        """Return when every line written so far survives a power cut."""


# --- safety, secrets, money -----------------------------------------------------------------------------------------


class Authoriser(Protocol):
    """Says whether a call may run. It may ask a person, so it may take long; it must not raise but for cancellation."""

    async def authorise(self, call: ProposedCall) -> Decision: ...


class HasMode(Protocol):
    """Something whose permission mode a person can change at any time."""

    mode: PermissionMode


class Question(msgspec.Struct, frozen=True):
    """Something only the person can say. `text` may have several lines; `options` are answers to choose from, and
    their own words are always an answer too. `heading` says in a word or two who asks what; to a `proposal` no is an
    answer like any other."""

    heading: str
    text: str
    options: tuple[str, ...] = ()
    proposal: bool = False


class Person(Protocol):
    """The person before the screen. Must not raise but for cancellation.

    None when nobody can be asked, or they closed the input: never an answer.
    """

    async def answer(self, question: Question) -> str | None: ...


class RedactedStream(Protocol):
    """Redacts a text that comes in pieces, so that a secret split over two of them is still found."""

    def feed(self, text: str) -> str:
        """Give a piece, get what is safe to show so far."""

    def finish(self) -> str:
        """Get the rest."""


class Redactor(Protocol):
    """Masks secrets before a text is stored, shown or sent."""

    def redact(self, text: str) -> str: ...

    def holds_mask(self, text: str) -> bool:
        """Whether the text holds a mask of ours: writing it to a file would destroy the secret that was there."""

    def stream(self) -> RedactedStream: ...


class Reservation(msgspec.Struct, frozen=True):
    """Money set aside before a request: `cost_usd` is the most it can cost, 0 when the price is unknown."""

    id: int
    cost_usd: float


class OverBudget(msgspec.Struct, frozen=True):
    """No: one line that names the cap, what is spent, and what the request might have cost."""

    text: str


class Budget(Protocol):
    """Reserves before each request and settles after it, so that a cap holds even when the process dies between."""

    async def reserve(self, model: str, input_tokens: int, output_tokens: int) -> Reservation | OverBudget: ...

    async def settle(self, reservation: Reservation, usage: Usage) -> float | None:
        """Book what was used; the cost in US dollars, None when the price is unknown."""


# --- sub-sessions ----------------------------------------------------------------------------------------------------


class TaskOrder(msgspec.Struct, frozen=True):
    """What a sub-session is to do. `write_root` (absolute) is where it may change files; None: it only reads."""

    call_id: str
    title: str
    prompt: str
    write_root: Path | None = None
    most_requests: int = 40
    most_usd: float | None = None


class TaskEnd(msgspec.Struct, frozen=True):
    """How a sub-session ended: `text` is its answer, `reason` one line when the outcome is not `done`."""

    session: str
    outcome: Outcome
    text: str
    usage: Usage = Usage()
    cost_usd: float | None = None
    reason: str = ""


class TaskRunner(Protocol):
    """Runs sub-sessions, several side by side. Must not raise but for cancellation, which ends the sub-session."""

    async def run(self, order: TaskOrder) -> TaskEnd: ...
