"""The composition root: ports are joined to their adapters here, and nowhere else."""

import sys
from collections.abc import AsyncIterator, Callable, Mapping
from contextlib import AsyncExitStack, asynccontextmanager
from datetime import datetime
from pathlib import Path

import msgspec

from .agent.history import History
from .agent.limits import Limit, MostRequests, RepeatedFailure
from .agent.output import OutputFolder
from .agent.profile import Profile, full_profile
from .agent.prompt import Surroundings, system_prompt
from .agent.request import FixedPrompt, SizeEstimate
from .agent.session import Session
from .agent.tool_call import Workbench
from .agent.turn import Equipment
from .config.instructions import Instructions, load_instructions
from .config.keys import find_key
from .config.places import Places
from .config.project import Project
from .config.settings import PermissionMode
from .conversation.events import AnyEvent, Notice, SessionStarted, TurnEnded
from .conversation.ids import new_session_id
from .conversation.ports import Effort, Emit, ModelClient, Redactor, Tool
from .conversation.price import Price
from .jobs.ledger import Ledger
from .jobs.spend import Cap, Spend
from .models.catalog import Overrides, find_card
from .models.resolve import find_provider
from .models.resolve import open_model as open_by_name
from .safety.authoriser import Asker, PolicyAuthoriser
from .safety.rules import Rule
from .safety.trust import TrustStore
from .secrets.pass_through import PassThrough
from .storage.atomic import private_folder
from .storage.clock import instant, system_clock
from .transcripts.history import RebuiltHistory
from .transcripts.records import FORMAT, SessionHeader
from .transcripts.session_file import SessionFile
from .transcripts.session_folder import SessionFolder
from .version import VERSION

_MOST_OUTPUT_TOKENS = 16_000
_FREE = Price(0.0, 0.0)


class Wishes(msgspec.Struct, frozen=True):
    """What a person asks of a session. `resume` is a whole session id; `trusted` says that they trust the project."""

    effort: Effort | None = None
    mode: PermissionMode = "ask"
    grants: tuple[Rule, ...] = ()
    skip_permissions: bool = False
    trusted: bool = False
    most_requests: int | None = None
    most_usd: float | None = None
    resume: str | None = None
    interactive: bool = False


class OpenModel(msgspec.Struct, frozen=True):
    """A model ready to be asked, with what a session must know of it."""

    client: ModelClient
    profile: Profile
    price_of: Callable[[str], Price | None]


def open_model(
    name: str, base_url: str | None, overrides: Overrides, places: Places, environ: Mapping[str, str]
) -> OpenModel:
    """The model of that name, nothing sent yet. Raises ModelError, ConfigError."""
    if name.startswith("local/"):
        return _open_local(name, places)
    card = find_card(name, overrides)
    client = open_by_name(
        name, base_url=base_url, key_for=lambda provider: _key(provider, places, environ), overrides=overrides
    )
    output = min(card.max_output, _MOST_OUTPUT_TOKENS)
    return OpenModel(client, full_profile(output), lambda asked: find_card(asked, overrides).price)


def _open_local(name: str, places: Places) -> OpenModel:
    from .models.local import profile
    from .models.local.client import open_local_model

    small = Profile(
        prompt=profile.local_prompt(),
        tools=profile.compact_tools,
        result_limits=profile.RESULT_LIMITS,
        instruction_characters=profile.INSTRUCTION_CHARACTERS,
        most_output_tokens=profile.MAX_OUTPUT_TOKENS,
        opened=profile.OPENED_TOOLS,
    )
    return OpenModel(open_local_model(name, places), small, lambda _: _FREE)


def _key(provider: str, places: Places, environ: Mapping[str, str]) -> str | None:
    return find_key(find_provider(provider, "").key_variables, places, environ)


class BudgetCannotHold(Exception):
    """A budget was asked for that could not be kept; the text is one line."""


