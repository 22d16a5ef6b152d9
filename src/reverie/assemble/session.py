"""A session, new or resumed, put together."""

from collections.abc import AsyncIterator, Callable
from contextlib import AsyncExitStack, asynccontextmanager, suppress
from pathlib import Path

import msgspec

from reverie.agent.history import History
from reverie.agent.mode_note import told_mode
from reverie.agent.rewind.begun import was_cut_off
from reverie.agent.session import Session
from reverie.agent.steering import Steering
from reverie.config.places import Places
from reverie.config.project import Project
from reverie.conversation.events import AnyEvent, ModeChanged, Notice, SessionStarted, TurnEnded
from reverie.conversation.ports import Emit, PermissionMode, Person
from reverie.jobs.ledger import Ledger
from reverie.jobs.spend import Cap, Spend
from reverie.safety.authoriser import Asker, PolicyAuthoriser
from reverie.safety.trust import TrustStore
from reverie.storage.atomic import private_folder
from reverie.storage.kept_bytes import KeptBytes
from reverie.tools.means import Means
from reverie.tools.workspace import Workspace
from reverie.transcripts.history import RebuiltHistory
from reverie.transcripts.session_file import SessionFile
from reverie.transcripts.session_folder import SessionFolder

from .model import OpenModel
from .old_sessions import quotes_kept, remove_old_sessions
from .outfit import Outfit
from .person_in_turn import PersonInTurn
from .quality import session_quality
from .redactor import redactor_in_use
from .session_memory import end_memory, missing_tools, session_memory, with_memory_line
from .tasks import Parent, SubSessions
from .tools import OpenTools
from .transcript import open_transcript
from .wishes import Wishes


class BudgetCannotHold(Exception):
    """A budget was asked for that could not be kept; the text is one line."""


class Audience(msgspec.Struct, frozen=True):
    """Who is there: `emit` shows events; `asker` and `person` are None where nobody can be asked."""

    emit: Emit
    asker: Asker | None = None
    person: Person | None = None


class OpenSession(msgspec.Struct, frozen=True):
    """A session and what an interface may want to know of or do with its parts."""

    session: Session
    spend: Spend
    authoriser: PolicyAuthoriser
    transcript: SessionFile
    sessions: SessionFolder
    outfit: Outfit
    tasks: SubSessions
    workspace: Workspace

    async def use_model(self, model: OpenModel) -> None:
        """Go on with another model, from the next turn on; the one before is closed. Raises BudgetCannotHold."""
        refuse_uncapped(self.spend, model)
        before = self.session.equipment
        self.tasks.model = model
        self.session.equipment = self.outfit.equip(model, before.steering)
        await before.model.aclose()


@asynccontextmanager
async def open_session(
    wishes: Wishes,
    project: Project,
    places: Places,
    model: OpenModel,
    audience: Audience,
    release: Callable[[str], bool] | None = None,
) -> AsyncIterator[OpenSession]:
    """A session, new or resumed, and everything that it holds open. At its good end old sessions are removed, each once
    `release` agreed, else once the memories have what they need of it.

    Raises TranscriptError, UnusableFile, BudgetCannotHold, OSError, each with one line.
    """
    sessions = SessionFolder(private_folder(project.folder(places) / "sessions"))
    async with AsyncExitStack() as stack:
        stack.push_async_callback(model.client.aclose)
        transcript, history = open_transcript(sessions, wishes, project, model.client.name)
        stack.callback(transcript.close)
        session_id = transcript.path.stem
        spend = Spend(Ledger(places.state / "ledger.sqlite"), session_id, model.price_of, _caps(wishes))
        stack.callback(spend.close)
        refuse_uncapped(spend, model)
        emit = _with_warnings(audience.emit, spend)
        mode = _mode(wishes, history)
        authoriser = _authoriser(msgspec.structs.replace(wishes, mode=mode), project, places, transcript, audience)
        redactor = redactor_in_use()
        workspace = Workspace(project.root, sessions=sessions.folder)
        kept = KeptBytes(transcript.folder / "before")
        memory = session_memory(stack, wishes, project, places, transcript)
        emit = with_memory_line(emit, memory) if memory else emit
        quality = session_quality(stack, wishes, project, places, transcript, emit)
        emit = quality.emit
        parent = Parent(session_id, wishes, project, places, sessions, authoriser, redactor, spend, emit, memory)
        tasks = SubSessions(parent, model)
        person = PersonInTurn(audience.person, authoriser.asking) if audience.person else None
        means = Means(workspace, redactor, kept.keep, mode=authoriser, person=person, tasks=tasks, memory=memory)
        outputs = transcript.folder / "outputs"
        tools = OpenTools(stack, means, missing_tools(wishes))
        outfit = Outfit(wishes, project, places, tools, authoriser, means, outputs, spend, quality=quality)
        equipment = outfit.equip(model, Steering())
        session = Session(session_id, History.of(transcript, history), equipment, transcript, authoriser, emit)
        tasks.count = session.count
        quality.follow(session)
        stack.push_async_callback(_close_model, session)
        emit(SessionStarted(session_id, model.client.name, _as_text(project.root), resumed=bool(history.messages)))
        for line in (
            *_damage(history),
            *_goes_on(mode, wishes),
            *_cut_off(session, transcript, project, places),
            *_on_instructions(outfit, wishes),
        ):
            emit(Notice(line))
        yield OpenSession(session, spend, authoriser, transcript, sessions, outfit, tasks, workspace)
        if memory and session.history.messages:
            await end_memory(memory, wishes, emit)
        problem = remove_old_sessions(sessions, wishes, session_id, release or quotes_kept(project, places))
        if problem and wishes.interactive:  # to a program the end of its turn was the last event
            emit(Notice(problem))


