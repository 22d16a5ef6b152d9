"""`reverie trust`: what the person trusted and granted, by project."""

from collections.abc import Iterator
from pathlib import Path

import click

from reverie.config.places import find_places
from reverie.config.project import find_project, known_project
from reverie.conversation.visible import visible_line
from reverie.safety.trust import TrustEntry, TrustStore
from reverie.storage.errors import UnusableFile

from .failures import one_line

_FOLDER = click.Path(file_okay=False, path_type=Path)


@click.group(invoke_without_command=True)
@click.option("--json", "as_json", is_flag=True, help="Print JSON.")
@click.pass_context
def trust(context: click.Context, as_json: bool) -> None:
    """List what you trusted and granted, by project.

    In a trusted project its instruction files are loaded. A grant lets a call run there unasked, for good.
    """
    if context.invoked_subcommand is not None:
        return
    with one_line(UnusableFile):
        entries = TrustStore(find_places()).entries()
    if as_json:
        import msgspec

        click.echo(msgspec.json.encode(entries))
    elif not entries:
        click.echo("nothing is trusted yet; trust the project you stand in with: reverie trust add")
    for entry in () if as_json else entries:
        click.echo("\n".join(_lines(entry)))


@trust.command()
@click.argument("folder", type=_FOLDER, default=".")
def add(folder: Path) -> None:
    """Trust the project of FOLDER (default: here)."""
    if not folder.is_dir():
        raise click.UsageError(f"'{visible_line(str(folder))}' is no folder")
    with one_line(UnusableFile):
        places = find_places()
        project = find_project(folder, places)
        if project.id is None:
            root = visible_line(str(project.root))
            raise click.ClickException(f"'{root}' is or holds a home directory: trust it a run, with --trust")
        if project.note:
            click.echo(f"note: {project.note}", err=True)
        TrustStore(places).trust(project)
    click.echo(f"trusted {visible_line(str(project.root))}")


@trust.command()
@click.argument("folder", type=_FOLDER, default=".")
def rm(folder: Path) -> None:
    """Take back the trust of FOLDER's project (default: here), and all that was granted there."""
    with one_line(UnusableFile):
        places = find_places()
        store = TrustStore(places)
        project = known_project(folder, places)
        gone = project is not None and store.revoke(project)
        gone = store.revoke_root(folder.absolute()) or gone
    if not gone:
        shown = visible_line(str(folder.absolute()))
        raise click.ClickException(f"'{shown}' was not trusted; see what is: reverie trust")
    click.echo(f"no longer trusted: {visible_line(str(project.root if project else folder.absolute()))}")


def _lines(entry: TrustEntry) -> Iterator[str]:
    since = f"trusted since {entry.trusted_at[:10]}" if entry.trusted_at else "not trusted"
    yield f"{visible_line(entry.root)}  {since}"
    yield from (f"    always allowed: {visible_line(str(rule))}" for rule in entry.grants)
