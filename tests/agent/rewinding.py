"""A session on disk with the real file tools and a scripted model, to go back in."""

import asyncio
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from reverie.agent.context import Context
from reverie.agent.equipment import Equipment
from reverie.agent.history import History
from reverie.agent.output import OutputFolder
from reverie.agent.request import FixedPrompt
from reverie.agent.rewind.points import points
from reverie.agent.rewind.preview import preview
from reverie.agent.rewind.rewinding import rewind
from reverie.agent.rewind.values import Point, Preview, Rewound, What
from reverie.agent.session import Session
from reverie.agent.steering import Steering
from reverie.agent.tool_call import Workbench
from reverie.conversation.messages import TextPart, UserMessage
from reverie.conversation.ports import ModelReply
from reverie.conversation.truncation import Limits
from reverie.storage.clock import instant
from reverie.storage.kept_bytes import KeptBytes
from reverie.tools.means import Means
from reverie.tools.registry import open_tools
from reverie.tools.workspace import Workspace
from reverie.transcripts.records import FORMAT, SessionHeader
from reverie.transcripts.session_file import SessionFile
from tests.fakes.loop import AllowAll, AskMode, FakeModel, NoBudget, calls, says
from tests.fakes.pass_through import PassThrough

ID = "01JD4K8ZQ5T7ABCDEFGHJKMNPQ"
LIMITS = Limits(lines=1000, characters=40_000)


class Ticking:
    """A clock that moves on by a second with each look."""

    def __init__(self) -> None:
        self.now = 1_795_000_000.0

    def __call__(self) -> float:
        self.now += 1
        return self.now


class PlayedModel(FakeModel):
    """A model whose next replies are given turn by turn."""

    def plays(self, replies: list[ModelReply]) -> None:
        self._replies = list(replies)


class Scene:
    """`turn` plays rounds of calls; `back` previews and rewinds."""

    def __init__(
        self, folder: Path, session_id: str = ID, *, parent: str = "", task: str = "", clock: Ticking | None = None
    ) -> None:
        self.root = folder / "project"
        self.sessions = folder / "sessions"
        for each in (self.root, self.sessions):
            each.mkdir(exist_ok=True)
        self.clock = clock or Ticking()
        created = instant(self.clock)
        header = SessionHeader(FORMAT, session_id, created, str(self.root), "m", "0", parent=parent, task=task)
        self.file = SessionFile.create(self.sessions / f"{session_id}.jsonl", header, self.clock)
        self._take(History(self.file))

    @property
    def transcript(self) -> Path:
        return self.file.path

    def reopen(self) -> None:
        """As after a crash, or another start."""
        self.file.close()
        self.resume(self.file.path.stem)

    def resume(self, session_id: str) -> None:
        path = self.sessions / f"{session_id}.jsonl"
        self.file, rebuilt = SessionFile.reopen(path, self.clock, model="m", version="0")
        self._take(History.of(self.file, rebuilt))

    def turn(self, prompt: str, *rounds: Sequence[tuple[str, dict[str, Any]]]) -> None:
        self.model.plays([*(calls(*each) for each in rounds), says(f"did {prompt}")])
        asyncio.run(self.session.turn(prompt))

    def write(self, path: str, content: str, prompt: str = "write") -> None:
        """One turn that reads a file and writes it."""
        self.turn(prompt, [("read", {"path": path})], [("write", {"path": path, "content": content})])

    def points(self) -> list[Point]:
        return points(self.transcript, self.root)

    def turn_point(self, turn: int) -> Point:
        return next(each for each in self.points() if each.kind == "turn" and each.turn == turn)

    def last_rewind(self) -> Point:
        return next(each for each in self.points() if each.kind == "rewind")

    def preview(self, point: Point, what: What = "both") -> Preview:
        return preview(self.transcript, self.root, point, what)

    def back(self, point: Point, what: What = "both") -> Rewound:
        return rewind(self.session, self.file, self.preview(point, what))

    def content(self, path: str) -> str | None:
        found = self.root / path
        return found.read_text() if found.exists() else None

    def said(self) -> list[str]:
        """The texts that entered the history from outside the model."""
        messages = self.session.history.messages
        parts = (part for each in messages if isinstance(each, UserMessage) for part in each.parts)
        return [part.text for part in parts if isinstance(part, TextPart)]

    def _take(self, history: History) -> None:
        self.model = PlayedModel()
        keep = KeptBytes(self.file.folder / "before").keep
        workspace = Workspace(self.root, sessions=self.sessions)
        names = ("read", "write", "edit", "shell")
        opened = open_tools(Means(workspace, keep=keep), limits=LIMITS, names=names)
        outputs = OutputFolder(self.file.folder / "outputs", LIMITS)
        bench = Workbench({tool.spec.name: tool for tool in opened}, AllowAll(), PassThrough(), outputs)
        fixed = FixedPrompt("be good", tuple(tool.spec for tool in opened), 1_000)
        context = Context(lambda: fixed, 100_000)
        equipment = Equipment(self.model, context, bench, NoBudget(), (), Steering(), self.root)
        self.session = Session(self.transcript.stem, history, equipment, self.file, AskMode(), lambda event: None)
