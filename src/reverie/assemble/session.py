"""A session, new or resumed, put together."""

import sys
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, asynccontextmanager
from datetime import datetime
from pathlib import Path

import msgspec

from reverie.agent.context import Context
from reverie.agent.equipment import Equipment
from reverie.agent.history import History
from reverie.agent.limits import Limit, MostRequests, RepeatedFailure
from reverie.agent.output import OutputFolder
from reverie.agent.profile import Profile
from reverie.agent.prompt import Surroundings, system_prompt
from reverie.agent.request import FixedPrompt
from reverie.agent.session import Session
from reverie.agent.steering import Steering
from reverie.agent.tool_call import Workbench
from reverie.config.instructions import load_instructions
from reverie.config.places import Places
from reverie.config.project import Project
from reverie.conversation.events import AnyEvent, Notice, SessionStarted, TurnEnded
from reverie.conversation.ports import Emit, Person, ToolSpec
from reverie.jobs.ledger import Ledger
from reverie.jobs.spend import Cap, Spend
from reverie.safety.authoriser import Asker, PolicyAuthoriser
from reverie.safety.trust import TrustStore
from reverie.secrets.pass_through import PassThrough
from reverie.storage.atomic import private_folder
from reverie.tools.means import Means
from reverie.tools.workspace import Workspace
from reverie.transcripts.history import RebuiltHistory
from reverie.transcripts.session_file import SessionFile
from reverie.transcripts.session_folder import SessionFolder

from .model import OpenModel
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
    outfit: "Outfit"

    async def use_model(self, model: OpenModel) -> None:
        """Go on with another model, from the next turn on; the one before is closed. Raises BudgetCannotHold."""
        refuse_uncapped(self.spend, model)
        before = self.session.equipment
        self.session.equipment = self.outfit.equip(model, before.steering)
        await before.model.aclose()


@asynccontextmanager
async def open_session(
    wishes: Wishes, project: Project, places: Places, model: OpenModel, audience: Audience
) -> AsyncIterator[OpenSession]:
    """A session, new or resumed, and everything that it holds open.

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
        authoriser = _authoriser(wishes, project, places, transcript.folder, audience.asker)
        redactor = PassThrough()
        means = Means(
            Workspace(project.root, sessions=sessions.folder), redactor, mode=authoriser, person=audience.person
        )
        outputs = transcript.folder / "outputs"
        outfit = Outfit(wishes, project, places, OpenTools(stack, means), authoriser, means, outputs, spend)
        emit = _with_warnings(audience.emit, spend)
        equipment = outfit.equip(model, Steering())
        session = Session(session_id, History.of(transcript, history), equipment, transcript, authoriser, emit)
        stack.push_async_callback(_close_model, session)
        emit(SessionStarted(session_id, model.client.name, _as_text(project.root), resumed=bool(history.messages)))
        for line in (*_damage(history), *outfit.notices()):
            emit(Notice(line))
        yield OpenSession(session, spend, authoriser, transcript, sessions, outfit)


class Outfit:
    """Equips a session for a model: the same parts each time, the prompt and the limits of that model."""

    def __init__(
        self,
        wishes: Wishes,
        project: Project,
        places: Places,
        tools: OpenTools,
        authoriser: PolicyAuthoriser,
        means: Means,
        outputs: Path,
        spend: Spend,
    ) -> None:
        self._wishes = wishes
        self._project = project
        self._places = places
        self._tools = tools
        self._authoriser = authoriser
        self._means = means
        self._outputs = outputs
        self._spend = spend
        self._notices: tuple[str, ...] = ()

    def equip(self, model: OpenModel, steering: Steering) -> Equipment:
        """What the session's turns work with from now on."""
        tools = self._tools.of(model.profile)
        specs = model.profile.tools(tuple(tool.spec for tool in tools.values()))
        bench = Workbench(
            {spec.name: tools[spec.name] for spec in specs},
            self._authoriser,
            self._means.redactor,
            OutputFolder(self._outputs, model.profile.kept_limits),
        )
        context = Context(lambda: self._fixed_prompt(model.profile, specs), model.window)
        return Equipment(model.client, context, bench, self._spend, _limits(self._wishes), steering, self._project.root)

    def notices(self) -> tuple[str, ...]:
        """Lines for the person about the instruction files that were read last."""
        return self._notices

    def _fixed_prompt(self, profile: Profile, specs: tuple[ToolSpec, ...]) -> FixedPrompt:
        project = self._project
        instructions = load_instructions(project.root, self._places, trusted=self._wishes.trusted)
        self._notices = instructions.notices
        today = datetime.now().astimezone().date().isoformat()
        around = Surroundings(str(project.root), sys.platform, today, project.git)
        system = system_prompt(profile.prompt, around, instructions.files, profile.instruction_characters)
        return FixedPrompt(system, specs, profile.most_output_tokens, self._wishes.effort)


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


def _as_text(path: Path) -> str:
    """Bytes of a name that are no text are written as escapes."""
    return str(path).encode(errors="backslashreplace").decode()


def _authoriser(wishes: Wishes, project: Project, places: Places, own: Path, asker: Asker | None) -> PolicyAuthoriser:
    store = TrustStore(places)
    if wishes.trusted and project.id is None:  # a home directory is trusted for as long as a session lives
        store.trust(project)
    return PolicyAuthoriser(
        project,
        store,
        places,
        mode=wishes.mode,
        grants=wishes.grants,
        readable=[own],
        skip_permissions=wishes.skip_permissions,
        asker=asker,
    )


def _caps(wishes: Wishes) -> list[Cap]:
    return [] if wishes.most_usd is None else [Cap("the budget (--max-budget-usd)", usd=wishes.most_usd)]


def _limits(wishes: Wishes) -> list[Limit]:
    limits: list[Limit] = [RepeatedFailure()]
    if wishes.most_requests is not None:
        limits.append(MostRequests(wishes.most_requests))
    return limits
