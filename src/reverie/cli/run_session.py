"""A session from a command line: choose the model, settle trust, run."""

import asyncio
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING

import click
import msgspec

from reverie.assemble.session import Audience, BudgetCannotHold, open_session
from reverie.assemble.wishes import Wishes
from reverie.config.errors import ConfigError
from reverie.config.features import FEATURES
from reverie.config.places import Places, find_places
from reverie.config.project import Project, find_project
from reverie.config.settings import Settings, load_settings
from reverie.conversation.events import Notice
from reverie.models.errors import ModelError
from reverie.safety.rules import RuleError, parse_rules
from reverie.safety.trust import TrustStore
from reverie.storage.errors import UnusableFile
from reverie.transcripts.errors import SessionNotFound, TranscriptError
from reverie.transcripts.session_folder import SessionFolder

from .base_url import base_url_for
from .garbage import collect_again
from .models_in_use import ModelInUse
from .os_errors import explain
from .settle_claude import settle_claude
from .settle_trust import settle_trust
from .start import Start

if TYPE_CHECKING:
    from reverie.conversation.ports import Emit

    from .run_options import OutputFormat, RunOptions

_USAGE_ERRORS = (ConfigError, ModelError, RuleError, SessionNotFound, BudgetCannotHold)
_FAILURES = (TranscriptError, UnusableFile, OSError)


def run_session(options: "RunOptions", folder: Path, environ: Mapping[str, str], prompt: str | None) -> int:
    """Run it and give the exit status. What prevents a start is one line: UsageError (2) or ClickException (1)."""
    try:
        return _run(options, folder, environ, prompt)
    except (*_USAGE_ERRORS, *_FAILURES) as error:
        if options.debug:
            raise
        kind = click.UsageError if isinstance(error, _USAGE_ERRORS) else click.ClickException
        raise kind(explain(error)) from None


def _run(options: "RunOptions", folder: Path, environ: Mapping[str, str], prompt: str | None) -> int:
    places = find_places(environ)
    settings = load_settings(places, environ)
    project = find_project(folder, places)
    chosen, notices = _choose(options, settings, places, environ)
    notices = (project.note, *notices) if project.note else notices
    trust = settle_trust(options, project, TrustStore(places))
    if trust.given:  # a broken file of the person's is told before they are asked; a repository's own is read after
        settings = load_settings(places, environ, project=project, trusted=True)
    claude, not_kept = settle_claude(options, settings, places)
    settings = msgspec.structs.replace(settings, claude_instructions=claude)
    wishes = Wishes(
        effort=options.effort,
        mode=options.permission_mode or settings.permission_mode,
        is_mode_named=options.permission_mode is not None,
        grants=tuple(rule for text in options.allowed_tools for rule in parse_rules(text)),
        skip_permissions=options.skip_permissions,
        trusted=trust.given,
        claude=claude,
        most_requests=options.max_turns,
        most_usd=options.max_budget_usd,
        transcript_days=settings.transcript_days,
        transcript_megabytes=settings.transcript_megabytes,
        resume=_resumed(options, project, places),
        interactive=not options.is_headless,
        features=frozenset(name for name in FEATURES if settings.feature(name)),
    )
    _, unused = base_url_for(chosen, options.base_url, options.model, settings)
    model = ModelInUse(chosen, options, settings, places, environ)
    notices = (*_on_settings(settings, options), *notices, *unused, *trust.notices, *not_kept)
    start = Start(wishes, project, places, settings, model, notices, prompt, options, environ)
    play = _headless if options.is_headless else _conversation
    with asyncio.Runner() as runner:
        return runner.run(play(start))


def _on_settings(settings: Settings, options: "RunOptions") -> tuple[str, ...]:
    """The same at every start: to a person, who can ask for them, many are one line."""
    if len(settings.notices) < 2 or options.is_headless:
        return settings.notices
    return (f"{len(settings.notices)} notes on the settings; /memory tells them",)


def _choose(
    options: "RunOptions", settings: Settings, places: Places, environ: Mapping[str, str]
) -> tuple[str, tuple[str, ...]]:
    """The model's name, and lines for the person about it. How to find one is loaded only when none was named."""
    if named := options.model or settings.model:
        return named, ()
    from .choose_model import choose_model

    chosen = choose_model(places, environ, may_ask=not options.is_headless)
    return chosen.name, chosen.notices


def _resumed(options: "RunOptions", project: Project, places: Places) -> str | None:
    sessions = SessionFolder(project.folder(places) / "sessions")
    if options.resume:
        return sessions.find(options.resume)
    return sessions.last_used() if options.continue_last else None


async def _headless(start: Start) -> int:
    from reverie.headless.claims_seen import ClaimsSeen
    from reverie.headless.exit_codes import DONE, FAILED
    from reverie.headless.run import Screen, run_once

    collect_again()
    screen = Screen(_printer(start.options.output_format))
    claims = ClaimsSeen(screen)
    model = start.model.open()
    async with open_session(start.wishes, start.project, start.places, model, Audience(claims)) as opened:
        _tell(start.notices, screen)
        status = await run_once(opened.session, start.prompt or "", screen)
    return FAILED if status == DONE and start.options.fail_on_false_claims and claims.are_false else status


def _printer(output_format: "OutputFormat") -> "Emit":
    if output_format == "json":
        from reverie.headless.json_result import JsonResult

        return JsonResult(sys.stdout)
    if output_format == "stream-json":
        from reverie.headless.stream_json import StreamJson

        return StreamJson(sys.stdout)
    from reverie.headless.text import TextResult

    return TextResult(sys.stdout, sys.stderr)


async def _conversation(start: Start) -> int:
    from .interactive import run_conversation

    return await run_conversation(start)


def _tell(notices: tuple[str, ...], emit: "Emit") -> None:
    for line in notices:
        emit(Notice(line))
