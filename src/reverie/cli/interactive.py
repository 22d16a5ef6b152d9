"""A person's time at the terminal: a face, and one session after another on it."""

import asyncio
from collections.abc import Awaitable, Callable
from contextlib import suppress
from typing import TYPE_CHECKING

import click
import msgspec

from reverie.assemble.model import OpenModel
from reverie.assemble.session import Audience, BudgetCannotHold, OpenSession, open_session
from reverie.assemble.wishes import Wishes
from reverie.config.errors import ConfigError
from reverie.conversation.events import Notice
from reverie.conversation.ports import PermissionMode
from reverie.jobs.ledger import LedgerUnusable
from reverie.models.errors import ModelError
from reverie.plain.conversation import HUNG_UP, Conversation
from reverie.plain.desk import Desk, Fork, Fresh, Leave, Quit, Resume
from reverie.plain.greeting import farewell, greeting, short, where_we_were
from reverie.plain.questions import FaceQuestions
from reverie.plain.showing import Showing
from reverie.plain.signals import EndingSignals
from reverie.plain.status import SessionStatus, Used
from reverie.safety.trust import TrustStore
from reverie.storage.errors import UnusableFile
from reverie.transcripts.errors import SessionBusy, TranscriptError

from .faces import open_face
from .garbage import collect_again
from .os_errors import explain

if TYPE_CHECKING:
    from reverie.plain.face import Face

    from .start import Start

_CANNOT_OPEN = (TranscriptError, UnusableFile, BudgetCannotHold, ModelError, ConfigError, OSError)
_AFTER_THE_PROMPT = 0.1
"""Seconds until the model's libraries are loaded: by then the prompt stands, and typing is not slowed."""
_FIRST_LINE_AFTER_HEADER = 2


async def run_conversation(start: "Start") -> int:
    """Run sessions until the person leaves; the exit status. What prevents the first one is raised, as by
    `open_session`; what nobody expected ends the program with one line."""
    with EndingSignals() as signals:
        async with open_face(start.settings, start.places, start.project.root, start.environ) as face:
            sitting = Sitting(start, face, signals)
            status = await sitting.run()
    if sitting.broken is not None:
        raise _explained(sitting.broken, sitting.session, debug=start.options.debug)
    return status


class Sitting:
    """Opens the sessions of a run, one after the other."""

    def __init__(self, start: "Start", face: "Face", signals: EndingSignals) -> None:
        self._start = start
        self._face = face
        self._signals = signals
        self._notices = start.notices
        self._typed: tuple[str, ...] = () if start.prompt is None else (start.prompt,)
        self._mode = start.wishes.mode
        self.session = ""
        self.broken: BaseException | None = None

    async def run(self) -> int:
        wishes = self._start.wishes
        leave = await self._one(wishes)
        while not isinstance(leave, Quit):
            before, wishes = self.session, _next(leave, wishes, self._mode)
            try:
                leave = await self._one(wishes)
            except _CANNOT_OPEN as error:
                self._face.say(explain(error))
                if self._typed:
                    self._face.say(f"not sent, as it was meant for that session: {'; '.join(self._typed)}")
                    self._typed = ()
                leave = Resume(before)
        return leave.status

    async def _one(self, wishes: Wishes) -> Leave:
        """One session, from its greeting to how it was left."""
        start, model = self._start, self._start.model.open()
        showing = Showing(self._face, SessionStatus())
        questions = FaceQuestions(self._face, showing.standing, start.project.root)
        audience = Audience(showing, questions, questions)
        async with open_session(wishes, start.project, start.places, model, audience) as opened:
            self.session = opened.session.id
            showing.session = opened.session
            showing.status.earlier = await _used_before(opened)
            self._greet(opened, showing)
            conversation = self._conversation(opened, showing, model)
            typed, self._typed = self._typed, ()
            leave = await conversation.run(typed, self._signals)
            self.broken, self._mode = conversation.broken, opened.session.mode.mode
            self._typed = conversation.left_over
            if line := self._last_line(leave, opened, showing):
                self._face.say(line)
            said_nothing = opened.transcript.next_line == _FIRST_LINE_AFTER_HEADER
        if said_nothing:
            with suppress(SessionBusy, OSError):
                opened.sessions.remove(self.session)
        return leave

    def _conversation(self, opened: OpenSession, showing: Showing, model: OpenModel) -> Conversation:
        from reverie.plain.routes import ShippedRoutes

        start = self._start
        desk = Desk(
            session=opened.session,
            spend=opened.spend,
            authoriser=opened.authoriser,
            trust=TrustStore(start.places),
            transcript=opened.transcript,
            sessions=opened.sessions,
            workspace=opened.workspace,
            project=start.project,
            places=start.places,
            settings=start.settings,
            trusted=start.wishes.trusted,
            use_model=lambda name: start.model.use(opened, name),
            model_names=start.model.names,
        )
        return Conversation(desk, showing, ShippedRoutes(), _loading(model))

    def _greet(self, opened: OpenSession, showing: Showing) -> None:
        self._face.say(greeting(opened.session))
        notices, self._notices = self._notices, ()
        for line in notices:
            showing(Notice(line))
        if opened.session.history.messages and (text := where_we_were(opened.session)):
            self._face.say(text)
        showing.measure()
        showing.refresh()

    def _last_line(self, leave: Leave, opened: OpenSession, showing: Showing) -> str:
        if leave == Quit(HUNG_UP):
            return ""
        if isinstance(leave, Quit):
            return farewell(opened.session, showing.status.used)
        told = not isinstance(leave, Resume)  # by the command, which says how to come back, too
        return "" if told or not opened.session.history.messages else f"left session {short(opened.session.id)}"


def _next(leave: Leave, wishes: Wishes, mode: PermissionMode) -> Wishes:
    """The wishes for the session that comes next; trust, limits and the mode stay."""
    wishes = msgspec.structs.replace(wishes, mode=mode, is_mode_named=False)
    match leave:
        case Resume(session=session):
            return msgspec.structs.replace(wishes, resume=session, fork=None)
        case Fork(session=session):
            return msgspec.structs.replace(wishes, resume=None, fork=session)
        case Fresh() | Quit():
            return msgspec.structs.replace(wishes, resume=None, fork=None)


def _loading(model: OpenModel) -> Callable[[], Awaitable[object]]:
    """Load the model's libraries in a thread once the prompt stands; the first turn waits for it, and hastens it.

    The start is over then.
    """
    hasten = asyncio.Event()

    async def load() -> None:
        with suppress(TimeoutError):
            await asyncio.wait_for(hasten.wait(), _AFTER_THE_PROMPT)
        collect_again()
        await asyncio.to_thread(model.load)

    loading = asyncio.ensure_future(load())
    loading.add_done_callback(lambda done: done.cancelled() or done.exception())

    async def ready() -> None:
        hasten.set()
        await asyncio.wait({loading})  # what goes wrong is told by the first request, which tries again

    return ready


async def _used_before(opened: OpenSession) -> Used:
    """What earlier runs of the session used; nothing is looked up for a new one. /cost tells of a broken ledger."""
    if not opened.session.history.messages:
        return Used()
    with suppress(LedgerUnusable):
        spent = await opened.spend.session_total()
        return Used(spent.usage, None if spent.unpriced else spent.usd)
    return Used()


def _explained(error: BaseException, session: str, *, debug: bool) -> BaseException:
    if debug:
        return error
    what = f"{type(error).__name__}: {error}".replace("\n", " ")
    return click.ClickException(
        f"an error that nobody expected ended it ({what}); nothing that was said is lost: reverie -r {short(session)}; "
        f"--debug shows where it came from"
    )
