"""Whether a project's own files are loaded and obeyed in this run."""

from typing import TYPE_CHECKING

import click
import msgspec

from reverie.config.instructions import repository_files
from reverie.config.project import Project
from reverie.config.repository_file import repository_settings
from reverie.conversation.visible import visible_line
from reverie.safety.trust import TrustStore

if TYPE_CHECKING:
    from .run_options import RunOptions


class Trust(msgspec.Struct, frozen=True):
    given: bool
    notices: tuple[str, ...] = ()


def settle_trust(options: "RunOptions", project: Project, store: TrustStore) -> Trust:
    """By flag for this run, by what the person said before, else by asking them. Only a person can say yes.

    A project without anything to load is not asked about: silence when all is well.
    """
    if options.ignore_repo:
        return Trust(False)
    if options.trust or store.is_trusted(project):
        return Trust(True)
    why, root = _why_it_matters(project), visible_line(str(project.root))
    if not why:
        return Trust(False)
    if options.is_headless:
        return Trust(False, (f"{why}, because {root} is not trusted (--trust; --ignore-repo is silent)",))
    if not _ask(f"{why}, until you trust it.", f"Trust {root}?"):
        return Trust(False)
    store.trust(project)
    return Trust(True)


def _ask(why: str, question: str) -> bool:
    """What was typed before the question stood on the screen is no answer to it."""
    from reverie.plain.lines.terminal_mode import forget_typed

    click.echo(why)
    forget_typed()
    return click.confirm(question, default=False)


def _why_it_matters(project: Project) -> str:
    """What trust would change here; empty when nothing."""
    if project.id is None:
        return "no file is read unasked in a home directory, which is not a project"
    found = [path.name for path in repository_files(project.root)]
    found += [str(path.relative_to(project.root)) for path in repository_settings(project.root)]
    return f"{', '.join(found)} not loaded" if found else ""
