"""The port `Authoriser`, by the policy: asks a person where the policy asks, and remembers what they granted."""

import asyncio
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Protocol

import msgspec

from reverie.config.places import Places
from reverie.config.project import Project
from reverie.config.settings import PermissionMode
from reverie.conversation.access import Allowed, Decision, Denied, ProposedCall
from reverie.storage.errors import UnusableFile

from .permissions import Allow, Ask, Deny, Policy, judge
from .rules import Rule, RuleError, parse_rules
from .trust import TrustStore


class Once(msgspec.Struct, frozen=True):
    """Yes, this time."""


class ForSession(msgspec.Struct, frozen=True):
    """Yes, and do not ask again in this session for what `grant`, one of the offers, covers."""

    grant: Rule


class ForProject(msgspec.Struct, frozen=True):
    """Yes, and never ask again in this project for what `grant`, one of the offers, covers."""

    grant: Rule


class No(msgspec.Struct, frozen=True):
    """`reason` is the person's own words for the model; it may be empty."""

    reason: str = ""


Answer = Once | ForSession | ForProject | No


class Asker(Protocol):
    """Somebody who puts a question before a person. Only a person's own answer may come back (I8)."""

    async def ask(self, call: ProposedCall, reason: str, offers: tuple[Rule, ...]) -> Answer: ...


class PolicyAuthoriser:
    """Authorises calls of one session. Without an asker (headless) what would ask is denied, and says so.

    `mode` may be changed at any time; `on_mode` is told each change. Questions are asked one at a time; a call that
    waited is judged again, because the answer before it may have granted it. `grants` are those of the command line;
    `readable` are folders outside the project that may be read unasked.
    """

    def __init__(
        self,
        project: Project,
        store: TrustStore,
        places: Places,
        *,
        mode: PermissionMode = "ask",
        grants: Iterable[Rule] = (),
        readable: Iterable[Path] = (),
        skip_permissions: bool = False,
        asker: Asker | None = None,
        on_mode: Callable[[PermissionMode], object] = lambda mode: None,
    ) -> None:
        self.asking = asyncio.Lock()
        """Held while a question is open; whoever else asks the person takes it too."""
        self._mode: PermissionMode = mode
        self._on_mode = on_mode
        self._project = project
        self._store = store
        self._own = tuple(folder.resolve() for folder in (places.config, places.data, places.state))
        self._readable = tuple(folder.resolve() for folder in readable)
        self._flag_grants = tuple(grants)
        self._session_grants: tuple[Rule, ...] = ()
        self._skip_permissions = skip_permissions
        self._asker = asker

    @property
    def mode(self) -> PermissionMode:
        return self._mode

    @mode.setter
    def mode(self, mode: PermissionMode) -> None:
        if mode != self._mode:
            self._mode = mode
            self._on_mode(mode)

    @property
    def flag_grants(self) -> tuple[Rule, ...]:
        """Those of the command line."""
        return self._flag_grants

    @property
    def session_grants(self) -> tuple[Rule, ...]:
        """Those that the person gave in this session; what they gave for the project is among them."""
        return self._session_grants

    @property
    def skips_questions(self) -> bool:
        return self._skip_permissions

    def take_back(self, grant: Rule) -> bool:
        """Take a grant of this session back, and of the project; whether there was one.

        Raises UnusableFile, OSError; it holds no longer in this session even then.
        """
        held = grant in self._session_grants
        self._session_grants = tuple(rule for rule in self._session_grants if rule != grant)
        return self._store.remove_grant(self._project, grant) or held

    @property
    def can_ask(self) -> bool:
        return self._asker is not None

    async def authorise(self, call: ProposedCall) -> Decision:
        return await self.authorise_by(self.policy, call)

    async def authorise_by(self, policy: Callable[[], Policy], call: ProposedCall, *, once: bool = False) -> Decision:
        """Judge by a policy that may change while a question is open. `once`: nothing is offered beyond this call."""
        verdict = judge(call, policy())
        if not isinstance(verdict, Ask):
            return _decision(verdict)
        if self._asker is None:
            return _nobody_to_ask(call, verdict, policy())
        async with self.asking:
            verdict = judge(call, policy())
            if not isinstance(verdict, Ask):
                return _decision(verdict)
            asked = Ask(verdict.reason) if once else verdict
            return self._answered(await self._asker.ask(call, asked.reason, asked.offers), asked)

    def policy(self) -> Policy:
        """What a call is judged by now."""
        project = self._project
        is_project = project.id is not None or self._store.is_trusted(project)
        return Policy(
            mode=self.mode,
            root=project.root if is_project else None,
            grants=self._flag_grants + self._session_grants + self._stored_grants(),
            readable=self._readable,
            own=self._own,
            skip_permissions=self._skip_permissions,
        )

    def _stored_grants(self) -> tuple[Rule, ...]:
        """A file that cannot be read grants nothing: then the calls ask."""
        try:
            return self._store.grants(self._project)
        except (UnusableFile, OSError):
            return ()

    def _answered(self, answer: Answer, asked: Ask) -> Decision:
        match answer:
            case No(reason=reason):
                return Denied(f"the person said no: {reason}" if reason else "the person said no", said=reason)
            case ForSession(grant=grant) if grant in asked.offers:
                self._session_grants += (grant,)
                return Allowed(f"the person, for this session: {grant}")
            case ForProject(grant=grant) if grant in asked.offers:
                return Allowed(self._keep(grant))
            case _:
                return Allowed("the person, once")

    def _keep(self, grant: Rule) -> str:
        """Keep a grant for good; where that cannot be, it holds for the session, and the record says why."""
        self._session_grants += (grant,)
        if self._project.id is None:
            return f"the person, for this session: {grant}"
        try:
            self._store.add_grant(self._project, grant)
        except (UnusableFile, OSError) as error:
            return f"the person, for this session: {grant} (not kept: {error})"
        return f"the person, in this project: {grant}"


def _decision(verdict: Allow | Deny) -> Decision:
    return Allowed(verdict.by) if isinstance(verdict, Allow) else Denied(verdict.reason)


def _nobody_to_ask(call: ProposedCall, asked: Ask, policy: Policy) -> Denied:
    text = f"this needs the person's yes, and nobody can be asked here: {asked.reason}"
    flag = _flag_that_allows(call, asked, policy)
    if flag is None:
        return Denied(f"{text}; no --allowed-tools lifts that", would_ask=True)
    return Denied(f"{text}; the person can allow it beforehand with --allowed-tools {_quoted(flag)}", would_ask=True)


def _quoted(flag: str) -> str:
    """As it is typed in a shell, on one line: with newlines and the like in bash's own form of quotes."""
    import shlex

    if flag.isprintable():
        return shlex.quote(flag)
    escaped = flag.encode("unicode_escape").decode().replace("'", "\\'")
    return f"$'{escaped}'"


def _flag_that_allows(call: ProposedCall, asked: Ask, policy: Policy) -> str | None:
    """The narrowest offer as it is written after `--allowed-tools`; judged, as not every line can be written so."""
    for spelled in (*(str(rule) for rule in asked.offers), call.tool):
        try:
            grants = parse_rules(spelled)
        except RuleError:
            continue
        if isinstance(judge(call, msgspec.structs.replace(policy, grants=grants)), Allow):
            return spelled
    return None
