"""Whether the person's own `~/.claude/CLAUDE.md` is loaded too: asked once, at an interactive start."""

from typing import TYPE_CHECKING

import click

from reverie.config.errors import ConfigError
from reverie.config.instructions import claude_file
from reverie.config.places import Places
from reverie.config.settings import Settings, set_setting
from reverie.storage.errors import UnusableFile

if TYPE_CHECKING:
    from .run_options import RunOptions


def settle_claude(options: "RunOptions", settings: Settings, places: Places) -> tuple[bool, tuple[str, ...]]:
    """Whether it is loaded, and lines for the person. Their answer is kept; where nobody can be asked it is no."""
    if settings.claude_instructions is not None:
        return settings.claude_instructions, ()
    found = None if options.is_headless else claude_file()
    if found is None:
        return False, ()
    wanted = _ask()
    try:
        set_setting(places, "claude_instructions", wanted)
    except (ConfigError, UnusableFile, OSError) as error:
        return wanted, (f"your answer holds for this run only: {error}",)
    return wanted, ()


def _ask() -> bool:
    """What was typed before the question stood on the screen is no answer to it."""
    from reverie.plain.lines.terminal_mode import forget_typed

    click.echo("Your own instructions in ~/.claude/CLAUDE.md could be loaded here, too.")
    forget_typed()
    return click.confirm("Load them in every session?", default=False)