@asynccontextmanager
async def open_session(
    wishes: Wishes, project: Project, places: Places, model: OpenModel, asker: Asker | None, emit: Emit
) -> AsyncIterator[Session]:
    """A session, new or resumed, and everything that it holds open.

    Raises TranscriptError, UnusableFile, BudgetCannotHold, OSError, each with one line.
    """
    sessions = SessionFolder(private_folder(project.folder(places) / "sessions"))
    async with AsyncExitStack() as stack:
        stack.push_async_callback(model.client.aclose)
        transcript, history = _open_transcript(sessions, wishes, project, model.client.name)
        stack.callback(transcript.close)
        session_id = transcript.path.stem
        spend = Spend(Ledger(places.state / "ledger.sqlite"), session_id, model.price_of, _caps(wishes))
        stack.callback(spend.close)
        if refused := spend.refusal(model.client.name):
            raise BudgetCannotHold(refused.text)
        redactor = PassThrough()
        tools = _open_tools(stack, project, sessions, model.profile, redactor)
        instructions = load_instructions(project.root, places, trusted=wishes.trusted)
        fixed = _fixed_prompt(model.profile, tools, project, instructions, wishes.effort)
        bench = Workbench(
            {spec.name: tools[spec.name] for spec in fixed.tools},
            _authoriser(wishes, project, places, transcript.folder, asker),
            redactor,
            OutputFolder(transcript.folder / "outputs", model.profile.kept_limits),
        )
        equipment = Equipment(model.client, fixed, SizeEstimate(fixed), bench, spend, transcript, _limits(wishes))
        emit(SessionStarted(session_id, model.client.name, _as_text(project.root), resumed=bool(history.messages)))
        for line in (*_damage(history), *instructions.notices):
            emit(Notice(line))
        yield Session(session_id, History(transcript, history.messages), equipment, _with_warnings(emit, spend))


def _with_warnings(emit: Emit, spend: Spend) -> Emit:
    """A ledger that failed is told at the end of the turn in which it did."""

    def emit_and_warn(event: AnyEvent) -> None:
        if isinstance(event, TurnEnded) and (warning := spend.take_warning()):
            emit(Notice(warning))
        emit(event)

    return emit_and_warn


def _open_transcript(
    sessions: SessionFolder, wishes: Wishes, project: Project, model: str
) -> tuple[SessionFile, RebuiltHistory]:
    if wishes.resume:
        return SessionFile.reopen(sessions.path(wishes.resume), system_clock, model=model, version=VERSION)
    session_id = new_session_id(int(system_clock() * 1000))
    header = SessionHeader(
        format=FORMAT,
        id=session_id,
        created=instant(system_clock),
        root=_as_text(project.root),
        model=model,
        version=VERSION,
        interactive=wishes.interactive,
    )
    return SessionFile.create(sessions.path(session_id), header, system_clock), RebuiltHistory([], None, 0)


def _damage(history: RebuiltHistory) -> list[str]:
    if not history.damaged:
        return []
    lines = "1 line" if history.damaged == 1 else f"{history.damaged} lines"
    return [f"{lines} of the transcript could not be read: kept in the file, missing from what the model knows"]


def _as_text(path: Path) -> str:
    """Bytes of a name that are no text are written as escapes."""
    return str(path).encode(errors="backslashreplace").decode()


def _open_tools(
    stack: AsyncExitStack, project: Project, sessions: SessionFolder, profile: Profile, redactor: Redactor
) -> dict[str, Tool]:
    from .tools.registry import TOOL_NAMES, close_tools, open_tools
    from .tools.workspace import Workspace

    workspace = Workspace(project.root, sessions=sessions.folder)
    names = profile.opened or TOOL_NAMES
    tools = open_tools(workspace, limits=profile.result_limits, names=names, redactor=redactor)
    stack.push_async_callback(close_tools, tools)
    return {tool.spec.name: tool for tool in tools}


def _fixed_prompt(
    profile: Profile, tools: dict[str, Tool], project: Project, instructions: Instructions, effort: Effort | None
) -> FixedPrompt:
    around = Surroundings(str(project.root), sys.platform, datetime.now().astimezone().date().isoformat(), project.git)
    system = system_prompt(profile.prompt, around, instructions.files, profile.instruction_characters)
    specs = profile.tools(tuple(tool.spec for tool in tools.values()))
    return FixedPrompt(system, specs, profile.most_output_tokens, effort)


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
