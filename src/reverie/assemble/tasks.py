"""The port `TaskRunner`: sub-sessions, each with a context, tools, limits and a transcript of its own."""

import asyncio
from collections.abc import Callable, Iterator, Sequence
from contextlib import AsyncExitStack, contextmanager
from pathlib import Path

import msgspec

from reverie.agent.history import History
from reverie.agent.limits import MostRequests, RepeatedFailure
from reverie.agent.prompt import sub_session_prompt
from reverie.agent.session import Session
from reverie.agent.steering import Steering
from reverie.config.places import Places
from reverie.config.project import Project
from reverie.conversation.events import Outcome, TurnEnded
from reverie.conversation.messages import AssistantMessage, Message, Usage
from reverie.conversation.ports import Budget, Emit, PermissionMode, Redactor, TaskEnd, TaskOrder
from reverie.conversation.remembering import Remembering
from reverie.safety.authoriser import PolicyAuthoriser
from reverie.safety.sub_authoriser import SubAuthoriser
from reverie.storage.errors import UnusableFile
from reverie.storage.kept_bytes import KeptBytes
from reverie.tools.means import Means
from reverie.tools.workspace import Workspace
from reverie.transcripts.errors import TranscriptError
from reverie.transcripts.session_folder import SessionFolder

from .model import OpenModel
from .outfit import Outfit
from .remembering import ReadsOnly
from .task_budget import TaskBudget
from .task_progress import Progress
from .tools import OpenTools
from .transcript import new_transcript
from .wishes import Wishes

MOST_AT_ONCE = 8
_GRACE = 0.5
"""Seconds for a command to end when its task is stopped: all of a turn's tasks end within one."""

_READING = ("read", "search", "list", "web_fetch", "todo", "recall", "search_transcripts")
_WRITING = ("read", "write", "edit", "shell", "search", "list", "web_fetch", "todo", "recall", "search_transcripts")


class Parent(msgspec.Struct, frozen=True):
    """What sub-sessions have from the session that starts them."""

    id: str
    wishes: Wishes
    project: Project
    places: Places
    sessions: SessionFolder
    authoriser: PolicyAuthoriser
    redactor: Redactor
    budget: Budget
    emit: Emit
    memory: Remembering | None = None


class _NoMode:
    """A sub-session's prompt says what it may; its parent's mode is judged, and not its to end."""

    mode: PermissionMode = "ask"


class SubSessions:
    """Runs sub-sessions of one session.

    `model` is the one that the session's turns ask, and changes with it; `count` is told once what each task used.
    """

    def __init__(self, parent: Parent, model: OpenModel) -> None:
        self.model = model
        self.count: Callable[[Usage, float | None], object] = lambda usage, cost_usd: None
        self._parent = parent
        self._places = asyncio.Semaphore(MOST_AT_ONCE)
        self._opening = asyncio.Lock()
        self._write_roots: list[Path] = []

    async def run(self, order: TaskOrder) -> TaskEnd:
        if self._parent.authoriser.mode == "plan":
            order = msgspec.structs.replace(order, write_root=None)
        if held := self._overlapping(order.write_root):
            return TaskEnd("", "failed", "", reason=f"another task writes below '{held}' now; wait for it to end")
        progress = Progress(order, self._parent.emit)
        outcome: Outcome = "interrupted"
        try:
            with self._holding(order.write_root):
                if self._places.locked():
                    progress.wait()
                async with self._places:
                    end = await self._run(order, progress)
            outcome = end.outcome
        except (TranscriptError, UnusableFile, OSError) as error:
            outcome = "failed"
            return TaskEnd("", outcome, "", reason=str(error))
        finally:
            progress.close(outcome)
            self.count(progress.usage, progress.cost_usd)
        return end

    async def _run(self, order: TaskOrder, progress: Progress) -> TaskEnd:
        async with AsyncExitStack() as stack:
            async with self._opening:  # one in each turn of the event loop: eight at once would make input wait
                await asyncio.sleep(0)
                session = self._open(order, progress, stack)
            progress.begin(session.id)
            ended = await session.turn(order.prompt, origin="peer")
            return _end(session, ended)

    def _open(self, order: TaskOrder, progress: Progress, stack: AsyncExitStack) -> Session:
        """A new sub-session; `stack` closes it. Raises TranscriptError, OSError."""
        parent, model = self._parent, self._model_for(order)
        name = model.client.name
        transcript = new_transcript(parent.sessions, parent.project, name, parent=parent.id, task=order.title)
        stack.callback(transcript.close)
        means = self._means(transcript.folder)
        outfit = Outfit(
            parent.wishes,
            parent.project,
            parent.places,
            OpenTools(stack, means),
            SubAuthoriser(parent.authoriser, order.title, order.write_root, transcript.folder, progress.asking),
            means,
            transcript.folder / "outputs",
            parent.budget if order.most_usd is None else TaskBudget(parent.budget, order.most_usd),
            (RepeatedFailure(), MostRequests(self._most_requests(order), "the most for a task: {}")),
        )
        equipment = outfit.equip(model, Steering())
        return Session(transcript.path.stem, History(transcript), equipment, transcript, _NoMode(), progress)

    def _model_for(self, order: TaskOrder) -> OpenModel:
        """The model of the session, with the prompt and the tools of a sub-session."""
        profile = self.model.profile
        tools = _READING if order.write_root is None else _WRITING
        prompt = sub_session_prompt(profile.prompt, order.write_root)
        return msgspec.structs.replace(
            self.model, profile=msgspec.structs.replace(profile, prompt=prompt, opened=tools)
        )

    def _means(self, folder: Path) -> Means:
        """A view of the files of its own, and nobody to ask: neither a person nor another sub-session."""
        workspace = Workspace(self._parent.project.root, sessions=self._parent.sessions.folder)
        memory = ReadsOnly(self._parent.memory) if self._parent.memory else None
        keep = KeptBytes(folder / "before").keep
        return Means(workspace, self._parent.redactor, keep, memory=memory, grace=_GRACE)

    def _most_requests(self, order: TaskOrder) -> int:
        most = self._parent.wishes.most_requests
        return order.most_requests if most is None else min(order.most_requests, most)

    def _overlapping(self, root: Path | None) -> Path | None:
        """The write root of a task that is under way and could change the same files."""
        if root is None:
            return None
        held = self._write_roots
        return next((each for each in held if root.is_relative_to(each) or each.is_relative_to(root)), None)

    @contextmanager
    def _holding(self, root: Path | None) -> Iterator[None]:
        if root is None:
            yield
            return
        self._write_roots.append(root)
        try:
            yield
        finally:
            self._write_roots.remove(root)


def _end(session: Session, ended: TurnEnded) -> TaskEnd:
    """A task that was stopped by a limit gives what it said last."""
    text = ended.text or _last_words(session.history.messages)
    return TaskEnd(session.id, ended.outcome, text, ended.usage, ended.cost_usd, ended.reason)


def _last_words(messages: Sequence[Message]) -> str:
    texts = (message.text for message in reversed(messages) if isinstance(message, AssistantMessage))
    return next((text for text in texts if text.strip()), "")