def refuse_uncapped(spend: Spend, model: OpenModel) -> None:
    """Raise BudgetCannotHold when there is a cap on money and the model has no price."""
    if refused := spend.refusal(model.client.name):
        raise BudgetCannotHold(refused.text)


async def _close_model(session: Session) -> None:
    await session.equipment.model.aclose()


def _with_warnings(emit: Emit, spend: Spend) -> Emit:
    """A ledger that failed is told at the end of the turn in which it did."""

    def emit_and_warn(event: AnyEvent) -> None:
        if isinstance(event, TurnEnded) and (warning := spend.take_warning()):
            emit(Notice(warning))
        emit(event)

    return emit_and_warn


def _damage(history: RebuiltHistory) -> list[str]:
    if not history.damaged:
        return []
    lines = "1 line" if history.damaged == 1 else f"{history.damaged} lines"
    return [f"{lines} of the transcript could not be read: kept in the file, missing from what the model knows"]


def _mode(wishes: Wishes, history: RebuiltHistory) -> PermissionMode:
    """Plan mode lasts until the person ends it, also over the end of the program; nothing looser comes back unasked."""
    left_in = history.mode or told_mode(history.messages)
    return "plan" if left_in == "plan" and not wishes.is_mode_named else wishes.mode


def _goes_on(mode: PermissionMode, wishes: Wishes) -> list[str]:
    if mode == wishes.mode:
        return []
    return [
        "plan mode is on, as this session was left; "
        + ("/plan off" if wishes.interactive else "--permission-mode ask")
        + " ends it"
    ]


def _on_instructions(outfit: Outfit, wishes: Wishes) -> tuple[str, ...]:
    """The same at every start: to a person, who can ask for them, many are one line."""
    notices = outfit.notices()
    if len(notices) < 2 or not wishes.interactive:
        return notices
    return (f"{len(notices)} notes on the instruction files; /memory tells them",)


def _cut_off(session: Session, transcript: SessionFile, project: Project, places: Places) -> list[str]:
    """What a rewind did before a crash ended it, recorded now; and what the memory withdraws for it."""
    if not was_cut_off(transcript.path):
        return []
    from reverie.agent.rewind.settling import settle

    said = settle(session, transcript)
    if not said:
        return []
    from reverie.memory.withdrawing import withdraw_rewound

    return [said, *withdraw_rewound(project, places, session.id)]


def _as_text(path: Path) -> str:
    """Bytes of a name that are no text are written as escapes."""
    return str(path).encode(errors="backslashreplace").decode()


def _authoriser(
    wishes: Wishes, project: Project, places: Places, transcript: SessionFile, audience: Audience
) -> PolicyAuthoriser:
    store, own = TrustStore(places), transcript.folder
    if wishes.trusted and project.id is None:  # a home directory is trusted for as long as a session lives
        store.trust(project)

    def on_mode(mode: PermissionMode) -> None:
        with suppress(OSError):  # the next message tells it, too
            transcript.write_mode(mode)
        audience.emit(ModeChanged(mode))

    return PolicyAuthoriser(
        project,
        store,
        places,
        mode=wishes.mode,
        grants=wishes.grants,
        readable=[own, own.with_suffix(".jsonl")],
        skip_permissions=wishes.skip_permissions,
        asker=audience.asker,
        on_mode=on_mode,
    )


def _caps(wishes: Wishes) -> list[Cap]:
    return [] if wishes.most_usd is None else [Cap("the budget (--max-budget-usd)", usd=wishes.most_usd)]
